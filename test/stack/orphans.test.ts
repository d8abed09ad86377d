import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Credentials, errorCode } from '../sandbox/aws/world.ts';
import { type Deployed, deployStarter, ENTRIES, JOBS, ROLES } from './deployed.ts';

const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
/** Refused by ELBv2 itself, after IAM let the call in. */
const LET_IN = 'ListenerNotFound';
const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

let at: Deployed;

beforeEach(async () => {
  at = await deployStarter();
});

afterEach(async () => {
  await at.close();
});

const enter = () => at.enter(ROLES.breakGlass, JOBS.run);
const call = (credentials: Credentials) =>
  errorCode(at.elbv2(credentials).send(new DescribeListenersCommand({ ListenerArns: [LISTENER] })));
const roleIsThere = async () =>
  (await errorCode(at.iam.send(new GetRoleCommand({ RoleName: ROLES.breakGlass })))) === 'no error';

/** The worst that a sealer can leave on the role. */
async function leavePolicy(PolicyName = 'bg-seal-inc-4711-42'): Promise<void> {
  const sealer = at.iamAs(await at.enter(ROLES.sealer, JOBS.run));
  await sealer.send(new PutRolePolicyCommand({ RoleName: ROLES.breakGlass, PolicyName, PolicyDocument: ALLOW_ALL }));
}

/** What a person does, as docs/stack.md says. */
async function removeByHand(): Promise<void> {
  const RoleName = ROLES.breakGlass;
  const { PolicyNames = [] } = await at.iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await at.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  const { AttachedPolicies = [] } = await at.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  for (const { PolicyArn } of AttachedPolicies) await at.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await at.iam.send(new DeleteRoleCommand({ RoleName }));
}

describe('a role that IAM cannot delete, since a policy was left on it', () => {
  it('can do nothing once it is disabled, in a session that runs and in a new one, although it still lets in', async () => {
    const running = await enter();
    await leavePolicy();
    expect(await call(running)).toBe(LET_IN);
    await at.stack.update({ EnableLoadBalancer: 'false' });
    expect(await roleIsThere()).toBe(true);
    expect(await call(running)).toBe('AccessDenied');
    expect(await call(await enter())).toBe('AccessDenied');
  });

  it('can do nothing while the kill switch is on after that, and neither when it is off again', async () => {
    const running = await enter();
    await leavePolicy();
    await at.stack.update({ EnableLoadBalancer: 'false' });
    for (const KillSwitch of ['on', 'off']) {
      await at.stack.update({ KillSwitch });
      expect(await call(running)).toBe('AccessDenied');
      expect(await call(await enter())).toBe('AccessDenied');
    }
  });

  it('can do nothing when the kill switch was on before it was disabled, and neither when it is off again', async () => {
    const running = await enter();
    await leavePolicy();
    await at.stack.update({ KillSwitch: 'on' });
    expect(await call(running)).toBe('AccessDenied');
    await at.stack.update({ EnableLoadBalancer: 'false' });
    expect(await roleIsThere()).toBe(true);
    expect(await call(running)).toBe('AccessDenied');
    expect(await errorCode(enter())).toBe('AccessDenied');
    await at.stack.update({ KillSwitch: 'off' });
    expect(await call(running)).toBe('AccessDenied');
  });

  it('cannot be enabled again before a person has deleted it, and works from then on', async () => {
    const running = await enter();
    await leavePolicy();
    await at.stack.update({ EnableLoadBalancer: 'false' });
    await expect(at.stack.update({ EnableLoadBalancer: 'true' })).rejects.toThrow('UPDATE_ROLLBACK_COMPLETE');
    expect(await call(running)).toBe('AccessDenied');
    await removeByHand();
    await at.stack.update({ EnableLoadBalancer: 'true' });
    expect(await call(await enter())).toBe(LET_IN);
    expect(await call(running)).toBe('AccessDenied');
  });

  it('can do nothing either when the stack is deleted with the kill switch on, which fails and says so', async () => {
    const running = await enter();
    await leavePolicy();
    await at.stack.update({ KillSwitch: 'on' });
    const { endpoint, region, accessKeyId, secretAccessKey } = at.aws;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new CloudFormationClient({ endpoint, region, credentials, maxAttempts: 1 });
    const StackName = 'breakglass-acme-prod';
    await client.send(new DeleteStackCommand({ StackName }));
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks[0]?.StackStatus).toBe('DELETE_FAILED');
    expect(await call(running)).toBe('AccessDenied');
    await removeByHand();
    await client.send(new DeleteStackCommand({ StackName }));
    expect(await errorCode(client.send(new DescribeStacksCommand({ StackName })))).toBe('ValidationError');
  });
});

describe('the policies of a stack', () => {
  it('let a role without left-overs go when it is disabled, and come back when it is enabled', async () => {
    await at.stack.update({ EnableLoadBalancer: 'false' });
    expect(await roleIsThere()).toBe(false);
    await at.stack.update({ EnableLoadBalancer: 'true' });
    expect(await call(await enter())).toBe(LET_IN);
  });

  it('hold in whichever of many versions they are', async () => {
    const running = await enter();
    for (const KillSwitch of ['on', 'off', 'on', 'off', 'on', 'off', 'on']) {
      await at.stack.update({ KillSwitch });
      expect(await call(running)).toBe(KillSwitch === 'on' ? 'AccessDenied' : LET_IN);
    }
    const PolicyArn = `arn:aws:iam::123456789012:policy/breakglass/${ROLES.breakGlass}`;
    const { Versions = [] } = await at.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions.length).toBeLessThanOrEqual(5);
  });
});

it('lets nobody in by the STS endpoint of another Region, where the alerts would not hear of it', async () => {
  const elsewhere = await deployStarter({ region: 'eu-central-1' });
  try {
    for (const [role, job] of ENTRIES) {
      expect(await errorCode(elsewhere.enter(role, job))).toBe('AccessDenied');
    }
  } finally {
    await elsewhere.close();
  }
});
