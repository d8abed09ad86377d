import {
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, policy, ROLE, ROLE_ARN } from '../world.ts';
import { type Account, refusal, STACK, startAccount } from './account.ts';
import { SWITCHED, template } from './templates.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(async () => account.close());

const RoleName = ROLE;

describe('CloudFormation refuses', () => {
  const create = (input: Partial<CreateStackCommandInput>): CreateStackCommand =>
    new CreateStackCommand({
      StackName: 'other',
      TemplateBody: SWITCHED,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      ...input,
    });

  it.each<[string, Partial<CreateStackCommandInput>, string]>([
    ['a name that is taken', { StackName: STACK }, 'AlreadyExistsException'],
    ['a name that is none', { StackName: '4711' }, 'ValidationError'],
    ['a template without a body', { TemplateBody: undefined }, 'ValidationError'],
    ['a template from S3', { TemplateBody: undefined, TemplateURL: 'https://s3/x' }, 'ValidationError'],
    [
      'named resources of IAM without their capability',
      { Capabilities: ['CAPABILITY_IAM'] },
      'InsufficientCapabilitiesException',
    ],
    ['resources of IAM without a capability', { Capabilities: [] }, 'InsufficientCapabilitiesException'],
    ['a service role', { RoleARN: ROLE_ARN }, 'ValidationError'],
    ['notifications', { NotificationARNs: ['arn:aws:sns:us-east-1:123456789012:x'] }, 'ValidationError'],
    ['tags of AWS', { Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'ValidationError'],
    ['two wishes for a failure', { OnFailure: 'DELETE', DisableRollback: true }, 'ValidationError'],
  ])('%s', async (_title, input, code) => {
    await account.create(template('X: { Type: AWS::SNS::Topic }'));
    expect(await errorCode(account.cloudformation().send(create(input)))).toBe(code);
  });

  it('the update of a stack that is not there', async () => {
    expect(await refusal(account.update(SWITCHED))).toContain('does not exist');
  });

  it('to delete a stack that is protected', async () => {
    await account.create(SWITCHED, { EnableTerminationProtection: true });
    expect(await refusal(account.remove())).toContain('TerminationProtection');
    expect((await account.iam.send(new GetRoleCommand({ RoleName }))).Role).toBeDefined();
  });
});

describe('a caller', () => {
  const asCaller = async (document: string): Promise<Awaited<ReturnType<Account['assume']>>> => {
    await account.createRole({ RoleName: 'caller' });
    const put = new PutRolePolicyCommand({ RoleName: 'caller', PolicyName: 'x', PolicyDocument: document });
    await account.iam.send(put);
    return account.assume({ RoleArn: 'arn:aws:iam::123456789012:role/breakglass/caller' });
  };
  const create = new CreateStackCommand({
    StackName: STACK,
    TemplateBody: SWITCHED,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });

  it('without permission for CloudFormation is refused', async () => {
    const client = account.cloudformation(await asCaller(policy({ allow: 'iam:*' })));
    expect(await errorCode(client.send(create))).toBe('AccessDenied');
    expect(await errorCode(client.send(new DescribeStacksCommand({})))).toBe('AccessDenied');
    await account.create(SWITCHED);
    const update = new UpdateStackCommand({ StackName: STACK, TemplateBody: SWITCHED });
    expect(await errorCode(client.send(update))).toBe('AccessDenied');
    expect(await errorCode(client.send(new DeleteStackCommand({ StackName: STACK })))).toBe('AccessDenied');
  });

  it('needs its own permissions for every resource', async () => {
    const allowed = policy({ allow: 'cloudformation:*' }, { allow: 'iam:*Policy' }, { deny: 'iam:CreateRole' });
    const before = await account.events().catch(() => []);
    expect(before).toEqual([]);
    await account.cloudformation(await asCaller(allowed)).send(create);
    expect((await account.describe()).StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await account.events()).find(({ ResourceStatus: status }) => status === 'CREATE_FAILED');
    expect(failed).toMatchObject({ LogicalResourceId: 'Role' });
    expect(failed?.ResourceStatusReason).toContain('iam:CreateRole');
    expect(await errorCode(account.iam.send(new GetRoleCommand({ RoleName })))).toBe('NoSuchEntity');
  });

  it('needs them for what is inert, too', async () => {
    const topic = new CreateStackCommand({ StackName: STACK, TemplateBody: template('X: { Type: AWS::SNS::Topic }') });
    await account.cloudformation(await asCaller(policy({ allow: 'cloudformation:*' }))).send(topic);
    expect((await account.describe()).StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  it('that may do all that is needed makes the stack', async () => {
    const client = account.cloudformation(await asCaller(policy({ allow: 'cloudformation:*' }, { allow: 'iam:*' })));
    await client.send(create);
    expect((await account.describe()).StackStatus).toBe('CREATE_COMPLETE');
    await account.iam.send(new DeleteRoleCommand({ RoleName: 'nobody' })).catch(() => undefined);
  });
});
