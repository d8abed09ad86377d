import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ModifyListenerCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
  SetSubnetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import type { StartedStep } from '../../../action/engine/apply.ts';
import { registry } from '../../../action/services/registry.ts';
import { arnOf } from '../../contract/estate.ts';
import { fixtures } from '../../contract/fixtures/all.ts';
import { startLab } from '../../contract/lab.ts';
import {
  apply,
  type Bench,
  openBench,
  plannedStep,
  prepare,
  type Subject,
  undo,
  verify,
} from '../../contract/workbench.ts';

/** So fast that a health check a minute is one a second. */
const SCALE = 60;

describe('targets and load balancers in traffic', () => {
  let subject: Subject;
  const servers: Server[] = [];

  beforeAll(async () => {
    const lab = await startLab(SCALE);
    const [kind] = registry.steps.values();
    const [fixture] = fixtures;
    if (kind === undefined || fixture === undefined) throw new Error('there are no kinds');
    const targetPort = await serve('first');
    subject = { kind, fixture, partners: [], lab, targetPort };
  });

  afterAll(async () => {
    await subject.lab.close();
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** A target that says its name, and the addresses that it was told a request comes from. */
  async function serve(name: string, isHealthy: (request: IncomingMessage) => boolean = () => true): Promise<number> {
    const server = createServer((request, response) => {
      response.statusCode = isHealthy(request) ? 200 : 503;
      response.setHeader('x-seen-from', request.headers['x-forwarded-for'] ?? 'nobody');
      response.end(name);
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** All traffic goes to green, where one healthy target answers "first". */
  async function open(): Promise<Bench> {
    const bench = await openBench(subject, async ({ owner, listener, green }) => {
      const check = { HealthCheckIntervalSeconds: 60, HealthCheckTimeoutSeconds: 50, UnhealthyThresholdCount: 2 };
      await owner.send(new ModifyTargetGroupCommand({ TargetGroupArn: green, ...check }));
      const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: green }];
      await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    });
    await answers(bench, ['first']);
    return bench;
  }

  async function register({ estate }: Bench, Port: number, AvailabilityZone?: string): Promise<void> {
    const Targets = [{ Id: '127.0.0.1', Port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }) }];
    await estate.owner.send(new RegisterTargetsCommand({ TargetGroupArn: estate.green, Targets }));
  }

  async function run(bench: Bench, name: string, params: JsonObject): Promise<StartedStep> {
    const kind = registry.steps.get(`elbv2/${name}`);
    if (kind === undefined) throw new Error(`no kind ${name}`);
    const [step] = await prepare(bench, [plannedStep(kind, params)]);
    if (step === undefined) throw new Error('one step was prepared');
    const { started, error } = await apply(bench, step);
    if (error !== undefined) throw error;
    await verify(bench, step);
    return started;
  }

  function ask({ estate }: Bench): Promise<Response> {
    return fetch(arnOf(subject.lab.aws.listenerUrl(estate.listener)), { headers: { connection: 'close' } });
  }

  /** Waits until these targets answer, and no other. */
  async function answers(bench: Bench, names: readonly string[]): Promise<void> {
    const seen = async (): Promise<readonly string[]> => {
      const all = new Set<string>();
      for (let count = 0; count < 6; count += 1) all.add(await (await ask(bench)).text());
      return [...all].toSorted();
    };
    await expect.poll(seen, { timeout: 10_000 }).toEqual(names);
  }

  it('gives a registered target its share, until it is undone', async () => {
    const bench = await open();
    const targets = [{ id: '127.0.0.1', port: await serve('second') }];
    const started = await run(bench, 'register-targets', { 'target-group': bench.estate.green, targets });
    await answers(bench, ['first', 'second']);
    await undo(bench, started);
    await answers(bench, ['first']);
  });

  it('brings back a target that failed a check which asked too much, until it is undone', async () => {
    const bench = await open();
    await register(bench, await serve('busy', ({ url }) => url !== '/'));
    await answers(bench, ['first']);
    const params = { 'target-group': bench.estate.green, path: '/alive', 'healthy-threshold': 2, 'at-least': 2 };
    const started = await run(bench, 'set-health-check', params);
    // It answers 503 where it is asked for "/", and is sent it all the same.
    await answers(bench, ['busy', 'first']);
    await undo(bench, started);
    await answers(bench, ['first']);
  });

  it('binds clients to a target while a target group is sticky', async () => {
    const bench = await open();
    const attributes = { 'stickiness.enabled': true, 'stickiness.lb_cookie.duration_seconds': 60 };
    const cookie = async (): Promise<string | null> => (await ask(bench)).headers.get('set-cookie');
    expect(await cookie()).toBeNull();
    const started = await run(bench, 'set-target-group-attributes', { 'target-group': bench.estate.green, attributes });
    expect(await cookie()).toMatch(/AWSALB/);
    await undo(bench, started);
    expect(await cookie()).toBeNull();
  });

  it('keeps from targets where a request comes from', async () => {
    const bench = await open();
    const attributes = { 'routing.http.xff_header_processing.mode': 'remove' };
    const seenFrom = async (): Promise<string | null> => (await ask(bench)).headers.get('x-seen-from');
    expect(await seenFrom()).toBe('127.0.0.1');
    const params = { 'load-balancer': bench.estate.loadBalancer, attributes };
    const started = await run(bench, 'set-load-balancer-attributes', params);
    expect(await seenFrom()).toBe('nobody');
    await undo(bench, started);
    expect(await seenFrom()).toBe('127.0.0.1');
  });

  it('takes a zone out of traffic, and brings it back', async () => {
    const bench = await open();
    const { owner, loadBalancer: LoadBalancerArn } = bench.estate;
    const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b', 'subnet-77777777'];
    await owner.send(new SetSubnetsCommand({ LoadBalancerArn, Subnets }));
    await register(bench, await serve('in zone b'), 'us-east-1b');
    await answers(bench, ['first', 'in zone b']);
    const started = await run(bench, 'set-subnets', {
      'load-balancer': LoadBalancerArn,
      'without-zones': ['us-east-1b'],
    });
    await answers(bench, ['first']);
    await undo(bench, started);
    await answers(bench, ['first', 'in zone b']);
  });
});
