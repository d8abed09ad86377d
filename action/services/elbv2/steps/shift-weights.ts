import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { DiffLine, StepContext } from '../../../domain/step-kind.ts';
import {
  type ForwardAction,
  type ListenerActions,
  listenerActions,
  requireOnlyForward,
  toAws,
} from '../listener-actions.ts';
import type { Elbv2Client } from '../service.ts';
import { targetHealth } from '../target-health.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'to', 'percent'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener whose default action forwards' },
    to: { type: 'string', description: 'ARN of the target group that gets the traffic' },
    percent: { type: 'integer', minimum: 1, maximum: 100, description: 'Share of the traffic, in percent' },
  },
} as const;

type Params = FromSchema<typeof params>;

/** AWS's limit of target groups in one forward action. */
const MAX_TARGET_GROUPS = 5;

export const shiftWeights = defineStep<Params, ListenerActions, Elbv2Client>({
  kind: 'elbv2/shift-weights',
  summary: "Gives a target group a share of a listener's traffic; the others keep the rest, in proportion",
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      to: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
      percent: 100,
    },
  ],
  resourceKind: listenerActions,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [
    { access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' },
    { access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener },
  ],
  change: (before, { to, percent }) => {
    const forward = requireOnlyForward(before);
    const shifted = { ...forward, targetGroups: shift(forward, to, percent) };
    return { after: { actions: [shifted] }, diff: difference(forward, shifted) };
  },
  apply: (context, { after }, { listener }) => setActions(context, listener, after),
  restore: (context, { before }, { listener }) => setActions(context, listener, before),
  verify: async (context, { to }) => {
    const health = await targetHealth(context, to);
    return { done: health.healthy > 0, progress: `${health.healthy} of ${health.total} targets healthy` };
  },
});

/** Only `DefaultActions` is sent: what is omitted, certificates among it, stays. */
async function setActions(context: StepContext<Elbv2Client>, listener: string, model: ListenerActions): Promise<void> {
  const DefaultActions = [toAws(requireOnlyForward(model))];
  await context.client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
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
