import type { Clock } from '../../../../ports/clock.ts';
import type { TargetRecord } from '../records.ts';
import type { World } from '../world.ts';
import { isInBlock } from './address.ts';
import { CertificateStore } from './certificate-store.ts';
import { Door, type Threshold } from './door.ts';
import { Front } from './front.ts';
import { HealthMonitor } from './health-monitor.ts';
import type { TargetHealthAnswer } from './health-state.ts';
import { InFlight } from './in-flight.ts';
import { Proxy } from './proxy.ts';
import { Stickiness } from './stickiness.ts';
import { TargetChooser } from './target-choice.ts';
import { tlsSettings } from './tls-settings.ts';

/**
 * Where traffic really flows. Every listener has a loopback port that the system picks; its declared port is state
 * only. HTTPS listeners speak TLS there, with certificates that the sandbox makes.
 */
export class DataPlane {
  readonly #world: World;
  readonly #certificates: CertificateStore;
  readonly #doors = new Map<string, Door>();
  readonly #inFlight = new InFlight();
  readonly #health: HealthMonitor;
  readonly #proxy: Proxy;
  readonly #front: Front;

  constructor(world: World, clock: Clock) {
    this.#world = world;
    this.#certificates = new CertificateStore(world, clock);
    this.#health = new HealthMonitor(world, clock, (key) => this.#inFlight.cutAll(key));
    const stickiness = new Stickiness(clock);
    const choosing = { world, clock, health: this.#health, inFlight: this.#inFlight, stickiness };
    this.#proxy = new Proxy(clock, this.#inFlight, stickiness);
    this.#front = new Front(world, new TargetChooser(choosing), this.#proxy);
  }

  /** Starts the server of a listener. */
  async open(listenerArn: string): Promise<void> {
    const door = new Door(
      () => this.#threshold(listenerArn),
      (incoming, outgoing) => this.#front.serve(listenerArn, incoming, outgoing),
    );
    this.#doors.set(listenerArn, door);
    await door.open();
    // Deleted while its server was starting.
    if (!this.#world.listeners.has(listenerArn)) await this.shut(listenerArn);
  }

  /** Ends the server of a listener and its connections. */
  async shut(listenerArn: string): Promise<void> {
    const door = this.#doors.get(listenerArn);
    this.#doors.delete(listenerArn);
    await door?.shut();
  }

  /** After the world was put back: listeners that are there again are served again, a moment later; others end. */
  restart(): void {
    for (const arn of this.#doors.keys()) if (!this.#world.listeners.has(arn)) void this.shut(arn);
    for (const arn of this.#world.listeners.keys()) {
      // A listener without a server has no URL, which says enough.
      if (!this.#doors.has(arn)) void this.open(arn).catch(() => this.#doors.delete(arn));
    }
    this.reconcile();
  }

  listenerUrl(listenerArn: string): string | undefined {
    return this.#doors.get(listenerArn)?.url();
  }

  /** The certificate that a listener serves for a certificate's ARN, as PEM. */
  certificatePem(certificateArn: string): string {
    return this.#certificates.of(certificateArn).cert;
  }

  #threshold(listenerArn: string): Threshold | undefined {
    const listener = this.#world.listeners.get(listenerArn);
    if (listener === undefined) return undefined;
    const { protocol } = listener;
    const tls = protocol === 'HTTP' ? undefined : tlsSettings(listener, this.#world, this.#certificates);
    const groups = this.#world.loadBalancers.get(listener.loadBalancerArn)?.securityGroups ?? [];
    return { protocol, tls, admits: (address) => isLetIn(address, groups, this.#world.securityGroups) };
  }

  reconcile(): void {
    this.#health.reconcile();
    for (const door of this.#doors.values()) door.reconcile();
  }

  restartProbes(targetGroupArn: string): void {
    this.#health.restart(targetGroupArn);
  }

  drain(targetGroupArn: string, target: TargetRecord): void {
    this.#health.drain(targetGroupArn, target);
  }

  drainingTargets(targetGroupArn: string): readonly TargetRecord[] {
    return this.#health.drainingTargets(targetGroupArn);
  }

  healthOf(targetGroupArn: string, target: TargetRecord): TargetHealthAnswer {
    return this.#health.healthOf(targetGroupArn, target);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#doors.keys()].map((arn) => this.shut(arn)));
    await this.#health.close();
    this.#proxy.close();
  }
}

/** A client comes in where one of the groups lets it in. Of a group that nobody declared, everybody comes in. */
function isLetIn(address: string, groups: readonly string[], sources: World['securityGroups']): boolean {
  return groups.some((group) => sources.get(group)?.some((block) => isInBlock(address, block)) ?? true);
}
