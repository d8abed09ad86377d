import type { Install, Playbook, Role } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Grant } from '../../domain/grant.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { named, requireRegion } from '../../engine/role-coverage.ts';
import { problemIn } from '../../playbook/origins.ts';
import type { Problem } from '../../playbook/problem.ts';
import { planPermissions } from '../plan-permissions.ts';
import { KEYLESS_RECOVERY } from '../state-key.ts';
import { type RoleThere, roleThere, usesOf } from './missing.ts';
import { placesOf } from './place.ts';
import { networkProblems } from './role-policy.ts';
import { inputsOf, useGrants } from './use-grants.ts';

/** A role with the playbooks that run with it. */
export interface RoleInUse {
  readonly role: Role;
  readonly playbooks: readonly Playbook[];
}

/** What an install and the roles that it enables say against each other. */
export function installRoleProblems(
  install: Install,
  enabled: readonly RoleInUse[],
  registry: Registry,
): readonly BreakglassError[] {
  const networks = [
    ...networkProblems(install.sourceNetworks),
    ...networkProblems(install.privateNetworks ?? [], 'private-networks'),
    ...stateKeyProblems(install),
  ].map((problem) => problemIn(install, problem));
  if (networks.length > 0) return networks;
  const fits = enabled.map(({ role, playbooks }) => ({ role, playbooks, misfit: misfitOf(install, role, registry) }));
  const usable = fits.flatMap(({ role, playbooks, misfit }) =>
    misfit === undefined
      ? placesOf(role, [install]).map((place) => ({ there: roleThere(role, place, registry), playbooks }))
      : [],
  );
  return [...fits.flatMap(({ misfit = [] }) => misfit), ...unreached(install, usable, registry)];
}

function stateKeyProblems({ stateKey, recover, recoverRoles }: Install): readonly Problem[] {
  if (stateKey !== true || recover === 'approval' || Object.keys(recoverRoles).length === 0) return [];
  return [{ code: 'invalid-value', ...KEYLESS_RECOVERY, path: ['state-key'] }];
}

/** An enabled role with which no plan can ever be made in this install. */
export function misfitOf(install: Install, role: Role, registry: Registry): BreakglassError | undefined {
  const { partition, account, region } = install;
  try {
    requireRegion(role, install);
    planPermissions({ install, role }, { partition, account, region }, { registry });
    return undefined;
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    const { code, message, hint = '' } = error;
    return problemIn(install, { code, message, hint, path: ['roles', role.role], point: 'key' });
  }
}

interface RoleUsable {
  readonly there: RoleThere;
  readonly playbooks: readonly Playbook[];
}

/** Names of resources that a request may use and every plan of which is refused. */
function unreached(install: Install, roles: readonly RoleUsable[], registry: Registry): readonly BreakglassError[] {
  return Object.entries(install.resources).flatMap(([kind, resources]) => {
    const takers = roles.filter(({ playbooks }) =>
      playbooks.some((playbook) => inputsOfKind(playbook, kind).length > 0),
    );
    return Object.entries(resources).flatMap(([name, arn]) => {
      const lacking = takers.map((taker) => missingFor(arn, kind, taker, registry));
      const [first] = lacking;
      // One that another role reaches is there for that one.
      if (first?.[0] === undefined || lacking.some((missing) => missing.length === 0)) return [];
      return [
        problemIn(install, {
          code: 'role-lacks-grant',
          message: `"${name}" is beyond role "${takers[0]?.there.role.role}": a playbook needs ${named(first[0])}`,
          hint: `remove it, or let scope.resources in playbooks/roles/${takers[0]?.there.role.role}.yml reach it and have the customer update their stack`,
          path: ['resources', kind, name],
        }),
      ];
    });
  });
}

function missingFor(arn: string, kind: string, { there, playbooks }: RoleUsable, registry: Registry): readonly Grant[] {
  return playbooks.flatMap((playbook) =>
    inputsOfKind(playbook, kind).flatMap((input) =>
      usesOf(playbook)
        .filter((use) => inputsOf(use).includes(input))
        .flatMap((use) => {
          const { role, place } = there;
          return there.uncovered(useGrants(use, { playbook, role, place, registry, given: { [input]: arn } }).grants);
        }),
    ),
  );
}

function inputsOfKind({ inputs }: Playbook, kind: string): readonly string[] {
  return Object.entries(inputs).flatMap(([name, spec]) =>
    spec.type === 'resource' && spec.kind === kind ? [name] : [],
  );
}
