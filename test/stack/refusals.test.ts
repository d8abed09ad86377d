import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  type CreateRuleCommandInput,
  CreateTargetGroupCommand,
  DeleteRuleCommand,
  DeregisterTargetsCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  type ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantsOf } from '../../action/engine/plan.ts';
import { servedGrants } from '../../action/engine/served-grants.ts';
import { compileSessionPolicies } from '../../action/policy/ladder.ts';
import { rolePermissions } from '../../action/policy/role-permissions.ts';
import { bindPolicy } from '../../action/policy/session-policy.ts';
import { registry } from '../../action/services/registry.ts';
import { type Credentials, errorCode } from '../sandbox/aws/world.ts';
import { type Deployed, deployStarter, ENTRIES, JOBS, ROLES, starterRole } from './deployed.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
const SESSION = 'inc-4711-42';
const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
/** Refused by ELBv2 itself, after IAM let the call in: a target that is taken would be probed, and time here stands still. */
const TARGETS = [{ Id: 'nowhere', Port: 8080 }];
const LET_IN = 'ValidationError';

let at: Deployed;
let listener = '';
let other = '';
let green = '';

beforeAll(async () => {
  at = await deployStarter();
  const elb = at.elbv2();
  const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'];
  const balancer = await elb.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets, Type: 'application' }));
  const group = { Name: 'green', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-0a1b2c3d', TargetType: 'ip' } as const;
  green = (await elb.send(new CreateTargetGroupCommand(group))).TargetGroups?.[0]?.TargetGroupArn ?? '';
  const listenOn = async (Port: number): Promise<string> => {
    const LoadBalancerArn = balancer.LoadBalancers?.[0]?.LoadBalancerArn;
    const DefaultActions = [{ Type: 'forward', TargetGroupArn: green } as const];
    const made = await elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port, DefaultActions }));
    return made.Listeners?.[0]?.ListenerArn ?? '';
  };
  listener = await listenOn(80);
  other = await listenOn(81);
});
afterAll(() => at.close());

function modify(arn: string): ModifyListenerCommand {
  return new ModifyListenerCommand({ ListenerArn: arn, DefaultActions: [{ Type: 'forward', TargetGroupArn: green }] });
}

function rule(arn: string, session: string | undefined, priority: number): CreateRuleCommandInput {
  return {
    ListenerArn: arn,
    Priority: priority,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/p${priority}`] } }],
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
    ...(session === undefined ? {} : { Tags: [{ Key: 'breakglass:session', Value: session }] }),
  };
}

async function createRule(client: ElasticLoadBalancingV2Client, input: CreateRuleCommandInput): Promise<string> {
  return (await client.send(new CreateRuleCommand(input))).Rules?.[0]?.RuleArn ?? '';
}

/** A session whose plan moves the one listener's traffic, and puts a page before its rules. */
async function session(name = SESSION, notAfter = at.clock.now() + 1_800_000): Promise<Credentials> {
  const uses = [
    { uses: 'elbv2/shift-weights', with: { listener, to: green, percent: 100 } },
    { uses: 'elbv2/fixed-response', with: { listener, paths: ['/x'], status: 503, body: 'back soon' } },
  ];
  const grants = uses.flatMap((use) => grantsOf(registry, use, SCOPE));
  const role = starterRole();
  const options = {
    role: rolePermissions(role, servedGrants(registry, role, SCOPE), SCOPE),
    tags: {},
    sourceNetworks: [],
  };
  const [narrowest = ''] = compileSessionPolicies(grants, SCOPE, options);
  const Policy = bindPolicy(narrowest, { session: name, notAfter });
  return at.enter(ROLES.breakGlass, JOBS.run, { RoleSessionName: `${name}.0123456789abcdef`, Policy });
}

describe('the break-glass role lets in', () => {
  it('the job that its trust policy describes', async () => {
    await expect(at.enter(ROLES.breakGlass, JOBS.run)).resolves.toMatchObject({ sessionToken: expect.any(String) });
  });

  const workflow = JOBS.run.job_workflow_ref;
  it.each([
    ['another repository', { sub: 'repo:acme/other:environment:acme-prod', repository_id: '9' }],
    ['a repository that came to have the name later, with another id', { repository_id: '4712' }],
    ['a repository that claims the id, under another name', { sub: 'repo:mallory/playbooks:environment:acme-prod' }],
    ['another environment', { sub: 'repo:acme/playbooks:environment:acme-staging', environment: 'acme-staging' }],
    ['a job without an environment', { sub: 'repo:acme/playbooks:ref:refs/heads/main' }],
    ['another branch', { ref: 'refs/heads/feature' }],
    ['a tag that is named as the branch', { ref: 'refs/tags/main' }],
    ['another workflow file', { job_workflow_ref: workflow.replace('break-glass.yml', 'recover.yml') }],
    ["the customer's own workflow", { job_workflow_ref: 'acme/playbooks/.github/workflows/own.yml@refs/heads/main' }],
    ['the workflow at another tag', { job_workflow_ref: workflow.replace('v1.0.0', 'v1.0.1') }],
    ['the workflow at a branch', { job_workflow_ref: workflow.replace('tags/v1.0.0', 'heads/main') }],
    ['a workflow whose name begins as ours', { job_workflow_ref: `${workflow}-evil` }],
    ['a subject with a wildcard in it', { sub: 'repo:acme/playbooks:environment:*' }],
  ])('not: %s', async (_what, claims) => {
    expect(await errorCode(at.enter(ROLES.breakGlass, { ...JOBS.run, ...claims }))).toBe('AccessDenied');
  });

  it('not: a token that has expired', async () => {
    const WebIdentityToken = await at.token({ ...JOBS.run }, { expiresIn: -1 });
    expect(await errorCode(at.enter(ROLES.breakGlass, {}, { WebIdentityToken }))).toBe('ExpiredTokenException');
  });

  it("not: the token of a link, whose audience is the link's own", async () => {
    const link = { ...JOBS.run, aud: `urn:breakglass:link:${'0'.repeat(64)}` };
    expect(await errorCode(at.enter(ROLES.breakGlass, link))).toBe('InvalidIdentityToken');
  });

  it("not: a token that GitHub's key did not sign", async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const WebIdentityToken = await at.token({ ...JOBS.run }, { key: privateKey });
    expect(await errorCode(at.enter(ROLES.breakGlass, {}, { WebIdentityToken }))).toBe('InvalidIdentityToken');
  });
});

describe('each role lets in its own job alone', () => {
  it.each([
    [ROLES.breakGlass, 'run', ['plan', 'recover', 'recoverApproved']],
    [ROLES.recover, 'recover', ['run', 'plan', 'recoverApproved']],
    [ROLES.plan, 'plan', ['run', 'recover', 'recoverApproved']],
  ] as const)('%s: the %s job', async (role, own, others) => {
    await at.enter(role, JOBS[own]);
    for (const job of others) expect(await errorCode(at.enter(role, JOBS[job]))).toBe('AccessDenied');
  });

  it('the sealer: the run job and the recover job, not the plan job', async () => {
    await at.enter(ROLES.sealer, JOBS.run);
    await at.enter(ROLES.sealer, JOBS.recover);
    expect(await errorCode(at.enter(ROLES.sealer, JOBS.plan))).toBe('AccessDenied');
    expect(await errorCode(at.enter(ROLES.sealer, JOBS.recoverApproved))).toBe('AccessDenied');
  });
});

describe('where the install asks for an approval of each recovery', () => {
  let asked: Deployed;
  beforeAll(async () => {
    asked = await deployStarter({}, 'approval');
  });
  afterAll(() => asked.close());

  it('the recover job comes in from behind the environment, to its own role and to the sealer', async () => {
    await asked.enter(ROLES.recover, JOBS.recoverApproved);
    await asked.enter(ROLES.sealer, JOBS.recoverApproved);
    await asked.enter(ROLES.sealer, JOBS.run);
  });

  it.each([
    ['the recover job on the branch, which nobody approved', JOBS.recover],
    [
      'behind another environment',
      { ...JOBS.recoverApproved, sub: 'repo:acme/playbooks:environment:nobody', environment: 'nobody' },
    ],
    ['on another branch', { ...JOBS.recoverApproved, ref: 'refs/heads/feature' }],
  ])('not: %s', async (_what, job) => {
    expect(await errorCode(asked.enter(ROLES.recover, job))).toBe('AccessDenied');
    expect(await errorCode(asked.enter(ROLES.sealer, job))).toBe('AccessDenied');
  });

  it('the break-glass role and the plan role let in whom they let in before', async () => {
    await asked.enter(ROLES.breakGlass, JOBS.run);
    await asked.enter(ROLES.plan, JOBS.plan);
    expect(await errorCode(asked.enter(ROLES.breakGlass, JOBS.recoverApproved))).toBe('AccessDenied');
    expect(await errorCode(asked.enter(ROLES.plan, JOBS.recoverApproved))).toBe('AccessDenied');
    expect(await errorCode(asked.enter(ROLES.recover, JOBS.run))).toBe('AccessDenied');
  });
});

describe('a session', () => {
  it('is refused a call outside the plan but inside the role', async () => {
    const elb = at.elbv2(await session());
    await elb.send(modify(listener));
    expect(await errorCode(elb.send(modify(other)))).toBe('AccessDenied');
    const register = new RegisterTargetsCommand({ TargetGroupArn: green, Targets: TARGETS });
    expect(await errorCode(elb.send(register))).toBe('AccessDenied');
    // The role itself may do both.
    const wide = at.elbv2(await at.enter(ROLES.breakGlass, JOBS.run));
    await wide.send(modify(other));
    expect(await errorCode(wide.send(register))).toBe(LET_IN);
  });

  it('deletes the rule that it created, and no other: neither a person’s nor another session’s', async () => {
    const elb = at.elbv2(await session());
    const ours = await createRule(elb, rule(listener, SESSION, 1));
    const theirs = await createRule(at.elbv2(), rule(listener, undefined, 2));
    const anothers = await createRule(at.elbv2(), rule(listener, 'inc-4712-43', 3));
    expect(await errorCode(elb.send(new DeleteRuleCommand({ RuleArn: theirs })))).toBe('AccessDenied');
    expect(await errorCode(elb.send(new DeleteRuleCommand({ RuleArn: anothers })))).toBe('AccessDenied');
    await elb.send(new DeleteRuleCommand({ RuleArn: ours }));
    for (const RuleArn of [theirs, anothers]) await at.elbv2().send(new DeleteRuleCommand({ RuleArn }));
  });

  it('cannot make a rule that is there already look like its own', async () => {
    const elb = at.elbv2(await session());
    const theirs = await createRule(at.elbv2(), rule(listener, undefined, 4));
    const Tags = [{ Key: 'breakglass:session', Value: SESSION }];
    expect(await errorCode(elb.send(new AddTagsCommand({ ResourceArns: [theirs], Tags })))).toBe('AccessDenied');
    const wide = at.elbv2(await at.enter(ROLES.breakGlass, JOBS.run));
    expect(await errorCode(wide.send(new AddTagsCommand({ ResourceArns: [theirs], Tags })))).toBe('AccessDenied');
    await at.elbv2().send(new DeleteRuleCommand({ RuleArn: theirs }));
  });

  it('is refused every call after its end, while STS would still take its credentials', async () => {
    const elb = at.elbv2(await session(SESSION, at.clock.now() + 60_000));
    await elb.send(modify(listener));
    at.clock.advance(61_000);
    expect(await errorCode(elb.send(modify(listener)))).toBe('AccessDenied');
    expect(await errorCode(elb.send(new DescribeRulesCommand({ ListenerArn: listener })))).toBe('AccessDenied');
  });

  it('is refused every call after it was sealed, and the next session is not', async () => {
    const sealed = await session();
    const elb = at.elbv2(sealed);
    await elb.send(modify(listener));
    await seal(at.iamAs(await at.enter(ROLES.sealer, JOBS.run)), SESSION);
    expect(await errorCode(elb.send(new DescribeListenersCommand({ ListenerArns: [listener] })))).toBe('AccessDenied');
    expect(await errorCode(elb.send(modify(listener)))).toBe('AccessDenied');
    await at.elbv2(await session('inc-4713-44')).send(modify(listener));
    await unseal(at.iamAs(await at.enter(ROLES.sealer, JOBS.run)), SESSION);
  });

  it('is refused its next call when the kill switch is on, and nobody comes in any more', async () => {
    const elb = at.elbv2(await session());
    await elb.send(modify(listener));
    const sealer = at.iamAs(await at.enter(ROLES.sealer, JOBS.run));
    await at.stack.update({ KillSwitch: 'on' });
    try {
      expect(await errorCode(elb.send(modify(listener)))).toBe('AccessDenied');
      expect(await errorCode(elb.send(new DescribeListenersCommand({ ListenerArns: [listener] })))).toBe(
        'AccessDenied',
      );
      expect(await errorCode(seal(sealer, SESSION))).toBe('AccessDenied');
      for (const [role, job] of ENTRIES) {
        expect(await errorCode(at.enter(role, job))).toBe('AccessDenied');
      }
    } finally {
      await at.stack.update({ KillSwitch: 'off' });
    }
    await elb.send(modify(listener));
  });
});

describe('the sealer', () => {
  it('cannot widen a role: what it puts there stays within the boundary', async () => {
    const iam = at.iamAs(await at.enter(ROLES.sealer, JOBS.run));
    const place = { RoleName: ROLES.breakGlass, PolicyName: 'bg-seal-wide' };
    await iam.send(new PutRolePolicyCommand({ ...place, PolicyDocument: ALLOW_ALL }));
    const wide = at.elbv2(await at.enter(ROLES.breakGlass, JOBS.run));
    const create = new CreateTargetGroupCommand({ Name: 'new', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-0a1b2c3d' });
    expect(await errorCode(wide.send(create))).toBe('AccessDenied');
    expect(await errorCode(at.iamAs(await at.enter(ROLES.breakGlass, JOBS.run)).send(inline('admin')))).toBe(
      'AccessDenied',
    );
    await iam.send(new DeleteRolePolicyCommand(place));
  });

  it.each<[string, (iam: IAMClient) => Promise<unknown>]>([
    ['its own role', (iam) => iam.send(inline(ROLES.sealer))],
    ['the plan role', (iam) => iam.send(inline(ROLES.plan))],
    ['the recover role', (iam) => iam.send(inline(ROLES.recover))],
    ['a role that is not of the stack', (iam) => iam.send(inline('admin'))],
    [
      'a boundary, to take it off',
      (iam) => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: ROLES.breakGlass })),
    ],
    [
      'a trust policy',
      (iam) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLES.breakGlass, PolicyDocument: ALLOW_ALL })),
    ],
    [
      'what is attached to a role',
      (iam) =>
        iam.send(
          new AttachRolePolicyCommand({
            RoleName: ROLES.breakGlass,
            PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          }),
        ),
    ],
    [
      'what is attached to a role, to take it off',
      (iam) =>
        iam.send(
          new DetachRolePolicyCommand({ RoleName: ROLES.breakGlass, PolicyArn: 'arn:aws:iam::123456789012:policy/x' }),
        ),
    ],
    ['a role as a whole', (iam) => iam.send(new DeleteRoleCommand({ RoleName: ROLES.breakGlass }))],
    [
      'new roles',
      (iam) =>
        iam.send(new CreateRoleCommand({ RoleName: 'x', Path: '/breakglass/', AssumeRolePolicyDocument: ALLOW_ALL })),
    ],
  ])('cannot touch %s', async (_what, call) => {
    const iam = at.iamAs(await at.enter(ROLES.sealer, JOBS.run));
    expect(await errorCode(call(iam))).toBe('AccessDenied');
  });

  it('reads back the deny that it put there', async () => {
    const iam = at.iamAs(await at.enter(ROLES.sealer, JOBS.run));
    await seal(iam, 'inc-1-1');
    const place = { RoleName: ROLES.breakGlass, PolicyName: 'bg-seal-inc-1-1' };
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(place));
    expect(decodeURIComponent(PolicyDocument)).toContain('"Deny"');
    await unseal(iam, 'inc-1-1');
  });

  it('can do nothing to a load balancer', async () => {
    const elb = at.elbv2(await at.enter(ROLES.sealer, JOBS.run));
    expect(await errorCode(elb.send(new DescribeListenersCommand({ ListenerArns: [listener] })))).toBe('AccessDenied');
  });
});

describe('recover', () => {
  it('restores: weights, targets, and takes away what a session created', async () => {
    const created = await createRule(at.elbv2(), rule(listener, SESSION, 5));
    const elb = at.elbv2(await at.enter(ROLES.recover, JOBS.recover));
    await elb.send(modify(listener));
    const register = new RegisterTargetsCommand({ TargetGroupArn: green, Targets: TARGETS });
    expect(await errorCode(elb.send(register))).toBe(LET_IN);
    await elb.send(new DeleteRuleCommand({ RuleArn: created }));
  });

  it.each<[string, (elb: ElasticLoadBalancingV2Client) => Promise<unknown>]>([
    ['create a rule', (elb) => elb.send(new CreateRuleCommand(rule(listener, undefined, 6)))],
    ['create a rule that is tagged', (elb) => elb.send(new CreateRuleCommand(rule(listener, SESSION, 6)))],
    ['take a target out', (elb) => elb.send(new DeregisterTargetsCommand({ TargetGroupArn: green, Targets: TARGETS }))],
    [
      'tag anything',
      (elb) => elb.send(new AddTagsCommand({ ResourceArns: [listener], Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
  ])('cannot %s', async (_what, call) => {
    const elb = at.elbv2(await at.enter(ROLES.recover, JOBS.recover));
    expect(await errorCode(call(elb))).toBe('AccessDenied');
  });

  it('cannot delete a rule that no session created', async () => {
    const theirs = await createRule(at.elbv2(), rule(listener, undefined, 7));
    const elb = at.elbv2(await at.enter(ROLES.recover, JOBS.recover));
    expect(await errorCode(elb.send(new DeleteRuleCommand({ RuleArn: theirs })))).toBe('AccessDenied');
    await at.elbv2().send(new DeleteRuleCommand({ RuleArn: theirs }));
  });
});

describe('the plan role', () => {
  it('reads, and changes nothing', async () => {
    const elb = at.elbv2(await at.enter(ROLES.plan, JOBS.plan));
    await elb.send(new DescribeListenersCommand({ ListenerArns: [listener] }));
    expect(await errorCode(elb.send(modify(listener)))).toBe('AccessDenied');
    expect(await errorCode(at.iamAs(await at.enter(ROLES.plan, JOBS.plan)).send(inline(ROLES.breakGlass)))).toBe(
      'AccessDenied',
    );
  });
});

function inline(RoleName: string): PutRolePolicyCommand {
  return new PutRolePolicyCommand({ RoleName, PolicyName: 'bg-seal-x', PolicyDocument: ALLOW_ALL });
}

async function seal(iam: IAMClient, name: string): Promise<void> {
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { StringLike: { 'aws:userid': `*:${name}.*` } },
    },
  });
  const place = { RoleName: ROLES.breakGlass, PolicyName: `bg-seal-${name}` };
  await iam.send(new PutRolePolicyCommand({ ...place, PolicyDocument }));
}

async function unseal(iam: IAMClient, name: string): Promise<void> {
  await iam.send(new DeleteRolePolicyCommand({ RoleName: ROLES.breakGlass, PolicyName: `bg-seal-${name}` }));
}
