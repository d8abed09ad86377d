import { type AwsScope, requireInScope } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Grant } from '../domain/grant.ts';
import type { PolicyDocument } from './document.ts';
import { evaluate } from './evaluate.ts';
import { sharePrefixes, widenToType } from './resource-prefix.ts';

/** STS counts the characters of the session policy as it is sent. */
export const SESSION_POLICY_LIMIT = 2048;
/** IAM counts all inline policies of one role, without white space. */
export const ROLE_POLICY_LIMIT = 10_240;

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Action → the resources it is granted on. */
type Permissions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The session policies that hold `grants` and as little else as fits, from the narrowest up, as compact JSON without
 * their end in time. The first names every ARN exactly. Only when that one is too large do others follow, in which ARNs
 * of one action share prefixes. Throws `policy-too-large` when none leaves room for the end, and `foreign-resource` for a
 * grant outside `scope`.
 */
export function compileSessionPolicies(grants: readonly Grant[], scope: AwsScope): readonly string[] {
  const exact = permissionsOf(grants, (resource) => requirePattern(resource, scope));
  const narrowest = serialize(exact, scope.region);
  if (fits(narrowest)) return [narrowest];
  const rungs: string[] = [];
  for (let depth = deepest(exact); depth > 0; depth--) {
    const shared = new Map([...exact].map(([action, resources]) => [action, sharePrefixes(resources, depth)]));
    const policy = serialize(shared, scope.region);
    if (fits(policy) && policy !== rungs.at(-1)) rungs.push(policy);
  }
  if (rungs.length === 0) {
    throw new BreakglassError(
      'policy-too-large',
      `the session policy needs ${withEnd(narrowest, 0).length} characters`,
      {
        hint: `AWS takes ${SESSION_POLICY_LIMIT}: split the playbook, or let it touch fewer resources`,
      },
    );
  }
  return rungs;
}

/** `policy` with every statement ending at `notAfter` (milliseconds since 1970; rounded down to a second). */
export function withEnd(policy: string, notAfter: number): string {
  const { Version, Statement } = JSON.parse(policy) as Policy;
  const end = `${new Date(notAfter).toISOString().slice(0, 19)}Z`;
  const ending = Statement.map((statement) => ({
    ...statement,
    Condition: { ...statement.Condition, DateLessThan: { 'aws:CurrentTime': end } },
  }));
  return JSON.stringify({ Version, Statement: ending });
}

/**
 * The permissions policy of a customer's role: `grants` (of the kinds that it serves, on example resources) widened to
 * every resource of the same type in the install's account and Region.
 */
export function compileRolePolicy(grants: readonly Grant[], scope: AwsScope): string {
  const policy = serialize(
    permissionsOf(grants, (resource) => widenToType(resource, scope)),
    scope.region,
  );
  if (policy.length > ROLE_POLICY_LIMIT) {
    throw new BreakglassError('policy-too-large', `the role's policy needs ${policy.length} characters`, {
      hint: `IAM takes ${ROLE_POLICY_LIMIT}: let the role serve fewer kinds`,
    });
  }
  return policy;
}

/**
 * The grants that `policy`, as a role's only identity policy, does not allow. A grant with a wildcard counts as covered
 * only by a pattern at least as wide.
 */
export function uncovered(
  grants: readonly Grant[],
  policy: PolicyDocument,
  context: Readonly<Record<string, readonly string[]>>,
): readonly Grant[] {
  return grants.filter(
    ({ action, resource }) => !evaluate({ identity: [policy] }, { action, resource, context }).allowed,
  );
}

function permissionsOf(grants: readonly Grant[], resourceOf: (resource: string) => string): Permissions {
  if (grants.length === 0) throw new BreakglassError('invalid-value', 'there is no grant to make a policy of');
  const permissions = new Map<string, Set<string>>();
  for (const { action, resource } of grants) {
    if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) {
      throw new BreakglassError('invalid-value', `"${action}" is not an IAM action`);
    }
    const resources = permissions.get(action) ?? new Set();
    permissions.set(action, resources.add(resource === '*' ? '*' : resourceOf(resource)));
  }
  return new Map([...permissions].map(([action, resources]) => [action, withoutCovered(resources)]));
}

/** What a resource ARN may hold in a grant: `*` within the resource part; `?` and `$` would be wildcard and variable. */
function requirePattern(resource: string, scope: AwsScope): string {
  const { service } = requireInScope(resource, scope);
  if (/[?$\s"\\]/.test(resource) || service.includes('*')) {
    throw new BreakglassError('invalid-value', `"${resource}" is not an ARN that a policy can name exactly`);
  }
  return resource;
}

function withoutCovered(resources: ReadonlySet<string>): ReadonlySet<string> {
  const prefixes = [...resources].filter((resource) => resource.endsWith('*')).map((resource) => resource.slice(0, -1));
  const covered = (resource: string): boolean =>
    prefixes.some((prefix) => resource !== `${prefix}*` && !prefix.includes('*') && resource.startsWith(prefix));
  return new Set([...resources].filter((resource) => !covered(resource)));
}

function deepest(permissions: Permissions): number {
  return Math.max(...[...permissions.values()].flatMap((set) => [...set].map((arn) => arn.split('/').length - 1)), 0);
}

function fits(policy: string): boolean {
  return withEnd(policy, 0).length <= SESSION_POLICY_LIMIT;
}

/** Actions with equal resource sets share a statement; the order depends on nothing but the permissions. */
function serialize(permissions: Permissions, region: string): string {
  const groups = new Map<string, { actions: string[]; resources: readonly string[] }>();
  for (const action of [...permissions.keys()].toSorted()) {
    const resources = [...(permissions.get(action) ?? [])].toSorted();
    const group = groups.get(resources.join('\n')) ?? { actions: [], resources };
    group.actions.push(action);
    groups.set(resources.join('\n'), group);
  }
  const statements = [...groups.values()].map(
    ({ actions, resources }): Statement => ({
      Effect: 'Allow',
      Action: oneOrMany(actions),
      Resource: oneOrMany(resources),
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    }),
  );
  return JSON.stringify({ Version: '2012-10-17', Statement: statements } satisfies Policy);
}

function oneOrMany(list: readonly string[]): string | readonly string[] {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 ? only : list;
}
