import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Clock } from '../../../../ports/clock.ts';
import { IDLE_MS } from '../../../idle.ts';
import type { TargetRecord, World } from '../world.ts';
import { Front } from './front.ts';
import { HealthMonitor } from './health-monitor.ts';
import type { TargetHealthAnswer } from './health-state.ts';
import { InFlight } from './in-flight.ts';
import { Proxy } from './proxy.ts';
import { TargetChooser } from './target-choice.ts';

/**
 * Where traffic really flows. Every listener is an HTTP server on a loopback port that the system picks; its declared
 * port is state only, and so is TLS: an HTTPS listener is served as plain HTTP.
 */
export class DataPlane {
  readonly #world: World;
  readonly #servers = new Map<string, Server>();
  readonly #inFlight = new InFlight();
  readonly #health: HealthMonitor;
  readonly #proxy: Proxy;
  readonly #front: Front;

  constructor(world: World, clock: Clock) {
    this.#world = world;
    this.#health = new HealthMonitor(world, clock, (key) => this.#inFlight.cutAll(key));
    this.#proxy = new Proxy(clock, this.#inFlight);
    this.#front = new Front(world, new TargetChooser(world, this.#health, this.#inFlight), this.#proxy);
  }

  /** Starts the server of a listener. */
  async open(listenerArn: string): Promise<void> {
    const options = { keepAliveTimeout: IDLE_MS };
    const server = createServer(options, (incoming, outgoing) => this.#front.serve(listenerArn, incoming, outgoing));
    this.#servers.set(listenerArn, server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    // Deleted while its server was starting.
    if (!this.#world.listeners.has(listenerArn)) await this.shut(listenerArn);
  }

  /** Ends the server of a listener and its connections. */
  async shut(listenerArn: string): Promise<void> {
    const server = this.#servers.get(listenerArn);
    if (server === undefined) return;
    this.#servers.delete(listenerArn);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  listenerUrl(listenerArn: string): string | undefined {
    const address = this.#servers.get(listenerArn)?.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : undefined;
  }

  reconcile(): void {
    this.#health.reconcile();
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
    await Promise.all([...this.#servers.keys()].map((arn) => this.shut(arn)));
    await this.#health.close();
    this.#proxy.close();
  }
}
