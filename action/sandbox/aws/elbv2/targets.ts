import { isIP } from 'node:net';
import type {
  DeregisterTargetsInput,
  DeregisterTargetsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  RegisterTargetsOutput,
  TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeregisterTargets$, DescribeTargetHealth$, RegisterTargets$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { inEc2, onAnything, onResource } from './authorization.ts';
import { required, requiredList, requireRange } from './constraints.ts';
import { isLoopback, isPrivate } from './data-plane/address.ts';
import { fault, validationError } from './faults.ts';
import { findTargetGroup } from './find.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { TargetGroupRecord, TargetRecord } from './records.ts';

/** A target is (Id, Port); without a port it is the target group's. */
function readTarget(target: TargetDescription, group: TargetGroupRecord): TargetRecord {
  const id = required(target.Id, 'targets.member.id');
  requireRange(target.Port, 'targets.member.port', 1, 65_535);
  if (target.QuicServerId !== undefined)
    throw validationError("'QuicServerId' is supported only for QUIC target groups");
  requireId(id, group);
  return { id, port: target.Port ?? group.port, zone: target.AvailabilityZone };
}

function requireId(id: string, group: TargetGroupRecord): void {
  if (group.targetType === 'instance') {
    if (!/^i-[0-9a-f]{8,17}$/.test(id))
      throw fault('InvalidTarget', `The following targets are not valid instances: '${id}'`);
    return;
  }
  const family = group.ipAddressType === 'ipv6' ? 6 : 4;
  if (isIP(id) !== family) throw validationError(`The IP address '${id}' is not a valid IPv${family} address`);
  // Loopback is the one departure from AWS: the sandbox's targets live there.
  if (!isLoopback(id) && !isPrivate(id)) {
    throw fault('InvalidTarget', `The IP address '${id}' is not within the VPC or a private range`);
  }
}

const same = (a: TargetRecord) => (b: TargetRecord) => a.id === b.id && a.port === b.port;

function registerTargets(elb: Elbv2, input: RegisterTargetsInput): RegisterTargetsOutput {
  const group = findTargetGroup(elb, input.TargetGroupArn);
  const given = requiredList(input.Targets, 'targets').map((target) => readTarget(target, group));
  const added = given.filter(
    (target, index) => !group.targets.some(same(target)) && given.findIndex(same(target)) === index,
  );
  const targets = [...group.targets, ...added];
  if (targets.length > LIMITS.targetsPerTargetGroup) {
    throw fault('TooManyTargets', `a target group can have at most ${LIMITS.targetsPerTargetGroup} targets`);
  }
  for (const arn of elb.world.loadBalancersOf(group.arn)) {
    if (elb.world.targetCountOf(arn) + added.length <= LIMITS.targetsPerLoadBalancer) continue;
    throw fault('TooManyTargets', `a load balancer can have at most ${LIMITS.targetsPerLoadBalancer} targets`);
  }
  elb.world.targetGroups.set(group.arn, { ...group, targets });
  elb.plane.reconcile();
  return {};
}

/** Targets that are not registered are passed over in silence, as AWS does. */
function deregisterTargets(elb: Elbv2, input: DeregisterTargetsInput): DeregisterTargetsOutput {
  const group = findTargetGroup(elb, input.TargetGroupArn);
  const given = requiredList(input.Targets, 'targets').map((target) => readTarget(target, group));
  const removed = group.targets.filter((target) => given.some(same(target)));
  const targets = group.targets.filter((target) => !removed.includes(target));
  elb.world.targetGroups.set(group.arn, { ...group, targets });
  for (const target of removed) elb.plane.drain(group.arn, target);
  elb.plane.reconcile();
  return {};
}

function describeTargetHealth(elb: Elbv2, input: DescribeTargetHealthInput): DescribeTargetHealthOutput {
  const group = findTargetGroup(elb, input.TargetGroupArn);
  const given = input.Targets ?? [];
  const known = [...group.targets, ...elb.plane.drainingTargets(group.arn)];
  const targets = given.length > 0 ? given.map((target) => readTarget(target, group)) : known;
  return {
    TargetHealthDescriptions: targets.map((target) => ({
      Target: {
        Id: target.id,
        Port: target.port,
        ...(target.zone === undefined ? {} : { AvailabilityZone: target.zone }),
      },
      HealthCheckPort: group.healthCheck.port === 'traffic-port' ? String(target.port) : group.healthCheck.port,
      TargetHealth: { ...elb.plane.healthOf(group.arn, target) },
    })),
  };
}

export function targetOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<RegisterTargetsInput, RegisterTargetsOutput>('RegisterTargets', {
      schema: RegisterTargets$,
      authorize: (input) => [
        onResource(world, 'RegisterTargets', requireArn(input.TargetGroupArn, 'target group')),
        ...inEc2('RegisterTargets'),
      ],
      handle: (input) => registerTargets(elb, input),
    }),
    operation<DeregisterTargetsInput, DeregisterTargetsOutput>('DeregisterTargets', {
      schema: DeregisterTargets$,
      authorize: (input) => [onResource(world, 'DeregisterTargets', requireArn(input.TargetGroupArn, 'target group'))],
      handle: (input) => deregisterTargets(elb, input),
    }),
    operation<DescribeTargetHealthInput, DescribeTargetHealthOutput>('DescribeTargetHealth', {
      schema: DescribeTargetHealth$,
      authorize: () => onAnything('DescribeTargetHealth'),
      handle: (input) => describeTargetHealth(elb, input),
    }),
  ];
}
