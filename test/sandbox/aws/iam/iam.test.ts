import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode, ISSUER, PROVIDER_ARN, policy, ROLE_ARN, startWorld, TRUST_POLICY, type World } from '../world.ts';

let world: World;
let boundaryArn: string;

beforeAll(async () => {
  world = await startWorld();
  const { Policy } = await world.iam.send(
    new CreatePolicyCommand({
      PolicyName: 'boundary',
      Path: '/breakglass/',
      PolicyDocument: policy({ allow: 'iam:*' }),
    }),
  );
  boundaryArn = Policy?.Arn ?? '';
  await world.createRole({
    PermissionsBoundary: boundaryArn,
    MaxSessionDuration: 7_200,
    Description: 'emergency',
    Tags: [{ Key: 'team', Value: 'sre' }],
  });
});
afterAll(async () => world.close());

const RoleName = 'load-balancer';

describe('a role', () => {
  it('reads back as it was created', async () => {
    const { Role } = await world.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({
      RoleName,
      Arn: ROLE_ARN,
      Path: '/breakglass/',
      Description: 'emergency',
      MaxSessionDuration: 7_200,
      PermissionsBoundary: { PermissionsBoundaryArn: boundaryArn },
      Tags: [{ Key: 'team', Value: 'sre' }],
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(TRUST_POLICY);
    expect(Role?.CreateDate).toBeInstanceOf(Date);
  });

  it('keeps inline policies by name', async () => {
    const [first, second] = [policy({ allow: 'iam:GetRole' }), policy({ deny: '*' })];
    const put = async (PolicyName: string, PolicyDocument: string): Promise<unknown> =>
      world.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    await put('b', first);
    await put('a', first);
    await put('b', second);
    expect((await world.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['a', 'b']);
    const read = await world.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'b' }));
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(second);
    for (const PolicyName of ['a', 'b']) await world.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    expect((await world.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([]);
    const gone = world.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    expect(await errorCode(gone)).toBe('NoSuchEntity');
  });

  it('takes managed policies on and off, and cannot be deleted while it has any', async () => {
    await world.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: boundaryArn }));
    await world.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: boundaryArn }));
    const { AttachedPolicies } = await world.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyName: 'boundary', PolicyArn: boundaryArn }]);
    const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: boundaryArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, PermissionsBoundaryUsageCount: 1, DefaultVersionId: 'v1' });
    expect(await errorCode(world.iam.send(new DeleteRoleCommand({ RoleName })))).toBe('DeleteConflict');
    await world.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: boundaryArn }));
    const again = world.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: boundaryArn }));
    expect(await errorCode(again)).toBe('NoSuchEntity');
  });

  it('changes its boundary', async () => {
    await world.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect((await world.iam.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary).toBeUndefined();
    await world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: boundaryArn }));
    const { Role } = await world.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundaryArn);
  });

  it('is gone once deleted', async () => {
    const gone = { RoleName: 'gone', AssumeRolePolicyDocument: TRUST_POLICY };
    await world.iam.send(new CreateRoleCommand(gone));
    await world.iam.send(new DeleteRoleCommand({ RoleName: 'gone' }));
    expect(await errorCode(world.iam.send(new GetRoleCommand({ RoleName: 'gone' })))).toBe('NoSuchEntity');
  });
});

describe('a managed policy', () => {
  it('reads back its only version', async () => {
    const versioned = { PolicyArn: boundaryArn, VersionId: 'v1' };
    const { PolicyVersion } = await world.iam.send(new GetPolicyVersionCommand(versioned));
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(policy({ allow: 'iam:*' }));
    const next = world.iam.send(new GetPolicyVersionCommand({ ...versioned, VersionId: 'v2' }));
    expect(await errorCode(next)).toBe('NoSuchEntity');
  });
});

describe('an OpenID Connect provider', () => {
  it('reads back as it was created', async () => {
    const provider = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: PROVIDER_ARN });
    expect(await world.iam.send(provider)).toMatchObject({
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
    });
  });
});

describe('IAM refuses', () => {
  const withoutSub = TRUST_POLICY.replace('githubusercontent.com:sub', 'githubusercontent.com:actor');
  const create = (input: object): CreateRoleCommand =>
    new CreateRoleCommand({ RoleName: 'new', AssumeRolePolicyDocument: TRUST_POLICY, ...input });

  it.each<[string, (iam: IAMClient) => Promise<unknown>, string]>([
    ['a second role of the same name', async (iam) => iam.send(create({ RoleName })), 'EntityAlreadyExists'],
    [
      'a role that trusts GitHub without testing sub',
      async (iam) => iam.send(create({ AssumeRolePolicyDocument: withoutSub })),
      'MalformedPolicyDocument',
    ],
    [
      'a trust policy that is a permissions policy',
      async (iam) => iam.send(create({ AssumeRolePolicyDocument: policy({ allow: '*' }) })),
      'MalformedPolicyDocument',
    ],
    [
      'a trust policy beyond its quota',
      async (iam) =>
        iam.send(create({ AssumeRolePolicyDocument: TRUST_POLICY.replace('acme/playbooks', 'a'.repeat(2_048)) })),
      'LimitExceeded',
    ],
    ['a role name with a slash', async (iam) => iam.send(create({ RoleName: 'a/b' })), 'ValidationError'],
    ['a role name of 65 characters', async (iam) => iam.send(create({ RoleName: 'a'.repeat(65) })), 'ValidationError'],
    ['a path without slashes', async (iam) => iam.send(create({ Path: 'x' })), 'ValidationError'],
    [
      'a session duration below an hour',
      async (iam) => iam.send(create({ MaxSessionDuration: 3_599 })),
      'ValidationError',
    ],
    [
      'a session duration above twelve',
      async (iam) => iam.send(create({ MaxSessionDuration: 43_201 })),
      'ValidationError',
    ],
    [
      'a boundary that does not exist',
      async (iam) => iam.send(create({ PermissionsBoundary: `${boundaryArn}x` })),
      'NoSuchEntity',
    ],
    [
      'tag keys that differ only in case',
      async (iam) =>
        iam.send(
          create({
            Tags: [
              { Key: 'A', Value: '' },
              { Key: 'a', Value: '' },
            ],
          }),
        ),
      'InvalidInput',
    ],
    [
      'to make a trust policy forget sub',
      async (iam) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: withoutSub })),
      'MalformedPolicyDocument',
    ],
    [
      'an inline policy that is no JSON',
      async (iam) => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: '{' })),
      'MalformedPolicyDocument',
    ],
    [
      'an inline policy with a principal',
      async (iam) => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: TRUST_POLICY })),
      'MalformedPolicyDocument',
    ],
    [
      'an inline policy with an unknown operator',
      async (iam) =>
        iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: 'x',
            PolicyDocument: policy({ allow: '*', when: { StringAlmost: { a: 'b' } } }),
          }),
        ),
      'MalformedPolicyDocument',
    ],
    [
      'inline policies beyond their quota',
      async (iam) =>
        iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: 'x',
            PolicyDocument: policy({ allow: `iam:${'a'.repeat(10_240)}` }),
          }),
        ),
      'LimitExceeded',
    ],
    [
      'a managed policy beyond its quota',
      async (iam) =>
        iam.send(
          new CreatePolicyCommand({ PolicyName: 'x', PolicyDocument: policy({ allow: `iam:${'a'.repeat(6_144)}` }) }),
        ),
      'LimitExceeded',
    ],
    [
      'a managed policy of a name taken under another path',
      async (iam) =>
        iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument: policy({ allow: '*' }) })),
      'EntityAlreadyExists',
    ],
    [
      'a policy for a role that does not exist',
      async (iam) =>
        iam.send(
          new PutRolePolicyCommand({ RoleName: 'nobody', PolicyName: 'x', PolicyDocument: policy({ allow: '*' }) }),
        ),
      'NoSuchEntity',
    ],
    [
      'to attach a policy that does not exist',
      async (iam) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `${boundaryArn}x` })),
      'NoSuchEntity',
    ],
    [
      'a second provider for an issuer',
      async (iam) => iam.send(new CreateOpenIDConnectProviderCommand({ Url: ISSUER })),
      'EntityAlreadyExists',
    ],
    [
      'a provider without TLS',
      async (iam) => iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'http://issuer.example' })),
      'InvalidInput',
    ],
    [
      'a provider that does not exist',
      async (iam) => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: `${PROVIDER_ARN}x` })),
      'NoSuchEntity',
    ],
  ])('%s', async (_title, attempt, code) => {
    expect(await errorCode(attempt(world.iam))).toBe(code);
  });
});
