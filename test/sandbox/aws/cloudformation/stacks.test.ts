import { DeleteStackCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteOpenIDConnectProviderCommand, DeleteRolePolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, PROVIDER_ARN, policy, ROLE, ROLE_ARN } from '../world.ts';
import { type Account, outputs, refusal, STACK, startAccount } from './account.ts';
import { iamState, policyText } from './iam-state.ts';
import { SWITCHED, template } from './templates.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(async () => account.close());

const POLICY_ARN = 'arn:aws:iam::123456789012:policy/breakglass/load-balancer';
const NO_LISTENER = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/none/0/0';
const RoleName = ROLE;

describe('a stack', () => {
  it('makes its resources, and tells of them', async () => {
    const stack = await account.create(SWITCHED, { Tags: [{ Key: 'owner', Value: 'platform' }] });
    expect(stack).toMatchObject({ StackName: STACK, StackStatus: 'CREATE_COMPLETE' });
    expect(outputs(stack)).toEqual({ RoleArn: ROLE_ARN });
    expect(await account.statuses()).toEqual([
      'breakglass CREATE_IN_PROGRESS',
      'Policy CREATE_IN_PROGRESS',
      'Policy CREATE_COMPLETE',
      'Role CREATE_IN_PROGRESS',
      'Role CREATE_COMPLETE',
      'breakglass CREATE_COMPLETE',
    ]);
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({
      Arn: ROLE_ARN,
      MaxSessionDuration: 7_200,
      PermissionsBoundary: { PermissionsBoundaryArn: POLICY_ARN },
      Tags: [
        { Key: 'team', Value: 'sre' },
        { Key: 'owner', Value: 'platform' },
      ],
    });
    const { TemplateBody } = await account.cloudformation().send(new GetTemplateCommand({ StackName: STACK }));
    expect(TemplateBody).toBe(SWITCHED);
  });

  it('lets in whom its role trusts, with the permissions that it gives', async () => {
    await account.create(SWITCHED);
    const session = await account.assume();
    const call = account.elbv2(session).send(new DescribeListenersCommand({ ListenerArns: [NO_LISTENER] }));
    expect(await errorCode(call)).not.toBe('AccessDenied');
    expect(await errorCode(account.iamAs(session).send(new GetRoleCommand({ RoleName })))).toBe('AccessDenied');
  });

  it('takes everything away, what needs others first', async () => {
    const before = await iamState(account.iam);
    const { StackId } = await account.create(SWITCHED);
    await account.remove();
    expect(await refusal(account.describe())).toContain('does not exist');
    expect((await account.describe(StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect((await account.statuses(StackId)).slice(6)).toEqual([
      'breakglass DELETE_IN_PROGRESS',
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_COMPLETE',
      'Policy DELETE_IN_PROGRESS',
      'Policy DELETE_COMPLETE',
      'breakglass DELETE_COMPLETE',
    ]);
    expect(await iamState(account.iam)).toEqual(before);
    expect(await policyText(account.iam, POLICY_ARN, 'v1')).toBeUndefined();
  });

  it('that is not there is deleted without an error', async () => {
    await account.remove('nobody');
    expect(await errorCode(account.describe('nobody'))).toBe('ValidationError');
  });

  it('keeps a role that has an inline policy of somebody else', async () => {
    await account.create(SWITCHED);
    await account.allow(policy({ deny: '*' }), 'breakglass-seal');
    await account.remove();
    expect((await account.describe()).StackStatus).toBe('DELETE_FAILED');
    expect((await account.statuses()).slice(6)).toEqual([
      'breakglass DELETE_IN_PROGRESS',
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_FAILED',
      'breakglass DELETE_FAILED',
    ]);
    const [, failed] = await account.events();
    expect(failed?.ResourceStatusReason).toContain('DeleteConflict');
    await account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'breakglass-seal' }));
    await account.remove();
    expect(await errorCode(account.describe())).toBe('ValidationError');
    expect(await errorCode(account.iam.send(new GetRoleCommand({ RoleName })))).toBe('NoSuchEntity');
  });

  it('lets go of what it cannot delete, once it has tried', async () => {
    await account.create(SWITCHED);
    await account.allow(policy({ deny: '*' }), 'breakglass-seal');
    const retain = new DeleteStackCommand({ StackName: STACK, RetainResources: ['Role', 'Policy'] });
    expect(await errorCode(account.cloudformation().send(retain))).toBe('ValidationError');
    await account.remove();
    await account.cloudformation().send(retain);
    expect(await errorCode(account.describe())).toBe('ValidationError');
    expect((await account.iam.send(new GetRoleCommand({ RoleName }))).Role?.Arn).toBe(ROLE_ARN);
  });

  it('keeps what its deletion policy retains', async () => {
    const kept = `Kept:
  Type: AWS::IAM::OIDCProvider
  DeletionPolicy: Retain
  Properties: { Url: https://token.actions.githubusercontent.com, ClientIdList: [sts.amazonaws.com] }`;
    await account.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: PROVIDER_ARN }));
    const { StackId } = await account.create(template(kept), { Capabilities: [] });
    const made = await iamState(account.iam);
    await account.remove();
    expect(await account.statuses(StackId)).toContain('Kept DELETE_SKIPPED');
    expect(await iamState(account.iam)).toEqual(made);
  });
});
