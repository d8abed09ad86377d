/**
 * As much of the AWS CLI as docs/deploy.md uses, on the SDK: `aws <service> <operation> --option value …`. The stock one is
 * tried against the sandbox by `npm run test:peers`.
 */
import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  type Parameter,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { DeleteRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';

const words = process.argv.slice(2);
const first = words.findIndex((word) => word.startsWith('--'));
const verb = (first < 0 ? words : words.slice(0, first)).join(' ');
const options = new Map<string, string[]>();
let current: string[] = [];
for (const word of first < 0 ? [] : words.slice(first)) {
  if (word.startsWith('--')) options.set(word, (current = []));
  else current.push(word);
}

function all(name: string): string[] {
  const values = options.get(`--${name}`);
  if (values === undefined || values.length === 0) throw new Error(`--${name} is missing`);
  options.delete(`--${name}`);
  return values;
}

function given(name: string): string {
  const [value = '', ...more] = all(name);
  if (more.length > 0) throw new Error(`--${name} takes one value`);
  return value.startsWith('file://') ? readFileSync(value.slice('file://'.length), 'utf8') : value;
}

/** An option without a value. */
function flag(name: string): true {
  if (options.get(`--${name}`)?.length !== 0) throw new Error(`--${name} is missing, or has a value`);
  options.delete(`--${name}`);
  return true;
}

/** `ParameterKey=A,ParameterValue=b`, the CLI's short form; a comma of the value is escaped. Or `ParameterKey=A,UsePreviousValue=true`. */
function parameter(text: string): Parameter {
  const [, kept] = /^ParameterKey=(\w+),UsePreviousValue=true$/.exec(text) ?? [];
  if (kept !== undefined) return { ParameterKey: kept, UsePreviousValue: true };
  const [, ParameterKey, value] = /^ParameterKey=(\w+),ParameterValue=((?:[^,\\]|\\.)*)$/.exec(text) ?? [];
  if (ParameterKey === undefined || value === undefined) throw new Error(`${text} is no parameter`);
  return { ParameterKey, ParameterValue: value.replace(/\\(.)/g, '$1') };
}

const region = process.env['AWS_REGION'] ?? '';
const iam = new IAMClient({ region, maxAttempts: 1 });
const client = new CloudFormationClient({ region, maxAttempts: 1 });
const role = () => ({ RoleName: given('role-name') });
const stack = () => ({ StackName: given('stack-name') });
const patience = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 60 };
const operations: Readonly<Record<string, () => Promise<unknown>>> = {
  'iam list-role-policies': async () => {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand(role()));
    if (given('query') !== 'PolicyNames' || given('output') !== 'text') throw new Error('known as text of the names');
    process.stdout.write(`${PolicyNames.join('\t')}\n`);
  },
  'iam delete-role-policy': () =>
    iam.send(new DeleteRolePolicyCommand({ ...role(), PolicyName: given('policy-name') })),
  'cloudformation create-stack': () =>
    client.send(
      new CreateStackCommand({
        ...stack(),
        TemplateBody: given('template-body'),
        Capabilities: all('capabilities') as 'CAPABILITY_NAMED_IAM'[],
        Parameters: all('parameters').map(parameter),
      }),
    ),
  'cloudformation update-stack': () =>
    client.send(
      new UpdateStackCommand({
        ...stack(),
        UsePreviousTemplate: flag('use-previous-template'),
        Capabilities: all('capabilities') as 'CAPABILITY_NAMED_IAM'[],
        Parameters: all('parameters').map(parameter),
      }),
    ),
  'cloudformation wait stack-update-complete': () => waitUntilStackUpdateComplete(patience, stack()),
  'cloudformation wait stack-create-complete': () => waitUntilStackCreateComplete(patience, stack()),
  'cloudformation delete-stack': () => client.send(new DeleteStackCommand(stack())),
  'cloudformation wait stack-delete-complete': () => waitUntilStackDeleteComplete(patience, stack()),
};
const work = operations[verb];
if (work === undefined) throw new Error(`aws ${verb} is not known here`);
await work();
if (options.size > 0) throw new Error(`not known here: ${[...options.keys()].join()}`);
