import type { Install, Playbook, Role } from '../../domain/documents.ts';
import type { BreakglassError } from '../../domain/error.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { installRoleProblems, misfitOf } from './install-problems.ts';
import { missingPermissions, roleThere } from './missing.ts';
import { type Place, placesOf } from './place.ts';
import { rolePolicyProblems } from './role-policy.ts';
import { type Unused, unusedPermissions } from './unused.ts';

/** The valid files of a playbook repository. */
export interface RoleFiles {
  /** By the names of their files. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly playbooks: readonly Playbook[];
  readonly installs: readonly Install[];
}

/** Whether roles, playbooks and installs fit each other: proven with the code that plans, refuses and makes the stack. */
export interface RoleFit {
  readonly roleProblems: (role: string) => readonly BreakglassError[];
  readonly playbookProblems: (playbook: Playbook) => readonly BreakglassError[];
  readonly installProblems: (install: Install) => readonly BreakglassError[];
  readonly unused: () => readonly Unused[];
}

interface Judged {
  readonly role: Role;
  readonly playbooks: readonly Playbook[];
  readonly places: readonly Place[];
  readonly problems: readonly BreakglassError[];
}

export function roleFit({ roles, playbooks, installs }: RoleFiles, registry: Registry): RoleFit {
  const judged = new Map([...roles].map(([name, role]) => [name, judge(role)]));

  function judge(role: Role): Judged {
    const fitting = installs.filter((install) => misfitOf(install, role, registry) === undefined);
    const places = placesOf(role, fitting);
    const own = playbooks.filter((playbook) => playbook.role === role.role);
    return { role, playbooks: own, places, problems: rolePolicyProblems(role, places, registry) };
  }

  /** A role that is wrong is told of by itself: what it would hold is not known. */
  function sound(name: string): Judged | undefined {
    const found = judged.get(name);
    return found?.problems.length === 0 ? found : undefined;
  }

  const lacking = new Map<Playbook, readonly BreakglassError[]>();

  function playbookProblems(playbook: Playbook): readonly BreakglassError[] {
    const problems = lacking.get(playbook) ?? lackingOf(playbook);
    lacking.set(playbook, problems);
    return problems;
  }

  function lackingOf(playbook: Playbook): readonly BreakglassError[] {
    const found = sound(playbook.role);
    if (found === undefined) return [];
    const there = found.places.map((place) => roleThere(found.role, place, registry));
    return missingPermissions(playbook, there, registry);
  }

  return {
    roleProblems: (name) => judged.get(name)?.problems ?? [],
    playbookProblems,
    installProblems: (install) => {
      const enabled = Object.keys(install.roles).flatMap((name) => sound(name) ?? []);
      // A playbook that its role does not cover is told of by itself, not by each resource that it could take.
      const covered = enabled.map(({ role, playbooks: own }) => ({
        role,
        playbooks: own.filter((playbook) => playbookProblems(playbook).length === 0),
      }));
      return installRoleProblems(install, covered, registry);
    },
    unused: () =>
      [...judged.keys()].flatMap((name) => {
        const found = sound(name);
        if (found === undefined || found.playbooks.some((playbook) => playbookProblems(playbook).length > 0)) return [];
        return unusedPermissions(found.role, found.playbooks, found.places, registry);
      }),
  };
}
