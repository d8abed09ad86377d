import { requireArn } from './arns.ts';
import { fault } from './faults.ts';
import type { ListenerRecord, LoadBalancerRecord, TargetGroupRecord, TrustStoreRecord } from './records.ts';
import type { World } from './world.ts';

interface Holder {
  readonly world: World;
}

/** The load balancer with this ARN, or AWS's error. */
export function findLoadBalancer({ world }: Holder, arn: string | undefined): LoadBalancerRecord {
  const record = world.loadBalancers.get(requireArn(arn, 'load balancer'));
  if (record === undefined) throw fault('LoadBalancerNotFound', `Load balancers '[${arn}]' not found`);
  return record;
}

/** The target group with this ARN, or AWS's error. */
export function findTargetGroup({ world }: Holder, arn: string | undefined): TargetGroupRecord {
  const record = world.targetGroups.get(requireArn(arn, 'target group'));
  if (record === undefined) throw fault('TargetGroupNotFound', 'One or more target groups not found');
  return record;
}

/** The listener with this ARN, or AWS's error. */
export function findListener({ world }: Holder, arn: string | undefined): ListenerRecord {
  const record = world.listeners.get(requireArn(arn, 'listener'));
  if (record === undefined) throw fault('ListenerNotFound', 'One or more listeners not found');
  return record;
}

/** The trust store with this ARN, or AWS's error. */
export function findTrustStore({ world }: Holder, arn: string | undefined): TrustStoreRecord {
  const record = world.trustStores.get(requireArn(arn, 'trust store'));
  if (record === undefined) throw fault('TrustStoreNotFound', `Trust store '${arn}' not found`);
  return record;
}
