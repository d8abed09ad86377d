import { pascal, ROLE_PATH, roleNames } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { ACCOUNT, PARTITION } from './intrinsic.ts';

/** The conditions of the template. Those of roles are `roleCondition(name)` and `roleMayAct(name)`. */
export const CONDITIONS = {
  switchedOff: 'SwitchedOff',
  makesProvider: 'MakesProvider',
  planEnabled: 'PlanEnabled',
  planMayAct: 'PlanMayAct',
  simulates: 'Simulates',
  someBreakGlass: 'HasBreakGlassRole',
  sealerMayAct: 'SealerMayAct',
  alerts: 'HasAlerts',
  makesTopic: 'MakesTopic',
} as const;

/** The resources of the template. No name ends as a role's do, in `Role` or `Policy`, so that no role can take one. */
export const RESOURCES = {
  provider: 'GitHubProvider',
  topic: 'AlertTopic',
  topicAccess: 'AlertTopicAccess',
  subscription: 'AlertSubscription',
  onEntry: 'AlertOnEntry',
  onUse: 'AlertOnUse',
  onChange: 'AlertOnChange',
} as const;

/** One IAM role of the stack, with the one policy that is its permissions and its boundary. */
export interface RoleNames {
  /** Starts the names of its resources in the template. */
  readonly id: string;
  /** In IAM; the policy has the same. */
  readonly name: string;
  /** The condition under which it exists. Its policy always does. */
  readonly condition: string;
  /** The condition under which its policy allows anything: it exists, and the kill switch is off. */
  readonly mayAct: string;
}

/** `LoadBalancerEnabled`. */
export function roleCondition(role: string): string {
  return `${pascal(role)}Enabled`;
}

/** `LoadBalancerMayAct`. */
export function roleMayAct(role: string): string {
  return `${pascal(role)}MayAct`;
}

export function breakGlassNames(install: string, role: string): RoleNames {
  return {
    id: pascal(role),
    name: roleNames.breakGlass(install, role),
    condition: roleCondition(role),
    mayAct: roleMayAct(role),
  };
}

export function recoverNames(install: string, role: string): RoleNames {
  return {
    id: `${pascal(role)}Recover`,
    name: roleNames.recover(install, role),
    condition: roleCondition(role),
    mayAct: roleMayAct(role),
  };
}

export function planNames(install: string): RoleNames {
  return {
    id: 'Plan',
    name: roleNames.plan(install),
    condition: CONDITIONS.planEnabled,
    mayAct: CONDITIONS.planMayAct,
  };
}

export function sealerNames({ install, roles }: StackInput): RoleNames {
  const [single, ...more] = roles;
  const mayAct = single !== undefined && more.length === 0 ? roleMayAct(single.role.role) : CONDITIONS.sealerMayAct;
  return { id: 'Sealer', name: roleNames.sealer(install.name), condition: someBreakGlass(roles), mayAct };
}

/** The condition that at least one break-glass role exists: of a single one, its own. */
export function someBreakGlass(roles: StackInput['roles']): string {
  const [single, ...more] = roles;
  return single !== undefined && more.length === 0 ? roleCondition(single.role.role) : CONDITIONS.someBreakGlass;
}

export function roleId({ id }: RoleNames): string {
  return `${id}Role`;
}

export function policyId({ id }: RoleNames): string {
  return `${id}Policy`;
}

/** To be given to `sub`. */
export function roleArn(name: string): string {
  return `arn:${PARTITION}:iam::${ACCOUNT}:role${ROLE_PATH}${name}`;
}

/** To be given to `sub`. */
export function policyArn(name: string): string {
  return `arn:${PARTITION}:iam::${ACCOUNT}:policy${ROLE_PATH}${name}`;
}
