import type { AwsScope } from '../domain/arn.ts';
import type { Install, Role } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Registry } from '../domain/step-kind.ts';
import type { PlanPermissions } from '../engine/role-coverage.ts';
import { servedGrants } from '../engine/served-grants.ts';
import { coverageOf } from '../policy/covered.ts';
import { compileSessionPolicies } from '../policy/ladder.ts';
import { commonNetworks } from '../policy/networks.ts';
import { type RolePurpose, rolePermissions } from '../policy/role-permissions.ts';

/** What the role, as its file and the install's say, lets a plan do: asked of no account, so the same in every job. */
export function planPermissions(
  { install, role }: { readonly install: Install; readonly role: Role },
  scope: AwsScope,
  { registry, purpose = 'break-glass' }: { readonly registry: Registry; readonly purpose?: RolePurpose },
): PlanPermissions {
  const allows = rolePermissions(role, servedGrants(registry, role, scope), scope, purpose);
  const { tags } = role.scope;
  const sourceNetworks = networks(install, role);
  const missing = coverageOf(allows, tags);
  // The networks of the two files are brought together above: here they only must not count as missing.
  const from = sourceNetworks.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': sourceNetworks } };
  return {
    sourceNetworks,
    uncovered: (grants) =>
      grants.filter(({ access, action, resource, condition }) => {
        const conditions = { ...from, StringEquals: { ...condition, 'aws:RequestedRegion': scope.region } };
        return missing({ access, actions: [action], resources: [resource], conditions }).length > 0;
      }),
    sessionPolicies: (grants) => compileSessionPolicies(grants, scope, { role: allows, tags, sourceNetworks }),
  };
}

function networks(install: Install, role: Role): readonly string[] {
  const common = commonNetworks(install.sourceNetworks, role.sourceNetworks);
  if (common !== undefined) return common;
  throw new BreakglassError(
    'role-lacks-grant',
    `no address is in both ${install.sourceNetworks.join(', ')} of install "${install.install}" and ${role.sourceNetworks.join(', ')} of role "${role.role}"`,
    { hint: 'let the blocks of source-networks in the two files overlap, and have the customer update their stack' },
  );
}
