import type { ElasticLoadBalancingV2Client, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { StepContext } from '../../../../action/domain/step-kind.ts';
import { registerTargets } from '../../../../action/services/elbv2/steps/register-targets.ts';
import { buildEstate, type Estate, elbv2Of, startTarget } from '../../../contract/estate.ts';
import { type Lab, SESSION, startLab } from '../../../contract/lab.ts';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067';
const BEFORE = {
  'target/10.0.0.1:80': { id: '10.0.0.1', port: 80, zone: null, quicServerId: null },
  'target/192.168.0.1:80': { id: '192.168.0.1', port: 80, zone: 'all', quicServerId: null },
};

const validate = new Ajv2020({ strict: false }).compile(registerTargets.params);
const accepts = (params: JsonObject): boolean =>
  validate({ 'target-group': GROUP, targets: [{ id: '10.0.0.2', port: 80 }], ...params });

function change(targets: readonly JsonObject[], more: JsonObject = {}) {
  return registerTargets.change(BEFORE, { 'target-group': GROUP, targets, ...more }, { session: 's', step: 'x' });
}

describe('registering targets', () => {
  it('adds what is not registered yet, and leaves the rest as it is', () => {
    const { after, diff } = change([
      { id: '10.0.0.1', port: 80 },
      { id: '10.0.0.1', port: 81 },
      { id: '192.168.0.2', port: 80, 'availability-zone': 'all' },
    ]);
    expect(after).toEqual({
      ...BEFORE,
      'target/10.0.0.1:81': { id: '10.0.0.1', port: 81, zone: null, quicServerId: null },
      'target/192.168.0.2:80': { id: '192.168.0.2', port: 80, zone: 'all', quicServerId: null },
    });
    expect(diff.map(({ before, after: to }) => `${before} → ${to}`)).toEqual([
      'registered → registered',
      'not registered → registered',
      'not registered → registered in zone all',
    ]);
  });

  it('changes nothing where all are registered', () => {
    expect(change([{ id: '192.168.0.1', port: 80 }]).after).toEqual(BEFORE);
  });

  it.each<[string, readonly JsonObject[], JsonObject?]>([
    ['a target registered in another zone', [{ id: '10.0.0.1', port: 80, 'availability-zone': 'all' }]],
  ])('refuses %s', (_, targets, more) => {
    expect(() => change(targets, more)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });
});

describe('the parameters', () => {
  it.each<[string, JsonObject]>([
    ['no target', { targets: [] }],
    ['a target without a port', { targets: [{ id: '10.0.0.2' }] }],
    ['port 0', { targets: [{ id: '10.0.0.2', port: 0 }] }],
    ['port 65536', { targets: [{ id: '10.0.0.2', port: 65_536 }] }],
    ['a host name', { targets: [{ id: 'metadata.google.internal', port: 80 }] }],
    ['an IPv6 address in capitals', { targets: [{ id: 'FD00::1', port: 80 }] }],
    ['the ARN of something else', { targets: [{ id: 'arn:aws:s3:::bucket', port: 80 }] }],
    ['text that would break a report', { targets: [{ id: '10.0.0.2\n## approved', port: 80 }] }],
    ['a zone that is none', { targets: [{ id: '10.0.0.2', port: 80, 'availability-zone': '*' }] }],
    [
      'more than 100 targets',
      { targets: Array.from({ length: 101 }, (_, index) => ({ id: `10.0.0.${index}`, port: 80 })) },
    ],
    ['at least 0', { 'at-least': 0 }],
    ['a time without a unit', { 'healthy-within': '300' }],
  ])('refuse %s', (_, params) => {
    expect(accepts(params)).toBe(false);
  });

  it.each([
    'i-0a1b2c3d4e5f60718',
    'fd00::1',
    '2001:db8:0:0:0:0:0:1',
    'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
  ])('take %s', (id) => {
    expect(accepts({ targets: [{ id, port: 80 }] })).toBe(true);
  });
});

describe('the verification', () => {
  const health = (port: number, State: string, Reason?: string) => ({
    Target: { Id: '10.0.0.2', Port: port },
    TargetHealth: { State, Reason },
  });
  const verify = (found: readonly object[], more: JsonObject = {}, balancers: readonly string[] = []) => {
    const answers = (command: unknown): object =>
      command instanceof DescribeTargetGroupsCommand
        ? { TargetGroups: [{ LoadBalancerArns: balancers }] }
        : { TargetHealthDescriptions: found as TargetHealthDescription[] };
    const client = {
      send: async (command: unknown) => answers(command),
    } as unknown as ElasticLoadBalancingV2Client;
    const context: StepContext = { client, signal: new AbortController().signal, session: 's', step: 'x' };
    const targets = [
      { id: '10.0.0.2', port: 80 },
      { id: '10.0.0.2', port: 81 },
    ];
    return registerTargets.verify(context, { 'target-group': GROUP, targets, ...more });
  };

  it.each<[boolean, string, readonly object[], JsonObject?]>([
    [true, 'all healthy', [health(80, 'healthy'), health(81, 'healthy')]],
    [false, 'one of two healthy', [health(80, 'healthy'), health(81, 'initial', 'Elb.InitialHealthChecking')]],
    [
      true,
      'one of two healthy, where one is enough',
      [health(80, 'healthy'), health(81, 'unhealthy')],
      { 'at-least': 1 },
    ],
    [false, 'healthy targets that are not ours', [health(8080, 'healthy'), health(8081, 'healthy')], { 'at-least': 1 }],
    [false, 'nothing registered', []],
    [true, 'none in use', [health(80, 'unused', 'Target.NotInUse'), health(81, 'unused', 'Target.NotInUse')]],
    [false, 'one not in use, and one not there', [health(80, 'unused', 'Target.NotInUse')]],
    [false, 'a stopped instance', [health(80, 'unused', 'Target.InvalidState'), health(81, 'healthy')]],
    [
      false,
      'stopped instances',
      [health(80, 'unused', 'Target.InvalidState'), health(81, 'unused', 'Target.InvalidState')],
    ],
    [false, 'still draining', [health(80, 'draining'), health(81, 'draining')]],
  ])('is %s with %s', async (done, _, found, more) => {
    await expect(verify(found, more)).resolves.toMatchObject({ done });
  });

  it('is not done where nothing is sent to a target since its zone is not in use', async () => {
    const found = [health(80, 'unused', 'Target.NotInUse'), health(81, 'unused', 'Target.NotInUse')];
    await expect(verify(found, {}, ['arn'])).resolves.toMatchObject({ done: false });
  });

  it('says which targets it waits for, and why', async () => {
    const { progress } = await verify([health(80, 'healthy'), health(81, 'unhealthy', 'Target.Timeout')]);
    expect(progress).toContain('10.0.0.2:81 unhealthy (Target.Timeout)');
  });
});

describe('on a load balancer', () => {
  let lab: Lab;
  let target: Awaited<ReturnType<typeof startTarget>>;
  let second: Awaited<ReturnType<typeof startTarget>>;
  let estate: Estate;

  beforeAll(async () => {
    [lab, target, second] = await Promise.all([startLab(500), startTarget(), startTarget()]);
    estate = await buildEstate(lab, target.port);
  });
  afterAll(async () => {
    await lab.close();
    target.close();
    second.close();
  });

  const states = async (): Promise<readonly string[]> => {
    const answer = await estate.owner.send(new DescribeTargetHealthCommand({ TargetGroupArn: estate.green }));
    return (answer.TargetHealthDescriptions ?? []).map(
      ({ Target: found, TargetHealth: state }) => `${found?.Port === target.port ? 'first' : 'second'} ${state?.State}`,
    );
  };

  it('ends the draining of a target that drains, and drains it again when it is undone', async () => {
    const { green: TargetGroupArn, owner } = estate;
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '3600' }];
    await owner.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    const Targets = [{ Id: '127.0.0.1', Port: target.port }];
    await owner.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
    expect(await states()).toEqual(['first draining']);

    const params = {
      'target-group': TargetGroupArn,
      targets: [
        { id: '127.0.0.1', port: target.port },
        { id: '127.0.0.1', port: second.port },
      ],
    };
    const client = elbv2Of((await lab.clients()).get('elbv2'));
    const context = { client, signal: new AbortController().signal, session: SESSION, step: 'x' };
    const before = await registerTargets.resourceKind.read(context, TargetGroupArn);
    expect(before).toEqual({});
    const { after } = registerTargets.change(before, params, { session: SESSION, step: 'x' });
    const transition = { before, after, now: before, units: Object.keys(after) };
    await registerTargets.apply(context, transition, params);
    await expect.poll(async () => (await registerTargets.verify(context, params)).done).toBe(true);
    expect(await states()).toEqual(['first healthy', 'second healthy']);

    await registerTargets.restore(context, { ...transition, now: after }, params);
    expect(await states()).toEqual(['first draining', 'second draining']);
    expect(await registerTargets.resourceKind.read(context, TargetGroupArn)).toEqual({});
  });
});
