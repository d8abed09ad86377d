import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { fixed, forward, listener, loadBalancer, sandbox, targetGroup } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const path = (value: string) => [{ Field: 'path-pattern', Values: [value] }];

describe('operations', () => {
  it('carry the SDK schema of their name', () => {
    for (const [name, { schema, signed }] of elb.operations) {
      expect((schema as readonly unknown[])[2]).toBe(name);
      expect(signed).toBe(true);
    }
    expect(elb.operations.size).toBe(41);
  });

  it('tell the quotas that they enforce', async () => {
    const { Limits } = await elb.call('DescribeAccountLimits', {});
    expect(Limits).toContainEqual({ Name: 'certificates-per-application-load-balancer', Max: '25' });
  });

  it('make ARNs of AWS’s form', async () => {
    const lb = await loadBalancer(elb.call);
    const group = await targetGroup(elb.call, 'blue');
    const arn = await listener(elb.call, lb, [forward([group, 1])]);
    const { Rules } = await elb.call('DescribeRules', { ListenerArn: arn });
    const prefix = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
    expect(lb).toMatch(new RegExp(`^${prefix}:loadbalancer/app/shop/[0-9a-f]{16}$`));
    expect(group).toMatch(new RegExp(`^${prefix}:targetgroup/blue/[0-9a-f]{16}$`));
    expect(arn).toMatch(new RegExp(`^${lb.replace(':loadbalancer', ':listener')}/[0-9a-f]{16}$`));
    expect(Rules?.[0]?.RuleArn).toMatch(new RegExp(`^${arn.replace(':listener', ':listener-rule')}/[0-9a-f]{16}$`));
  });

  it('succeed twice for the same creation', async () => {
    const lb = await loadBalancer(elb.call);
    const group = await targetGroup(elb.call, 'blue');
    const arn = await listener(elb.call, lb, [forward([group, 1])]);
    expect(await loadBalancer(elb.call)).toBe(lb);
    expect(await targetGroup(elb.call, 'blue')).toBe(group);
    expect(await listener(elb.call, lb, [forward([group, 1])])).toBe(arn);
  });

  it('give results in pages', async () => {
    for (let count = 0; count < 5; count += 1) await targetGroup(elb.call, `group-${count}`);
    const names: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const answer = await elb.call('DescribeTargetGroups', { PageSize: 2, Marker });
      expect(answer.TargetGroups?.length).toBeLessThanOrEqual(2);
      names.push(...(answer.TargetGroups ?? []).map((group) => group.TargetGroupName));
      Marker = answer.NextMarker;
    } while (Marker !== undefined);
    expect(names).toEqual(['group-0', 'group-1', 'group-2', 'group-3', 'group-4']);
  });
});

describe('tags', () => {
  it('come with creation, are merged and removed', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const { Rules } = await elb.call('CreateRule', {
      ListenerArn,
      Priority: 1,
      Conditions: path('/a'),
      Actions: [fixed('a')],
      Tags: [{ Key: 'breakglass:session', Value: 's-1' }],
    });
    const ResourceArns = [Rules?.[0]?.RuleArn ?? ''];
    await elb.call('AddTags', {
      ResourceArns,
      Tags: [
        { Key: 'team', Value: 'web' },
        { Key: 'breakglass:session', Value: 's-2' },
      ],
    });
    await elb.call('RemoveTags', { ResourceArns, TagKeys: ['nope', 'team'] });
    const { TagDescriptions } = await elb.call('DescribeTags', { ResourceArns });
    expect(TagDescriptions?.[0]?.Tags).toEqual([{ Key: 'breakglass:session', Value: 's-2' }]);
  });
});

describe('the dump', () => {
  it('is the same before a change and after it was undone, in whatever order', async () => {
    const group = await targetGroup(elb.call, 'blue');
    const other = await targetGroup(elb.call, 'green');
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [forward([group, 1], [other, 0])]);
    const targets = [
      { Id: '127.0.0.1', Port: 1 },
      { Id: '127.0.0.1', Port: 2 },
    ];
    await elb.call('RegisterTargets', { TargetGroupArn: group, Targets: targets });
    const before = elb.dump();
    expect(JSON.parse(JSON.stringify(before))).toEqual(before);
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: [forward([group, 0], [other, 1])] });
    await elb.call('DeregisterTargets', { TargetGroupArn: group, Targets: targets.slice(0, 1) });
    await elb.call('AddTags', { ResourceArns: [ListenerArn], Tags: [{ Key: 'k', Value: 'v' }] });
    const { Rules } = await elb.call('CreateRule', {
      ListenerArn,
      Priority: 1,
      Conditions: path('/a'),
      Actions: [fixed('a')],
    });
    expect(elb.dump()).not.toEqual(before);
    await elb.call('DeleteRule', { RuleArn: Rules?.[0]?.RuleArn ?? '' });
    await elb.call('RemoveTags', { ResourceArns: [ListenerArn], TagKeys: ['k'] });
    await elb.call('RegisterTargets', { TargetGroupArn: group, Targets: targets.slice(0, 1) });
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: [forward([group, 1], [other, 0])] });
    expect(elb.dump()).toEqual(before);
  });
});
