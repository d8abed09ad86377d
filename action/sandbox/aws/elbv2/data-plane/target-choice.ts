import type { IncomingMessage } from 'node:http';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../../ports/clock.ts';
import type { TargetGroupRecord, TargetRecord } from '../records.ts';
import type { World } from '../world.ts';
import type { HealthMonitor } from './health-monitor.ts';
import { targetKey } from './health-monitor.ts';
import type { InFlight } from './in-flight.ts';
import { hasSlowStart, slowStartShares } from './slow-start.ts';
import type { Stickiness } from './stickiness.ts';
import { WeightedChoice } from './weighted-choice.ts';

export interface Chosen {
  readonly action: Action;
  readonly group: TargetGroupRecord;
  readonly target: TargetRecord;
  readonly key: string;
}

interface Choosing {
  readonly world: World;
  readonly clock: Clock;
  readonly health: HealthMonitor;
  readonly inFlight: InFlight;
  readonly stickiness: Stickiness;
}

/**
 * Picks target groups by weight and targets by the target group's algorithm, unless a cookie binds the client to one.
 * Anomaly mitigation is state only; `weighted_random` is served as round robin.
 */
export class TargetChooser {
  readonly #with: Choosing;
  /** By action: actions are replaced whole, so that a change of weights starts afresh. */
  readonly #groups = new WeakMap<Action, WeightedChoice<{ weight: number; arn: string }>>();
  readonly #turns = new Map<string, number>();
  /** While targets are in slow start: what each is owed. */
  readonly #credits = new Map<string, number>();

  constructor(choosing: Choosing) {
    this.#with = choosing;
  }

  /** The target that the next request of a forward action goes to; undefined when there is none. */
  next(action: Action, incoming: IncomingMessage): Chosen | undefined {
    const { world, stickiness } = this.#with;
    const arn = stickiness.groupOf(action, incoming) ?? this.#nextGroup(action);
    const group = arn === undefined ? undefined : world.targetGroups.get(arn);
    if (group === undefined) return undefined;
    const targets = this.#routable(group);
    const bound = stickiness.targetOf(group, incoming);
    const target = targets.find((each) => targetKey(group.arn, each) === bound) ?? this.#nextTarget(group, targets);
    return target === undefined ? undefined : { action, group, target, key: targetKey(group.arn, target) };
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

  /** The healthy targets; all that are in use when fewer are healthy than the target group wants (fail open). */
  #routable(group: TargetGroupRecord): readonly TargetRecord[] {
    const state = (target: TargetRecord) => this.#with.health.healthOf(group.arn, target).State;
    const used = group.targets.filter((target) => state(target) !== 'unused');
    const healthy = used.filter((target) => state(target) === 'healthy');
    const wanted = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';
    const count = Number(group.attributes.get(`${wanted}.count`));
    const percentage = Number(group.attributes.get(`${wanted}.percentage`));
    const tooFew = healthy.length < count || (healthy.length / used.length) * 100 < percentage;
    return tooFew ? used : healthy;
  }

  #nextTarget(group: TargetGroupRecord, targets: readonly TargetRecord[]): TargetRecord | undefined {
    if (hasSlowStart(group)) return this.#nextOfSlow(group, targets);
    const turn = this.#turns.get(group.arn) ?? 0;
    this.#turns.set(group.arn, turn + 1);
    const first = targets[turn % targets.length];
    if (group.attributes.get('load_balancing.algorithm.type') !== 'least_outstanding_requests') return first;
    const load = (target: TargetRecord) => this.#with.inFlight.count(targetKey(group.arn, target));
    return targets.reduce((best, target) => (best === undefined || load(target) < load(best) ? target : best), first);
  }

  /** Each target is owed its share of every request; the one that is owed most gets it. */
  #nextOfSlow(group: TargetGroupRecord, targets: readonly TargetRecord[]): TargetRecord | undefined {
    const { health, clock } = this.#with;
    const shares = slowStartShares(group, targets, (target) => health.slowSince(group.arn, target), clock.now());
    const owed = targets.map((target, index) => {
      const key = targetKey(group.arn, target);
      const credit = (this.#credits.get(key) ?? 0) + (shares[index] ?? 0);
      this.#credits.set(key, credit);
      return { target, key, credit };
    });
    const best = owed.toSorted((a, b) => b.credit - a.credit)[0];
    const total = shares.reduce((sum, share) => sum + share, 0);
    if (best !== undefined) this.#credits.set(best.key, best.credit - total);
    return best?.target;
  }
}
