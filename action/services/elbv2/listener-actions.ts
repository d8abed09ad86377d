import { type Action, type ActionTypeEnum, DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../domain/define.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Elbv2Client } from './service.ts';

/** A target group's share of a forward action. Weight 0 to 999; its share is its weight over the sum. */
export interface WeightedTargetGroup extends JsonObject {
  readonly arn: string;
  readonly weight: number;
}

export interface ForwardAction extends JsonObject {
  readonly type: 'forward';
  /** As AWS answers it: null where it was never given, which is so for a single action. */
  readonly order: number | null;
  /** Sorted by ARN. */
  readonly targetGroups: readonly WeightedTargetGroup[];
  readonly stickiness: Stickiness;
}

/** Whether a client stays with its target group, and for how long; AWS keeps the seconds while it is off. */
export interface Stickiness extends JsonObject {
  readonly enabled: boolean;
  readonly seconds: number | null;
}

/** Any other action, as AWS answers it. */
export interface OtherAction extends JsonObject {
  readonly type: string;
  readonly order: number | null;
  readonly config: JsonObject;
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
    const { Type, Order: order = null, ...config } = action;
    return { type: Type ?? 'unknown', order, config: JSON.parse(JSON.stringify(config)) };
  }
  const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
  const stickiness = action.ForwardConfig?.TargetGroupStickinessConfig;
  return {
    type: 'forward',
    order: action.Order ?? null,
    targetGroups: groups
      .map((group) => ({ arn: group.TargetGroupArn ?? '', weight: group.Weight ?? 1 }))
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    stickiness: { enabled: stickiness?.Enabled ?? false, seconds: stickiness?.DurationSeconds ?? null },
  };
}

/** The actions as `ModifyListener` and `CreateRule` take them. */
export function toAws(actions: readonly ListenerAction[]): Action[] {
  return actions.map((action) => ({
    ...actionToAws(action),
    ...(action.order === null ? {} : { Order: action.order }),
  }));
}

function actionToAws(action: ListenerAction): Action {
  if (isForward(action)) {
    return {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: action.targetGroups.map((group) => ({ TargetGroupArn: group.arn, Weight: group.weight })),
        TargetGroupStickinessConfig: {
          Enabled: action.stickiness.enabled,
          ...(action.stickiness.seconds === null ? {} : { DurationSeconds: action.stickiness.seconds }),
        },
      },
    };
  }
  const other: Action = { Type: action.type as ActionTypeEnum, ...action.config };
  // AWS never returns the client secret; this keeps the one it has.
  if (other.AuthenticateOidcConfig !== undefined) {
    other.AuthenticateOidcConfig = { ...other.AuthenticateOidcConfig, UseExistingClientSecret: true };
  }
  return other;
}
