import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { denyDocument } from '../../action/aws/seal-policy.ts';
import { PARAMETERS } from '../../action/domain/stack-names.ts';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { drillRequest, mergeRequest, requestPath } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld, type WorldOptions } from '../../action/drill/world.ts';
import type { FaultKind } from '../../action/sandbox/faults.ts';
import { job, MAY, openPull, startRun } from './job.ts';

const LIVE = { ...MAY.plan, 'id-token': 'write' } as const;
const ASKING = { [PARAMETERS.allowSimulation]: 'true' };
const SIMULATE = { service: 'iam', operation: 'SimulatePrincipalPolicy', times: Number.POSITIVE_INFINITY } as const;

let world: DrillWorld;
let requests = 0;

/** A plan job for a request that was just merged. */
async function plan(): ReturnType<typeof job> {
  requests += 1;
  const name = `role-${requests}`;
  const sha = await mergeRequest(world.hosting, drillRequest({ request: name }), { name });
  return job(world, startRun(world, 'push', { sha, actor: PEOPLE.commander }), 'plan', { permissions: LIVE });
}

/** The row of the plan's page about the role. */
function roleRow(page = ''): string {
  return page.split('\n').find((line) => line.startsWith('| Its role')) ?? '';
}

function simulations(): number {
  return world.sandbox.aws.calls().filter(({ operation }) => operation === 'SimulatePrincipalPolicy').length;
}

function inWorld(options: Omit<WorldOptions, 'scale'>): void {
  beforeAll(async () => {
    world = await buildWorld({ scale: 20, planRole: true, ...options });
  });
  afterAll(() => world.close());
}

describe('a plan where the customer lets it ask IAM', () => {
  inWorld({ stack: { parameters: ASKING } });

  it('says that the deployed role allows what it needs', async () => {
    const before = simulations();
    const { errors, outputs } = await plan();
    expect(errors).toEqual([]);
    expect(roleRow(outputs['page'])).toMatch(/checked live: IAM allows all \d+ permissions/);
    expect(outputs['seen']).toContain('"seen"');
    expect(simulations()).toBeGreaterThan(before);
  });

  it('says so too where an earlier session has left its seal on the role', async () => {
    const { endpoint, region, accessKeyId, secretAccessKey } = world.sandbox.aws;
    const iam = new IAMClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
    const place = { RoleName: 'acme-prod-load-balancer', PolicyName: 'bg-seal-inc-1-1' };
    const deny = { session: 'inc-1-1', sessionName: 'inc-1-1.0123456789abcdef', until: world.sandbox.clock.now() };
    await iam.send(new PutRolePolicyCommand({ ...place, PolicyDocument: denyDocument(deny) }));
    const { errors, outputs } = await plan();
    await iam.send(new DeleteRolePolicyCommand(place));
    expect(errors).toEqual([]);
    expect(roleRow(outputs['page'])).toMatch(/checked live: IAM allows all \d+ permissions/);
  });

  it.each<[string, FaultKind]>([
    ['refuses to be asked', { kind: 'error', code: 'AccessDenied', status: 403 }],
    ['is throttled', { kind: 'throttle' }],
    ['fails', { kind: 'server-error' }],
    ['breaks off', { kind: 'reset' }],
    ['does not know the role', { kind: 'error', code: 'NoSuchEntity', status: 404 }],
    ['answers with what is no name', { kind: 'error', code: '<img src=x>::error::@everyone', status: 400 }],
    ['does not answer', { kind: 'stall', ms: 20 * 60_000 }],
  ])('is not held up, and says so, where IAM %s', { timeout: 30_000 }, async (_what, fault) => {
    const heal = world.sandbox.faults.add({ ...SIMULATE, ...fault });
    const started = Date.now();
    const { errors, outputs } = await plan();
    heal();
    expect(errors).toEqual([]);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(roleRow(outputs['page'])).toContain('not checked live');
    expect(outputs['page']).not.toMatch(/<img|[^\\]@everyone/);
    expect(outputs).toMatchObject({ environment: 'acme-prod', seen: expect.stringContaining('"seen"') });
  });

  it("never asks in a pull request's own run", async () => {
    const before = world.sandbox.aws.calls().length;
    requests += 1;
    const name = `role-${requests}`;
    const request = drillRequest({ request: name });
    const pull = await openPull(world, name, { [requestPath(name)]: stringify(request) });
    const { errors, outputs } = await job(world, startRun(world, 'pull_request', pull), 'plan', { permissions: LIVE });
    expect(errors).toEqual([]);
    expect(roleRow(outputs['page'])).toContain('not checked live');
    expect(world.sandbox.aws.calls()).toHaveLength(before);
  });

  it('asks about the role that the plan needs, and about no other', async () => {
    await plan();
    const asked = world.sandbox.aws.calls().filter(({ operation }) => operation === 'SimulatePrincipalPolicy');
    const arns = asked.map(({ parameters }) => parameters['PolicySourceArn']);
    expect(new Set(arns)).toEqual(new Set([expect.stringMatching(/:role\/breakglass\/acme-prod-load-balancer$/)]));
  });
});

describe('a plan where the deployed role is one action short', () => {
  inWorld({ stack: { parameters: ASKING, withoutActions: ['elasticloadbalancing:ModifyListener'] } });

  it('is refused before anybody is woken, with the role, the action and the resource', async () => {
    const { errors, outputs } = await plan();
    expect(errors).toEqual([
      expect.stringMatching(
        /^role-lacks-grant: the deployed role arn:\S+ does not allow elasticloadbalancing:ModifyListener on arn:\S+:listener\//,
      ),
    ]);
    expect(outputs['environment']).toBeUndefined();
    expect(outputs['page']).toContain('breakglass stack');
  });
});

describe('a plan where the kill switch is on', () => {
  inWorld({ stack: { parameters: ASKING } });

  it('is refused, by the trust policy of the role that would ask', async () => {
    await world.stack.update({ [PARAMETERS.killSwitch]: 'on' });
    const { errors } = await plan();
    expect(errors).toEqual([expect.stringMatching(/^trust-policy-refused: /)]);
  });
});

describe('a plan where the customer does not let it ask IAM', () => {
  inWorld({ stack: { parameters: { [PARAMETERS.allowSimulation]: 'false' } } });

  it('is made, and says how it could be checked', async () => {
    const { errors, outputs } = await plan();
    expect(errors).toEqual([]);
    expect(roleRow(outputs['page'])).toMatch(/not checked live.*AllowPolicySimulation/);
  });
});

describe('a plan without a plan role', () => {
  inWorld({ planRole: false });

  it('says that AWS was not asked', async () => {
    const { errors, outputs } = await plan();
    expect(errors).toEqual([]);
    expect(roleRow(outputs['page'])).toContain('not checked live');
  });
});
