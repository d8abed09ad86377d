import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
  type StackResource,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { AwsOptions } from '../../../../action/sandbox/aws/start-aws.ts';
import { type Credentials, startWorld, type World } from '../world.ts';

/** What tests do with CloudFormation, through the SDK. */
export interface Account extends World {
  cloudformation(credentials?: Credentials): CloudFormationClient;
  create(template: string, input?: Partial<CreateStackCommandInput>): Promise<Stack>;
  update(template: string | undefined, input?: Partial<UpdateStackCommandInput>): Promise<Stack>;
  remove(name?: string): Promise<void>;
  describe(nameOrId?: string): Promise<Stack>;
  events(nameOrId?: string): Promise<readonly StackEvent[]>;
  resources(name?: string): Promise<readonly StackResource[]>;
  /** Of every event, oldest first: logical id and status. */
  statuses(nameOrId?: string): Promise<readonly string[]>;
}

export const STACK = 'breakglass';
const CAPABILITIES: CreateStackCommandInput['Capabilities'] = ['CAPABILITY_NAMED_IAM'];

/** Starts an account that has GitHub's provider and no stack. */
export async function startAccount(options: Partial<AwsOptions> = {}): Promise<Account> {
  const world = await startWorld(options);
  const client = (credentials: Credentials = world.root): CloudFormationClient =>
    new CloudFormationClient({
      region: world.aws.region,
      endpoint: world.aws.endpoint,
      maxAttempts: 1,
      credentials,
    });
  const root = client();
  const describe = async (StackName: string = STACK): Promise<Stack> => {
    const { Stacks: [stack] = [] } = await root.send(new DescribeStacksCommand({ StackName }));
    if (stack === undefined) throw new Error(`no stack ${StackName}`);
    return stack;
  };
  return {
    ...world,
    cloudformation: client,
    describe,
    create: async (TemplateBody, input = {}) => {
      const command = new CreateStackCommand({ StackName: STACK, TemplateBody, Capabilities: CAPABILITIES, ...input });
      const { StackId } = await root.send(command);
      return describe(StackId);
    },
    update: async (TemplateBody, input = {}) => {
      const template = TemplateBody === undefined ? { UsePreviousTemplate: true } : { TemplateBody };
      const command = new UpdateStackCommand({ StackName: STACK, ...template, Capabilities: CAPABILITIES, ...input });
      const { StackId } = await root.send(command);
      return describe(StackId);
    },
    remove: async (StackName = STACK) => {
      await root.send(new DeleteStackCommand({ StackName }));
    },
    events: async (StackName = STACK) =>
      (await root.send(new DescribeStackEventsCommand({ StackName }))).StackEvents ?? [],
    statuses: async (StackName = STACK) => {
      const { StackEvents = [] } = await root.send(new DescribeStackEventsCommand({ StackName }));
      return StackEvents.toReversed().map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
    },
    resources: async (StackName = STACK) =>
      (await root.send(new DescribeStackResourcesCommand({ StackName }))).StackResources ?? [],
  };
}

/** A stack's outputs by name. */
export function outputs(stack: Stack): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/**
 * The message of the ValidationError that a call ends in: CloudFormation has this one code for everything that is wrong with
 * a template, so that only the message tells a refusal from one for another reason.
 */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return error.message;
    throw error;
  }
  return 'no error';
}

/** Parameters of a stack as the API takes them. */
export function parameters(values: Readonly<Record<string, string>>): CreateStackCommandInput['Parameters'] {
  return Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}
