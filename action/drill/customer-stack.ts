import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { enableParameter, OUTPUTS, PARAMETERS, stackName } from '../domain/stack-names.ts';
import type { SandboxAws } from '../sandbox/start.ts';
import type { StackInput } from '../stack/input.ts';
import { isFields, type Value } from '../stack/intrinsic.ts';
import { buildTemplate, type Template } from '../stack/template.ts';
import { writeTemplate } from '../stack/write.ts';

/** What the customer has deployed: the stack that `breakglass stack` writes. They can change it while a session runs. */
export interface CustomerStack {
  /** What its output says to paste into the install's file. */
  readonly installLines: Readonly<Record<string, unknown>>;
  /** Updates some of its parameters, as the customer does; the others keep their values. */
  update(parameters: Readonly<Record<string, string>>): Promise<void>;
}

export interface Deployment {
  /** Names of the roles that the customer enables. */
  readonly enabled: readonly string[];
  /** Whether they enable the role that can only read, and let it ask IAM what the others may do. */
  readonly plan: boolean;
  /** Parameters beside those. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** IAM actions that are missing from what they deploy, although the template has them. */
  readonly withoutActions?: readonly string[];
}

/** Writes the template and deploys it through CloudFormation's API, as the customer's own administrator. */
export async function deployStack(
  aws: SandboxAws,
  input: StackInput,
  { enabled, plan, parameters: others = {}, withoutActions = [] }: Deployment,
): Promise<CustomerStack> {
  const client = new CloudFormationClient(clientOptions(aws));
  const StackName = stackName(input.install.name);
  const Capabilities = ['CAPABILITY_NAMED_IAM'] as const;
  const given: Readonly<Record<string, string>> = {
    ...Object.fromEntries(enabled.map((role) => [enableParameter(role), 'true'])),
    ...(plan ? { [PARAMETERS.enablePlan]: 'true', [PARAMETERS.allowSimulation]: 'true' } : {}),
    ...others,
  };
  const TemplateBody = writeTemplate(without(buildTemplate(input), withoutActions));
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities: [...Capabilities], Parameters: parameters(given) }),
  );
  const { outputs, names } = await readStack(client, StackName);
  return {
    installLines: installLines(outputs.get(OUTPUTS.installLines)),
    update: async (changed) => {
      const kept = names.filter((name) => !Object.hasOwn(changed, name));
      await client.send(
        new UpdateStackCommand({
          StackName,
          UsePreviousTemplate: true,
          Capabilities: [...Capabilities],
          Parameters: [...parameters(changed), ...kept.map((name) => ({ ParameterKey: name, UsePreviousValue: true }))],
        }),
      );
      await readStack(client, StackName);
    },
  };
}

/** A part of which nothing is enabled holds only comments. */
function installLines(text = ''): CustomerStack['installLines'] {
  const parsed: unknown = parse(text);
  const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

function parameters(given: Readonly<Record<string, string>>): { ParameterKey: string; ParameterValue: string }[] {
  return Object.entries(given).map(([name, value]) => ({ ParameterKey: name, ParameterValue: value }));
}

/** The stack as it is; throws when it did not come to be as it was asked for. */
async function readStack(client: CloudFormationClient, StackName: string) {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack?.StackStatus ?? '')) {
    throw new Error(`the stack ${StackName} is ${stack?.StackStatus}: ${stack?.StackStatusReason ?? 'no reason'}`);
  }
  const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }): [string, string] => [
    OutputKey,
    OutputValue,
  ]);
  return {
    outputs: new Map(outputs),
    names: (stack?.Parameters ?? []).flatMap(({ ParameterKey }) => ParameterKey ?? []),
  };
}

/** The customer's copy of the template, in which somebody struck out actions, and the statements that then hold none. */
function without(template: Template, actions: readonly string[]): Template {
  let struck = 0;
  const keep = (value: Value): Value => {
    if (Array.isArray(value)) return value.filter((item) => !isEmptied(item)).map(keep);
    if (!isFields(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'Action' ? left(inner) : keep(inner)]),
    );
  };
  const left = (value: Value): Value => {
    const list = [value].flat();
    const rest = list.filter((action) => !actions.includes(String(action)));
    struck += list.length - rest.length;
    return rest;
  };
  const isEmptied = (value: Value): boolean => {
    const action = isFields(value) ? value['Action'] : undefined;
    return action !== undefined && [action].flat().every((each) => actions.includes(String(each)));
  };
  if (actions.length === 0) return template;
  const Resources = Object.entries(template.document.Resources).map(([name, resource]) => [name, keep(resource)]);
  if (struck === 0) throw new Error(`the template does not hold ${actions.join(', ')}`);
  return { ...template, document: { ...template.document, Resources: Object.fromEntries(Resources) } };
}

function clientOptions({ endpoint, region, accessKeyId, secretAccessKey }: SandboxAws) {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}
