import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, policy, ROLE, ROLE_ARN, TRUST_POLICY } from '../world.ts';
import { type Account, outputs, parameters, refusal, startAccount } from './account.ts';
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

describe('an update', () => {
  it('that changes nothing is refused', async () => {
    await account.create(SWITCHED);
    expect(await refusal(account.update(undefined))).toBe('No updates are to be performed.');
    const described = SWITCHED.replace('Resources:', 'Description: other words\nResources:');
    expect(await refusal(account.update(described))).toBe('No updates are to be performed.');
    const retained = SWITCHED.replace('Type: AWS::IAM::Role', 'Type: AWS::IAM::Role\n    DeletionPolicy: Retain');
    expect(await refusal(account.update(retained))).toBe('No updates are to be performed.');
  });

  it('of an output alone, or of tags alone, is one', async () => {
    await account.create(SWITCHED);
    const more = SWITCHED.replace('Outputs:', 'Outputs:\n  More: { Value: more }');
    expect(outputs(await account.update(more))).toEqual({ More: 'more', RoleArn: ROLE_ARN });
    const tagged = await account.update(undefined, { Tags: [{ Key: 'owner', Value: 'x' }] });
    expect(tagged.Tags).toEqual([{ Key: 'owner', Value: 'x' }]);
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.Tags).toContainEqual({ Key: 'owner', Value: 'x' });
  });

  it('keeps previous values only where it is asked to', async () => {
    await account.create(SWITCHED, { Parameters: parameters({ Seconds: '3600', KillSwitch: 'on' }) });
    const Parameters = [{ ParameterKey: 'KillSwitch', UsePreviousValue: true }];
    const stack = await account.update(undefined, { Parameters });
    const values = stack.Parameters?.map(({ ParameterKey: key, ParameterValue: value }) => [key, value]);
    expect(values).toContainEqual(['KillSwitch', 'on']);
    expect(values).toContainEqual(['Seconds', '7200']);
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.MaxSessionDuration).toBe(7_200);
  });

  it('with the kill switch denies the next call of a running session, and lets nobody in', async () => {
    await account.create(SWITCHED);
    const session = await account.assume();
    const call = async (): Promise<string> =>
      errorCode(account.elbv2(session).send(new DescribeListenersCommand({ ListenerArns: [NO_LISTENER] })));
    expect(await call()).not.toBe('AccessDenied');
    expect((await account.update(undefined, { Parameters: parameters({ KillSwitch: 'on' }) })).StackStatus).toBe(
      'UPDATE_COMPLETE',
    );
    expect(await call()).toBe('AccessDenied');
    expect(await errorCode(account.assume())).toBe('AccessDenied');
    await account.update(undefined);
    expect(await call()).not.toBe('AccessDenied');
    await account.assume();
  });

  it('is in force when it has propagated, a new version of a policy too', async () => {
    await account.close();
    account = await startAccount({ propagationMs: 10_000 });
    await account.create(SWITCHED);
    account.clock.advance(10_000);
    const session = await account.assume();
    const call = async (): Promise<string> =>
      errorCode(account.elbv2(session).send(new DescribeListenersCommand({ ListenerArns: [NO_LISTENER] })));
    await account.update(undefined, { Parameters: parameters({ Actions: 'elasticloadbalancing:ModifyRule' }) });
    expect(await call()).not.toBe('AccessDenied');
    account.clock.advance(10_000);
    expect(await call()).toBe('AccessDenied');
  });

  it("makes new versions of a policy, and takes old ones away beyond IAM's five", async () => {
    await account.create(SWITCHED);
    for (const action of ['a:A', 'a:B', 'a:C', 'a:D', 'a:E', 'a:F']) {
      const stack = await account.update(undefined, { Parameters: parameters({ Actions: action }) });
      expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    }
    const { Versions } = await account.iam.send(new ListPolicyVersionsCommand({ PolicyArn: POLICY_ARN }));
    expect(Versions?.map(({ VersionId: id }) => id)).toEqual(['v7', 'v6', 'v5', 'v4', 'v3']);
    expect(await policyText(account.iam, POLICY_ARN, 'v7')).toContain('a:F');
    await account.remove();
    expect(await errorCode(account.describe())).toBe('ValidationError');
  });

  it('that fails puts back what was', async () => {
    await account.create(SWITCHED);
    const before = [await iamState(account.iam), outputs(await account.describe()), await account.resources()];
    const stack = await account.update(undefined, {
      Parameters: parameters({ KillSwitch: 'on', Actions: 'a:B', Seconds: '60' }),
      Tags: [{ Key: 'owner', Value: 'x' }],
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.Tags).toEqual([]);
    expect(stack.Parameters).toContainEqual({ ParameterKey: 'Seconds', ParameterValue: '7200' });
    const after = [await iamState(account.iam), outputs(await account.describe()), await account.resources()];
    expect(after).toEqual(before);
    const { Versions = [] } = await account.iam.send(new ListPolicyVersionsCommand({ PolicyArn: POLICY_ARN }));
    const version = Versions.find(({ IsDefaultVersion: standard }) => standard)?.VersionId ?? '';
    expect(await policyText(account.iam, POLICY_ARN, version)).toContain('elasticloadbalancing:*');
    expect(await account.statuses()).toContain('DenyAll DELETE_COMPLETE');
    expect((await account.update(undefined, { Parameters: parameters({ KillSwitch: 'on' }) })).StackStatus).toBe(
      'UPDATE_COMPLETE',
    );
  });

  it('that fails late puts back what it had changed before, last first', async () => {
    await account.create(SWITCHED);
    const before = [await iamState(account.iam), await account.resources()];
    const later = `Resources:
  Later:
    Type: AWS::IAM::Role
    DependsOn: Role
    Properties: { RoleName: later, MaxSessionDuration: 60, AssumeRolePolicyDocument: ${TRUST_POLICY} }`;
    const stack = await account.update(SWITCHED.replace('Resources:', later), {
      Parameters: parameters({ KillSwitch: 'on' }),
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await account.statuses()).slice(-12)).toEqual([
      'Role UPDATE_COMPLETE',
      'Later CREATE_IN_PROGRESS',
      'Later CREATE_FAILED',
      'breakglass UPDATE_ROLLBACK_IN_PROGRESS',
      'Later DELETE_IN_PROGRESS',
      'Later DELETE_COMPLETE',
      'Role UPDATE_IN_PROGRESS',
      'Role UPDATE_COMPLETE',
      'DenyAll DELETE_IN_PROGRESS',
      'DenyAll DELETE_COMPLETE',
      'breakglass UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'breakglass UPDATE_ROLLBACK_COMPLETE',
    ]);
    const after = [await iamState(account.iam), await account.resources()];
    expect(after).toEqual(before);
  });

  it('takes away what is no longer enabled, after all else', async () => {
    await account.create(SWITCHED, { Parameters: parameters({ KillSwitch: 'on' }) });
    await account.update(undefined, { Parameters: parameters({ Enable: 'false' }) });
    expect((await account.statuses()).slice(-7)).toEqual([
      'breakglass UPDATE_IN_PROGRESS',
      'breakglass UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_COMPLETE',
      'DenyAll DELETE_IN_PROGRESS',
      'DenyAll DELETE_COMPLETE',
      'breakglass UPDATE_COMPLETE',
    ]);
    expect(outputs(await account.describe())).toEqual({});
  });

  it('completes although a role cannot be taken away, and leaves it behind without its permissions', async () => {
    await account.create(SWITCHED);
    await account.allow(policy({ deny: '*' }), 'breakglass-seal');
    const stack = await account.update(undefined, { Parameters: parameters({ Enable: 'false' }) });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await account.statuses()).toContain('Role DELETE_FAILED');
    expect((await account.resources()).map(({ LogicalResourceId: id }) => id)).toEqual(['Policy']);
    const { AttachedPolicies } = await account.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([]);
    const again = await account.update(undefined);
    expect(again.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('replaces what cannot be changed, and refuses that for a name of its own', async () => {
    const role = (properties: string): string =>
      template(`Role:
  Type: AWS::IAM::Role
  Properties:
    ${properties}
    AssumeRolePolicyDocument: ${TRUST_POLICY}`);
    await account.create(role('Path: /a/'));
    const [before] = await account.resources();
    expect(before?.PhysicalResourceId).toMatch(/^breakglass-Role-[A-Za-z0-9]{12}$/);
    await account.update(role('Path: /b/'));
    const [after] = await account.resources();
    expect(after?.PhysicalResourceId).not.toBe(before?.PhysicalResourceId);
    const gone = new GetRoleCommand({ RoleName: before?.PhysicalResourceId });
    expect(await errorCode(account.iam.send(gone))).toBe('NoSuchEntity');
    await account.update(role('RoleName: mine'));
    const stack = await account.update(role('RoleName: mine\n    Path: /c/'));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await account.iam.send(new GetRoleCommand({ RoleName: 'mine' }))).Role?.Path).toBe('/');
  });

  it('changes every property of a role where it is', async () => {
    const role = (properties: string): string =>
      template(`Role:
  Type: AWS::IAM::Role
  Properties:
    RoleName: mine
${properties}`);
    const inline = (name: string, action: string): string =>
      `{ PolicyName: ${name}, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: '${action}', Resource: '*' } } }`;
    const rest = `    AssumeRolePolicyDocument: ${TRUST_POLICY}`;
    await account.create(
      role(`    Description: one\n    Policies: [${inline('a', 'a:A')}, ${inline('b', 'a:A')}]\n${rest}`),
    );
    const { Role: first } = await account.iam.send(new GetRoleCommand({ RoleName: 'mine' }));
    await account.update(
      role(`    MaxSessionDuration: 3601\n    Policies: [${inline('b', 'a:B')}, ${inline('c', 'a:C')}]\n${rest}`),
    );
    const { Role: second } = await account.iam.send(new GetRoleCommand({ RoleName: 'mine' }));
    expect([first?.Description, second?.Description, second?.MaxSessionDuration]).toEqual(['one', undefined, 3_601]);
    expect(second?.RoleId).toBe(first?.RoleId);
    const { PolicyNames } = await account.iam.send(new ListRolePoliciesCommand({ RoleName: 'mine' }));
    expect(PolicyNames).toEqual(['b', 'c']);
  });

  it('that makes another type of a resource is refused', async () => {
    await account.create(template('X: { Type: AWS::SNS::Topic }'));
    const other = template('X: { Type: AWS::Events::Rule, Properties: { State: ENABLED } }');
    expect(await refusal(account.update(other))).toContain('Update of resource type is not permitted');
  });
});
