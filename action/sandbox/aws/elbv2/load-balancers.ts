import { randomInt } from 'node:crypto';
import type {
  AvailabilityZone,
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
  DeleteLoadBalancerInput,
  DeleteLoadBalancerOutput,
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateLoadBalancer$,
  DeleteLoadBalancer$,
  DescribeLoadBalancers$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { inEc2, loadBalancerKeys, onAnything, onResource, requestTags, tagOnCreate } from './authorization.ts';
import { required, requireName, requireOneOf } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findLoadBalancer } from './find.ts';
import { LIMITS } from './limits.ts';
import { defaultLoadBalancerAttributes } from './load-balancer-attributes.ts';
import {
  defaultSecurityGroup,
  readIpAddressType,
  readSecurityGroups,
  readZones,
  sandboxVpc,
} from './network-settings.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { LoadBalancerRecord } from './records.ts';
import { readTags } from './tags.ts';

type Settings = Pick<LoadBalancerRecord, 'scheme' | 'zones' | 'securityGroups' | 'ipAddressType'>;

function createLoadBalancer(elb: Elbv2, input: CreateLoadBalancerInput): CreateLoadBalancerOutput {
  const { world, scope } = elb;
  const name = required(input.Name, 'name');
  requireName(name, 'Load balancer');
  if (name.startsWith('internal-')) throw validationError("Load balancer name cannot begin with 'internal-'");
  const settings = readSettings(elb, input);
  const tags = readTags(input.Tags);
  const existing = [...world.loadBalancers.values()].find((other) => other.name === name);
  if (existing !== undefined) return { LoadBalancers: [describe(requireSame(existing, settings))] };
  if (world.loadBalancers.size >= LIMITS.loadBalancersPerRegion) {
    throw fault('TooManyLoadBalancers', `at most ${LIMITS.loadBalancersPerRegion} load balancers are allowed`);
  }
  const arn = elb.arns.loadBalancer(name);
  const prefix = settings.scheme === 'internal' ? 'internal-' : '';
  const record = {
    arn,
    name,
    ...settings,
    vpcId: sandboxVpc(scope),
    dnsName: `${prefix}${name}-${randomInt(100_000_000, 2_000_000_000)}.${scope.region}.elb.amazonaws.com`,
    createdAt: elb.clock.now(),
    attributes: defaultLoadBalancerAttributes(settings.scheme),
  };
  world.loadBalancers.set(arn, record);
  if (tags.size > 0) world.tags.set(arn, tags);
  return { LoadBalancers: [{ ...describe(record), State: { Code: 'provisioning' } }] };
}

function readSettings(elb: Elbv2, input: CreateLoadBalancerInput): Settings {
  requireOneOf(input.Type, 'type', ['application', 'network', 'gateway']);
  if (input.Type !== undefined && input.Type !== 'application') {
    throw fault(
      'InvalidConfigurationRequest',
      `load balancers of type '${input.Type}' are not modelled by this sandbox`,
    );
  }
  const scheme = input.Scheme ?? 'internet-facing';
  requireOneOf(scheme, 'scheme', ['internet-facing', 'internal']);
  const { SecurityGroups: groups = [] } = input;
  return {
    scheme,
    ipAddressType: readIpAddressType(input.IpAddressType, scheme),
    securityGroups: readSecurityGroups(groups.length > 0 ? groups : [defaultSecurityGroup(elb.scope)]),
    zones: readZones(elb.world, elb.scope.region, input),
  };
}

function requireSame(existing: LoadBalancerRecord, settings: Settings): LoadBalancerRecord {
  const key = (of: Settings) => JSON.stringify([of.scheme, of.ipAddressType, of.securityGroups, of.zones]);
  if (key(existing) === key(settings)) return existing;
  throw fault(
    'DuplicateLoadBalancerName',
    `A load balancer with the same name '${existing.name}' exists, but with different settings`,
  );
}

function describe(record: LoadBalancerRecord): LoadBalancer {
  return {
    LoadBalancerArn: record.arn,
    DNSName: record.dnsName,
    CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    CreatedTime: new Date(record.createdAt),
    LoadBalancerName: record.name,
    Scheme: record.scheme,
    VpcId: record.vpcId,
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: describeZones(record),
    SecurityGroups: [...record.securityGroups],
    IpAddressType: record.ipAddressType as LoadBalancer['IpAddressType'],
  };
}

/** The zones as answers have them. */
export function describeZones(record: LoadBalancerRecord): AvailabilityZone[] {
  return record.zones.map(({ zone, subnet }) => ({ ZoneName: zone, SubnetId: subnet, LoadBalancerAddresses: [] }));
}

function describeLoadBalancers(elb: Elbv2, input: DescribeLoadBalancersInput): DescribeLoadBalancersOutput {
  const { LoadBalancerArns = [], Names = [] } = input;
  if (LoadBalancerArns.length > 0 && Names.length > 0) throw validationError('specify names or ARNs, not both');
  const all = [...elb.world.loadBalancers.values()];
  if (LoadBalancerArns.length > 0) {
    return { LoadBalancers: LoadBalancerArns.map((arn) => describe(findLoadBalancer(elb, arn))) };
  }
  const named = Names.map((name) => {
    const record = all.find((candidate) => candidate.name === name);
    if (record === undefined) throw fault('LoadBalancerNotFound', `Load balancers '[${name}]' not found`);
    return record;
  });
  const { items, NextMarker } = page(Names.length > 0 ? named : all, (record) => record.arn, input);
  return { LoadBalancers: items.map(describe), NextMarker };
}

/** Deleting a load balancer that does not exist succeeds, as documented. Its listeners and rules go with it. */
async function deleteLoadBalancer(elb: Elbv2, input: DeleteLoadBalancerInput): Promise<DeleteLoadBalancerOutput> {
  const arn = requireArn(input.LoadBalancerArn, 'load balancer');
  const record = elb.world.loadBalancers.get(arn);
  if (record?.attributes.get('deletion_protection.enabled') === 'true') {
    throw fault(
      'OperationNotPermitted',
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
    );
  }
  const listeners = elb.world.listenersOf(arn);
  for (const listener of listeners) elb.world.removeListener(listener.arn);
  elb.world.loadBalancers.delete(arn);
  elb.world.tags.delete(arn);
  elb.plane.reconcile();
  await Promise.all(listeners.map((listener) => elb.plane.shut(listener.arn)));
  return {};
}

export function loadBalancerOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<CreateLoadBalancerInput, CreateLoadBalancerOutput>('CreateLoadBalancer', {
      schema: CreateLoadBalancer$,
      authorize: (input) => {
        const created = elb.arns.pattern(`loadbalancer/app/${input.Name ?? ''}/*`);
        const context = { ...requestTags(input.Tags), ...loadBalancerKeys(input) };
        const tagging = tagOnCreate('CreateLoadBalancer', created, input.Tags);
        return [
          { action: 'elasticloadbalancing:CreateLoadBalancer', resource: created, context },
          ...tagging,
          ...inEc2('CreateLoadBalancer'),
        ];
      },
      handle: (input) => createLoadBalancer(elb, input),
    }),
    operation<DescribeLoadBalancersInput, DescribeLoadBalancersOutput>('DescribeLoadBalancers', {
      schema: DescribeLoadBalancers$,
      authorize: () => onAnything('DescribeLoadBalancers'),
      handle: (input) => describeLoadBalancers(elb, input),
    }),
    operation<DeleteLoadBalancerInput, DeleteLoadBalancerOutput>('DeleteLoadBalancer', {
      schema: DeleteLoadBalancer$,
      authorize: (input) => [
        onResource(elb.world, 'DeleteLoadBalancer', requireArn(input.LoadBalancerArn, 'load balancer')),
      ],
      handle: (input) => deleteLoadBalancer(elb, input),
    }),
  ];
}
