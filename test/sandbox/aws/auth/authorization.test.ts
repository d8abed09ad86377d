import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreatePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Credentials, errorCode, policy, ROLE, ROLE_ARN, startWorld, type World } from '../world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld({ propagationMs: 0 });
});
afterEach(async () => world.close());

const DESCRIBE = 'elasticloadbalancing:DescribeLoadBalancers';

async function describeOutcome(credentials: Credentials): Promise<string> {
  return errorCode(world.elbv2(credentials).send(new DescribeLoadBalancersCommand({})));
}

/** The message of the refusal: which layer refused is said there alone. */
async function refusal(credentials: Credentials): Promise<string> {
  try {
    await world.elbv2(credentials).send(new DescribeLoadBalancersCommand({}));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'allowed';
}

async function boundary(document: string): Promise<void> {
  const created = await world.iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument: document }));
  const PermissionsBoundary = created.Policy?.Arn;
  await world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: ROLE, PermissionsBoundary }));
}

describe('a role session', () => {
  it('may do what the role, the boundary and the session policy all allow', async () => {
    await world.createRole();
    await world.allow(policy({ allow: 'elasticloadbalancing:*' }));
    await boundary(policy({ allow: 'elasticloadbalancing:Describe*' }));
    expect(await describeOutcome(await world.assume({ Policy: policy({ allow: DESCRIBE }) }))).toBe('no error');
  });

  it.each([
    ['nothing allows it', {}, 'because no identity-based policy allows'],
    [
      'the boundary does not',
      { identity: 'elasticloadbalancing:*', boundary: 'iam:*' },
      'because no permissions boundary allows',
    ],
    [
      'the session policy is narrower than the role',
      { identity: '*', session: 'iam:*' },
      'because no session policy allows',
    ],
  ])('is refused where %s', async (_title, layers: { identity?: string; boundary?: string; session?: string }, why) => {
    await world.createRole();
    if (layers.identity !== undefined) await world.allow(policy({ allow: layers.identity }));
    if (layers.boundary !== undefined) await boundary(policy({ allow: layers.boundary }));
    const session = layers.session === undefined ? {} : { Policy: policy({ allow: layers.session }) };
    const credentials = await world.assume(session);
    expect(await describeOutcome(credentials)).toBe('AccessDenied');
    expect(await refusal(credentials)).toBe(
      `User: arn:aws:sts::123456789012:assumed-role/${ROLE}/inc-4711 is not authorized to perform: ${DESCRIBE} on resource: * ${why} the ${DESCRIBE} action`,
    );
  });

  it.each([
    ['an identity-based policy', async () => world.allow(policy({ allow: '*' }, { deny: DESCRIBE }), 'deny')],
    ['a permissions boundary', async () => boundary(policy({ allow: '*' }, { deny: DESCRIBE }))],
    ['a session policy', async () => undefined],
  ])('is refused by an explicit deny in %s', async (place, deny) => {
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    await deny();
    const Policy = place === 'a session policy' ? policy({ allow: '*' }, { deny: DESCRIBE }) : policy({ allow: '*' });
    expect(await refusal(await world.assume({ Policy }))).toMatch(`with an explicit deny in ${place}`);
  });

  it('is held to conditions on time, issue, user, Region and address', async () => {
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    const until = new Date(world.clock.now() + 60_000).toISOString();
    const role = await roleId();
    const when = {
      DateLessThan: { 'aws:CurrentTime': until },
      DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' },
      NumericGreaterThan: { 'aws:EpochTime': '1000' },
      StringEquals: {
        'aws:userid': `${role}:inc-4711`,
        'aws:PrincipalAccount': '123456789012',
        'aws:RequestedRegion': 'us-east-1',
      },
      ArnEquals: { 'aws:PrincipalArn': ROLE_ARN },
      IpAddress: { 'aws:SourceIp': '127.0.0.0/8' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    const credentials = await world.assume({ Policy: policy({ allow: DESCRIBE, when }) });
    expect(await describeOutcome(credentials)).toBe('no error');
    world.clock.advance(61_000);
    expect(await describeOutcome(credentials)).toBe('AccessDenied');
  });

  it('is revoked by a deny on the time of its token, and later sessions are not', async () => {
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    const before = await world.assume();
    expect(await describeOutcome(before)).toBe('no error');
    world.clock.advance(10_000);
    const now = new Date(world.clock.now()).toISOString();
    await world.allow(policy({ deny: '*', when: { DateLessThan: { 'aws:TokenIssueTime': now } } }), 'revoke');
    expect(await describeOutcome(before)).toBe('AccessDenied');
    world.clock.advance(10_000);
    expect(await describeOutcome(await world.assume())).toBe('no error');
  });

  it('ends with its role, even where another role takes the name', async () => {
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    const credentials = await world.assume();
    await world.iam.send(new DeleteRolePolicyCommand({ RoleName: ROLE, PolicyName: 'permissions' }));
    await world.iam.send(new DeleteRoleCommand({ RoleName: ROLE }));
    await world.createRole();
    await world.allow(policy({ allow: '*' }));
    expect(await describeOutcome(credentials)).toBe('AccessDenied');
    expect(await describeOutcome(await world.assume())).toBe('no error');
  });

  it('may change IAM only where it is allowed to', async () => {
    await world.createRole();
    const own = { ArnEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/boundary' } };
    await world.allow(policy({ allow: 'iam:PutRolePolicy', when: own }));
    const iam = world.iamAs(await world.assume());
    const put = { RoleName: ROLE, PolicyName: 'more', PolicyDocument: policy({ allow: '*' }) };
    expect(await errorCode(iam.send(new PutRolePolicyCommand(put)))).toBe('AccessDenied');
    expect(await errorCode(iam.send(new GetRoleCommand({ RoleName: ROLE })))).toBe('AccessDenied');
    await boundary(policy({ allow: 'iam:*' }));
    expect(await errorCode(iam.send(new PutRolePolicyCommand(put)))).toBe('no error');
  });
});

describe('a role session that creates with tags', () => {
  it('is told of tag keys that differ only in case, not of a fault of the server', async () => {
    await world.createRole();
    await world.allow(policy({ allow: '*', when: { StringEquals: { 'aws:RequestTag/team': 'sre' } } }));
    const Tags = [
      { Key: 'team', Value: 'sre' },
      { Key: 'Team', Value: 'sre' },
    ];
    const create = new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: policy({ allow: '*' }), Tags });
    expect(await errorCode(world.iamAs(await world.assume()).send(create))).not.toBe('InternalFailure');
  });
});

describe('a change in IAM', () => {
  it('is in force only after the propagation delay, and read back at once', async () => {
    const slow = await startWorld({ propagationMs: 5_000 });
    try {
      await slow.createRole();
      expect((await slow.iam.send(new GetRoleCommand({ RoleName: ROLE }))).Role?.RoleName).toBe(ROLE);
      expect(await errorCode(slow.assume())).toBe('AccessDenied');
      slow.clock.advance(5_000);
      const credentials = await slow.assume();
      const attempt = async (): Promise<string> =>
        errorCode(slow.elbv2(credentials).send(new DescribeLoadBalancersCommand({})));
      await slow.allow(policy({ allow: '*' }));
      expect(await attempt()).toBe('AccessDenied');
      slow.clock.advance(5_000);
      expect(await attempt()).toBe('no error');
      await slow.allow(policy({ deny: '*' }), 'revoke');
      expect(await attempt()).toBe('no error');
      slow.clock.advance(5_000);
      expect(await attempt()).toBe('AccessDenied');
    } finally {
      await slow.close();
    }
  });
});

async function roleId(): Promise<string> {
  const { Role } = await world.iam.send(new GetRoleCommand({ RoleName: ROLE }));
  return Role?.RoleId ?? '';
}
