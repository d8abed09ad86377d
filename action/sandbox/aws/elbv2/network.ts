import type {
  SetIpAddressTypeInput,
  SetIpAddressTypeOutput,
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
  SetSubnetsInput,
  SetSubnetsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SetIpAddressType$, SetSecurityGroups$, SetSubnets$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { inEc2, loadBalancerKeys, onResource } from './authorization.ts';
import { required } from './constraints.ts';
import { fault } from './faults.ts';
import { findLoadBalancer } from './find.ts';
import { describeZones } from './load-balancers.ts';
import { readIpAddressType, readSecurityGroups, readZones } from './network-settings.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';

/** The groups given replace those before. */
function setSecurityGroups(elb: Elbv2, input: SetSecurityGroupsInput): SetSecurityGroupsOutput {
  const before = findLoadBalancer(elb, input.LoadBalancerArn);
  const groups = readSecurityGroups(required(input.SecurityGroups, 'securityGroups'));
  if (input.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic !== undefined) {
    throw fault('InvalidConfigurationRequest', 'PrivateLink traffic is a matter of Network Load Balancers');
  }
  elb.world.loadBalancers.set(before.arn, { ...before, securityGroups: groups });
  return { SecurityGroupIds: [...groups] };
}

/** The subnets given replace those before; targets of a zone that is gone get no more traffic. */
function setSubnets(elb: Elbv2, input: SetSubnetsInput): SetSubnetsOutput {
  const before = findLoadBalancer(elb, input.LoadBalancerArn);
  const ipAddressType = readIpAddressType(input.IpAddressType ?? before.ipAddressType, before.scheme);
  if (input.EnablePrefixForIpv6SourceNat !== undefined) {
    throw fault('InvalidConfigurationRequest', 'source NAT is a matter of Network Load Balancers');
  }
  const after = { ...before, ipAddressType, zones: readZones(elb.world, elb.scope.region, input) };
  elb.world.loadBalancers.set(before.arn, after);
  elb.plane.reconcile();
  return {
    AvailabilityZones: describeZones(after),
    IpAddressType: ipAddressType as SetSubnetsOutput['IpAddressType'],
  };
}

function setIpAddressType(elb: Elbv2, input: SetIpAddressTypeInput): SetIpAddressTypeOutput {
  const before = findLoadBalancer(elb, input.LoadBalancerArn);
  const ipAddressType = readIpAddressType(required(input.IpAddressType, 'ipAddressType'), before.scheme);
  elb.world.loadBalancers.set(before.arn, { ...before, ipAddressType });
  return { IpAddressType: ipAddressType as SetIpAddressTypeOutput['IpAddressType'] };
}

/** What can be changed of where a load balancer stands in its network. */
export function networkOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<SetSecurityGroupsInput, SetSecurityGroupsOutput>('SetSecurityGroups', {
      schema: SetSecurityGroups$,
      authorize: (input) => [
        onResource(
          world,
          'SetSecurityGroups',
          requireArn(input.LoadBalancerArn, 'load balancer'),
          loadBalancerKeys(input),
        ),
      ],
      handle: (input) => setSecurityGroups(elb, input),
    }),
    operation<SetSubnetsInput, SetSubnetsOutput>('SetSubnets', {
      schema: SetSubnets$,
      authorize: (input) => [
        onResource(world, 'SetSubnets', requireArn(input.LoadBalancerArn, 'load balancer'), loadBalancerKeys(input)),
        ...inEc2('SetSubnets'),
      ],
      handle: (input) => setSubnets(elb, input),
    }),
    operation<SetIpAddressTypeInput, SetIpAddressTypeOutput>('SetIpAddressType', {
      schema: SetIpAddressType$,
      authorize: (input) => [
        onResource(world, 'SetIpAddressType', requireArn(input.LoadBalancerArn, 'load balancer')),
        ...inEc2('SetIpAddressType'),
      ],
      handle: (input) => setIpAddressType(elb, input),
    }),
  ];
}
