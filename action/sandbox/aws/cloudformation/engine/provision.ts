import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../domain/json.ts';
import { AwsFault, type CallContext } from '../../service.ts';
import { RESOURCE_TYPES } from '../resources/registry.ts';
import type { Made, Provisioning, ResourceType } from '../resources/resource-type.ts';
import type { Surroundings } from '../template/pseudo.ts';
import type { CloudFormationWorld, Stack, StackOutput, StackResource } from '../world.ts';
import { type Deployment, outputsOf, type PlannedResource, propertiesOf } from './deployment.ts';
import { tell } from './events.ts';

/** An operation on a stack, in the hands of whoever called. */
export interface Run {
  readonly world: CloudFormationWorld;
  readonly stack: Stack;
  readonly caller: CallContext;
}

/** A resource could not be made, changed or taken away; the event has the reason. */
export class ResourceFailure extends Error {
  readonly logicalId: string;
  /** What is there nevertheless, of one that could not be made. */
  readonly half: StackResource | undefined;

  constructor(logicalId: string, reason: string, half?: StackResource) {
    super(reason);
    this.name = 'ResourceFailure';
    this.logicalId = logicalId;
    this.half = half;
  }
}

/** What a resource's properties and surroundings are resolved from. */
export function madeOf(resources: ReadonlyMap<string, StackResource>): (id: string) => Made {
  return (id) => {
    const resource = resources.get(id);
    if (resource === undefined) throw new AwsFault('InternalFailure', `${id} is not there yet`);
    return resource.made;
  };
}

/** Makes a resource. The failure of one that fails half way has what is there, so that a rollback takes it away. */
export async function createResource(
  run: Run,
  deployment: Deployment,
  { definition, needs }: PlannedResource,
): Promise<StackResource> {
  const { world, stack } = run;
  const about = { logicalId: definition.id, type: definition.type };
  tell(world, stack, about, 'CREATE_IN_PROGRESS');
  let begun: string | undefined;
  let properties: JsonObject = {};
  const resource = (made: Made, status: StackResource['status'], reason?: string): StackResource => ({
    ...about,
    made,
    properties,
    needs,
    deletionPolicy: definition.deletionPolicy,
    updateReplacePolicy: definition.updateReplacePolicy,
    status,
    reason,
    changedAt: new Date(world.clock.now()),
  });
  try {
    properties = propertiesOf(deployment, definition, madeOf(stack.resources));
    const place = provisioning(run, definition.id, deployment.around, (physicalId) => {
      begun = physicalId;
    });
    const made = await typeOf(definition.type).create(place, properties);
    const created = resource(made, 'CREATE_COMPLETE');
    tell(world, stack, created, 'CREATE_COMPLETE');
    return created;
  } catch (error) {
    const reason = reasonOf(error);
    const half = resource({ physicalId: begun ?? '', ref: begun ?? '', attributes: {} }, 'CREATE_FAILED', reason);
    tell(world, stack, half, 'CREATE_FAILED', reason);
    throw new ResourceFailure(definition.id, reason, half);
  }
}

/** Changes a resource where it is, from one set of properties to another. */
export async function changeResource(
  run: Run,
  around: Surroundings,
  current: StackResource,
  properties: JsonObject,
): Promise<Made> {
  const { world, stack } = run;
  tell(world, stack, { ...current, properties }, 'UPDATE_IN_PROGRESS');
  try {
    const place = provisioning(run, current.logicalId, around, () => undefined);
    const made = await typeOf(current.type).update(place, current.made, current.properties, properties);
    tell(world, stack, { ...current, made, properties }, 'UPDATE_COMPLETE');
    return made;
  } catch (error) {
    const reason = reasonOf(error);
    tell(world, stack, { ...current, properties }, 'UPDATE_FAILED', reason);
    throw new ResourceFailure(current.logicalId, reason);
  }
}

/** Takes a resource away. */
export async function removeResource(run: Run, around: Surroundings, resource: StackResource): Promise<void> {
  const { world, stack } = run;
  tell(world, stack, resource, 'DELETE_IN_PROGRESS');
  try {
    // Without a physical id nothing was ever made.
    if (resource.made.physicalId !== '') {
      const place = provisioning(run, resource.logicalId, around, () => undefined);
      await typeOf(resource.type).remove(place, resource.made, resource.properties);
    }
    tell(world, stack, resource, 'DELETE_COMPLETE');
  } catch (error) {
    const reason = reasonOf(error);
    tell(world, stack, resource, 'DELETE_FAILED', reason);
    throw new ResourceFailure(resource.logicalId, reason);
  }
}

function provisioning(
  { world, stack, caller }: Run,
  logicalId: string,
  around: Surroundings,
  begun: (physicalId: string) => void,
): Provisioning {
  return {
    around,
    logicalId,
    stackTags: stack.tags,
    iam: world.iam,
    begun,
    permit: (action, resource) => caller.permit([{ action, resource }]),
    call: async (name, input) => {
      const operation = world.iamOperations.get(name);
      if (operation === undefined) throw new TypeError(`the sandbox's IAM has no ${name}`);
      caller.permit(operation.authorize(input, caller));
      await operation.handle(input, caller);
    },
  };
}

/** The outputs, or the failure of the stack that an output fails. */
export function outputsOrFailure({ stack }: Run, deployment: Deployment): readonly StackOutput[] {
  try {
    return outputsOf(deployment, madeOf(stack.resources));
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    throw new ResourceFailure(stack.name, error.message);
  }
}

export function typeOf(name: string): ResourceType {
  const type = RESOURCE_TYPES.get(name);
  if (type === undefined) throw new TypeError(`no resource type ${name}`);
  return type;
}

/** IAM's codes → those of CloudFormation's resource handlers. */
const HANDLER_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDenied',
  DeleteConflict: 'ResourceConflict',
  EntityAlreadyExists: 'AlreadyExists',
  LimitExceeded: 'ServiceLimitExceeded',
  NoSuchEntity: 'NotFound',
};

/** An error of a service as the events tell it; everything else is a bug, and is thrown on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AwsFault)) throw error;
  const code = HANDLER_CODES[error.code] ?? 'InvalidRequest';
  const cause = `${error.message} (Service: Iam, Status Code: ${error.status}, Error Code: ${error.code})`;
  return `Resource handler returned message: "${cause}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${code})`;
}
