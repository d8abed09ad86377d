import { pascal, ROLE_PATH, roleNames } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { ACCOUNT, PARTITION } from './intrinsic.ts';

/** The conditions of the template. Those of roles are `roleConditions(name)`. */
export const CONDITIONS = {
  switchedOff: 'SwitchedOff',
  makesProvider: 'MakesProvider',
  planEnabled: 'PlanEnabled',
  simulates: 'Simulates',
  someBreakGlass: 'HasBreakGlassRole',
  someRole: 'HasRole',
  alerts: 'HasAlerts',
  makesTopic: 'MakesTopic',
} as const;

/** The resources of the template. No name ends as a role's do, in `Role` or `Policy`, so that no role can take one. */
export const RESOURCES = {
  provider: 'GitHubProvider',
  denyEverything: 'DenyEverything',
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
  /** The condition under which it exists. */
  readonly condition: string;
}

/** `LoadBalancerEnabled`. */
export function roleCondition(role: string): string {
  return `${pascal(role)}Enabled`;
}

export function breakGlassNames(install: string, role: string): RoleNames {
  return { id: pascal(role), name: roleNames.breakGlass(install, role), condition: roleCondition(role) };
}

export function recoverNames(install: string, role: string): RoleNames {
  return { id: `${pascal(role)}Recover`, name: roleNames.recover(install, role), condition: roleCondition(role) };
}

export function planNames(install: string): RoleNames {
  return { id: 'Plan', name: roleNames.plan(install), condition: CONDITIONS.planEnabled };
}

export function sealerNames({ install, roles }: StackInput): RoleNames {
  return { id: 'Sealer', name: roleNames.sealer(install.name), condition: someBreakGlass(roles) };
}

/** The condition that at least one break-glass role exists: of a single one, its own. */
export function someBreakGlass(roles: StackInput['roles']): string {
  const [single, ...more] = roles;
  return single !== undefined && more.length === 0 ? roleCondition(single.role.role) : CONDITIONS.someBreakGlass;
}

/** The underscore, which no role's name holds, keeps it apart from the policy of a role. */
export function killSwitchPolicyName(install: string): string {
  return `${install}-kill_switch`;
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
