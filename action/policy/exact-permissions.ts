import { type AwsScope, requireInScope } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Grant } from '../domain/grant.ts';
import { type Allow, gather } from './statement.ts';

/**
 * The grants and nothing else, each in the Region of `scope` and, where `networks` names CIDR blocks, from there alone. Throws
 * `foreign-resource` for a grant outside `scope`, and `invalid-value` for what a policy cannot name exactly.
 */
export function exactPermissions(
  grants: readonly Grant[],
  scope: AwsScope,
  networks: readonly string[],
): readonly Allow[] {
  if (grants.length === 0) throw new BreakglassError('invalid-value', 'there is no grant to make a policy of');
  return tidy(
    grants.map(({ access, action, resource, condition = {} }) => ({
      access,
      actions: [requireAction(action)],
      resources: [resource === '*' ? '*' : requirePattern(resource, scope)],
      conditions: {
        ...(networks.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': networks } }),
        StringEquals: equalities(condition, scope.region),
      },
    })),
  );
}

/** Without what a wider pattern of the same action holds already, and gathered into statements. */
export function tidy(allows: readonly Allow[]): readonly Allow[] {
  return gather(gather(allows.flatMap(byAction)).flatMap(byAction).map(withoutCovered));
}

function byAction({ actions, ...rest }: Allow): readonly Allow[] {
  return actions.map((action) => ({ ...rest, actions: [action] }));
}

function equalities(condition: NonNullable<Grant['condition']>, region: string): Readonly<Record<string, string>> {
  const all = Object.entries({ ...condition, 'aws:RequestedRegion': region });
  const strange = all.find(([key, value]) => /[$"\\\s]/.test(`${key}${value}`));
  if (strange !== undefined) {
    throw new BreakglassError('invalid-value', `"${strange.join('": "')}" is not a condition that IAM takes as it is`);
  }
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function requireAction(action: string): string {
  if (/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) return action;
  throw new BreakglassError('invalid-value', `"${action}" is not an IAM action`);
}

/** What a resource ARN may hold in a grant: `*` within the resource part; `?` and `$` would be wildcard and variable. */
function requirePattern(resource: string, scope: AwsScope): string {
  const { service } = requireInScope(resource, scope);
  if (/[?$\s"\\]/.test(resource) || service.includes('*')) {
    throw new BreakglassError('invalid-value', `"${resource}" is not an ARN that a policy can name exactly`);
  }
  return resource;
}

function withoutCovered(allow: Allow): Allow {
  const prefixes = allow.resources
    .filter((resource) => resource.endsWith('*'))
    .map((resource) => resource.slice(0, -1));
  const covered = (resource: string): boolean =>
    prefixes.some((prefix) => resource !== `${prefix}*` && !prefix.includes('*') && resource.startsWith(prefix));
  return { ...allow, resources: allow.resources.filter((resource) => !covered(resource)) };
}
