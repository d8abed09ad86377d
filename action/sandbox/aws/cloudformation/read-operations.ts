import {
  DescribeStackEvents$,
  type DescribeStackEventsInput,
  DescribeStackResources$,
  type DescribeStackResourcesInput,
  DescribeStacks$,
  type DescribeStacksInput,
  GetTemplate$,
  type GetTemplateInput,
  ValidateTemplate$,
  type ValidateTemplateInput,
  type StackResource as WireResource,
  type Stack as WireStack,
} from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../service.ts';
import { neededCapability } from './capabilities.ts';
import { validationError } from './errors.ts';
import { requireKnownInput, requireTemplate } from './request.ts';
import { stackResource } from './stack-operations.ts';
import { type CloudFormationWorld, requireStack, type Stack, type StackEvent, type StackResource } from './world.ts';

/** CloudFormation's operations that change nothing. Everything comes on one page. */
export function readOperations(
  world: CloudFormationWorld,
): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['DescribeStacks', describeStacks(world)],
    ['DescribeStackEvents', describeStackEvents(world)],
    ['DescribeStackResources', describeStackResources(world)],
    ['GetTemplate', getTemplate(world)],
    ['ValidateTemplate', validateTemplate],
  ];
}

function describeStacks(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: DescribeStacks$,
    signed: true,
    authorize: (input: DescribeStacksInput) => [
      { action: 'cloudformation:DescribeStacks', resource: stackResource(world, input.StackName) },
    ],
    handle: (input) => {
      requireKnownInput(input, ['StackName']);
      if (input.StackName !== undefined) return { Stacks: [wireStack(requireStack(world, input.StackName))] };
      return { Stacks: [...world.stacks.values()].filter(({ deletedAt }) => deletedAt === undefined).map(wireStack) };
    },
  });
}

function describeStackEvents(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: DescribeStackEvents$,
    signed: true,
    authorize: (input: DescribeStackEventsInput) => [
      { action: 'cloudformation:DescribeStackEvents', resource: stackResource(world, input.StackName) },
    ],
    handle: (input) => {
      requireKnownInput(input, ['StackName']);
      const stack = requireNamed(world, input.StackName);
      return { StackEvents: stack.events.toReversed().map((event) => wireEvent(stack, event)) };
    },
  });
}

function describeStackResources(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: DescribeStackResources$,
    signed: true,
    authorize: (input: DescribeStackResourcesInput) => [
      { action: 'cloudformation:DescribeStackResources', resource: stackResource(world, input.StackName) },
    ],
    handle: (input) => {
      requireKnownInput(input, ['StackName', 'LogicalResourceId']);
      const stack = requireNamed(world, input.StackName);
      const { LogicalResourceId: wanted } = input;
      const found = [...stack.resources.values()].filter(({ logicalId }) => (wanted ?? logicalId) === logicalId);
      if (wanted !== undefined && found.length === 0) {
        throw validationError(`Resource ${wanted} does not exist for stack ${stack.name}`);
      }
      return { StackResources: found.map((resource) => wireResource(stack, resource)) };
    },
  });
}

function getTemplate(world: CloudFormationWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetTemplate$,
    signed: true,
    authorize: (input: GetTemplateInput) => [
      { action: 'cloudformation:GetTemplate', resource: stackResource(world, input.StackName) },
    ],
    handle: (input) => {
      requireKnownInput(input, ['StackName', 'TemplateStage']);
      const { template } = requireNamed(world, input.StackName);
      return { TemplateBody: template.text, StagesAvailable: ['Original', 'Processed'] };
    },
  });
}

const validateTemplate: Operation<unknown, unknown> = operation({
  schema: ValidateTemplate$,
  signed: true,
  authorize: (_input: ValidateTemplateInput) => [{ action: 'cloudformation:ValidateTemplate', resource: '*' }],
  handle: (input) => {
    requireKnownInput(input, ['TemplateBody']);
    const template = requireTemplate(input.TemplateBody);
    const capability = neededCapability(template);
    return {
      Parameters: [...template.parameters.values()].map(({ name, standard, description }) => ({
        ParameterKey: name,
        NoEcho: false,
        ...(standard === undefined ? {} : { DefaultValue: standard }),
        ...(description === undefined ? {} : { Description: description }),
      })),
      ...(template.description === undefined ? {} : { Description: template.description }),
      ...(capability === undefined
        ? {}
        : { Capabilities: [capability], CapabilitiesReason: `The template needs ${capability}` }),
    };
  },
});

function requireNamed(world: CloudFormationWorld, name: string | undefined): Stack {
  if (name === undefined) throw validationError('Stack name or id has to be specified');
  return requireStack(world, name);
}

function wireStack(stack: Stack): WireStack {
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.createdAt,
    StackStatus: stack.status,
    DisableRollback: stack.disableRollback,
    EnableTerminationProtection: stack.terminationProtection,
    Parameters: [...stack.parameters].map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
    Capabilities: stack.capabilities.filter((name) => isCapability(name)),
    Outputs: stack.outputs.map(({ name, value, description }) => ({
      OutputKey: name,
      OutputValue: value,
      ...(description === undefined ? {} : { Description: description }),
    })),
    Tags: [...stack.tags],
    ...(stack.template.description === undefined ? {} : { Description: stack.template.description }),
    ...(stack.reason === undefined ? {} : { StackStatusReason: stack.reason }),
    ...(stack.timeoutMinutes === undefined ? {} : { TimeoutInMinutes: stack.timeoutMinutes }),
    ...(stack.updatedAt === undefined ? {} : { LastUpdatedTime: stack.updatedAt }),
    ...(stack.deletedAt === undefined ? {} : { DeletionTime: stack.deletedAt }),
  };
}

function isCapability(name: string): name is 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND' {
  return ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'].includes(name);
}

function wireEvent(stack: Stack, event: StackEvent) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    EventId: event.id,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: event.at,
    ResourceStatus: event.status,
    ...(event.reason === undefined ? {} : { ResourceStatusReason: event.reason }),
    ...(event.properties === undefined ? {} : { ResourceProperties: JSON.stringify(event.properties) }),
  };
}

function wireResource(stack: Stack, resource: StackResource): WireResource {
  return {
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.made.physicalId,
    ResourceType: resource.type,
    Timestamp: resource.changedAt,
    ResourceStatus: resource.status,
    ...(resource.reason === undefined ? {} : { ResourceStatusReason: resource.reason }),
  };
}
