import { randomUUID } from 'node:crypto';
import {
  CreateStack$,
  type CreateStackInput,
  DeleteStack$,
  type DeleteStackInput,
  UpdateStack$,
  type UpdateStackInput,
} from '@aws-sdk/client-cloudformation';
import { requestTags } from '../iam/authorization.ts';
import { AwsFault, type CallContext, type Given, type Operation, operation } from '../service.ts';
import { requireCapability } from './capabilities.ts';
import { createStack, type OnFailure } from './engine/create-stack.ts';
import { deleteStack } from './engine/delete-stack.ts';
import { planDeployment } from './engine/deployment.ts';
import { changesAnything, updateStack } from './engine/update-stack.ts';
import { validationError } from './errors.ts';
import {
  requireCapabilities,
  requireKnownInput,
  requireStackName,
  requireStackTags,
  requireTemplate,
} from './request.ts';
import { parameterValues } from './template/parameters.ts';
import type { Surroundings } from './template/pseudo.ts';
import { type CloudFormationWorld, findStack, type Stack, type StackStatus, stackArn } from './world.ts';

const UPDATABLE: ReadonlySet<StackStatus> = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);

/** CloudFormation's operations that change a stack. Each is done when it answers, and tells of it as AWS does later. */
export function stackOperations(
  world: CloudFormationWorld,
): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreateStack', create(world)],
    ['UpdateStack', update(world)],
    ['DeleteStack', remove(world)],
  ];
}

/** The ARN that permissions on a stack are looked up for. */
export function stackResource(world: CloudFormationWorld, nameOrId: string | undefined): string {
  if (nameOrId === undefined) return stackArn(world, '*', '*');
  return findStack(world, nameOrId)?.id ?? stackArn(world, nameOrId, '*');
}

function create(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: CreateStack$,
    signed: true,
    authorize: (input: Given<CreateStackInput, 'StackName'>) => [
      {
        action: 'cloudformation:CreateStack',
        resource: stackArn(world, input.StackName, '*'),
        context: requestTags(input.Tags),
      },
    ],
    handle: async (input, caller) => {
      requireKnownInput(input, [
        'StackName',
        'TemplateBody',
        'Parameters',
        'DisableRollback',
        'TimeoutInMinutes',
        'Capabilities',
        'OnFailure',
        'Tags',
        'EnableTerminationProtection',
      ]);
      const name = requireStackName(input.StackName);
      const template = requireTemplate(input.TemplateBody);
      const parameters = parameterValues(template.parameters, input.Parameters ?? [], undefined);
      const capabilities = requireCapabilities(input);
      requireCapability(template, capabilities);
      const onFailure = requireOnFailure(input);
      const stack: Stack = {
        id: stackArn(world, name, randomUUID()),
        name,
        createdAt: new Date(world.clock.now()),
        disableRollback: onFailure === 'DO_NOTHING',
        timeoutMinutes: input.TimeoutInMinutes,
        resources: new Map(),
        events: [],
        template,
        parameters,
        tags: requireStackTags(input.Tags ?? []),
        capabilities,
        outputs: [],
        terminationProtection: input.EnableTerminationProtection ?? false,
        status: 'CREATE_IN_PROGRESS',
        reason: undefined,
        updatedAt: undefined,
        deletedAt: undefined,
      };
      const deployment = planDeployment(template, parameters, surroundings(world, stack));
      if (findStack(world, name) !== undefined) {
        throw new AwsFault('AlreadyExistsException', `Stack [${name}] already exists`);
      }
      world.stacks.set(stack.id, stack);
      await createStack({ world, stack, caller }, deployment, onFailure);
      return { StackId: stack.id };
    },
  });
}

function requireOnFailure({ OnFailure: wanted, DisableRollback: disabled }: CreateStackInput): OnFailure {
  if (wanted !== undefined && disabled !== undefined) {
    throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
  }
  if (disabled === true) return 'DO_NOTHING';
  if (wanted === undefined) return 'ROLLBACK';
  const known = (['ROLLBACK', 'DELETE', 'DO_NOTHING'] as const).find((candidate) => candidate === wanted);
  if (known === undefined) throw validationError(`Value '${wanted}' at 'onFailure' must satisfy enum value set`);
  return known;
}

function update(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: UpdateStack$,
    signed: true,
    authorize: (input: Given<UpdateStackInput, 'StackName'>) => [
      {
        action: 'cloudformation:UpdateStack',
        resource: stackResource(world, input.StackName),
        context: requestTags(input.Tags),
      },
    ],
    handle: async (input, caller) => {
      requireKnownInput(input, [
        'StackName',
        'TemplateBody',
        'UsePreviousTemplate',
        'Parameters',
        'Capabilities',
        'Tags',
      ]);
      const stack = requireChangeable(world, input.StackName);
      if (input.UsePreviousTemplate === true && input.TemplateBody !== undefined) {
        throw validationError('UsePreviousTemplate and a template exclude each other');
      }
      const template = input.UsePreviousTemplate === true ? stack.template : requireTemplate(input.TemplateBody);
      requireSameTypes(stack, template);
      const parameters = parameterValues(template.parameters, input.Parameters ?? [], stack.parameters);
      const capabilities = requireCapabilities(input);
      requireCapability(template, capabilities);
      const deployment = planDeployment(template, parameters, surroundings(world, stack));
      const tags = input.Tags === undefined ? stack.tags : requireStackTags(input.Tags);
      if (!changesAnything({ stack }, deployment, tags)) throw validationError('No updates are to be performed.');
      await updateStack({ world, stack, caller }, deployment, { tags, capabilities });
      return { StackId: stack.id };
    },
  });
}

function requireChangeable(world: CloudFormationWorld, name: string): Stack {
  const stack = findStack(world, name);
  if (stack === undefined) throw validationError(`Stack [${name}] does not exist`);
  if (!UPDATABLE.has(stack.status)) {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
  return stack;
}

function requireSameTypes(stack: Stack, template: Stack['template']): void {
  const changed = [...stack.resources.values()].filter(({ logicalId, type }) => {
    const next = template.resources.get(logicalId);
    return next !== undefined && next.type !== type;
  });
  if (changed.length > 0) {
    const ids = changed.map(({ logicalId }) => logicalId).join(', ');
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${ids}]`,
    );
  }
}

function remove(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeleteStack$,
    signed: true,
    authorize: (input: Given<DeleteStackInput, 'StackName'>) => [
      { action: 'cloudformation:DeleteStack', resource: stackResource(world, input.StackName) },
    ],
    handle: async (input, caller: CallContext) => {
      requireKnownInput(input, ['StackName', 'RetainResources']);
      const stack = findStack(world, input.StackName);
      // A stack that is not there is deleted: no error.
      if (stack === undefined || stack.status === 'DELETE_COMPLETE') return {};
      if (stack.terminationProtection) {
        throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
      }
      if (stack.status.endsWith('_IN_PROGRESS')) {
        throw validationError(`Stack [${stack.name}] is in ${stack.status} state and can not be deleted`);
      }
      const retain = input.RetainResources ?? [];
      if (retain.length > 0 && stack.status !== 'DELETE_FAILED') {
        throw validationError(
          `Invalid operation on stack [${stack.id}]. Only stacks in the DELETE_FAILED state can retain resources`,
        );
      }
      const unknown = retain.find((id) => !stack.resources.has(id));
      if (unknown !== undefined) throw validationError(`The stack has no resource ${unknown} to retain`);
      await deleteStack({ world, stack, caller }, surroundings(world, stack), retain);
      return {};
    },
  });
}

function surroundings(world: CloudFormationWorld, stack: Pick<Stack, 'name' | 'id'>): Surroundings {
  const { partition, account, region } = world;
  return { partition, account, region, stackName: stack.name, stackId: stack.id };
}
