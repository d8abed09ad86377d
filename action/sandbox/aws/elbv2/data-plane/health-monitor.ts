import type { Clock } from '../../../../ports/clock.ts';
import type { TargetRecord } from '../records.ts';
import { isServed, type World } from '../world.ts';
import type { Health, TargetHealthAnswer } from './health-state.ts';
import { afterProbe, DRAINING, NOT_REGISTERED, REGISTERING, UNUSED, ZONE_DISABLED } from './health-state.ts';
import { probe, unanswered } from './probe.ts';
import { hasSlowStart } from './slow-start.ts';

interface Probing {
  readonly stop: AbortController;
  health: Health;
  /** When the target became healthy, by the clock, if its target group had slow start on then. */
  slowSince: number | undefined;
}

interface Draining {
  readonly target: TargetRecord;
  readonly groupArn: string;
  readonly stop: AbortController;
}

/** What names a target of a target group. */
export function targetKey(groupArn: string, target: TargetRecord): string {
  return `${groupArn}|${target.id}|${target.port}`;
}

/**
 * Probes every registered target of the target groups that a listener or rule names, and counts the time of those that
 * drain. One node probes; an Application Load Balancer has several, each with its own view.
 */
export class HealthMonitor {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #onDrained: (key: string) => void;
  readonly #probing = new Map<string, Probing>();
  readonly #draining = new Map<string, Draining>();
  readonly #loops = new Set<Promise<void>>();
  #closed = false;

  constructor(world: World, clock: Clock, onDrained: (key: string) => void) {
    this.#world = world;
    this.#clock = clock;
    this.#onDrained = onDrained;
  }

  /** Starts and stops probes so that they fit the world; to be called after every change of it. */
  reconcile(): void {
    if (this.#closed) return;
    const wanted = new Set<string>();
    for (const group of this.#world.targetGroups.values()) {
      const zones = this.#world.zonesServing(group.arn);
      for (const target of group.targets) {
        const key = targetKey(group.arn, target);
        this.#forgetDraining(key);
        if (!isServed(target, zones)) continue;
        wanted.add(key);
        if (!this.#probing.has(key)) this.#start(key, group.arn, target, { health: REGISTERING, slowSince: undefined });
      }
    }
    for (const [key, probing] of this.#probing) {
      if (wanted.has(key)) continue;
      probing.stop.abort();
      this.#probing.delete(key);
    }
  }

  /** Probes a target group's targets at once, under its new settings; their health so far stays. */
  restart(groupArn: string): void {
    for (const target of this.#world.targetGroups.get(groupArn)?.targets ?? []) {
      const key = targetKey(groupArn, target);
      const probing = this.#probing.get(key);
      if (probing === undefined) continue;
      probing.stop.abort();
      this.#start(key, groupArn, target, probing);
    }
  }

  /** A target that was deregistered stays visible as draining for the deregistration delay, unless it had no traffic. */
  drain(groupArn: string, target: TargetRecord): void {
    const delay = Number(
      this.#world.targetGroups.get(groupArn)?.attributes.get('deregistration_delay.timeout_seconds'),
    );
    const key = targetKey(groupArn, target);
    if (this.#closed || !(delay > 0) || this.#world.loadBalancersOf(groupArn).length === 0) {
      this.#onDrained(key);
      return;
    }
    const stop = new AbortController();
    this.#draining.set(key, { target, groupArn, stop });
    this.#track(this.#endDraining(key, delay * 1000, stop.signal));
  }

  drainingTargets(groupArn: string): readonly TargetRecord[] {
    return [...this.#draining.values()].filter((entry) => entry.groupArn === groupArn).map((entry) => entry.target);
  }

  healthOf(groupArn: string, target: TargetRecord): TargetHealthAnswer {
    const key = targetKey(groupArn, target);
    const probing = this.#probing.get(key);
    if (probing !== undefined) return probing.health.answer;
    if (this.#draining.has(key)) return DRAINING;
    const registered = this.#world.targetGroups.get(groupArn)?.targets ?? [];
    if (!registered.some((other) => targetKey(groupArn, other) === key)) return NOT_REGISTERED;
    return this.#world.zonesServing(groupArn).size > 0 ? ZONE_DISABLED : UNUSED;
  }

  /** When a target entered slow start; undefined when it did not. */
  slowSince(groupArn: string, target: TargetRecord): number | undefined {
    return this.#probing.get(targetKey(groupArn, target))?.slowSince;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const probing of this.#probing.values()) probing.stop.abort();
    for (const draining of this.#draining.values()) draining.stop.abort();
    this.#probing.clear();
    this.#draining.clear();
    await Promise.all(this.#loops);
  }

  #forgetDraining(key: string): void {
    this.#draining.get(key)?.stop.abort();
    this.#draining.delete(key);
  }

  #start(key: string, groupArn: string, target: TargetRecord, soFar: Pick<Probing, 'health' | 'slowSince'>): void {
    const { health, slowSince } = soFar;
    const probing = { stop: new AbortController(), health, slowSince };
    this.#probing.set(key, probing);
    this.#track(this.#probeForever(groupArn, target, probing));
  }

  #track(loop: Promise<void>): void {
    const tracked: Promise<void> = loop.finally(() => this.#loops.delete(tracked));
    this.#loops.add(tracked);
  }

  async #probeForever(groupArn: string, target: TargetRecord, probing: Probing): Promise<void> {
    const { signal } = probing.stop;
    while (!signal.aborted) {
      const group = this.#world.targetGroups.get(groupArn);
      if (group === undefined) return;
      const began = this.#clock.now();
      const isLetIn = this.#world.isLetIn(target, this.#world.loadBalancersOf(groupArn));
      const result = await (isLetIn ? probe : unanswered)(this.#clock, group, target, signal);
      if (signal.aborted) return;
      const before = probing.health.answer.State;
      probing.health = afterProbe(probing.health, result, group.healthCheck);
      if (probing.health.answer.State !== 'healthy') probing.slowSince = undefined;
      else if (before !== 'healthy' && hasSlowStart(group)) probing.slowSince = this.#clock.now();
      // How long a target takes to answer does not move its next check.
      const rest = group.healthCheck.intervalSeconds * 1000 - (this.#clock.now() - began);
      await this.#pause(Math.max(0, rest), signal);
    }
  }

  async #endDraining(key: string, delayMs: number, signal: AbortSignal): Promise<void> {
    await this.#pause(delayMs, signal);
    if (signal.aborted) return;
    this.#draining.delete(key);
    this.#onDrained(key);
  }

  /** Sleeps; an abort ends it early without an error, because callers look at the signal themselves. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
