import type { Playbook, Role } from '../../domain/documents.ts';
import type { SourcePosition } from '../../domain/error.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { servedGrants } from '../../engine/served-grants.ts';
import { problemIn } from '../../playbook/origins.ts';
import { coverageOf } from '../../policy/covered.ts';
import { rolePermissions } from '../../policy/role-permissions.ts';
import type { Allow } from '../../policy/statement.ts';
import { usesOf, withoutPlace } from './missing.ts';
import type { Place } from './place.ts';
import { generalised } from './sample-arns.ts';
import { useGrants } from './use-grants.ts';

/** What a customer is asked for and no playbook uses: a permission of a role, or all that it holds. */
export interface Unused {
  readonly role: string;
  /** Null where no playbook names the role: then it is the whole of it. */
  readonly permission: UnusedPermission | null;
  /** What of the role's file holds it. */
  readonly at: SourcePosition | undefined;
}

export interface UnusedPermission {
  readonly action: string;
  /** As a role's file writes it. */
  readonly resource: string;
}

/** Permissions of a role that none of its playbooks uses in any of the places; one finding where it has no playbooks. */
export function unusedPermissions(
  role: Role,
  playbooks: readonly Playbook[],
  places: readonly Place[],
  registry: Registry,
): readonly Unused[] {
  if (playbooks.length === 0) return [{ role: role.role, permission: null, at: positionIn(role, ['role']) }];
  const used = new Set<string>();
  const all = new Map<string, UnusedPermission>();
  for (const place of places) {
    const wanted = wantedIn(place, role, playbooks, registry);
    for (const single of permissionsIn(place, role, registry)) {
      const [action = ''] = single.actions;
      const resource = withoutPlace(single.resources[0] ?? '');
      const missing = coverageOf([single], role.scope.tags);
      all.set(`${action} ${resource}`, { action, resource });
      if (wanted.some((grant) => missing(grant).length === 0)) used.add(`${action} ${resource}`);
    }
  }
  return [...all]
    .filter(([key]) => !used.has(key))
    .map(([, permission]) => ({ role: role.role, permission, at: placeOf(role, permission.action, registry) }));
}

function permissionsIn({ scope }: Place, role: Role, registry: Registry): readonly Allow[] {
  return rolePermissions(role, servedGrants(registry, role, scope), scope).flatMap((allow) =>
    allow.actions.flatMap((action) =>
      allow.resources.map((resource) => ({ ...allow, actions: [action], resources: [resource] })),
    ),
  );
}

/** What the playbooks need, met by the role's own networks. */
function wantedIn(place: Place, role: Role, playbooks: readonly Playbook[], registry: Registry): readonly Allow[] {
  const from = role.sourceNetworks.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': role.sourceNetworks } };
  const grants = playbooks.flatMap((playbook) =>
    usesOf(playbook).flatMap((use) => useGrants(use, { playbook, role, place, registry }).grants),
  );
  return grants.flatMap(({ access, action, resource, condition }) =>
    [resource, generalised(resource)].map((each) => ({
      access,
      actions: [action],
      resources: [each],
      conditions: { ...from, StringEquals: { ...condition, 'aws:RequestedRegion': place.scope.region } },
    })),
  );
}

function placeOf(role: Role, action: string, registry: Registry): SourcePosition | undefined {
  const { statements, serves } = role;
  const statement = statements.findIndex(({ actions }) => actions.includes(action));
  const kind = serves.findIndex((uses) => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    return servedGrants(registry, { serves: [uses] }, scope).some((grant) => grant.action === action);
  });
  const path =
    statement === -1
      ? ['serves', kind]
      : ['statements', statement, 'actions', statements[statement]?.actions.indexOf(action) ?? 0];
  return positionIn(role, path);
}

function positionIn(role: Role, path: readonly (string | number)[]): SourcePosition | undefined {
  return problemIn(role, { code: 'role-lacks-grant', message: '', hint: '', path }).at;
}
