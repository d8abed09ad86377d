import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetGroupRecord, TargetRecord, World } from '../world.ts';
import type { HealthMonitor } from './health-monitor.ts';
import { targetKey } from './health-monitor.ts';
import type { InFlight } from './in-flight.ts';
import { WeightedChoice } from './weighted-choice.ts';

export interface Chosen {
  readonly group: TargetGroupRecord;
  readonly target: TargetRecord;
  readonly key: string;
}

/**
 * Picks target groups by weight and targets by the target group's algorithm. Stickiness, slow start, anomaly
 * mitigation and zones are state only; `weighted_random` is served as round robin.
 */
export class TargetChooser {
  readonly #world: World;
  readonly #health: HealthMonitor;
  readonly #inFlight: InFlight;
  /** By action: actions are replaced whole, so that a change of weights starts afresh. */
  readonly #groups = new WeakMap<Action, WeightedChoice<{ weight: number; arn: string }>>();
  readonly #turns = new Map<string, number>();

  constructor(world: World, health: HealthMonitor, inFlight: InFlight) {
    this.#world = world;
    this.#health = health;
    this.#inFlight = inFlight;
  }

  /** The target that the next request of a forward action goes to; undefined when there is none. */
  next(action: Action): Chosen | undefined {
    const arn = this.#nextGroup(action);
    const group = arn === undefined ? undefined : this.#world.targetGroups.get(arn);
    if (group === undefined) return undefined;
    const target = this.#nextTarget(group, this.#routable(group));
    return target === undefined ? undefined : { group, target, key: targetKey(group.arn, target) };
  }

  /** A target group is chosen by weight alone: AWS does not move traffic away from one whose targets are unhealthy. */
  #nextGroup(action: Action): string | undefined {
    let choice = this.#groups.get(action);
    if (choice === undefined) {
      const groups = action.ForwardConfig?.TargetGroups ?? [];
      choice = new WeightedChoice(
        groups.map((group) => ({ weight: group.Weight ?? 1, arn: group.TargetGroupArn ?? '' })),
      );
      this.#groups.set(action, choice);
    }
    return choice.next()?.arn;
  }

  /** The healthy targets; all of them when fewer are healthy than the target group wants (fail open). */
  #routable(group: TargetGroupRecord): readonly TargetRecord[] {
    const healthy = group.targets.filter((target) => this.#health.healthOf(group.arn, target).State === 'healthy');
    const wanted = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';
    const count = Number(group.attributes.get(`${wanted}.count`));
    const percentage = Number(group.attributes.get(`${wanted}.percentage`));
    const tooFew = healthy.length < count || (healthy.length / group.targets.length) * 100 < percentage;
    return tooFew ? group.targets : healthy;
  }

  #nextTarget(group: TargetGroupRecord, targets: readonly TargetRecord[]): TargetRecord | undefined {
    const turn = this.#turns.get(group.arn) ?? 0;
    this.#turns.set(group.arn, turn + 1);
    const first = targets[turn % targets.length];
    if (group.attributes.get('load_balancing.algorithm.type') !== 'least_outstanding_requests') return first;
    const load = (target: TargetRecord) => this.#inFlight.count(targetKey(group.arn, target));
    return targets.reduce((best, target) => (best === undefined || load(target) < load(best) ? target : best), first);
  }
}
