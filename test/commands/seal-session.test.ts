import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole } from '../../action/commands/assume.ts';
import { allowedReads, tryUntilRefused } from '../../action/commands/seal/probe.ts';
import { sealSession } from '../../action/commands/seal/seal-session.ts';
import type { Seal } from '../../action/domain/event.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { type EngineContext, readContext } from '../../action/engine/context.ts';
import { stepKind } from '../../action/engine/fold.ts';
import { grantsOf } from '../../action/engine/plan.ts';
import { exactPermissions } from '../../action/policy/exact-permissions.ts';
import { inEveryStatement } from '../../action/policy/session-policy.ts';
import { createFaults } from '../../action/sandbox/faults.ts';
import { registry } from '../../action/services/registry.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { type Deployed, deployStarter, JOBS, ROLES } from '../stack/deployed.ts';
import { BREAK_GLASS, DIGEST, INSTALL, ledgerAt, POLICY, SESSION, SESSION_NAME, takerAt } from './sealer.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
const PROPAGATION_MS = 30_000;
const RoleName = ROLES.breakGlass;
const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const DESCRIBE = { service: 'elasticloadbalancing', operation: 'DescribeListeners' } as const;
const faults = createFaults();
let at: Deployed;
let plan: Plan;

beforeAll(async () => {
  at = await deployStarter({ faults, propagationMs: PROPAGATION_MS });
  const elb = at.elbv2();
  const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'];
  const balancer = await elb.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets, Type: 'application' }));
  const group = { Name: 'green', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-0a1b2c3d', TargetType: 'ip' } as const;
  const to = (await elb.send(new CreateTargetGroupCommand(group))).TargetGroups?.[0]?.TargetGroupArn ?? '';
  const LoadBalancerArn = balancer.LoadBalancers?.[0]?.LoadBalancerArn;
  const DefaultActions = [{ Type: 'forward', TargetGroupArn: to } as const];
  const made = await elb.send(
    new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }),
  );
  plan = planWith(made.Listeners?.[0]?.ListenerArn ?? '', to);
});
afterEach(async () => {
  faults.clear();
  const { PolicyNames = [] } = await at.iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await at.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  at.clock.advance(PROPAGATION_MS);
});
afterAll(() => at.close());

function planWith(listener: string, to: string): Plan {
  const step = { uses: 'elbv2/shift-weights', with: { listener, to, percent: 100 } };
  const [first] = planOf(HARMLESS).steps;
  if (first === undefined) throw new Error('no step');
  return {
    ...planOf(HARMLESS),
    role: { name: 'load-balancer', arn: BREAK_GLASS, tags: {} },
    install: { name: 'acme-prod', environment: 'acme-prod', ...SCOPE },
    grants: grantsOf(registry, step, SCOPE),
    steps: [{ ...first, ...step, resource: { kind: 'elbv2/listener', arn: listener } }],
    checks: [],
    monitor: { forMs: 0, checks: [] },
  };
}

interface Sealed {
  readonly seal: Seal;
  readonly ms: number;
  readonly warnings: readonly string[];
  readonly calls: readonly string[];
}

/** Does some work, then seals. */
async function sealAfter(options: {
  /** Its work; default a read as every session takes it that opens. */
  readonly work?: (engine: EngineContext) => Promise<unknown>;
  /** What happens between that and the seal. */
  readonly before?: (engine: EngineContext) => Promise<unknown> | void;
  /** How long STS is asked for. */
  readonly forMs?: number;
  readonly install?: object;
  readonly claims?: object;
  readonly signal?: AbortSignal;
  readonly accepted?: boolean;
}): Promise<Sealed> {
  const ledger = ledgerAt(at);
  const warnings: string[] = [];
  const host = { mask: () => undefined, warn: (text: string) => void warnings.push(text) };
  const engine = await assumeRole(
    { ...takerAt(at), registry, session: SESSION },
    {
      roleArn: BREAK_GLASS,
      region: SCOPE.region,
      sessionName: SESSION_NAME,
      policies: [inEveryStatement(exactPermissions(plan.grants, SCOPE, []))],
      notAfter: at.clock.now() + (options.forMs ?? 3_600_000),
      enabledBy: 'the customer enables it',
      ledger,
    },
  );
  await (options.work ?? look)(engine);
  await options.before?.(engine);
  const started = at.clock.now();
  const before = ledger.events.length;
  const documents = { install: { ...INSTALL, ...options.install } } as never;
  const seal = await sealSession(
    { ...takerAt(at, options.claims), registry, session: SESSION, host },
    {
      prepared: { plan, digest: DIGEST, documents },
      ...(options.accepted === false ? {} : { engine }),
      ledger,
      signal: options.signal ?? new AbortController().signal,
    },
  );
  expect(ledger.events.at(-1)).toMatchObject({ type: 'sealed', seal });
  const calls = ledger.events
    .slice(before)
    .flatMap((event) => (event.type === 'call' ? [`${event.operation} ${event.outcome}`] : []));
  return { seal, ms: at.clock.now() - started, warnings, calls };
}

/** The read that opening the session takes. */
async function look(engine: EngineContext): Promise<void> {
  const [step] = plan.steps;
  const { resourceKind, service } = stepKind(registry, step?.uses ?? '');
  await resourceKind.read(readContext(engine, service, new AbortController().signal), step?.resource.arn ?? '');
}

/** The role is taken anew, for its work. */
async function again({ ledger }: EngineContext): Promise<void> {
  const taken = ledger.events.find((event) => event.type === 'assumed');
  if (taken?.type === 'assumed') ledger.note({ ...taken, at: new Date(at.clock.now()).toISOString() });
}

/** The account denies what the probe reads. */
async function kill(): Promise<void> {
  const PolicyDocument = ALLOW_ALL.replace('Allow', 'Deny').replace('"*","R', '"elasticloadbalancing:*","R');
  await at.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'kill', PolicyDocument }));
  at.clock.advance(PROPAGATION_MS);
}

/** AWS answers every probe with this, as it would with a clock that is wrong, or a token that it takes for old. */
function answerAlways(code: string): void {
  faults.add({ ...DESCRIBE, kind: 'error', code, status: 403, times: Number.POSITIVE_INFINITY });
}

const listed = async (): Promise<readonly string[]> =>
  (await at.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];

describe('the end of access', () => {
  it('is shown by the old credentials themselves, once the deny is in force after 30 seconds', async () => {
    const { seal, ms, calls } = await sealAfter({});
    expect(seal).toEqual({
      kind: 'probed',
      at: expect.any(String),
      policy: POLICY,
      probe: {
        operation: 'DescribeListeners',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        answer: 'AccessDenied',
      },
    });
    expect(ms).toBeGreaterThanOrEqual(PROPAGATION_MS);
    expect(ms).toBeLessThan(PROPAGATION_MS + 10_000);
    expect(calls.filter((call) => call === 'DescribeListeners ok').length).toBeGreaterThan(2);
    expect(calls).toContain('DescribeListeners AccessDenied');
    expect(await listed()).toEqual([POLICY]);
  });

  it('is shown although AWS fails and throttles meanwhile, which is no refusal', async () => {
    const before = (): void => {
      faults.add({ ...DESCRIBE, kind: 'server-error' });
      faults.add({ ...DESCRIBE, nth: 2, kind: 'throttle' });
      faults.add({ ...DESCRIBE, nth: 3, kind: 'reset' });
    };
    const { seal, ms } = await sealAfter({ before });
    expect(seal).toMatchObject({ kind: 'probed', probe: { answer: 'AccessDenied' } });
    expect(ms).toBeGreaterThanOrEqual(PROPAGATION_MS);
  });

  it('is shown where AWS says so of credentials that were to end by then', async () => {
    const forMs = 900_000;
    const ended = async () => {
      at.clock.advance(forMs + 1_000);
    };
    const { seal } = await sealAfter({ forMs, before: ended });
    expect(seal).toMatchObject({ kind: 'expired', policy: POLICY });
    if (seal.kind !== 'expired') throw new Error(seal.kind);
    expect(Date.parse(seal.ended)).toBeLessThanOrEqual(Date.parse(seal.at));
  });

  it('names what somebody left on the role, and leaves it there', async () => {
    const put = () =>
      at.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'mine', PolicyDocument: ALLOW_ALL }));
    const { seal, warnings } = await sealAfter({ before: put });
    expect(seal.kind).toBe('probed');
    expect(warnings).toEqual([expect.stringContaining('mine')]);
    expect(await listed()).toEqual([POLICY, 'mine']);
  });

  it('is shown although old denies cannot be looked for', async () => {
    faults.add({ service: 'iam', operation: 'ListRolePolicies', kind: 'error', code: 'AccessDenied', status: 403 });
    const { seal, warnings } = await sealAfter({});
    expect([seal.kind, warnings]).toEqual(['probed', [expect.stringContaining('old denies')]]);
  });
});

describe('unsealed', () => {
  const until = (): number => at.clock.now() + 3_600_000;
  const why = (seal: Seal): string => (seal.kind === 'unsealed' ? seal.why : seal.kind);

  it('where the credentials still work two minutes after the deny, until STS ends them', async () => {
    const { iam } = at;
    const lift = async () => {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: POLICY }));
    };
    const before = (): void => void faults.add({ ...DESCRIBE, kind: 'hook', run: lift });
    const latest = until();
    const { seal, ms } = await sealAfter({ before });
    expect(seal).toMatchObject({ kind: 'unsealed', why: expect.stringContaining('still answered') });
    expect(ms).toBeGreaterThanOrEqual(120_000);
    expect(ms).toBeLessThan(130_000);
    if (seal.kind !== 'unsealed') throw new Error(seal.kind);
    expect(Math.abs(Date.parse(seal.until) - latest)).toBeLessThan(5_000);
  });

  it('where the install names no sealer role', async () => {
    const { seal, calls } = await sealAfter({ install: { sealerRole: undefined } });
    expect(why(seal)).toContain('names no sealer role');
    expect(calls).toEqual([]);
  });

  it('where the sealer is refused by its trust', async () => {
    expect(why((await sealAfter({ claims: JOBS.plan })).seal)).toContain('could not be taken');
  });

  it('where the deny was answered OK and reads back as another document, whatever a probe would say', async () => {
    const swap = async () => {
      await at.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: POLICY, PolicyDocument: ALLOW_ALL }));
    };
    faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'hook-after', run: swap });
    const { seal, calls } = await sealAfter({});
    expect(why(seal)).toContain('does not read back');
    expect(calls.some((call) => call.startsWith('Describe'))).toBe(false);
  });

  it('where AWS answers the probe with anything but a refusal', async () => {
    const before = (): void => answerAlways('ListenerNotFound');
    expect(why((await sealAfter({ before })).seal)).toContain('still answered');
  });

  it.each<[string, Parameters<typeof sealAfter>[0]]>([
    ['was refused all along', { work: (engine) => kill().then(() => look(engine).catch(() => undefined)) }],
    [
      'was refused before the deny was put',
      { before: (engine) => kill().then(() => look(engine).catch(() => undefined)) },
    ],
    ['was never made', { work: async () => undefined }],
    [
      'was allowed only to credentials that were given before',
      { work: (engine) => look(engine).then(() => again(engine)) },
    ],
  ])('where the read %s, although the deny reads back and the probe would be refused', async (_what, session) => {
    const { seal, calls } = await sealAfter(session);
    expect(why(seal)).toContain('so that a refusal shows nothing');
    expect(calls).toContain('GetRolePolicy ok');
    expect(await listed()).toContain(POLICY);
  });

  it.each(['RequestExpired', 'ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'])(
    'where AWS answers the probe with %s, and the credentials were not to end yet',
    async (code) => {
      const before = (): void => answerAlways(code);
      expect(why((await sealAfter({ before })).seal)).toContain('still answered');
    },
  );

  it.each([
    ['RequestExpired', 'unshown'],
    ['ExpiredToken', 'ended'],
  ])('by %s alone, which is about a clock or about the token, once the time is over', async (code, kind) => {
    const signal = new AbortController().signal;
    const tries: string[] = [];
    const before = async (engine: EngineContext): Promise<void> => {
      const allowed = allowedReads(engine.ledger.events);
      answerAlways(code);
      tries.push((await tryUntilRefused(engine, { plan, allowed, signal, haveEnded: () => true })).kind);
    };
    await sealAfter({ before });
    expect(tries).toEqual([kind]);
  });

  it('where nobody has the credentials that STS gave, with the deny in place', async () => {
    const { seal } = await sealAfter({ accepted: false });
    expect(why(seal)).toContain('cannot be tried');
    expect(await listed()).toEqual([POLICY]);
  });

  it('where a cancelled run has no more time, at once', async () => {
    const over = new AbortController();
    const run = (): void => over.abort(new Error('received SIGINT'));
    const before = (): void => void faults.add({ ...DESCRIBE, kind: 'hook', run });
    const { seal, ms } = await sealAfter({ signal: over.signal, before });
    expect(why(seal)).toContain('received SIGINT');
    expect(ms).toBeLessThan(5_000);
    expect(await listed()).toEqual([POLICY]);
  });

  it('and never throws, whatever IAM answers', async () => {
    faults.add({
      service: 'iam',
      operation: '*',
      kind: 'error',
      code: '<img src=x>',
      status: 418,
      times: Number.POSITIVE_INFINITY,
    });
    expect((await sealAfter({})).seal.kind).toBe('unsealed');
  });
});
