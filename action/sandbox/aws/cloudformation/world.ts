import type { JsonObject } from '../../../domain/json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { IamWorld, Tag } from '../iam/world.ts';
import type { Operation } from '../service.ts';
import { validationError } from './errors.ts';
import type { Made } from './resources/resource-type.ts';
import type { DeletionPolicy, Template } from './template/template.ts';

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export type ResourceStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'DELETE_SKIPPED';

/** A resource that a stack has. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly made: Made;
  /** As they were resolved and shaped when it was made or last changed. */
  readonly properties: JsonObject;
  /** Logical ids of what has to be there for as long as it is. */
  readonly needs: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly status: ResourceStatus;
  readonly reason: string | undefined;
  readonly changedAt: Date;
}

export interface StackEvent {
  readonly id: string;
  readonly at: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: ResourceStatus | StackStatus;
  readonly reason: string | undefined;
  readonly properties: JsonObject | undefined;
}

export interface StackOutput {
  readonly name: string;
  readonly description: string | undefined;
  readonly value: string;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly disableRollback: boolean;
  readonly timeoutMinutes: number | undefined;
  readonly resources: Map<string, StackResource>;
  readonly events: StackEvent[];
  template: Template;
  parameters: ReadonlyMap<string, string>;
  tags: readonly Tag[];
  capabilities: readonly string[];
  outputs: readonly StackOutput[];
  terminationProtection: boolean;
  status: StackStatus;
  reason: string | undefined;
  updatedAt: Date | undefined;
  deletedAt: Date | undefined;
}

/** One account's stacks in one Region. */
export interface CloudFormationWorld {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly clock: Clock;
  readonly iam: IamWorld;
  /** IAM's API, through which the stacks' resources are made. */
  readonly iamOperations: ReadonlyMap<string, Operation<unknown, unknown>>;
  /** By id; those that were deleted stay. */
  readonly stacks: Map<string, Stack>;
}

/** The stack of a name, if there is one, or of an id, deleted or not. */
export function findStack(world: CloudFormationWorld, nameOrId: string): Stack | undefined {
  const byId = world.stacks.get(nameOrId);
  if (byId !== undefined) return byId;
  return [...world.stacks.values()].find(({ name, status }) => name === nameOrId && status !== 'DELETE_COMPLETE');
}

/** The stack, or CloudFormation's ValidationError. */
export function requireStack(world: CloudFormationWorld, nameOrId: string): Stack {
  const stack = findStack(world, nameOrId);
  if (stack === undefined) throw validationError(`Stack with id ${nameOrId} does not exist`);
  return stack;
}

/** `arn:…:stack/<name>/<unique>`. */
export function stackArn(world: CloudFormationWorld, name: string, unique: string): string {
  return `arn:${world.partition}:cloudformation:${world.region}:${world.account}:stack/${name}/${unique}`;
}
