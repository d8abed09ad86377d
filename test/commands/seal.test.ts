import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { denyDocument } from '../../action/aws/seal-policy.ts';
import type { AwsOptions } from '../../action/sandbox/aws/start-aws.ts';
import { createFaults, type FaultRule } from '../../action/sandbox/faults.ts';
import { errorCode } from '../sandbox/aws/world.ts';
import { type Deployed, deployStarter, JOBS, ROLES, roleArn } from '../stack/deployed.ts';
import { failureOf } from './customer.ts';
import { BREAK_GLASS, DIGEST, INSTALL, POLICY, SESSION, SESSION_NAME, sealerAt, targetAt } from './sealer.ts';

const signal = new AbortController().signal;
const RoleName = ROLES.breakGlass;
const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
/** Of a listener that is not there ELBv2 speaks only once IAM has let the call in. */
const LET_IN = 'ListenerNotFound';
const faults = createFaults();
let at: Deployed;

beforeAll(async () => {
  at = await deployStarter({ faults } satisfies Partial<AwsOptions>);
});
afterEach(async () => {
  faults.clear();
  for (const PolicyName of await policies()) await at.iam.send(deletion(PolicyName));
});
afterAll(() => at.close());

describe('a sealer', () => {
  it('denies everything to the session, reads it back, and leaves the next session alone', async () => {
    const { sealer, noted } = await sealerAt(at);
    const [old, other] = [await enter(SESSION_NAME), await enter('inc-4711-421.fedcba9876543210')];
    expect(await sealer.deny(targetAt(at), signal)).toEqual({ policy: POLICY });
    expect(noted('denied')).toMatchObject([{ role: BREAK_GLASS, policy: POLICY }]);
    expect([await look(old), await look(other)]).toEqual(['AccessDenied', LET_IN]);
  });

  it('denies by the beginning of a name whoever has taken the role for the session', async () => {
    const { sealer } = await sealerAt(at);
    const [old, other] = [await enter(`${SESSION}.x`), await enter('inc-4711-421.x')];
    await sealer.deny(targetAt(at, { sessionName: `${SESSION}.*` }), signal);
    expect([await look(old), await look(other)]).toEqual(['AccessDenied', LET_IN]);
  });

  it('takes its role for minutes, to do nothing but this, and the record says what for', async () => {
    const { noted } = await sealerAt(at);
    const [assumed] = noted('assumed');
    expect(assumed).toMatchObject({ purpose: 'seal', role: roleArn(ROLES.sealer), sessionName: SESSION_NAME });
    const [taken] = noted('call');
    const { Policy, DurationSeconds } = (taken?.type === 'call' && taken.params) || {};
    expect(DurationSeconds).toBe(900);
    expect(JSON.parse(String(Policy)).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['iam:DeleteRolePolicy', 'iam:GetRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
        Resource: BREAK_GLASS,
        Condition: { DateLessThan: { 'aws:CurrentTime': expect.stringMatching(/^\d{4}-.*Z$/) } },
      },
    ]);
    expect(await failureOf(late())).toMatchObject({ code: 'seal-refused' });
  });

  it('puts every call on record, the writes as writes', async () => {
    const { sealer, noted } = await sealerAt(at);
    await sealer.deny(targetAt(at), signal);
    await sealer.prune(BREAK_GLASS, signal);
    const calls = noted('call').map((event) => (event.type === 'call' ? `${event.access} ${event.operation}` : ''));
    expect(calls).toEqual([
      'read AssumeRoleWithWebIdentity',
      'read GetCallerIdentity',
      'write PutRolePolicy',
      'read GetRolePolicy',
      'read ListRolePolicies',
      'read GetRolePolicy',
    ]);
  });

  it('takes off what denies only credentials that have ended, and reports what is not its own', async () => {
    const { sealer, noted } = await sealerAt(at);
    await sealer.deny(targetAt(at), signal);
    await put('bg-seal-inc-1-1', denyOf('inc-1-1', at.clock.now() - 3_600_000));
    await put('bg-seal-inc-2-2', denyOf('inc-2-2', at.clock.now() + 60_000));
    await put('AWSRevokeOlderSessions', ALLOW_ALL);
    await put('bg-seal-inc-3-3', ALLOW_ALL);
    await put('bg-seal-inc-4-4', denyOf('inc-5-5', at.clock.now() - 3_600_000));
    await put('bg-seal-inc-6-6', denyOf('inc-6-6', at.clock.now() + 14 * 3_600_000));
    expect(await sealer.prune(BREAK_GLASS, signal)).toEqual({
      pruned: ['bg-seal-inc-1-1'],
      strays: ['AWSRevokeOlderSessions', 'bg-seal-inc-3-3', 'bg-seal-inc-4-4', 'bg-seal-inc-6-6'],
    });
    expect(noted('deny-pruned')).toMatchObject([{ role: BREAK_GLASS, policy: 'bg-seal-inc-1-1' }]);
    expect(await policies()).toContain(POLICY);
    expect(await policies()).not.toContain('bg-seal-inc-1-1');
  });

  it.each<[string, Pick<FaultRule, 'service' | 'operation'>, Pick<FaultRule, 'kind'>]>([
    ['IAM throttles it', { service: 'iam', operation: 'PutRolePolicy' }, { kind: 'throttle' }],
    ['IAM fails', { service: 'iam', operation: 'PutRolePolicy' }, { kind: 'server-error' }],
    ['the answer is lost', { service: 'iam', operation: 'PutRolePolicy' }, { kind: 'lost-answer' }],
    ['the call is lost', { service: 'iam', operation: 'PutRolePolicy' }, { kind: 'reset' }],
    ['reading it back is throttled', { service: 'iam', operation: 'GetRolePolicy' }, { kind: 'throttle' }],
  ])('has the deny in place although %s', async (_what, call, kind) => {
    const { sealer } = await sealerAt(at);
    faults.add({ ...call, ...kind } as FaultRule);
    await sealer.deny(targetAt(at), signal);
    expect(await policies()).toEqual([POLICY]);
  });

  it('settles a lost answer by reading, and puts nothing twice', async () => {
    const { sealer, noted } = await sealerAt(at);
    faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'lost-answer' });
    await sealer.deny(targetAt(at), signal);
    const puts = noted('call').filter((event) => event.type === 'call' && event.operation === 'PutRolePolicy');
    expect(puts).toHaveLength(1);
  });

  it('takes for gone what another recovery has taken off meanwhile', async () => {
    const { sealer } = await sealerAt(at);
    await put('bg-seal-inc-1-1', denyOf('inc-1-1', at.clock.now() - 3_600_000));
    faults.add({ service: 'iam', operation: 'DeleteRolePolicy', kind: 'lost-answer' });
    expect(await sealer.prune(BREAK_GLASS, signal)).toEqual({ pruned: ['bg-seal-inc-1-1'], strays: [] });
  });
});

describe('refused', () => {
  it('an install without a sealer role', async () => {
    const { sealerRole: _none, ...install } = INSTALL;
    const failure = await failureOf(sealerAt(at, { install }));
    expect(failure).toMatchObject({ code: 'seal-refused', hint: expect.stringContaining('sealer-role') });
  });

  it.each([
    ['the plan job', JOBS.plan],
    ['a job of another environment', { ...JOBS.run, sub: 'repo:acme/playbooks:environment:acme-dev' }],
    ['a job of another repository', { ...JOBS.run, repository_id: '666' }],
  ])('a sealer that %s asks for, by its trust', async (_what, claims) => {
    const failure = await failureOf(sealerAt(at, { claims }));
    expect(failure).toMatchObject({
      code: 'seal-refused',
      message: expect.stringContaining('acme-prod-sealer'),
      hint: expect.stringContaining('EnableLoadBalancer=true'),
    });
  });

  it('a role of another install, which the sealer cannot deny', async () => {
    await at.createRole();
    const roles = { 'load-balancer': BREAK_GLASS, other: roleArn('load-balancer') };
    const { sealer, noted } = await sealerAt(at, { install: { ...INSTALL, roles } });
    const failure = await failureOf(sealer.deny(targetAt(at, { roleArn: roles.other }), signal));
    expect(failure).toMatchObject({ code: 'seal-refused', cause: { code: 'access-denied' } });
    expect(noted('denied')).toEqual([]);
  });

  it('a role of the account that the install does not name, whatever the sealer role may do', async () => {
    const { sealer } = await sealerAt(at, { install: { ...INSTALL, roles: { other: roleArn('other') } } });
    expect(await failureOf(sealer.deny(targetAt(at), signal))).toMatchObject({ code: 'seal-refused' });
    expect(await policies()).toEqual([]);
  });

  it('a deny that was answered OK and reads back as another document', async () => {
    const { sealer, noted } = await sealerAt(at);
    const swap = () => put(POLICY, ALLOW_ALL);
    faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'hook-after', run: swap });
    const failure = await failureOf(sealer.deny(targetAt(at), signal));
    expect(failure).toMatchObject({ code: 'seal-refused', message: expect.stringContaining('does not read back') });
    expect(noted('denied')).toEqual([]);
  });

  it('a deny that was answered OK and is not there', async () => {
    const { sealer } = await sealerAt(at);
    const remove = async () => void (await at.iam.send(deletion(POLICY)));
    faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'hook-after', run: remove });
    expect(await failureOf(sealer.deny(targetAt(at), signal))).toMatchObject({ code: 'seal-refused' });
  });

  it('a role whose inline policies are full, which names what to look at', async () => {
    await put(
      'filler',
      `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"x:${'a'.repeat(10_000)}","Resource":"*"}}`,
    );
    const { sealer } = await sealerAt(at);
    const failure = await failureOf(sealer.deny(targetAt(at), signal));
    expect(failure).toMatchObject({ code: 'seal-refused', hint: expect.stringContaining('doctor --aws') });
  });

  it.each([
    ['a pattern', { sessionName: '*' }],
    ['the name of another session', { sessionName: 'inc-4711-43.0123' }],
    ['a name that only begins like the session', { sessionName: `${SESSION}1.0123` }],
    ['a policy variable', { sessionName: `${SESSION}.\${aws:username}` }],
    ['a pattern in the middle', { sessionName: `${SESSION}.a*b` }],
    ['a session whose id could mean something in IAM', { session: '../admin', sessionName: '../admin.1' }],
  ])('%s, and never asks IAM', async (_what, changes) => {
    const { sealer, noted } = await sealerAt(at);
    expect(await failureOf(sealer.deny(targetAt(at, changes), signal))).toMatchObject({ code: 'seal-refused' });
    expect(noted('call')).toHaveLength(2);
  });

  it('while the kill switch is on, and says that everything is denied then', async () => {
    await at.stack.update({ KillSwitch: 'on' });
    try {
      expect(await failureOf(sealerAt(at))).toMatchObject({ code: 'seal-refused' });
    } finally {
      await at.stack.update({ KillSwitch: 'off' });
    }
  });

  it('a run that is to end, without waiting for STS', async () => {
    const over = new AbortController();
    over.abort(new Error('over'));
    expect(await failureOf(sealerAt(at, { signal: over.signal }))).toMatchObject({ code: 'seal-refused' });
  });
});

/** A deny by a sealer whose session policy has ended. */
async function late(): Promise<unknown> {
  const { sealer } = await sealerAt(at);
  at.clock.advance(10 * 60_000);
  return sealer.deny(targetAt(at), signal);
}

function denyOf(session: string, until: number): string {
  return denyDocument({ session, sessionName: `${session}.${DIGEST.slice(0, 16)}`, until });
}

async function policies(): Promise<readonly string[]> {
  return (await at.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];
}

async function put(PolicyName: string, PolicyDocument: string): Promise<void> {
  await at.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
}

function enter(RoleSessionName: string) {
  return at.enter(RoleName, JOBS.run, { RoleSessionName });
}

function look(credentials: Awaited<ReturnType<typeof enter>>): Promise<string> {
  return errorCode(at.elbv2(credentials).send(new DescribeListenersCommand({ ListenerArns: [LISTENER] })));
}

function deletion(PolicyName: string): DeleteRolePolicyCommand {
  return new DeleteRolePolicyCommand({ RoleName, PolicyName });
}
