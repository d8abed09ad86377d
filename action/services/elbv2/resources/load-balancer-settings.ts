import { DescribeLoadBalancersCommand, type LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Elbv2Client } from '../service.ts';

/** Where a load balancer stands in its network: three units, each replaced as a whole. Lists are sorted. */
export interface LoadBalancerSettings extends JsonObject {
  readonly 'security-groups': readonly string[];
  readonly subnets: readonly string[];
  readonly 'ip-address-type': string;
  /** What nothing here changes: no unit. */
  readonly about: AboutLoadBalancer;
}

export interface AboutLoadBalancer extends JsonObject {
  readonly type: string;
  readonly scheme: string;
  /** Subnet → zone, of those that were there when it was read. */
  readonly zones: Readonly<Record<string, string>>;
  /** The security groups in AWS's order, in which they are put back. */
  readonly groupsInOrder: readonly string[];
  /** Of a Network Load Balancer: whether its groups judge PrivateLink traffic. AWS falls back to "on" where it is not sent again. */
  readonly privateLink: string | null;
}

export const loadBalancerSettings = defineResource<LoadBalancerSettings, Elbv2Client>({
  kind: 'elbv2/load-balancer-settings',
  captures: 'the security groups, subnets with their zones, and IP address type of the load balancer',
  joint: (unit) => unit !== 'security-groups',
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeLoadBalancers', resource: '*' }],
  read: async (context, arn) => {
    const command = new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    const found = answer.LoadBalancers?.[0];
    if (found === undefined) throw new BreakglassError('resource-missing', `there is no load balancer ${arn}`);
    return fromAws(found);
  },
});

function fromAws(found: LoadBalancer): LoadBalancerSettings {
  const zones = (found.AvailabilityZones ?? []).map(
    ({ SubnetId: subnet = '', ZoneName: zone = '' }) => [subnet, zone] as const,
  );
  const groups = found.SecurityGroups ?? [];
  return {
    'security-groups': groups.toSorted(),
    subnets: zones.map(([subnet]) => subnet).toSorted(),
    'ip-address-type': found.IpAddressType ?? 'ipv4',
    about: {
      type: found.Type ?? 'application',
      scheme: found.Scheme ?? 'internet-facing',
      zones: Object.fromEntries(zones.toSorted(([a], [b]) => (a < b ? -1 : 1))),
      groupsInOrder: groups,
      privateLink: found.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic ?? null,
    },
  };
}

/** What a load balancer of a type is called, for people. */
export function typeName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    network: 'Network Load Balancer',
    gateway: 'Gateway Load Balancer',
  };
  return names[type] ?? 'Application Load Balancer';
}
