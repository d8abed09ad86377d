import { removeAll } from './delete-stack.ts';
import type { Deployment } from './deployment.ts';
import { setStatus } from './events.ts';
import { createResource, outputsOrFailure, ResourceFailure, type Run } from './provision.ts';

export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** Makes a stack's resources in order; after a failure it takes away again what was made. */
export async function createStack(run: Run, deployment: Deployment, onFailure: OnFailure): Promise<void> {
  const { world, stack } = run;
  setStatus(world, stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  try {
    for (const planned of deployment.resources) {
      stack.resources.set(planned.definition.id, await createResource(run, deployment, planned));
    }
    stack.outputs = outputsOrFailure(run, deployment);
    setStatus(world, stack, 'CREATE_COMPLETE');
  } catch (error) {
    if (!(error instanceof ResourceFailure)) throw error;
    if (error.half !== undefined) stack.resources.set(error.logicalId, error.half);
    await undo(run, deployment, error.logicalId, onFailure);
  }
}

async function undo(run: Run, deployment: Deployment, failedId: string, onFailure: OnFailure): Promise<void> {
  const { world, stack } = run;
  const reason = `The following resource(s) failed to create: [${failedId}]. `;
  if (onFailure === 'DO_NOTHING') {
    setStatus(world, stack, 'CREATE_FAILED', reason);
    return;
  }
  const deleting = onFailure === 'DELETE';
  const status = deleting ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS';
  setStatus(world, stack, status, `${reason}${deleting ? 'Delete' : 'Rollback'} requested by user.`);
  const failed = await removeAll(run, deployment.around, ({ deletionPolicy }) => deletionPolicy === 'Retain');
  if (failed.length > 0) {
    setStatus(
      world,
      stack,
      deleting ? 'DELETE_FAILED' : 'ROLLBACK_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
    return;
  }
  if (deleting) stack.deletedAt = new Date(world.clock.now());
  setStatus(world, stack, deleting ? 'DELETE_COMPLETE' : 'ROLLBACK_COMPLETE');
}
