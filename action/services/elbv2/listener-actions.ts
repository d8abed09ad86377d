import {
  type Action,
  DescribeListenersCommand,
  type TargetGroupStickinessConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../domain/define.ts';
import { BreakglassError, type ErrorCode } from '../../domain/error.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Elbv2Client } from './service.ts';

/** A target group's share of a forward action. Weight 0 to 999; its share is its weight over the sum. */
export interface WeightedTargetGroup extends JsonObject {
  readonly arn: string;
  readonly weight: number;
}

export interface ForwardAction extends JsonObject {
  readonly type: 'forward';
  /** Sorted by ARN. */
  readonly targetGroups: readonly WeightedTargetGroup[];
  /** Null where there is none. */
  readonly stickiness: Stickiness | null;
}

/** Whether a client stays with its target group, and for how long; AWS keeps the seconds while it is off. */
export interface Stickiness extends JsonObject {
  readonly enabled: boolean;
  readonly seconds: number | null;
}

/** Any other action. Its settings may hold secrets, so that only their fingerprint is kept, and it cannot be restored. */
export interface OtherAction extends JsonObject {
  readonly type: string;
  readonly fingerprint: string;
}

export type ListenerAction = ForwardAction | OtherAction;

/** A listener's default actions, in order: one unit, since `ModifyListener` replaces them as a whole. */
export interface ListenerActions extends JsonObject {
  readonly actions: readonly ListenerAction[];
}

export const listenerActions = defineResource<ListenerActions, Elbv2Client>({
  kind: 'elbv2/listener-actions',
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' }],
  read: async (context, arn) => {
    const answer = await context.client.send(new DescribeListenersCommand({ ListenerArns: [arn] }), {
      abortSignal: context.signal,
    });
    const listener = answer.Listeners?.[0];
    if (listener === undefined) throw new BreakglassError('resource-missing', `there is no listener ${arn}`);
    return { actions: fromAws(listener.DefaultActions ?? []) };
  },
});

export function isForward(action: ListenerAction): action is ForwardAction {
  return action.type === 'forward';
}

/** AWS's actions, normalised: in order, forward actions in one form only, target groups sorted. */
export function fromAws(actions: readonly Action[]): readonly ListenerAction[] {
  return actions.toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0)).map(actionFromAws);
}

function actionFromAws(action: Action): ListenerAction {
  if (action.Type !== 'forward') {
    const { Type, Order: _order, ...config } = action;
    return { type: Type ?? 'unknown', fingerprint: fingerprint(JSON.parse(JSON.stringify(config))) };
  }
  const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
  const stickiness = action.ForwardConfig?.TargetGroupStickinessConfig;
  return {
    type: 'forward',
    targetGroups: groups
      .map((group) => ({ arn: group.TargetGroupArn ?? '', weight: group.Weight ?? 1 }))
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    stickiness: stickinessFromAws(stickiness),
  };
}

/** None, and off without a duration, are the same: AWS answers the one where the other was sent. */
function stickinessFromAws(config: TargetGroupStickinessConfig | undefined): Stickiness | null {
  const { Enabled: enabled = false, DurationSeconds: seconds = null } = config ?? {};
  return enabled || seconds !== null ? { enabled, seconds } : null;
}

/** The one forward action that is all of a listener's default actions; refuses others, which could not be put back. */
export function requireOnlyForward({ actions }: ListenerActions): ForwardAction {
  const [only, ...more] = actions;
  if (only !== undefined && isForward(only) && more.length === 0) return only;
  const types = actions.map(({ type }) => type).join(', ');
  const [code, hint]: readonly [ErrorCode, string] = /authenticate|jwt/.test(types)
    ? ['sensitive-state', 'its settings may hold secrets, which would stand in the record in clear: change it by hand']
    : ['not-applicable', 'name a listener whose default action is one forward'];
  throw new BreakglassError(code, `the listener's default actions are: ${types || 'none'}`, { hint });
}

/** A forward action as `ModifyListener` takes it. `Order` is for several actions only. */
export function toAws({ targetGroups, stickiness }: ForwardAction): Action {
  return {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: targetGroups.map((group) => ({ TargetGroupArn: group.arn, Weight: group.weight })),
      ...(stickiness === null
        ? {}
        : {
            TargetGroupStickinessConfig: {
              Enabled: stickiness.enabled,
              ...(stickiness.seconds === null ? {} : { DurationSeconds: stickiness.seconds }),
            },
          }),
    },
  };
}
