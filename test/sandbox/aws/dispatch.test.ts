import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, policy, ROLE, startWorld, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => world.close());

/** Sends raw text, unsigned; gives status and error code. */
async function post(body: string, method = 'POST'): Promise<string> {
  const answer = await fetch(world.aws.endpoint, {
    method,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'POST' ? { body } : {}),
  });
  return `${answer.status} ${/<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? 'ok'}`;
}

describe('the endpoint', () => {
  it.each([
    ['no action', 'Version=2011-06-15', '400 MissingAction'],
    ['an unknown action', 'Action=DropEverything&Version=2011-06-15', '400 InvalidAction'],
    ['an inherited property as action', 'Action=constructor&Version=2011-06-15', '400 InvalidAction'],
    ['no version', 'Action=GetCallerIdentity', '400 InvalidAction'],
    ['another service’s action', 'Action=CreateRole&Version=2011-06-15', '400 InvalidAction'],
    ['two actions', 'Action=A&Action=B&Version=2011-06-15', '404 MalformedQueryString'],
    ['nothing', '', '400 MissingAction'],
    ['no signature', 'Action=GetCallerIdentity&Version=2011-06-15', '403 MissingAuthenticationToken'],
    ['more than 1 MB', `Action=A&Version=${'1'.repeat(1024 * 1024)}`, '413 RequestEntityTooLarge'],
  ])('refuses %s', async (_title, body, expected) => {
    expect(await post(body)).toBe(expected);
  });

  it('refuses other methods', async () => {
    expect(await post('', 'DELETE')).toBe('405 InvalidMethod');
  });

  it('listens on 127.0.0.1 alone', () => {
    expect(new URL(world.aws.endpoint).hostname).toBe('127.0.0.1');
  });

  it('logs every call with who, what and how it ended', async () => {
    const missing = new GetRolePolicyCommand({ RoleName: ROLE, PolicyName: 'p' });
    expect(await errorCode(world.iam.send(missing))).toBe('NoSuchEntity');
    await world.sts().send(new GetCallerIdentityCommand({}));
    await post('Action=Nonsense&Version=2011-06-15');
    const calls = world.aws.calls().slice(-3);
    expect(calls.map(({ service, operation, outcome }) => [service, operation, outcome])).toEqual([
      ['iam', 'GetRolePolicy', 'NoSuchEntity'],
      ['sts', 'GetCallerIdentity', 'ok'],
      ['sts', 'Nonsense', 'InvalidAction'],
    ]);
    expect(calls[0]).toMatchObject({
      principal: 'arn:aws:iam::123456789012:root',
      parameters: { RoleName: ROLE, PolicyName: 'p' },
      fault: null,
    });
    expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(3);
  });
});

describe('a fault', () => {
  const identity = async (maxAttempts = 1): Promise<string> => {
    const { endpoint, region } = world.aws;
    const sts = new STSClient({ endpoint, region, credentials: world.root, maxAttempts });
    return errorCode(sts.send(new GetCallerIdentityCommand({})));
  };
  const match = { service: 'sts', operation: 'GetCallerIdentity' };

  it('answers with an error once, and then no more', async () => {
    world.aws.faults.add({ ...match, kind: 'error', code: 'RegionDisabled', status: 403 });
    expect([await identity(), await identity()]).toEqual(['RegionDisabled', 'no error']);
    expect(world.aws.calls().at(-2)).toMatchObject({ outcome: 'RegionDisabled', fault: 'error' });
  });

  it.each(['throttle', 'server-error'] as const)('of kind %s is retried by the SDK', async (kind) => {
    world.aws.faults.add({ ...match, kind, times: 2 });
    expect(await identity(3)).toBe('no error');
  });

  it('resets the connection before the call has any effect', async () => {
    await world.createRole();
    world.aws.faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'reset' });
    const put = { RoleName: ROLE, PolicyName: 'p', PolicyDocument: policy({ allow: '*' }) };
    expect(await errorCode(world.iamAs(world.root).send(new PutRolePolicyCommand(put)))).not.toBe('no error');
    expect((await world.iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }))).PolicyNames).toEqual([]);
  });

  it('loses the answer after the call took effect', async () => {
    await world.createRole();
    world.aws.faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'lost-answer' });
    const put = { RoleName: ROLE, PolicyName: 'p', PolicyDocument: policy({ allow: '*' }) };
    expect(await errorCode(world.iamAs(world.root).send(new PutRolePolicyCommand(put)))).not.toBe('no error');
    expect((await world.iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }))).PolicyNames).toEqual(['p']);
    const lost = world.aws.calls().find(({ fault }) => fault === 'lost-answer');
    expect(lost?.outcome).toBe('ok');
  });

  it('stalls by the sandbox’s clock and goes on', async () => {
    const before = world.clock.now();
    world.aws.faults.add({ ...match, kind: 'stall', ms: 120_000 });
    expect(await identity()).toBe('no error');
    expect(world.clock.now() - before).toBeGreaterThanOrEqual(120_000);
  });

  it('runs a hook before the call’s permissions are looked at', async () => {
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    const credentials = await world.assume();
    const revoke = new DeleteRolePolicyCommand({ RoleName: ROLE, PolicyName: 'permissions' });
    const operation = 'DescribeLoadBalancers';
    world.aws.faults.add({
      service: 'elasticloadbalancing',
      operation,
      nth: 2,
      kind: 'hook',
      run: async () => void (await world.iam.send(revoke)),
    });
    const describeAll = async (): Promise<string> =>
      errorCode(world.elbv2(credentials).send(new DescribeLoadBalancersCommand({})));
    expect([await describeAll(), await describeAll()]).toEqual(['no error', 'AccessDenied']);
  });

  it('cuts a call off after its hook, and then the call never happens', async () => {
    await world.createRole();
    const seen: string[] = [];
    const run = () => void seen.push('hook');
    world.aws.faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'hook', cut: true, run });
    const put = { RoleName: ROLE, PolicyName: 'p', PolicyDocument: policy({ allow: '*' }) };
    expect(await errorCode(world.iamAs(world.root).send(new PutRolePolicyCommand(put)))).not.toBe('no error');
    expect(seen).toEqual(['hook']);
    expect((await world.iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }))).PolicyNames).toEqual([]);
  });

  it.each([['p'], ['p'.repeat(200)]])(
    'runs a hook after the call’s effect, or its refusal, and before the answer',
    async (name) => {
      await world.createRole();
      const found: (readonly string[] | undefined)[] = [];
      const run = async () =>
        void found.push((await world.iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }))).PolicyNames);
      world.aws.faults.add({ service: 'iam', operation: 'PutRolePolicy', kind: 'hook-after', run });
      const put = { RoleName: ROLE, PolicyName: name, PolicyDocument: policy({ allow: '*' }) };
      const told = await errorCode(world.iamAs(world.root).send(new PutRolePolicyCommand(put)));
      expect({ told: told === 'no error', found }).toEqual({ told: name === 'p', found: [name === 'p' ? ['p'] : []] });
    },
  );
});
