import { CreateRuleCommand, DeleteRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { requireRestorable, toAws } from '../actions.ts';
import { passingLines, passingParam } from '../authentication.ts';
import { conditionsToAws, requireWritable } from '../conditions.ts';
import { tagCreatedGrant } from '../created-rule.ts';
import { describeActions } from '../describe-actions.ts';
import { requireExisting } from '../existing-rule.ts';
import { lostLogin } from '../logins.ts';
import { listenerRules } from '../resources/listener-rules.ts';
import { listenerOf, ruleParam } from '../rule-arn.ts';
import { describeRule } from '../rule-priorities.ts';
import {
  currentArn,
  type ExistingRule,
  existingRule,
  type ListenerRules,
  type Names,
  priorities,
  withExisting,
  withoutExisting,
} from '../rules-model.ts';
import type { Elbv2Client } from '../service.ts';
import { transformsToAws } from '../transforms.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['rule'],
  properties: { rule: ruleParam, 'without-authentication': passingParam },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

/** Restoring creates it again with all that it had, at its priority. Its ARN is another one then, which the record names. */
export const deleteRule = defineStep<Params, ListenerRules, Elbv2Client>({
  kind: 'elbv2/delete-rule',
  summary: 'Deletes a rule: the rules below it, and the default action, get its requests',
  params,
  examples: [
    {
      rule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
    },
  ],
  undone: 'The rule is created again with its conditions, actions, transforms and tags, at its priority',
  caveats: [
    'Where its requests had to log in, or were redirected to HTTPS on the same host and path, where that may be asked, and a rule below, or the default action, would let them in without: refused, unless the step says `without-authentication: true`.',
    'It has another ARN then, which the record names.',
    'Irreversible where it would lose the client secret of an OIDC login, a login at a Cognito user pool, which AWS lets nobody write without `cognito-idp:DescribeUserPoolClient`, or a tag that only AWS can write.',
    'Values of its conditions on headers and the query, what it rewrites of URLs, and what a redirect adds to the query may be secrets: they are in the record under the key of the install alone. Where it has none, the request has to accept `sensitive-state`, and only the run itself can create the rule again.',
    'Where its priority is taken by then, it is left to a person.',
  ],
  resourceKind: listenerRules,
  resource: ({ rule }) => listenerOf(rule),
  grants: ({ rule }) => [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:DeleteRule', resource: rule },
    { access: 'write', phase: 'restore', action: 'elasticloadbalancing:CreateRule', resource: listenerOf(rule) },
    // Whether it has tags is known only when it is read.
    { ...tagCreatedGrant(listenerOf(rule)), phase: 'restore' },
  ],
  change: (before, { rule: name }) => {
    const rule = requireExisting(before, name);
    const irreversible = lostLogin(rule.actions, []) ?? foreignTags(rule.tags);
    // What is lost by the request's own wish need not be such that it can be written again.
    if (irreversible === undefined) requireKnown(rule);
    return {
      after: withoutExisting(before, name),
      diff: [
        {
          what: describeRule(before, name),
          before: `${describeActions(rule.actions)}, priority ${rule.priority}`,
          after: 'answered by the rules below',
        },
      ],
      ...(irreversible === undefined ? {} : { irreversible }),
    };
  },
  opens: (states, { 'without-authentication': without = false }) => passingLines(states, without),
  apply: async (context, { now, units }, { rule: name }) => {
    if (!units.includes(`priority/${name}`) || existingRule(now, name) === undefined) return;
    await context.client.send(new DeleteRuleCommand({ RuleArn: currentArn(now, name) }));
  },
  restore: async (context, { before, now, units }, { rule: name }) => {
    const rule = existingRule(before, name);
    if (rule === undefined || !units.includes(`priority/${name}`) || existingRule(now, name) !== undefined) return;
    requireFree(now, rule.priority);
    await createAgain(context, listenerOf(name), rule);
  },
  // Its place is that in which this step found it: what moved it may move every rule of the listener, whatever its ARN is.
  remake: (before, origin, { rule: name }) => {
    const [last, first] = [existingRule(before, name), existingRule(origin, name)];
    return last === undefined || first === undefined
      ? before
      : withExisting(before, name, { ...first, priority: last.priority });
  },
  verify: async (context, { rule: name }) => {
    const done = existingRule(await listenerRules.read(context, listenerOf(name)), name) === undefined;
    return { done, progress: done ? 'the rule is gone' : 'the rule is still there' };
  },
});

/** Nobody but AWS may write tags of its own: those of a stack, for example, which then would not know the rule any more. */
function foreignTags(tags: Names): string | undefined {
  const found = Object.keys(tags).find((key) => key.toLowerCase().startsWith('aws:'));
  return found === undefined ? undefined : `its tag ${found} is one that only AWS can write`;
}

/** Refuses what this version could not write again. Whether secret values are known is for the engine to see: here they are. */
function requireKnown({ conditions, actions, transforms }: ExistingRule): void {
  requireWritable(conditions);
  requireRestorable(actions);
  transformsToAws(transforms);
}

/**
 * What creating a rule again needs, as the API takes it.
 *
 * @throws BreakglassError `sensitive-state` where the record does not hold all of it
 */
function creationOf({ conditions, actions, transforms, tags }: ExistingRule) {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    Conditions: conditionsToAws(conditions),
    Actions: toAws(actions),
    ...(transforms.length === 0 ? {} : { Transforms: transformsToAws(transforms) }),
    ...(Tags.length === 0 ? {} : { Tags }),
  };
}

/** Its place is another rule's by now: which of the two comes first is for a person to say. */
function requireFree(now: ListenerRules, priority: number): void {
  const [name] = [...priorities(now)].find(([, taken]) => taken === priority) ?? [];
  if (name === undefined) return;
  throw new BreakglassError('changed-underneath', `priority ${priority} is that of ${describeRule(now, name)} now`, {
    hint: 'decide which of the two comes first, and create the deleted rule by hand: the record holds all of it',
  });
}

async function createAgain(context: StepContext<Elbv2Client>, listener: string, rule: ExistingRule): Promise<void> {
  await context.client.send(
    new CreateRuleCommand({ ListenerArn: listener, Priority: rule.priority, ...creationOf(rule) }),
  );
}
