import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { loadBalancer, sandbox } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const subnet = (digit: string): string => `subnet-0000000${digit}`;
const ABC = [subnet('a'), subnet('b'), subnet('c')];

async function threeZones(Name = 'shop'): Promise<string> {
  const { LoadBalancers } = await elb.call('CreateLoadBalancer', { Name, Subnets: ABC });
  return LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}

async function zones(LoadBalancerArn: string): Promise<string[]> {
  const { LoadBalancers } = await elb.call('DescribeLoadBalancers', { LoadBalancerArns: [LoadBalancerArn] });
  return (LoadBalancers?.[0]?.AvailabilityZones ?? []).map(({ ZoneName, SubnetId }) => `${ZoneName} ${SubnetId}`);
}

describe('subnets', () => {
  it('are replaced whole, and the same ones in any order give back the world exactly', async () => {
    const LoadBalancerArn = await threeZones();
    const before = elb.dump();
    const answer = await elb.call('SetSubnets', { LoadBalancerArn, Subnets: [subnet('a'), subnet('c')] });
    expect(answer).toEqual({
      AvailabilityZones: [
        { ZoneName: 'us-east-1a', SubnetId: subnet('a'), LoadBalancerAddresses: [] },
        { ZoneName: 'us-east-1c', SubnetId: subnet('c'), LoadBalancerAddresses: [] },
      ],
      IpAddressType: 'ipv4',
    });
    expect(await zones(LoadBalancerArn)).toEqual([`us-east-1a ${subnet('a')}`, `us-east-1c ${subnet('c')}`]);
    expect(elb.dump()).not.toEqual(before);
    await elb.call('SetSubnets', { LoadBalancerArn, Subnets: ABC.toReversed() });
    expect(elb.dump()).toEqual(before);
  });

  it('stay in the zone in which they were first seen, whichever load balancer has them', async () => {
    const shop = await threeZones();
    const other = await loadBalancer(elb.call, 'other');
    await elb.call('SetSubnets', { LoadBalancerArn: other, Subnets: [subnet('c'), subnet('d')] });
    expect(await zones(other)).toEqual([`us-east-1a ${subnet('d')}`, `us-east-1c ${subnet('c')}`]);
    const clash = elb.call('SetSubnets', { LoadBalancerArn: shop, Subnets: [subnet('a'), subnet('d')] });
    await expect(clash).rejects.toMatchObject({ code: 'InvalidConfigurationRequest' });
  });

  it('can be given as mappings, and with another address type', async () => {
    const LoadBalancerArn = await threeZones();
    const SubnetMappings = ABC.slice(1).map((SubnetId) => ({ SubnetId }));
    const answer = await elb.call('SetSubnets', { LoadBalancerArn, SubnetMappings, IpAddressType: 'dualstack' });
    expect(answer.IpAddressType).toBe('dualstack');
    expect(await zones(LoadBalancerArn)).toEqual([`us-east-1b ${subnet('b')}`, `us-east-1c ${subnet('c')}`]);
  });

  it('have the same zones after the configuration was put back', async () => {
    const restore = elb.save();
    await elb.call('CreateLoadBalancer', { Name: 'early', Subnets: [subnet('c'), subnet('b')] });
    restore();
    expect(await zones(await threeZones())).toEqual(ABC.map((id, index) => `us-east-1${'abc'[index]} ${id}`));
  });
});

describe('security groups', () => {
  it('are the VPC’s default one until set, and are replaced whole', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const groups = async () => {
      const { LoadBalancers } = await elb.call('DescribeLoadBalancers', { LoadBalancerArns: [LoadBalancerArn] });
      return LoadBalancers?.[0]?.SecurityGroups ?? [];
    };
    const first = await groups();
    expect(first).toEqual([expect.stringMatching(/^sg-[0-9a-f]{17}$/)]);
    const before = elb.dump();
    const wanted = ['sg-00000002', 'sg-00000001'];
    const answer = await elb.call('SetSecurityGroups', { LoadBalancerArn, SecurityGroups: wanted });
    expect(answer.SecurityGroupIds).toEqual(wanted);
    const set = elb.dump();
    await elb.call('SetSecurityGroups', { LoadBalancerArn, SecurityGroups: wanted.toReversed() });
    expect(elb.dump()).toEqual(set);
    await elb.call('SetSecurityGroups', { LoadBalancerArn, SecurityGroups: first });
    expect(elb.dump()).toEqual(before);
  });
});

describe('the address type', () => {
  it('is set, and answered', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const input = { LoadBalancerArn, IpAddressType: 'dualstack-without-public-ipv4' } as const;
    expect(await elb.call('SetIpAddressType', input)).toEqual({ IpAddressType: 'dualstack-without-public-ipv4' });
    const { LoadBalancers } = await elb.call('DescribeLoadBalancers', { LoadBalancerArns: [LoadBalancerArn] });
    expect(LoadBalancers?.[0]?.IpAddressType).toBe('dualstack-without-public-ipv4');
  });
});
