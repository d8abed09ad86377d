import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { fixed, forward, listener, loadBalancer, sandbox, targetGroup } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const Certificates = [
  { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012' },
];
const path = (value: string) => [{ Field: 'path-pattern', Values: [value] }];

describe('operations', () => {
  it('carry the SDK schema of their name', () => {
    for (const [name, { schema, signed }] of elb.operations) {
      expect((schema as readonly unknown[])[2]).toBe(name);
      expect(signed).toBe(true);
    }
    expect(elb.operations.size).toBe(26);
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

describe('target groups', () => {
  it('are filled with AWS’s defaults', async () => {
    await elb.call('CreateTargetGroup', { Name: 'plain', Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-00000001' });
    const { TargetGroups } = await elb.call('DescribeTargetGroups', { Names: ['plain'] });
    expect(TargetGroups?.[0]).toMatchObject({
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 6,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetType: 'instance',
      LoadBalancerArns: [],
    });
  });

  it('name the load balancer that uses them', async () => {
    const group = await targetGroup(elb.call, 'blue');
    const lb = await loadBalancer(elb.call);
    const arn = await listener(elb.call, lb, [forward([group, 1])]);
    const used = async () =>
      (await elb.call('DescribeTargetGroups', { TargetGroupArns: [group] })).TargetGroups?.[0]?.LoadBalancerArns;
    expect(await used()).toEqual([lb]);
    expect((await elb.call('DescribeTargetGroups', { LoadBalancerArn: lb })).TargetGroups).toHaveLength(1);
    await elb.call('DeleteListener', { ListenerArn: arn });
    expect(await used()).toEqual([]);
    await elb.call('DeleteTargetGroup', { TargetGroupArn: group });
    expect((await elb.call('DescribeTargetGroups', {})).TargetGroups).toEqual([]);
  });

  it('change attributes all or nothing', async () => {
    const TargetGroupArn = await targetGroup(elb.call, 'blue');
    const good = { Key: 'deregistration_delay.timeout_seconds', Value: '10' };
    const bad = { Key: 'stickiness.enabled', Value: 'maybe' };
    await expect(
      elb.call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [good, bad] }),
    ).rejects.toThrow();
    const value = async () => {
      const { Attributes } = await elb.call('DescribeTargetGroupAttributes', { TargetGroupArn });
      return Attributes?.find(({ Key }) => Key === good.Key)?.Value;
    };
    expect(await value()).toBe('300');
    await elb.call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [good] });
    expect(await value()).toBe('10');
  });

  it('tell targets apart by id and port, and pass over unknown ones when deregistering', async () => {
    const TargetGroupArn = await targetGroup(elb.call, 'blue');
    await elb.call('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.1' }, { Id: '10.0.0.1', Port: 81 }] });
    await elb.call('DeregisterTargets', {
      TargetGroupArn,
      Targets: [{ Id: '10.0.0.1', Port: 80 }, { Id: '10.9.9.9' }],
    });
    const { TargetHealthDescriptions } = await elb.call('DescribeTargetHealth', { TargetGroupArn });
    expect(TargetHealthDescriptions?.map(({ Target }) => Target)).toEqual([{ Id: '10.0.0.1', Port: 81 }]);
  });
});

describe('listeners', () => {
  it('keep what a change leaves out, and drop policy and certificate on the way from HTTPS to HTTP', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const secure = await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS', Port: 443, Certificates });
    expect(secure.Listeners?.[0]).toMatchObject({
      SslPolicy: 'ELBSecurityPolicy-2016-08',
      Certificates,
      DefaultActions: [fixed('x')],
    });
    const plain = await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTP' });
    expect(plain.Listeners?.[0]).toMatchObject({ Port: 443, Protocol: 'HTTP' });
    expect(plain.Listeners?.[0]).not.toHaveProperty('SslPolicy');
    await expect(elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS' })).rejects.toMatchObject({
      code: 'ValidationError',
    });
  });

  it('never give back a client secret, and keep it on request', async () => {
    const config = {
      Issuer: 'https://idp.example.com',
      AuthorizationEndpoint: 'https://idp.example.com/authorize',
      TokenEndpoint: 'https://idp.example.com/token',
      UserInfoEndpoint: 'https://idp.example.com/user',
      ClientId: 'client',
    };
    const actions = (secret: object): Action[] => [
      { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: { ...config, ...secret } },
      { ...fixed('in'), Order: 2 },
    ];
    const { Listeners } = await elb.call('CreateListener', {
      LoadBalancerArn: await loadBalancer(elb.call),
      Protocol: 'HTTPS',
      Port: 443,
      Certificates,
      DefaultActions: actions({ ClientSecret: 'hidden' }),
    });
    expect(JSON.stringify([Listeners, elb.dump()])).not.toContain('hidden');
    const before = elb.dump();
    const ListenerArn = Listeners?.[0]?.ListenerArn ?? '';
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: actions({ UseExistingClientSecret: true }) });
    expect(elb.dump()).toEqual(before);
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: actions({ ClientSecret: 'other' }) });
    expect(elb.dump()).not.toEqual(before);
    expect((await fetch(elb.listenerUrl(ListenerArn) ?? '')).status).toBe(401);
  });

  it('stop listening when they or their load balancer are deleted', async () => {
    const lb = await loadBalancer(elb.call);
    const [first, second] = [
      await listener(elb.call, lb, [fixed('1')]),
      await listener(elb.call, lb, [fixed('2')], 81),
    ];
    const urls = [elb.listenerUrl(first) ?? '', elb.listenerUrl(second) ?? ''];
    expect(await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).toEqual(['1', '2']);
    await elb.call('DeleteListener', { ListenerArn: first });
    await expect(fetch(urls[0] ?? '')).rejects.toThrow();
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn: lb });
    await expect(fetch(urls[1] ?? '')).rejects.toThrow();
    expect(elb.listenerUrl(second)).toBeUndefined();
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn: lb });
  });
});

describe('load balancers', () => {
  it('are not deleted while protected', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const protect = (Value: string) =>
      elb.call('ModifyLoadBalancerAttributes', {
        LoadBalancerArn,
        Attributes: [{ Key: 'deletion_protection.enabled', Value }],
      });
    await protect('true');
    await expect(elb.call('DeleteLoadBalancer', { LoadBalancerArn })).rejects.toMatchObject({
      code: 'OperationNotPermitted',
    });
    await protect('false');
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn });
    expect((await elb.call('DescribeLoadBalancers', {})).LoadBalancers).toEqual([]);
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

describe('authorisation', () => {
  it('asks for the action on the resource, with its tags', async () => {
    const group = await targetGroup(elb.call, 'blue', { Tags: [{ Key: 'team', Value: 'web' }] });
    const input = { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] };
    expect(elb.authorize('RegisterTargets', input)).toEqual([
      {
        action: 'elasticloadbalancing:RegisterTargets',
        resource: group,
        context: { 'aws:ResourceTag/team': ['web'], 'elasticloadbalancing:ResourceTag/team': ['web'] },
      },
    ]);
    expect(elb.authorize('DescribeRules', {})).toEqual([
      { action: 'elasticloadbalancing:DescribeRules', resource: '*' },
    ]);
  });

  it('asks for AddTags too when something is created with tags', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const input = { ListenerArn, Priority: 1, Conditions: path('/a'), Actions: [fixed('a')] };
    expect(elb.authorize('CreateRule', input)).toHaveLength(1);
    const requests = elb.authorize('CreateRule', { ...input, Tags: [{ Key: 'k', Value: 'v' }] });
    expect(requests.map(({ action, resource }) => [action, resource])).toEqual([
      ['elasticloadbalancing:CreateRule', ListenerArn],
      ['elasticloadbalancing:AddTags', `${ListenerArn.replace(':listener/', ':listener-rule/')}/*`],
    ]);
    expect(requests[1]?.context).toEqual({
      'aws:RequestTag/k': ['v'],
      'aws:TagKeys': ['k'],
      'elasticloadbalancing:CreateAction': ['CreateRule'],
    });
  });

  it('names every rule whose priority is set', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const create = async (Priority: number) => {
      const { Rules } = await elb.call('CreateRule', {
        ListenerArn,
        Priority,
        Conditions: path('/a'),
        Actions: [fixed('a')],
      });
      return Rules?.[0]?.RuleArn ?? '';
    };
    const rules = [await create(1), await create(2)];
    const requests = elb.authorize('SetRulePriorities', {
      RulePriorities: rules.map((RuleArn, index) => ({ RuleArn, Priority: index + 5 })),
    });
    expect(requests.map(({ resource }) => resource)).toEqual(rules);
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
