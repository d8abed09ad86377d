import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { sameJson } from '../../../domain/json.ts';
import type { DiffLine, StepContext, Verification } from '../../../domain/step-kind.ts';
import { accessOf } from '../access.ts';
import { actionOf, actionParam, actionProblems } from '../action-params.ts';
import { isForward, type ListenerAction } from '../actions.ts';
import { defaultActions, writeDefaultActions } from '../default-actions.ts';
import { describeActions } from '../describe-actions.ts';
import { lostLogin, requireNoUserPool } from '../logins.ts';
import { type ListenerActions, listenerActions } from '../resources/listener-actions.ts';
import type { Elbv2Client } from '../service.ts';
import { able, describeHealth, targetHealth } from '../target-health.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

/** What stands for a login that is gone. */
const OPEN = 'none: everybody is let in';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'action'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    action: actionParam,
    'without-authentication': {
      type: 'boolean',
      default: false,
      description:
        'Also takes away the actions that authenticate users, or the redirect to HTTPS, where they may be: everybody is let in',
    },
  },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

export const setDefaultAction = defineStep<Params, ListenerActions, Elbv2Client>({
  kind: 'elbv2/set-default-action',
  summary: 'Replaces what a listener does with the requests that no rule of it matches',
  params,
  problems: ({ action }) => actionProblems(action),
  examples: [
    {
      listener: LISTENER,
      action: {
        forward: {
          'target-groups': [
            {
              'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
            },
          ],
        },
      },
    },
    { listener: LISTENER, action: { 'fixed-response': { status: 503, body: 'Back in a few minutes' } } },
    { listener: LISTENER, action: { redirect: { status: 302, host: 'status.example.com', path: '/' } } },
  ],
  undone: 'The default actions before it are written back, as a whole',
  caveats: [
    'Where it would let everybody in whom it had redirected to HTTPS on the same host and path, where a login may be asked for, before the session: refused, unless the step says `without-authentication: true`.',
    'Where `without-authentication` takes away an OIDC action, its client secret is lost, and AWS does not return it: the step is then irreversible. So it is where that takes away a login at a Cognito user pool, which AWS lets nobody write without `cognito-idp:DescribeUserPoolClient`.',
    'A login at a Cognito user pool would be written again beside the new action: where it stays, the step is refused.',
    'Extra request parameters of a login, and what a redirect adds to the query, may be secrets: they are in the record under the key of the install alone. Where it has none, the request has to accept `sensitive-state`, and only the run itself can write them back.',
  ],
  resourceKind: listenerActions,
  resource: ({ listener }) => listener,
  grants: ({ listener, action }) => [
    ...(isNoForward(action)
      ? []
      : [{ access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' } as const]),
    { access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener },
  ],
  change: (before, { action, 'without-authentication': without = false }) => {
    const { authenticate, terminal } = defaultActions(before);
    const kept = without ? [] : authenticate;
    const wanted = actionOf(action);
    const after = { actions: [...kept, wanted] };
    if (!sameJson(after, before)) requireNoUserPool(after.actions);
    const why = lostLogin(before.actions, after.actions);
    const diff: DiffLine[] = [
      { what: 'default action', before: describeActions([terminal]), after: describeActions([wanted], 'planned') },
    ];
    if (authenticate.length > 0) {
      const told = describeActions(authenticate);
      diff.push({ what: 'authentication', before: told, after: without ? OPEN : told });
    }
    return { after, diff, ...(why === undefined ? {} : { irreversible: why }) };
  },
  opens: ({ origin, before, after }, { 'without-authentication': without = false }) => {
    const [first, was, is] = [origin, before, after].map(({ actions }) => accessOf(actions));
    if (was?.open === true || is?.open !== true) return [];
    // Of those that authenticate before it the diff tells whether they stay.
    const told: readonly string[] = defaultActions(before).authenticate.map(({ type }) => type);
    const untold = (first?.asks ?? []).filter((one) => !told.includes(one));
    if (untold.length === 0) return [];
    if (!without) throw opened(untold);
    return [{ what: 'authentication', before: untold.join(', '), after: OPEN }];
  },
  apply: (context, { after }, { listener }) => writeDefaultActions(context, listener, after),
  restore: (context, { before }, { listener }) => writeDefaultActions(context, listener, before),
  verify: async (context, { listener, action }) => {
    const wanted = actionOf(action);
    const { actions } = await listenerActions.read(context, listener);
    // Whether it is as wanted has been read back already; a later step may have changed it again.
    return isForward(wanted)
      ? targetsAnswer(context, wanted)
      : { done: true, progress: `in force: ${describeActions(actions)}` };
  },
});

function opened(asked: readonly string[]): BreakglassError {
  return new BreakglassError('not-applicable', `the default action would let everybody in past ${asked.join(', ')}`, {
    hint: 'answer by a page or a redirect, or do it on the HTTPS listener; if everybody may get in, say "without-authentication: true" in the step',
  });
}

/** By the name of its key: the value of an action may be known only later. */
function isNoForward(action: Params['action']): boolean {
  return action['fixed-response'] !== undefined || action.redirect !== undefined;
}

/** A target group without a healthy target would lose its whole share: no other one takes it over. */
async function targetsAnswer(
  context: StepContext<Elbv2Client>,
  { targetGroups }: Extract<ListenerAction, { readonly type: 'forward' }>,
): Promise<Verification> {
  const used = targetGroups.filter(({ weight }) => weight > 0);
  const found = await Promise.all(used.map(async ({ arn }) => ({ arn, health: await targetHealth(context, arn) })));
  const progress = found.map(({ arn, health }) => describeHealth(health, ` of ${nameOf(arn)}`));
  return { done: found.every(({ health }) => able(health) > 0), progress: progress.join('; ') };
}

function nameOf(arn: string): string {
  return arn.split('/').at(1) ?? arn;
}
