import { createHash } from 'node:crypto';
import type { SubnetMapping } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsScope } from '../../../domain/arn.ts';
import { requireOneOf } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { LIMITS } from './limits.ts';
import type { LoadBalancerRecord } from './records.ts';
import type { World } from './world.ts';

/** The two ways in which a request names subnets; it may use one of them. */
interface SubnetInput {
  readonly Subnets?: readonly string[] | undefined;
  readonly SubnetMappings?: readonly SubnetMapping[] | undefined;
}

/**
 * The zones of a load balancer, one subnet each, sorted by zone. The sandbox has no EC2, so subnets are taken as they
 * come. A subnet's zone is decided when the sandbox first sees it, the first one that no other subnet of the same request
 * is in, and stays for ever: the same subnets always mean the same zones.
 */
export function readZones(world: World, region: string, input: SubnetInput): LoadBalancerRecord['zones'] {
  const subnets = subnetIds(input);
  if (new Set(subnets).size < 2) {
    throw validationError('At least two subnets in two different Availability Zones must be specified');
  }
  const zones = zonesOf(world, region, subnets);
  if (new Set(zones.values()).size !== subnets.length) {
    throw fault(
      'InvalidConfigurationRequest',
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    );
  }
  for (const [subnet, zone] of zones) world.subnetZones.set(subnet, zone);
  return [...zones].map(([subnet, zone]) => ({ zone, subnet })).toSorted((a, b) => (a.zone < b.zone ? -1 : 1));
}

function subnetIds(input: SubnetInput): readonly string[] {
  const { Subnets = [], SubnetMappings = [] } = input;
  if (Subnets.length > 0 && SubnetMappings.length > 0)
    throw validationError('specify subnets or subnet mappings, not both');
  for (const { SubnetId: _, ...addresses } of SubnetMappings) {
    if (Object.values(addresses).every((address) => address === undefined)) continue;
    throw fault('InvalidConfigurationRequest', 'addresses cannot be specified for the subnets of this load balancer');
  }
  const subnets = Subnets.length > 0 ? Subnets : SubnetMappings.map((mapping) => mapping.SubnetId ?? '');
  for (const subnet of subnets) {
    if (!/^subnet-[0-9a-f]{8,17}$/.test(subnet)) throw fault('InvalidSubnet', `The subnet ID '${subnet}' is not valid`);
  }
  return subnets;
}

function zonesOf(world: World, region: string, subnets: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(subnets.map((subnet) => world.subnetZones.get(subnet)));
  const free = Array.from({ length: 26 }, (_, index) => `${region}${String.fromCharCode(97 + index)}`).filter(
    (zone) => !taken.has(zone),
  );
  const zones = new Map<string, string>();
  for (const subnet of subnets) {
    zones.set(subnet, zones.get(subnet) ?? world.subnetZones.get(subnet) ?? free.shift() ?? `${region}a`);
  }
  return zones;
}

/** Security groups as they come, each once: without EC2, only their form is checked. */
export function readSecurityGroups(groups: readonly string[]): readonly string[] {
  for (const group of groups) {
    if (!/^sg-[0-9a-f]{8,17}$/.test(group))
      throw fault('InvalidSecurityGroup', `security group '${group}' does not exist`);
  }
  const distinct = [...new Set(groups)];
  if (distinct.length === 0) {
    throw fault('InvalidConfigurationRequest', 'a load balancer needs at least one security group');
  }
  if (distinct.length > LIMITS.securityGroupsPerLoadBalancer) {
    throw fault(
      'InvalidConfigurationRequest',
      `a load balancer can have at most ${LIMITS.securityGroupsPerLoadBalancer} security groups`,
    );
  }
  return distinct;
}

/** The address type, `ipv4` unless given. A load balancer without public addresses cannot do without public IPv4 only. */
export function readIpAddressType(type: string | undefined, scheme: LoadBalancerRecord['scheme']): string {
  const ipAddressType = type ?? 'ipv4';
  requireOneOf(ipAddressType, 'ipAddressType', ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']);
  if (scheme === 'internal' && ipAddressType === 'dualstack-without-public-ipv4') {
    throw fault(
      'InvalidConfigurationRequest',
      `the IP address type '${ipAddressType}' is supported only for internet-facing load balancers`,
    );
  }
  return ipAddressType;
}

/** The one VPC that every subnet of the sandbox is taken to be in. */
export function sandboxVpc(scope: AwsScope): string {
  return `vpc-${idOf(scope, 'vpc')}`;
}

/** The VPC's default security group: the one of a load balancer that is created without any. */
export function defaultSecurityGroup(scope: AwsScope): string {
  return `sg-${idOf(scope, 'default')}`;
}

function idOf({ account, region }: AwsScope, what: string): string {
  const seed = what === 'vpc' ? `${account}/${region}` : `${account}/${region}/${what}`;
  return createHash('sha256').update(seed).digest('hex').slice(0, 17);
}
