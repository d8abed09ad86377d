import { randomUUID } from 'node:crypto';
import type { CloudFormationWorld, ResourceStatus, Stack, StackResource, StackStatus } from '../world.ts';

/** Sets a stack's status, and tells it as an event. */
export function setStatus(world: CloudFormationWorld, stack: Stack, status: StackStatus, reason?: string): void {
  const at = new Date(world.clock.now());
  stack.status = status;
  stack.reason = reason;
  stack.events.push({
    id: randomUUID(),
    at,
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
    properties: undefined,
  });
}

/** Tells what happens to a resource. */
export function tell(
  world: CloudFormationWorld,
  stack: Stack,
  resource: Pick<StackResource, 'logicalId' | 'type'> & Partial<Pick<StackResource, 'made' | 'properties'>>,
  status: ResourceStatus,
  reason?: string,
): void {
  stack.events.push({
    id: `${resource.logicalId}-${status}-${randomUUID()}`,
    at: new Date(world.clock.now()),
    logicalId: resource.logicalId,
    physicalId: resource.made?.physicalId ?? '',
    type: resource.type,
    status,
    reason,
    properties: resource.properties,
  });
}
