import type { AwsScope } from '../domain/arn.ts';
import { parseArn } from '../domain/arn.ts';
import type { Role } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Grant, isForLooking, THIS_SESSION } from '../domain/grant.ts';
import { widenToType } from './resource-prefix.ts';
import { type Allow, type Conditions, gather, policyText } from './statement.ts';
import { readsConfiguration } from './thought-through.ts';

/** What a role of the customer is for: to break glass, to put back what a session left behind, or to look. */
export type RolePurpose = 'break-glass' | 'recover' | 'plan';

/** IAM counts the characters of a managed policy without white space; ours holds none. */
export const MANAGED_POLICY_LIMIT = 6_144;

/**
 * What a role may do, for one purpose: the grants of the kinds that it serves (on example resources), widened to what its scope
 * reaches in the install's account and Region, and the statements written out in its file. `scope` may hold CloudFormation's
 * pseudo parameters in place of partition and account. Throws `role-lacks-grant` where the role's scope names no resource of a
 * type that a kind needs.
 */
export function rolePermissions(
  role: Role,
  grants: readonly Grant[],
  scope: AwsScope,
  purpose: RolePurpose = 'break-glass',
): readonly Allow[] {
  const always = everyCall(role, scope);
  const ofKinds = grants
    .filter((grant) => holds(purpose, grant))
    .map(
      (grant): Allow => ({
        access: grant.access,
        actions: [grant.action],
        resources: reach(role, grant, scope),
        conditions: merge(always, ofGrant(role, grant)),
      }),
    );
  const writtenOut = role.statements.flatMap((statement) => ofStatement(statement, { grants, scope, purpose }));
  return gather([
    ...ofKinds,
    ...writtenOut.map((allow) => ({ ...allow, conditions: merge(always, allow.conditions) })),
  ]);
}

/** The policy, as compact JSON; throws `policy-too-large` when IAM would not take it. */
export function rolePolicyText(allows: readonly Allow[]): string {
  const text = policyText(allows);
  if (text.length > MANAGED_POLICY_LIMIT) {
    throw new BreakglassError('policy-too-large', `the role's policy needs ${text.length} characters`, {
      hint: `IAM takes ${MANAGED_POLICY_LIMIT}: let the role serve fewer kinds`,
    });
  }
  return text;
}

function holds(purpose: RolePurpose, grant: Grant): boolean {
  if (isForLooking(grant)) return true;
  return purpose === 'break-glass' || (purpose === 'recover' && grant.phase !== 'apply');
}

/**
 * Statements that are written out say nothing of undoing: a role that restores holds those of their actions that undo a kind. Nor do
 * they say what their reads show: a role that nobody has to approve holds those that are known to show no more than configuration.
 */
function ofStatement(
  statement: Role['statements'][number],
  { grants, scope, purpose }: { grants: readonly Grant[]; scope: AwsScope; purpose: RolePurpose },
): readonly Allow[] {
  const restoring = new Set(grants.filter((grant) => holds('recover', grant)).map(({ action }) => action));
  const held = (action: string): boolean => {
    if (purpose === 'plan') return statement.access === 'read' && readsConfiguration(action);
    return purpose === 'break-glass' || statement.access === 'read' || restoring.has(action);
  };
  const actions = statement.actions.filter(held);
  if (actions.length === 0) return [];
  const resources = statement.resources.map((pattern) => (pattern === '*' ? pattern : pinned(pattern, scope)));
  return [{ access: statement.access, actions, resources, conditions: statement.conditions }];
}

function everyCall(role: Role, { region }: AwsScope): Conditions {
  return {
    StringEquals: { 'aws:RequestedRegion': region },
    ...(role.sourceNetworks.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': role.sourceNetworks } }),
  };
}

/** A rule that some session created carries that session's id: in a role's policy any session's will do. */
function ofGrant(role: Role, { access, resource, condition }: Grant): Conditions {
  if (condition === undefined) {
    const tags = Object.entries(role.scope.tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]);
    return access === 'read' || resource === '*' || tags.length === 0 ? {} : { StringEquals: Object.fromEntries(tags) };
  }
  const entries = Object.entries(condition);
  const equal = entries.filter(([, value]) => value !== THIS_SESSION);
  const ours = entries.filter(([, value]) => value === THIS_SESSION).map(([key]) => [key, '*']);
  return {
    ...(equal.length === 0 ? {} : { StringEquals: Object.fromEntries(equal) }),
    ...(ours.length === 0 ? {} : { StringLike: Object.fromEntries(ours) }),
  };
}

function reach(role: Role, { action, resource }: Grant, scope: AwsScope): readonly string[] {
  if (resource === '*') return ['*'];
  if (role.scope.resources.length === 0) return [widenToType(resource, scope)];
  const ofType = role.scope.resources.filter((pattern) => reaches(pattern, resource, scope));
  if (ofType.length > 0) return ofType.map((pattern) => pinned(pattern, scope));
  const whole = widenToType(resource, scope);
  throw new BreakglassError('role-lacks-grant', `the scope of role "${role.role}" names no resource for ${action}`, {
    hint: `add a pattern within ${whole} to scope.resources in playbooks/roles/${role.role}.yml`,
  });
}

/** Whether a pattern of a role's scope is about resources of the same type as `resource`. */
export function reaches(pattern: string, resource: string, scope: AwsScope): boolean {
  return pinned(pattern, scope).startsWith(widenToType(resource, scope).slice(0, -1));
}

/**
 * A pattern of a role's file in one install: the file is the same for all of them, so whose partition, Region and account it means
 * is known here. Throws `foreign-resource` for one that names others than the install's.
 */
export function pinned(pattern: string, scope: AwsScope): string {
  const arn = parseArn(pattern);
  if (arn === undefined) throw new BreakglassError('invalid-value', `"${pattern}" is not an ARN pattern`);
  const own = (part: keyof AwsScope): string => {
    const written = arn[part];
    if (written === '' || written === '*' || written === scope[part]) return written === '' ? '' : scope[part];
    throw new BreakglassError('foreign-resource', `${pattern} is in ${part} "${written}", not in "${scope[part]}"`, {
      hint: `write * in its place: a role's file is the same for every install`,
    });
  };
  return `arn:${own('partition')}:${arn.service}:${own('region')}:${own('account')}:${arn.resource}`;
}

function merge(a: Conditions, b: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
  return Object.fromEntries(operators.map((operator) => [operator, { ...a[operator], ...b[operator] }]));
}
