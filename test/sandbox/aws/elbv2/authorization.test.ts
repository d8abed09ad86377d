import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { fixed, listener, loadBalancer, sandbox, targetGroup } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const path = (value: string) => [{ Field: 'path-pattern', Values: [value] }];

describe('authorisation', () => {
  it('asks for the action on the resource, with its tags', async () => {
    const group = await targetGroup(elb.call, 'blue', { Tags: [{ Key: 'team', Value: 'web' }] });
    const input = { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] };
    expect(elb.authorize('DeregisterTargets', input)).toEqual([
      {
        action: 'elasticloadbalancing:DeregisterTargets',
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

  it('asks with the condition keys of networks and listeners', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const keys = (requests: readonly { readonly context?: object }[]) => requests.map(({ context }) => context);
    const SecurityGroups = ['sg-00000001', 'sg-00000002'];
    expect(keys(elb.authorize('SetSecurityGroups', { LoadBalancerArn, SecurityGroups }))).toEqual([
      { 'elasticloadbalancing:SecurityGroup': SecurityGroups },
    ]);
    const SubnetMappings = [{ SubnetId: 'subnet-0000000a' }, { SubnetId: 'subnet-0000000b' }];
    expect(keys(elb.authorize('SetSubnets', { LoadBalancerArn, SubnetMappings })).slice(0, 1)).toEqual([
      { 'elasticloadbalancing:Subnet': ['subnet-0000000a', 'subnet-0000000b'] },
    ]);
    const ListenerArn = await listener(elb.call, LoadBalancerArn, [fixed('x')]);
    const SslPolicy = 'ELBSecurityPolicy-FS-1-2-2019-08';
    expect(keys(elb.authorize('ModifyListener', { ListenerArn, Protocol: 'HTTPS', SslPolicy }))).toEqual([
      {
        'elasticloadbalancing:ListenerProtocol': ['HTTPS'],
        'elasticloadbalancing:SecurityPolicy': [SslPolicy],
      },
    ]);
  });

  it('asks in the caller’s name for what is looked up in EC2', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const TargetGroupArn = await targetGroup(elb.call, 'blue');
    const requests = {
      CreateLoadBalancer: elb.authorize('CreateLoadBalancer', { Name: 'other', Subnets: ['subnet-0000000a'] }),
      CreateTargetGroup: elb.authorize('CreateTargetGroup', { Name: 'other', Protocol: 'HTTP', Port: 80 }),
      RegisterTargets: elb.authorize('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.1' }] }),
      DeregisterTargets: elb.authorize('DeregisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.1' }] }),
      SetIpAddressType: elb.authorize('SetIpAddressType', { LoadBalancerArn, IpAddressType: 'ipv4' }),
      SetSecurityGroups: elb.authorize('SetSecurityGroups', { LoadBalancerArn, SecurityGroups: ['sg-00000001'] }),
      SetSubnets: elb.authorize('SetSubnets', { LoadBalancerArn, Subnets: ['subnet-0000000a', 'subnet-0000000b'] }),
    };
    const lookups = Object.entries(requests).map(([operation, [own, ...rest]]) => {
      expect(own?.action).toBe(`elasticloadbalancing:${operation}`);
      expect(rest.every(({ resource }) => resource === '*')).toBe(true);
      return [operation, rest.map(({ action }) => action).join(' ')];
    });
    // From AWS's page on the permissions of its API.
    expect(Object.fromEntries(lookups)).toEqual({
      CreateLoadBalancer:
        'ec2:DescribeAccountAttributes ec2:DescribeAddresses ec2:DescribeInternetGateways ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs',
      CreateTargetGroup: 'ec2:DescribeInternetGateways ec2:DescribeVpcs',
      RegisterTargets: 'ec2:DescribeInstances ec2:DescribeInternetGateways ec2:DescribeSubnets ec2:DescribeVpcs',
      DeregisterTargets: '',
      SetIpAddressType: 'ec2:DescribeSubnets',
      SetSecurityGroups: '',
      SetSubnets: 'ec2:DescribeSubnets',
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
