import type { Install, Playbook, Role, Use } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Grant, THIS_SESSION } from '../domain/grant.ts';

/** What a role lets a plan do, and how. */
export interface PlanPermissions {
  /** CIDR blocks that calls have to come from; empty: any. */
  readonly sourceNetworks: readonly string[];
  /** Those of the grants that the role's policy does not allow. */
  readonly uncovered: (grants: readonly Grant[]) => readonly Grant[];
  /** The ladder of session policies for these grants, narrowest first, before they are bound to a session. */
  readonly sessionPolicies: (grants: readonly Grant[]) => readonly string[];
}

/** A step or check with what it needs. */
export interface Need {
  readonly use: Use;
  readonly grants: readonly Grant[];
}

/** Refuses an install in a Region that the role is not for. */
export function requireRegion({ role, regions }: Role, { install, region }: Install): void {
  if (regions.length === 0 || regions.includes(region)) return;
  throw new BreakglassError(
    'role-lacks-grant',
    `role "${role}" is for ${regions.join(', ')}; install "${install}" is in ${region}`,
    { hint: `add ${region} to "regions" in playbooks/roles/${role}.yml, and have the customer update their stack` },
  );
}

/** Refuses a plan of which AWS would refuse a part: with every action that is missing, on what, and where to add it. */
export function requireCovered(
  needs: readonly Need[],
  { role, playbook }: { readonly role: Role; readonly playbook: Playbook },
  uncovered: PlanPermissions['uncovered'],
): void {
  const lacking = needs
    .map(({ use, grants }) => ({ uses: use.uses, missing: uncovered(grants) }))
    .filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) return;
  const all = new Set(lacking.flatMap(({ missing }) => missing.map(named)));
  const remedies = new Set(lacking.map(({ uses, missing }) => remedy(role, uses, missing)));
  throw new BreakglassError(
    'role-lacks-grant',
    `playbook "${playbook.playbook}" needs ${[...all].join(', ')}, which role "${role.role}" does not grant`,
    {
      hint: `in playbooks/roles/${role.role}.yml ${[...remedies].join('; ')}; then have the customer update their stack`,
    },
  );
}

/** What to write into the role's file, so that it holds what is missing for `uses`. */
export function remedy({ serves, scope }: Role, uses: string, missing: readonly Grant[]): string {
  if (!serves.includes(uses)) return `add "${uses}" to "serves"`;
  const resources = [...new Set(missing.map(({ resource }) => resource))].join(', ');
  return scope.resources.length > 0
    ? `let "scope.resources" reach ${resources}`
    : `write what ${uses} needs on ${resources} out under "statements"`;
}

/** A grant as people read it. */
export function named({ action, resource, condition = {} }: Grant): string {
  const tested = Object.entries(condition).map(
    ([key, value]) => ` where ${key} is ${value === THIS_SESSION ? 'this session' : value}`,
  );
  return `${action} on ${resource}${tested.join('')}`;
}
