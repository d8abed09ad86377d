import type {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
  DeleteTargetGroupInput,
  DeleteTargetGroupOutput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  ModifyTargetGroupInput,
  ModifyTargetGroupOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateTargetGroup$,
  DeleteTargetGroup$,
  DescribeTargetGroups$,
  ModifyTargetGroup$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { inEc2, onAnything, onResource, requestTags, tagOnCreate } from './authorization.ts';
import { required, requireName, requireOneOf, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findLoadBalancer, findTargetGroup } from './find.ts';
import { defaultHealthCheck, readHealthCheck } from './health-check-settings.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { TargetGroupRecord } from './records.ts';
import { readTags } from './tags.ts';
import { defaultTargetGroupAttributes } from './target-group-attributes.ts';
import type { World } from './world.ts';

type Settings = Omit<TargetGroupRecord, 'arn' | 'attributes' | 'targets'>;

function createTargetGroup(elb: Elbv2, input: CreateTargetGroupInput): CreateTargetGroupOutput {
  const { world } = elb;
  const settings = readSettings(input);
  const tags = readTags(input.Tags);
  const existing = [...world.targetGroups.values()].find((other) => other.name === settings.name);
  if (existing !== undefined) return { TargetGroups: [describe(world, requireSame(existing, settings))] };
  if (world.targetGroups.size >= LIMITS.targetGroupsPerRegion) {
    throw fault('TooManyTargetGroups', `at most ${LIMITS.targetGroupsPerRegion} target groups are allowed`);
  }
  const arn = elb.arns.targetGroup(settings.name);
  const record = { arn, ...settings, attributes: defaultTargetGroupAttributes(), targets: [] };
  world.targetGroups.set(arn, record);
  if (tags.size > 0) world.tags.set(arn, tags);
  // No load balancer can forward to it yet: the answer does not name the member at all.
  const { LoadBalancerArns: _, ...created } = describe(world, record);
  return { TargetGroups: [created] };
}

function readSettings(input: CreateTargetGroupInput): Settings {
  const name = required(input.Name, 'name');
  requireName(name, 'Target group');
  const targetType = input.TargetType ?? 'instance';
  requireOneOf(targetType, 'targetType', ['instance', 'ip', 'lambda', 'alb']);
  if (targetType !== 'instance' && targetType !== 'ip') {
    throw fault('InvalidConfigurationRequest', `targets of type '${targetType}' are not modelled by this sandbox`);
  }
  const protocol = input.Protocol;
  if (protocol === undefined) throw validationError('A protocol must be specified');
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    throw fault(
      'InvalidConfigurationRequest',
      `target groups of protocol '${protocol}' are not modelled by this sandbox`,
    );
  }
  if (input.Port === undefined) throw validationError('A port must be specified');
  requireRange(input.Port, 'port', 1, 65_535);
  if (input.VpcId === undefined) throw validationError('A VPC ID must be specified');
  if (!/^vpc-[0-9a-f]{8,17}$/.test(input.VpcId)) throw validationError(`The VPC ID '${input.VpcId}' is not found`);
  requireOneOf(input.IpAddressType, 'ipAddressType', ['ipv4', 'ipv6']);
  requireOneOf(input.ProtocolVersion, 'protocolVersion', ['HTTP1']);
  return {
    name,
    protocol,
    protocolVersion: input.ProtocolVersion ?? 'HTTP1',
    port: input.Port,
    vpcId: input.VpcId,
    targetType,
    ipAddressType: input.IpAddressType ?? 'ipv4',
    healthCheck: readHealthCheck(input, defaultHealthCheck(protocol)),
  };
}

/** Creating a target group again with the same settings succeeds and changes nothing. */
function requireSame(existing: TargetGroupRecord, settings: Settings): TargetGroupRecord {
  const { arn: _arn, attributes: _attributes, targets: _targets, ...have } = existing;
  if (JSON.stringify(have) === JSON.stringify(settings)) return existing;
  throw fault(
    'DuplicateTargetGroupName',
    `A target group with the same name '${existing.name}' exists, but with different settings`,
  );
}

function describe(world: World, record: TargetGroupRecord): TargetGroup {
  const { healthCheck } = record;
  return {
    TargetGroupArn: record.arn,
    TargetGroupName: record.name,
    Protocol: record.protocol,
    Port: record.port,
    VpcId: record.vpcId,
    HealthCheckProtocol: healthCheck.protocol,
    HealthCheckPort: healthCheck.port,
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    HealthCheckPath: healthCheck.path,
    Matcher: { HttpCode: healthCheck.matcher },
    LoadBalancerArns: [...world.loadBalancersOf(record.arn)],
    TargetType: record.targetType,
    ProtocolVersion: record.protocolVersion,
    IpAddressType: record.ipAddressType === 'ipv6' ? 'ipv6' : 'ipv4',
  };
}

function describeTargetGroups(elb: Elbv2, input: DescribeTargetGroupsInput): DescribeTargetGroupsOutput {
  const { world } = elb;
  const { items, NextMarker } = page(selectTargetGroups(elb, input), (record) => record.arn, input);
  return { TargetGroups: items.map((record) => describe(world, record)), NextMarker };
}

function selectTargetGroups(elb: Elbv2, input: DescribeTargetGroupsInput): readonly TargetGroupRecord[] {
  const { TargetGroupArns = [], Names = [], LoadBalancerArn } = input;
  const filters = [TargetGroupArns.length > 0, Names.length > 0, LoadBalancerArn !== undefined];
  if (filters.filter(Boolean).length > 1) throw validationError('specify only one of a load balancer, names or ARNs');
  const all = [...elb.world.targetGroups.values()];
  if (TargetGroupArns.length > 0) return TargetGroupArns.map((arn) => findTargetGroup(elb, arn));
  if (LoadBalancerArn !== undefined) {
    const { arn } = findLoadBalancer(elb, LoadBalancerArn);
    const served = all.filter((record) => elb.world.loadBalancersOf(record.arn).includes(arn));
    if (served.length === 0) throw fault('TargetGroupNotFound', 'One or more target groups not found');
    return served;
  }
  if (Names.length === 0) return all;
  return Names.map((name) => {
    const record = all.find((candidate) => candidate.name === name);
    if (record === undefined) throw fault('TargetGroupNotFound', `One or more target groups not found`);
    return record;
  });
}

function modifyTargetGroup(elb: Elbv2, input: ModifyTargetGroupInput): ModifyTargetGroupOutput {
  const before = findTargetGroup(elb, input.TargetGroupArn);
  const after = { ...before, healthCheck: readHealthCheck(input, before.healthCheck) };
  elb.world.targetGroups.set(before.arn, after);
  elb.plane.restartProbes(before.arn);
  return { TargetGroups: [describe(elb.world, after)] };
}

/** Deleting a target group that does not exist succeeds: the API lists ResourceInUse as its only error. */
function deleteTargetGroup(elb: Elbv2, input: DeleteTargetGroupInput): DeleteTargetGroupOutput {
  const arn = requireArn(input.TargetGroupArn, 'target group');
  if (elb.world.loadBalancersOf(arn).length > 0) {
    throw fault('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`);
  }
  elb.world.targetGroups.delete(arn);
  elb.world.tags.delete(arn);
  elb.plane.reconcile();
  return {};
}

export function targetGroupOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<CreateTargetGroupInput, CreateTargetGroupOutput>('CreateTargetGroup', {
      schema: CreateTargetGroup$,
      authorize: (input) => {
        const created = elb.arns.pattern(`targetgroup/${input.Name ?? ''}/*`);
        const context = requestTags(input.Tags);
        const tagging = tagOnCreate('CreateTargetGroup', created, input.Tags);
        return [
          { action: 'elasticloadbalancing:CreateTargetGroup', resource: created, context },
          ...tagging,
          ...inEc2('CreateTargetGroup'),
        ];
      },
      handle: (input) => createTargetGroup(elb, input),
    }),
    operation<DescribeTargetGroupsInput, DescribeTargetGroupsOutput>('DescribeTargetGroups', {
      schema: DescribeTargetGroups$,
      authorize: () => onAnything('DescribeTargetGroups'),
      handle: (input) => describeTargetGroups(elb, input),
    }),
    operation<ModifyTargetGroupInput, ModifyTargetGroupOutput>('ModifyTargetGroup', {
      schema: ModifyTargetGroup$,
      authorize: (input) => [onResource(world, 'ModifyTargetGroup', requireArn(input.TargetGroupArn, 'target group'))],
      handle: (input) => modifyTargetGroup(elb, input),
    }),
    operation<DeleteTargetGroupInput, DeleteTargetGroupOutput>('DeleteTargetGroup', {
      schema: DeleteTargetGroup$,
      authorize: (input) => [onResource(world, 'DeleteTargetGroup', requireArn(input.TargetGroupArn, 'target group'))],
      handle: (input) => deleteTargetGroup(elb, input),
    }),
  ];
}
