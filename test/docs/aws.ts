/**
 * As much of the AWS CLI as docs/deploy.md uses, on the SDK: `aws iam <operation> --option value`. The stock one is tried
 * against the sandbox by `npm run test:peers`.
 */
import { readFileSync } from 'node:fs';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';

const [service, operation, ...rest] = process.argv.slice(2);
const options = new Map<string, string>();
for (let index = 0; index < rest.length; index += 2) options.set(rest[index] ?? '', rest[index + 1] ?? '');

function given(name: string): string {
  const value = options.get(`--${name}`);
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value.startsWith('file://') ? readFileSync(value.slice('file://'.length), 'utf8') : value;
}

const role = (): { readonly RoleName: string } => ({ RoleName: given('role-name') });
const policy = () => ({ ...role(), PolicyName: given('policy-name') });
const iam = new IAMClient({ region: 'us-east-1', maxAttempts: 1 });
const operations: Readonly<Record<string, () => Promise<unknown>>> = {
  'create-open-id-connect-provider': () =>
    iam.send(new CreateOpenIDConnectProviderCommand({ Url: given('url'), ClientIDList: [given('client-id-list')] })),
  'create-role': () =>
    iam.send(
      new CreateRoleCommand({
        ...role(),
        Path: given('path'),
        MaxSessionDuration: Number(given('max-session-duration')),
        AssumeRolePolicyDocument: given('assume-role-policy-document'),
      }),
    ),
  'put-role-policy': () =>
    iam.send(new PutRolePolicyCommand({ ...policy(), PolicyDocument: given('policy-document') })),
  'delete-role-policy': () => iam.send(new DeleteRolePolicyCommand(policy())),
  'delete-role': () => iam.send(new DeleteRoleCommand(role())),
};
const work = service === 'iam' ? operations[operation ?? ''] : undefined;
if (work === undefined) throw new Error(`aws ${service} ${operation} is not known here`);
await work();
