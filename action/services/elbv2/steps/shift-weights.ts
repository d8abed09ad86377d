import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { POSITIVE_DURATION_PATTERN, parseDuration } from '../../../domain/duration.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { sameJson } from '../../../domain/json.ts';
import type { DiffLine } from '../../../domain/step-kind.ts';
import { type ForwardAction, isForward } from '../actions.ts';
import { defaultActions, writeDefaultActions } from '../default-actions.ts';
import { requireNoUserPool } from '../logins.ts';
import { type ListenerActions, listenerActions } from '../resources/listener-actions.ts';
import type { Elbv2Client } from '../service.ts';
import { able, describeHealth, targetHealth } from '../target-health.ts';

const MAX_STAGES = 10;

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'to'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener whose default action forwards' },
    to: { type: 'string', description: 'ARN of the target group that gets the traffic' },
    percent: { type: 'integer', minimum: 1, maximum: 100, description: 'Share of the traffic, in percent, at once' },
    in: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_STAGES,
      uniqueItems: true,
      items: { type: 'string', pattern: '^([1-9][0-9]?|100)%$' },
      description: 'In place of percent: the share after each stage, growing, for example [10%, 50%, 100%]',
    },
    every: {
      type: 'string',
      pattern: POSITIVE_DURATION_PATTERN,
      description: 'How long health is watched after each stage but the last: 30s, 2m',
    },
  },
} as const;

const params = {
  ...shape,
  anyOf: [{ required: ['percent'] }, { required: ['in'] }],
  not: { required: ['percent', 'in'] },
  dependentRequired: { in: ['every'], every: ['in'] },
} as const;

type Params = FromSchema<typeof shape>;

/** AWS's limit of target groups in one forward action. */
const MAX_TARGET_GROUPS = 5;

export const shiftWeights = defineStep<Params, ListenerActions, Elbv2Client>({
  kind: 'elbv2/shift-weights',
  summary:
    "Gives a target group a share of a listener's traffic, at once or in stages; the others keep the rest, in proportion",
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      to: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
      percent: 100,
    },
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      to: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
      in: ['10%', '50%', '100%'],
      every: '30s',
    },
  ],
  stages,
  undone: 'The weights before it are written back; of a gradual shift stage by stage, the last one first',
  caveats: [
    'Refused where the listener logs users in at a Cognito user pool: AWS lets nobody write that action again without `cognito-idp:DescribeUserPoolClient`, which no role here has.',
    'Extra request parameters of a login may be secrets: they are in the record under the key of the install alone. Where it has none, the request has to accept `sensitive-state`, and only the run itself can write them back.',
  ],
  resourceKind: listenerActions,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [
    { access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' },
    { access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener },
  ],
  change: (before, { to, percent }) => {
    if (percent === undefined) throw new BreakglassError('internal', 'a gradual shift was not split into its stages');
    const { authenticate, terminal: forward } = defaultActions(before);
    if (!isForward(forward)) throw notForward(forward.type);
    const shifted = { ...forward, targetGroups: shift(forward, to, percent) };
    const after = { actions: [...authenticate, shifted] };
    if (!sameJson(after, before)) requireNoUserPool(after.actions);
    return { after, diff: difference(forward, shifted) };
  },
  apply: (context, { after }, { listener }) => writeDefaultActions(context, listener, after),
  restore: (context, { before }, { listener }) => writeDefaultActions(context, listener, before),
  verify: async (context, { to }) => {
    const health = await targetHealth(context, to);
    return { done: able(health) > 0, progress: describeHealth(health) };
  },
});

/** One change for each share. Nothing is watched after the last one: that is what the playbook's `monitor` is for. */
function stages(input: Params): readonly { readonly params: Params; readonly holdMs: number }[] {
  const { in: shares, every = '', ...one } = input;
  if (shares === undefined) return [{ params: input, holdMs: 0 }];
  const percents = shares.map((text) => Number(text.slice(0, -1)));
  if (!percents.every((percent, index) => percent > (percents[index - 1] ?? 0))) {
    throw new BreakglassError('out-of-range', `the shares ${shares.join(', ')} do not grow`, {
      hint: 'write each share larger than the one before it, for example [10%, 50%, 100%]',
    });
  }
  const holdMs = parseDuration(every);
  if (holdMs === 0) {
    throw new BreakglassError('out-of-range', `every is ${every}, so nobody would see what a stage does`, {
      hint: 'watch for at least 1s, or shift at once with percent',
    });
  }
  return percents.map((percent, index) => ({
    params: { ...one, percent },
    holdMs: index === percents.length - 1 ? 0 : holdMs,
  }));
}

function notForward(type: string): BreakglassError {
  return new BreakglassError(
    'not-applicable',
    `the listener's default action is of type "${type}", and has no weights`,
    {
      hint: 'use elbv2/set-default-action to make it forward',
    },
  );
}

/** New weights that sum to 100: `percent` for `to`, the rest shared by the others as they share now. */
function shift(forward: ForwardAction, to: string, percent: number): ForwardAction['targetGroups'] {
  const others = forward.targetGroups.filter((group) => group.arn !== to);
  if (others.length >= MAX_TARGET_GROUPS) {
    throw new BreakglassError('not-applicable', `the action already has ${others.length} target groups besides ${to}`, {
      hint: `AWS takes at most ${MAX_TARGET_GROUPS} target groups in one forward action`,
    });
  }
  // Alone, it has all the traffic already, whatever its weight.
  if (others.length === 0) return forward.targetGroups;
  const shares = share(
    100 - percent,
    others.map((group) => group.weight),
  );
  return [
    ...others.map((group, index) => ({ arn: group.arn, weight: shares[index] ?? 0 })),
    { arn: to, weight: percent },
  ].toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** Splits `total` in proportion to `weights`, in whole numbers, by largest remainder; evenly when all weights are 0. */
export function share(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (sum === 0 ? total / weights.length : (total * weight) / sum));
  const whole = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, index) => [value - Math.floor(value), index] as const)
    .toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  const left = total - whole.reduce((a, b) => a + b, 0);
  for (const [, index] of byRemainder.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

function difference(before: ForwardAction, after: ForwardAction): readonly DiffLine[] {
  const percentOf = (action: ForwardAction, arn: string): string => {
    const sum = action.targetGroups.reduce((total, group) => total + group.weight, 0);
    const weight = action.targetGroups.find((group) => group.arn === arn)?.weight;
    if (weight === undefined) return 'not a target';
    return sum === 0 ? '0%' : `${Math.round((weight * 100) / sum)}%`;
  };
  const lines = after.targetGroups.map(({ arn }) => ({
    what: arn,
    before: percentOf(before, arn),
    after: percentOf(after, arn),
  }));
  if (after.stickiness?.enabled === true) {
    const text = `on: a client may stay where it is for ${after.stickiness.seconds} s`;
    lines.push({ what: 'stickiness', before: text, after: text });
  }
  return lines;
}
