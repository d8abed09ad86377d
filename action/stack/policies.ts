import { type RolePurpose, rolePermissions } from '../policy/role-permissions.ts';
import { type Allow, gather } from '../policy/statement.ts';
import type { OfferedRole, StackInput } from './input.ts';
import { ACCOUNT, type Fields, only, PARTITION, sub, type Value } from './intrinsic.ts';
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
    Action: ['iam:GetRolePolicy', 'iam:ListRolePolicies'],
    Resource: enabledRoles(input),
  };
  return policy([...seals, read]);
}

/** The name of the one statement in what a policy comes to while its role is not there or the kill switch is on. */
export const DENY_EVERYTHING = 'DenyEverything';

/** What stands in place of the permissions while the role is not to be used: it denies as a policy and as a boundary. */
export function denyPolicy(): Fields {
  return policy([{ Sid: DENY_EVERYTHING, Effect: 'Deny', Action: '*', Resource: '*' }]);
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
