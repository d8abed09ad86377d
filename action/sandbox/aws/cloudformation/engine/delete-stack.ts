import type { Surroundings } from '../template/pseudo.ts';
import type { StackResource } from '../world.ts';
import { setStatus, tell } from './events.ts';
import { inOrder } from './order.ts';
import { ResourceFailure, type Run, removeResource } from './provision.ts';

/** Takes a stack's resources away, what needs others first; what fails stays, and with it all that it needs. */
export async function deleteStack(run: Run, around: Surroundings, retain: readonly string[]): Promise<void> {
  const { world, stack } = run;
  setStatus(world, stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  const failed = await removeAll(
    run,
    around,
    (resource) => retain.includes(resource.logicalId) || resource.deletionPolicy !== 'Delete',
  );
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    setStatus(world, stack, 'DELETE_FAILED', reason);
    return;
  }
  stack.outputs = [];
  stack.deletedAt = new Date(world.clock.now());
  setStatus(world, stack, 'DELETE_COMPLETE');
}

/** Takes all resources out of the stack, but for what fails; returns the logical ids of that. */
export async function removeAll(
  run: Run,
  around: Surroundings,
  keep: (resource: StackResource) => boolean,
): Promise<readonly string[]> {
  const { stack, world } = run;
  const failed: string[] = [];
  const needed = new Set<string>();
  for (const resource of inOrder(stack.resources).toReversed()) {
    const id = resource.logicalId;
    if (needed.has(id)) {
      for (const need of resource.needs) needed.add(need);
      continue;
    }
    if (keep(resource)) {
      tell(world, stack, resource, 'DELETE_SKIPPED');
      stack.resources.delete(id);
      continue;
    }
    try {
      await removeResource(run, around, resource);
      stack.resources.delete(id);
    } catch (error) {
      if (!(error instanceof ResourceFailure)) throw error;
      failed.push(id);
      for (const need of resource.needs) needed.add(need);
      stack.resources.set(id, { ...resource, status: 'DELETE_FAILED', reason: error.message });
    }
  }
  return failed;
}
