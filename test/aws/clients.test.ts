import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClientsFactory } from '../../action/aws/clients.ts';
import type { CallRecord } from '../../action/domain/event.ts';
import { createFaults } from '../../action/sandbox/faults.ts';
import { elbv2 } from '../../action/services/elbv2/service.ts';
import { type Credentials, policy, startWorld, type World } from '../sandbox/aws/world.ts';

const faults = createFaults();
let world: World;
let role: Credentials;
let calls: CallRecord[];

beforeAll(async () => {
  world = await startWorld({ faults });
  await world.createRole();
  await world.allow(policy({ allow: 'elasticloadbalancing:Describe*' }));
  role = await world.assume();
});
beforeEach(() => {
  calls = [];
});
afterEach(() => {
  faults.clear();
  vi.unstubAllEnvs();
});
afterAll(() => world.close());

const factory = (endpoint = world.aws.endpoint) =>
  createClientsFactory({
    services: new Map([['elbv2', elbv2]]),
    endpoint: () => endpoint,
    now: () => world.clock.now(),
    reach: { drill: true, privateNetworks: [] },
  });

function connect(
  onCall = (call: CallRecord) => void calls.push(call),
  endpoint?: string,
): ElasticLoadBalancingV2Client {
  const credentials = { ...role, sessionToken: role.sessionToken ?? '', expiresAt: 0 };
  const client = factory(endpoint).connect(credentials, 'us-east-1', onCall).get('elbv2');
  if (!(client instanceof ElasticLoadBalancingV2Client)) throw new Error('not a client of ELBv2');
  return client;
}

describe('a client', () => {
  it('gives up a call that nobody answers, in time to undo before the runner is killed', {
    timeout: 15_000,
  }, async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const started = performance.now();
    const failure: unknown = await connect(undefined, `http://127.0.0.1:${port}`)
      .send(new DescribeTargetGroupsCommand({}))
      .catch((error: unknown) => error);
    expect(factory().classify(failure)).toBe('transient');
    // The runner kills a cancelled job's processes after 10 s.
    expect(performance.now() - started).toBeLessThan(9_000);
    silent.closeAllConnections();
    silent.close();
  });

  it('records a call with its request id', async () => {
    await connect().send(new DescribeTargetGroupsCommand({ PageSize: 5 }));
    expect(calls).toEqual([
      {
        service: 'elbv2',
        operation: 'DescribeTargetGroups',
        access: 'read',
        params: { PageSize: 5 },
        requestId: expect.stringMatching(/\w/),
        outcome: 'ok',
        ms: expect.any(Number),
      },
    ]);
  });

  it('records a refusal, and classifies it', async () => {
    const error: unknown = await connect()
      .send(new CreateTargetGroupCommand({ Name: 'x', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' }))
      .catch((caught: unknown) => caught);
    expect(factory().classify(error)).toBe('denied');
    expect(calls).toMatchObject([{ operation: 'CreateTargetGroup', access: 'write', outcome: 'AccessDenied' }]);
    expect(calls[0]?.requestId).toMatch(/\w/);
  });

  it.each([
    ['reset', 'network:ECONNRESET', 'transient'],
    ['throttle', expect.stringMatching(/^Throttling/), 'throttled'],
    ['server-error', expect.any(String), 'transient'],
  ] as const)('does not retry a %s by itself', async (kind, outcome, expected) => {
    faults.add({ service: 'elasticloadbalancing', operation: 'DescribeTargetGroups', kind });
    const error: unknown = await connect()
      .send(new DescribeTargetGroupsCommand({}))
      .catch((caught: unknown) => caught);
    expect(factory().classify(error)).toBe(expected);
    expect(calls).toMatchObject([{ outcome }]);
  });

  it('is made once a service', () => {
    const clients = factory().connect({ ...role, sessionToken: '', expiresAt: 0 }, 'us-east-1', () => {});
    expect(clients.get('elbv2')).toBe(clients.get('elbv2'));
    expect(() => clients.get('none')).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('looks neither at the environment nor at ~/.aws', async () => {
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/full/none');
    vi.stubEnv('AWS_PROFILE', 'nobody');
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAWRONG');
    vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '7');
    await expect(connect().send(new DescribeListenersCommand({ PageSize: 1 }))).rejects.toMatchObject({
      name: expect.stringMatching(/Validation|NotFound/),
    });
    await expect(connect().send(new DescribeTargetGroupsCommand({}))).resolves.toBeDefined();
  });

  it('never fails a call because it could not be recorded', async () => {
    const broken = connect(() => {
      throw new Error('full');
    });
    await expect(broken.send(new DescribeTargetGroupsCommand({}))).resolves.toBeDefined();
  });
});
