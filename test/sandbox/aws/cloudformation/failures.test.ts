import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, policy, ROLE, TRUST_POLICY } from '../world.ts';
import { type Account, refusal, startAccount } from './account.ts';
import { iamState, policyText } from './iam-state.ts';
import { SWITCHED, template } from './templates.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(async () => account.close());

const RoleName = ROLE;
const REFUSED_ROLE = template(`Topic: { Type: AWS::SNS::Topic }
Good:
  Type: AWS::IAM::ManagedPolicy
  Properties:
    ManagedPolicyName: good
    PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] }
Role:
  Type: AWS::IAM::Role
  Properties:
    RoleName: half
    ManagedPolicyArns: [!Ref Good, 'arn:aws:iam::123456789012:policy/nobody']
    AssumeRolePolicyDocument: ${TRUST_POLICY}`);

describe('a stack that fails', () => {
  it('leaves IAM as it was, and says why', async () => {
    const before = await iamState(account.iam);
    const stack = await account.create(REFUSED_ROLE);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await account.statuses()).toEqual([
      'breakglass CREATE_IN_PROGRESS',
      'Topic CREATE_IN_PROGRESS',
      'Topic CREATE_COMPLETE',
      'Good CREATE_IN_PROGRESS',
      'Good CREATE_COMPLETE',
      'Role CREATE_IN_PROGRESS',
      'Role CREATE_FAILED',
      'breakglass ROLLBACK_IN_PROGRESS',
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_COMPLETE',
      'Good DELETE_IN_PROGRESS',
      'Good DELETE_COMPLETE',
      'Topic DELETE_IN_PROGRESS',
      'Topic DELETE_COMPLETE',
      'breakglass ROLLBACK_COMPLETE',
    ]);
    const failed = (await account.events()).find(({ ResourceStatus: status }) => status === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toContain('NoSuchEntity');
    expect(await iamState(account.iam)).toEqual(before);
    expect(await policyText(account.iam, 'arn:aws:iam::123456789012:policy/good', 'v1')).toBeUndefined();
    expect(await refusal(account.update(SWITCHED))).toContain('ROLLBACK_COMPLETE');
    await account.remove();
  });

  it('because a role of that name is there leaves that one alone', async () => {
    await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST_POLICY }));
    await account.allow(policy({ allow: 'iam:GetRole' }));
    const before = await iamState(account.iam);
    expect((await account.create(SWITCHED)).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await iamState(account.iam)).toEqual(before);
  });

  it('keeps what it made where it was told to', async () => {
    const stack = await account.create(REFUSED_ROLE, { OnFailure: 'DO_NOTHING' });
    expect(stack.StackStatus).toBe('CREATE_FAILED');
    expect((await account.iam.send(new GetRoleCommand({ RoleName: 'half' }))).Role).toBeDefined();
  });

  it('is gone where it was told to', async () => {
    const stack = await account.create(REFUSED_ROLE, { OnFailure: 'DELETE' });
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(await errorCode(account.describe())).toBe('ValidationError');
  });

  it.each([
    ['a trust policy that does not test sub', TRUST_POLICY.replace('com:sub', 'com:actor'), 'MalformedPolicyDocument'],
    ['a trust policy beyond its quota', TRUST_POLICY.replace('4711', '4'.repeat(2_048)), 'LimitExceeded'],
  ])('for %s', async (_title, trust, code) => {
    const role = `Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${trust} } }`;
    expect((await account.create(template(role))).StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await account.events()).find(({ ResourceStatus: status }) => status === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toContain(code);
  });

  it.each([
    ['a managed policy beyond its quota', { Action: `iam:${'a'.repeat(6_144)}` }, 'LimitExceeded'],
    ['a policy with an unknown operator', { Condition: { StringAlmost: { 'aws:userid': 'x' } } }, 'MalformedPolicy'],
  ])('for %s', async (_title, statement, code) => {
    const Statement = { Effect: 'Allow', Action: '*', Resource: '*', ...statement };
    const PolicyDocument = { Version: '2012-10-17', Statement };
    const resources = { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } };
    expect((await account.create(JSON.stringify({ Resources: resources }))).StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await account.events()).find(({ ResourceStatus: status }) => status === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toContain(code);
  });

  it.each([
    ['a required property that is missing', 'Topic: { Type: AWS::SNS::TopicPolicy, Properties: { Topics: [] } }'],
    ['a list where a text belongs', 'Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: [a] } }'],
    [
      'a text where a list belongs',
      'Topic: { Type: AWS::SNS::TopicPolicy, Properties: { PolicyDocument: {}, Topics: a } }',
    ],
    [
      'a tag with a third member',
      'Topic: { Type: AWS::SNS::Topic, Properties: { Tags: [{ Key: a, Value: b, X: c }] } }',
    ],
  ])('for %s', async (_title, resource) => {
    expect((await account.create(template(resource))).StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await account.events()).find(({ ResourceStatus: status }) => status === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toContain('Properties validation failed');
  });
});
