import type { Action, TargetGroupTuple } from '@aws-sdk/client-elastic-load-balancing-v2';
import { required, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { LIMITS } from './limits.ts';
import type { ListenerRecord } from './records.ts';
import type { World } from './world.ts';

/** Where actions are put: decides what they may name. */
export interface ActionPlace {
  readonly world: World;
  readonly loadBalancerArn: string;
  readonly protocol: ListenerRecord['protocol'];
  /** The actions that these replace: where an existing client secret is taken from. */
  readonly replaced: readonly Action[];
}

/**
 * A forward action as AWS keeps it: always with a ForwardConfig whose weights are filled in, and with TargetGroupArn
 * beside it when there is one target group only.
 */
export function readForward(action: Action, place: ActionPlace): Action {
  const groups = readTuples(action);
  for (const group of groups) requireAssociable(group.TargetGroupArn ?? '', place);
  const stickiness = action.ForwardConfig?.TargetGroupStickinessConfig;
  requireRange(stickiness?.DurationSeconds, 'targetGroupStickinessConfig.durationSeconds', 1, 604_800);
  if (stickiness?.Enabled === true && stickiness.DurationSeconds === undefined) {
    throw validationError('DurationSeconds is required when target group stickiness is enabled');
  }
  const [only] = groups;
  return {
    Type: 'forward',
    ...(groups.length === 1 ? { TargetGroupArn: only?.TargetGroupArn } : {}),
    ForwardConfig: {
      TargetGroups: groups,
      TargetGroupStickinessConfig: { ...stickiness, Enabled: stickiness?.Enabled ?? false },
    },
  };
}

function readTuples(action: Action): TargetGroupTuple[] {
  const given = action.ForwardConfig?.TargetGroups ?? [];
  const single = action.TargetGroupArn;
  if (single !== undefined && given.length > 0 && (given.length > 1 || given[0]?.TargetGroupArn !== single)) {
    throw validationError('with TargetGroupArn, ForwardConfig can name only the same target group');
  }
  const tuples = given.length > 0 ? given : single === undefined ? [] : [{ TargetGroupArn: single }];
  if (tuples.length === 0) throw validationError('a forward action needs a target group');
  if (tuples.length > LIMITS.targetGroupsPerAction) {
    throw fault('TooManyTargetGroups', `an action can have at most ${LIMITS.targetGroupsPerAction} target groups`);
  }
  const arns = tuples.map((tuple) => required(tuple.TargetGroupArn, 'targetGroups.member.targetGroupArn'));
  if (new Set(arns).size !== arns.length) throw validationError('target groups of an action must be unique');
  for (const tuple of tuples) requireRange(tuple.Weight, 'targetGroups.member.weight', 0, 999);
  return tuples.map((tuple) => ({ TargetGroupArn: tuple.TargetGroupArn, Weight: tuple.Weight ?? 1 }));
}

/** The target group exists, and no other load balancer uses it. */
function requireAssociable(arn: string, { world, loadBalancerArn }: ActionPlace): void {
  if (!world.targetGroups.has(arn)) throw fault('TargetGroupNotFound', `Target groups '${arn}' not found`);
  const users = world.loadBalancersOf(arn);
  if (users.some((user) => user !== loadBalancerArn)) {
    throw fault(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    );
  }
  if (users.length > 0) return;
  requireRoom(arn, world, loadBalancerArn);
}

/** The load balancer can take one more target group, with its targets. */
function requireRoom(arn: string, world: World, loadBalancerArn: string): void {
  const listeners = world.listenersOf(loadBalancerArn);
  const used = new Set(listeners.flatMap((listener) => Array.from(world.targetGroupsOf(listener))));
  if (used.size >= LIMITS.targetGroupsPerLoadBalancer) {
    throw fault(
      'TooManyUniqueTargetGroupsPerLoadBalancer',
      `a load balancer can have at most ${LIMITS.targetGroupsPerLoadBalancer} target groups`,
    );
  }
  const count = world.targetCountOf(loadBalancerArn) + (world.targetGroups.get(arn)?.targets.length ?? 0);
  if (count > LIMITS.targetsPerLoadBalancer) {
    throw fault('TooManyTargets', `a load balancer can have at most ${LIMITS.targetsPerLoadBalancer} targets`);
  }
}
