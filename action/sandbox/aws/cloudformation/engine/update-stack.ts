import { type JsonObject, sameJson } from '../../../../domain/json.ts';
import type { Tag } from '../../iam/world.ts';
import { AwsFault } from '../../service.ts';
import type { StackResource } from '../world.ts';
import { type Deployment, outputsOf, type PlannedResource, propertiesOf } from './deployment.ts';
import { setStatus, tell } from './events.ts';
import { inOrder } from './order.ts';
import {
  changeResource,
  createResource,
  madeOf,
  outputsOrFailure,
  ResourceFailure,
  type Run,
  removeResource,
  typeOf,
} from './provision.ts';

/** What an update has done so far. */
interface Progress {
  /** Last first, this puts back what was. */
  readonly undo: (() => Promise<void>)[];
  /** What the stack no longer has, to be taken away once all else is done. */
  readonly leftovers: Map<string, StackResource>;
  readonly retagged: boolean;
}

/** Would the deployment change anything? Descriptions, Metadata and policies of deletion alone do not count. */
export function changesAnything({ stack }: Pick<Run, 'stack'>, deployment: Deployment, tags: readonly Tag[]): boolean {
  if (!sameTags(stack.tags, tags) || deployment.resources.length !== stack.resources.size) return true;
  const made = madeOf(stack.resources);
  try {
    const changed = deployment.resources.some(({ definition }) => {
      const current = stack.resources.get(definition.id);
      return current === undefined || !sameJson(current.properties, propertiesOf(deployment, definition, made));
    });
    const plain = (outputs: typeof stack.outputs) => outputs.map(({ name, value }) => [name, value]);
    return changed || !sameJson(plain(stack.outputs), plain(outputsOf(deployment, made)));
  } catch (error) {
    // What cannot be resolved or shaped now is something new; the update itself tells what is wrong with it.
    if (error instanceof AwsFault) return true;
    throw error;
  }
}

/** Brings a stack to what its new template says; after a failure everything is put back. */
export async function updateStack(
  run: Run,
  deployment: Deployment,
  change: { readonly tags: readonly Tag[]; readonly capabilities: readonly string[] },
): Promise<void> {
  const { world, stack } = run;
  const { template, parameters, tags, capabilities, outputs } = stack;
  const before = new Map(stack.resources);
  const progress: Progress = { undo: [], leftovers: new Map(), retagged: !sameTags(tags, change.tags) };
  setStatus(world, stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
  stack.updatedAt = new Date(world.clock.now());
  stack.tags = change.tags;
  try {
    for (const planned of deployment.resources) await bring(run, deployment, planned, progress);
    const live = new Set(deployment.resources.map(({ definition }) => definition.id));
    for (const [id, resource] of before) if (!live.has(id)) progress.leftovers.set(id, resource);
    stack.outputs = outputsOrFailure(run, deployment);
  } catch (error) {
    if (!(error instanceof ResourceFailure)) throw error;
    stack.tags = tags;
    await putBack(run, progress, error.logicalId);
    Object.assign(stack, { template, parameters, capabilities, outputs });
    return;
  }
  for (const [id, resource] of progress.leftovers) if (stack.resources.get(id) === resource) stack.resources.delete(id);
  Object.assign(stack, {
    template: deployment.template,
    parameters: deployment.parameters,
    capabilities: change.capabilities,
  });
  setStatus(world, stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await clean(run, deployment, progress.leftovers, before);
  setStatus(world, stack, 'UPDATE_COMPLETE');
}

/** Makes, changes, replaces or leaves one resource. */
async function bring(run: Run, deployment: Deployment, planned: PlannedResource, progress: Progress): Promise<void> {
  const { stack } = run;
  const { definition, needs } = planned;
  const current = stack.resources.get(definition.id);
  if (current === undefined) {
    await make(run, deployment, planned, progress, undefined);
    return;
  }
  const properties = resolved(run, deployment, planned);
  const settled = {
    ...current,
    needs,
    deletionPolicy: definition.deletionPolicy,
    updateReplacePolicy: definition.updateReplacePolicy,
  };
  const type = typeOf(definition.type);
  const retagged = progress.retagged && Object.hasOwn(type.properties, 'Tags');
  if (sameJson(properties, current.properties) && !retagged) {
    stack.resources.set(definition.id, settled);
    progress.undo.push(async () => void stack.resources.set(definition.id, current));
    return;
  }
  if (isReplaced(current, properties)) {
    requireNewName(run, current, properties);
    progress.leftovers.set(definition.id, { ...current, deletionPolicy: definition.updateReplacePolicy });
    await make(run, deployment, planned, progress, current);
    return;
  }
  progress.undo.push(async () => {
    const made = await changeResource(run, deployment.around, { ...current, properties }, current.properties);
    stack.resources.set(definition.id, { ...current, made });
  });
  const made = await changeResource(run, deployment.around, current, properties);
  const changedAt = new Date(run.world.clock.now());
  stack.resources.set(definition.id, { ...settled, made, properties, status: 'UPDATE_COMPLETE', changedAt });
}

async function make(
  run: Run,
  deployment: Deployment,
  planned: PlannedResource,
  progress: Progress,
  instead: StackResource | undefined,
): Promise<void> {
  const { resources } = run.stack;
  const { id } = planned.definition;
  const undo = (made: StackResource) => async (): Promise<void> => {
    if (made.deletionPolicy === 'Retain') tell(run.world, run.stack, made, 'DELETE_SKIPPED');
    else await removeResource(run, deployment.around, made);
    if (instead === undefined) resources.delete(id);
    else resources.set(id, instead);
  };
  try {
    const made = await createResource(run, deployment, planned);
    resources.set(id, made);
    progress.undo.push(undo(made));
  } catch (error) {
    if (error instanceof ResourceFailure && error.half !== undefined) progress.undo.push(undo(error.half));
    throw error;
  }
}

function resolved(run: Run, deployment: Deployment, { definition }: PlannedResource): JsonObject {
  try {
    return propertiesOf(deployment, definition, madeOf(run.stack.resources));
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    throw refused(run, definition.id, definition.type, error.message);
  }
}

function isReplaced(current: StackResource, properties: JsonObject): boolean {
  return Object.entries(typeOf(current.type).properties).some(
    ([name, { replaces }]) => replaces === true && !sameJson(current.properties[name], properties[name]),
  );
}

/** The new resource is made while the old one is there: a name of the author's own would be taken. */
function requireNewName(run: Run, current: StackResource, properties: JsonObject): void {
  const { nameProperty } = typeOf(current.type);
  const name = nameProperty === undefined ? undefined : properties[nameProperty];
  if (nameProperty === undefined || name === undefined || name !== current.properties[nameProperty]) return;
  const reason = `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(name)} and update the stack again.`;
  throw refused(run, current.logicalId, current.type, reason);
}

function refused({ world, stack }: Run, logicalId: string, type: string, reason: string): ResourceFailure {
  tell(world, stack, { logicalId, type }, 'UPDATE_FAILED', reason);
  return new ResourceFailure(logicalId, reason);
}

async function putBack(run: Run, { undo }: Progress, failedId: string): Promise<void> {
  const { world, stack } = run;
  const reason = `The following resource(s) failed to create or update: [${failedId}]. `;
  setStatus(world, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
  try {
    for (const step of undo.toReversed()) await step();
  } catch (error) {
    if (!(error instanceof ResourceFailure)) throw error;
    setStatus(
      world,
      stack,
      'UPDATE_ROLLBACK_FAILED',
      `The following resource(s) failed to update: [${error.logicalId}]. `,
    );
    return;
  }
  setStatus(world, stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  setStatus(world, stack, 'UPDATE_ROLLBACK_COMPLETE');
}

/** What cannot be taken away any more stays in the account, outside the stack: CloudFormation completes all the same. */
async function clean(
  run: Run,
  { around }: Deployment,
  leftovers: ReadonlyMap<string, StackResource>,
  before: ReadonlyMap<string, StackResource>,
): Promise<void> {
  for (const { logicalId } of inOrder(before).toReversed()) {
    const resource = leftovers.get(logicalId);
    if (resource === undefined) continue;
    if (resource.deletionPolicy !== 'Delete') {
      tell(run.world, run.stack, resource, 'DELETE_SKIPPED');
      continue;
    }
    try {
      await removeResource(run, around, resource);
    } catch (error) {
      if (!(error instanceof ResourceFailure)) throw error;
    }
  }
}

function sameTags(a: readonly Tag[], b: readonly Tag[]): boolean {
  const plain = (tags: readonly Tag[]): JsonObject =>
    Object.fromEntries(tags.map(({ Key: key, Value: value }) => [key, value]));
  return sameJson(plain(a), plain(b));
}
