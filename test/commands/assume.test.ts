import { DescribeListenersCommand, ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole } from '../../action/commands/assume.ts';
import { asBreakglassError } from '../../action/domain/error.ts';
import { attemptRead } from '../../action/engine/attempt.ts';
import { type EngineContext, readContext } from '../../action/engine/context.ts';
import { createLedger } from '../../action/engine/ledger.ts';
import { exactPermissions } from '../../action/policy/exact-permissions.ts';
import { inEveryStatement } from '../../action/policy/session-policy.ts';
import { createFaults } from '../../action/sandbox/faults.ts';
import type { Elbv2Client } from '../../action/services/elbv2/service.ts';
import type { HttpClient } from '../../action/services/http/client.ts';
import { NoAnswer } from '../../action/services/http/no-answer.ts';
import { registry } from '../../action/services/registry.ts';
import { errorCode, policy, ROLE_ARN, startWorld, type World } from '../sandbox/aws/world.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
const READ = { access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' } as const;
const WRITE = { access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: LISTENER } as const;
const rung = (...grants: readonly (typeof READ | typeof WRITE)[]): string =>
  inEveryStatement(exactPermissions(grants, SCOPE, []));
/** The second one may also write. */
const LADDER = [rung(READ), rung(READ, WRITE)];

const never = new AbortController().signal;

const faults = createFaults();
let world: World;
beforeAll(async () => {
  world = await startWorld({ faults });
  await world.createRole();
  await world.allow(policy({ allow: '*' }));
});
afterEach(() => faults.clear());
afterAll(() => world.close());

interface Taken {
  readonly drill?: boolean;
  readonly privateNetworks?: readonly string[];
}

/** Assumes the role as a run does; how often STS was asked, and what went on record. */
async function take(session = 'inc-4711-1', ms = 600_000, reach: Taken = {}) {
  const { clock } = world;
  const journal = { append: async () => ({ commit: '', path: '' }) };
  const ledger = createLedger(session, { clock, journal, reporter: { report: () => undefined } });
  const tokens: string[] = [];
  const taker = {
    registry,
    session,
    idToken: async () => {
      tokens.push(await world.token());
      return tokens.at(-1) ?? '';
    },
    mode: {
      clock,
      endpoint: () => world.aws.endpoint,
      audience: 'sts.amazonaws.com',
      drill: reach.drill ?? false,
    } as const,
    host: { mask: () => undefined },
  };
  const before = asked();
  const engine = assumeRole(taker, {
    roleArn: ROLE_ARN,
    region: SCOPE.region,
    sessionName: `${session}.0123456789abcdef`,
    policies: LADDER,
    notAfter: clock.now() + ms,
    enabledBy: 'the customer enables it',
    privateNetworks: reach.privateNetworks,
    ledger,
  });
  const failure = await engine.then(
    () => undefined,
    (error: unknown) => error,
  );
  const all = () => ledger.events.filter((event) => event.type === 'assumed');
  const [assumed] = all();
  const client = failure === undefined ? ((await engine).clients.get('elbv2') as Elbv2Client) : undefined;
  const taken = failure === undefined ? await engine : undefined;
  return { failure, client, assumed, all, engine: taken, tokens, times: asked() - before };
}

/** A read as the engine makes it. */
async function readAgain(engine: EngineContext | undefined): Promise<string> {
  if (engine === undefined) return 'none';
  const read = () => readContext(engine, 'elbv2', never).client as Elbv2Client;
  const call = async () => read().send(new DescribeListenersCommand({ ListenerArns: [LISTENER] }));
  return attemptRead(call, engine, never).then(
    () => 'read',
    (error: unknown) => asBreakglassError(error).code,
  );
}

function expire(times: number, code = 'ExpiredToken'): void {
  const service = 'elasticloadbalancing';
  faults.add({ service, operation: 'DescribeListeners', kind: 'error', code, status: 403, times });
}

function asked(): number {
  return world.aws.calls().filter(({ operation }) => operation === 'AssumeRoleWithWebIdentity').length;
}

function refuse(code: string, times: number): void {
  const message = 'refused by the test';
  faults.add({
    service: 'sts',
    operation: 'AssumeRoleWithWebIdentity',
    kind: 'error',
    code,
    status: 400,
    message,
    times,
  });
}

async function read(client: Elbv2Client | undefined): Promise<string> {
  return errorCode(Promise.resolve(client?.send(new DescribeListenersCommand({ ListenerArns: [LISTENER] }))));
}

async function write(client: Elbv2Client | undefined): Promise<string> {
  return errorCode(Promise.resolve(client?.send(new ModifyListenerCommand({ ListenerArn: LISTENER, Port: 81 }))));
}

describe('assuming the role', () => {
  it('takes the narrowest session policy, which ends in time', async () => {
    const { client, assumed, times } = await take();
    expect([times, assumed]).toMatchObject([1, { policyRung: 0 }]);
    expect([await read(client), await write(client)]).toEqual(['ListenerNotFound', 'AccessDenied']);
    world.clock.advance(600_000);
    expect(await read(client)).toBe('AccessDenied');
  });

  it('takes the next one when AWS cannot pack the first, and says which', async () => {
    refuse('PackedPolicyTooLarge', 1);
    const { client, assumed, times } = await take();
    expect([times, assumed]).toMatchObject([2, { policyRung: 1 }]);
    expect(await write(client)).toBe('ListenerNotFound');
  });

  it('refuses when AWS can pack none of them', async () => {
    refuse('PackedPolicyTooLarge', 2);
    expect(await take()).toMatchObject({ failure: { code: 'policy-too-large' }, assumed: undefined, times: 2 });
  });

  it.each(['AccessDenied', 'MalformedPolicyDocument', 'InvalidIdentityToken'])(
    'takes no wider one when AWS says %s',
    async (code) => {
      refuse(code, 1);
      const { failure, assumed, times } = await take();
      expect(failure).toMatchObject({ code: expect.not.stringMatching('policy-too-large') });
      expect([assumed, times]).toEqual([undefined, 1]);
    },
  );

  it('never asks AWS for a session whose id could mean something in a policy', async () => {
    expect(await take('${aws:username}')).toMatchObject({ failure: { code: 'invalid-value' }, times: 0 });
  });
});

describe('credentials that AWS calls expired before the approved time is over', () => {
  it.each(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])(
    'are taken again for %s: by a fresh token, under the same policy, name and end, and on record',
    async (code) => {
      refuse('PackedPolicyTooLarge', 1);
      const { engine, all, tokens } = await take();
      world.clock.advance(120_000);
      expire(1, code);
      expect(await readAgain(engine)).toBe('resource-missing');
      const [first, second, ...more] = all();
      expect(more).toEqual([]);
      expect({ ...second, at: first?.at }).toEqual(first);
      expect(second).toMatchObject({ policyRung: 1 });
      expect(new Set(tokens).size).toBe(3);
      const policies = world.aws
        .calls()
        .filter(({ operation }) => operation === 'AssumeRoleWithWebIdentity')
        .slice(-2)
        .map(({ parameters }) => JSON.stringify(parameters['Policy'] ?? null));
      expect(new Set(policies).size).toBe(1);
    },
  );

  it('are taken again once for each end', async () => {
    const { engine, all } = await take();
    expire(1);
    expect(await readAgain(engine)).toBe('resource-missing');
    expire(1);
    expect(await readAgain(engine)).toBe('resource-missing');
    expect(all()).toHaveLength(3);
    expire(Number.POSITIVE_INFINITY);
    expect(await readAgain(engine)).toBe('access-denied');
    expect(all()).toHaveLength(4);
  });

  it('are not taken again beyond it', async () => {
    const { engine, all } = await take();
    world.clock.advance(600_000);
    expire(1);
    expect(await readAgain(engine)).toBe('access-denied');
    expect(all()).toHaveLength(1);
  });

  it('are not taken again where the customer has ended access', async () => {
    const { engine, all } = await take();
    expire(Number.POSITIVE_INFINITY, 'AccessDenied');
    expect(await readAgain(engine)).toBe('access-denied');
    expect(all()).toHaveLength(1);
  });

  it('never take a wider policy than the one before, though AWS can pack that one no more', async () => {
    const { engine, all } = await take();
    expire(1);
    refuse('PackedPolicyTooLarge', 1);
    expect(await readAgain(engine)).toBe('policy-too-large');
    expect(all()).toHaveLength(1);
  });
});

describe('what a session looks at outside AWS', () => {
  const look = async (url: string, reach: Taken): Promise<string> => {
    const { engine } = await take('inc-4711-1', 600_000, reach);
    const client = engine?.clients.get('http') as HttpClient;
    const asked = { url, method: 'GET', withinMs: 300, redirects: 0, contains: undefined, like: undefined } as const;
    return client.look(asked, never).then(
      ({ status }) => String(status),
      (error: unknown) => (error instanceof NoAnswer ? 'not refused' : asBreakglassError(error).message),
    );
  };

  it('is the sandbox in a drill, and nothing else', async () => {
    expect(await look(world.aws.endpoint, { drill: true })).toMatch(/^[45]\d\d$/);
    expect(await look('http://192.0.2.1/', { drill: true })).toContain('a drill looks at nothing else');
  });

  it('is never the runner itself outside of one', async () => {
    expect(await look(world.aws.endpoint, { privateNetworks: ['127.0.0.0/8'] })).toContain('loopback');
  });

  it('is a private network only where the plan says that it was approved', async () => {
    // There is no way to it; that it was tried is enough.
    expect(await look('http://[fdbb:5eed:1::1]/', {})).toContain('private');
    expect(await look('http://[fdbb:5eed:1::1]/', { privateNetworks: ['fdbb:5eed:1::/48'] })).toBe('not refused');
  });
});
