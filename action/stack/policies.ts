import { BreakglassError } from '../domain/error.ts';
import { MANAGED_POLICY_LIMIT, type RolePurpose, rolePermissions } from '../policy/role-permissions.ts';
import { type Allow, gather } from '../policy/statement.ts';
import type { OfferedRole, StackInput } from './input.ts';
import { ACCOUNT, type Fields, isFields, only, PARTITION, resolved, sub, type Value } from './intrinsic.ts';
import { breakGlassNames, CONDITIONS, policyArn, roleArn, someBreakGlass } from './names.ts';
import { allowing, policy } from './statements.ts';

/** What a role of one purpose may do. */
export function rolePolicy({ install }: StackInput, { role, grants }: OfferedRole, purpose: RolePurpose): Fields {
  return policy(allowing(permissions(install, { role, grants }, purpose)));
}

/** What every offered role may read; where the customer allows it, also what a role of theirs may do. */
export function planPolicy(input: StackInput): Fields {
  const reads = gather(input.roles.flatMap((offered) => permissions(input.install, offered, 'plan')));
  const simulate: Fields = {
    Sid: 'AskWhatARoleMayDo',
    Effect: 'Allow',
    Action: ['iam:SimulatePrincipalPolicy'],
    Resource: enabledRoles(input),
  };
  return policy([...allowing(reads), only(CONDITIONS.simulates, simulate)]);
}

/** To put a deny on a break-glass role and to take it off, as long as that role has the boundary that the stack gave it. */
export function sealerPolicy(input: StackInput): Fields {
  const seals = input.roles.map(({ role }) => {
    const { id, name, condition } = breakGlassNames(input.install.name, role.role);
    return onlyWhere(input, condition, {
      Sid: `Seal${id}`,
      Effect: 'Allow',
      Action: ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
      Resource: [sub(roleArn(name))],
      Condition: { StringEquals: { 'iam:PermissionsBoundary': sub(policyArn(name)) } },
    });
  });
  const read: Fields = {
    Sid: 'ReadTheSeal',
    Effect: 'Allow',
    Action: ['iam:GetRolePolicy'],
    Resource: enabledRoles(input),
  };
  return policy([...seals, read]);
}

/** What the kill switch attaches to every role. */
export function denyPolicy(): Fields {
  return policy([{ Sid: 'DenyEverything', Effect: 'Deny', Action: '*', Resource: '*' }]);
}

/** Refuses a policy that IAM would not take. It counts without white space; every optional statement is counted. */
export function requireFits(document: Fields, name: string, partition: string): void {
  const size = resolved(JSON.stringify(wholly(document)), partition).replace(/\s/g, '').length;
  if (size > MANAGED_POLICY_LIMIT) {
    throw new BreakglassError('policy-too-large', `the policy of the IAM role "${name}" needs ${size} characters`, {
      hint: `IAM takes ${MANAGED_POLICY_LIMIT}: let a role serve fewer kinds, or offer fewer roles`,
    });
  }
}

/** A role's file may name the partition of the install; the template names the one that it is deployed in. */
function permissions(
  { partition, region }: StackInput['install'],
  { role, grants }: OfferedRole,
  purpose: RolePurpose,
): readonly Allow[] {
  const own = `arn:${partition}:`;
  const anywhere = (arn: string): string => (arn.startsWith(own) ? `arn:${PARTITION}:${arn.slice(own.length)}` : arn);
  return rolePermissions(role, grants, { partition, region, account: ACCOUNT }, purpose).map((allow) => ({
    ...allow,
    resources: allow.resources.map((resource) => anywhere(resource)),
  }));
}

function enabledRoles(input: StackInput): Value {
  return input.roles.map(({ role }) => {
    const { name, condition } = breakGlassNames(input.install.name, role.role);
    return onlyWhere(input, condition, sub(roleArn(name)));
  });
}

/** Inside of what exists only with a break-glass role: where a stack offers a single one, that one is there. */
function onlyWhere({ roles }: StackInput, condition: string, value: Value): Value {
  return someBreakGlass(roles) === condition ? value : only(condition, value);
}

/** With every condition taken as true, and every substitution as its text. */
function wholly(value: Value): Value {
  if (!isFields(value)) return typeof value === 'object' ? value.map((each) => wholly(each)) : value;
  const { 'Fn::If': chosen, 'Fn::Sub': text } = value;
  if (Array.isArray(chosen)) return wholly(chosen[1] ?? '');
  if (typeof text === 'string') return text;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wholly(each)]));
}
