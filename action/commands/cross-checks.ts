import type { Install, Playbook } from '../domain/documents.ts';
import type { Drill } from '../domain/drill.ts';
import { BreakglassError } from '../domain/error.ts';
import { suggest } from '../playbook/nearest.ts';
import { problemIn } from '../playbook/origins.ts';
import { requireRoom } from '../scaffold/dispatch-inputs.ts';
import { FOLDERS } from './read-documents.ts';

/** The role that a playbook names, unless a file of `roles` has that name. */
export function missingRole(playbook: Playbook, roles: readonly string[]): readonly BreakglassError[] {
  if (roles.includes(playbook.role)) return [];
  return [
    problemIn(playbook, {
      code: 'unknown-role',
      message: `there is no role "${playbook.role}": no file ${FOLDERS.role}/${playbook.role}.yml`,
      hint: suggest(playbook.role, roles, `add ${FOLDERS.role}/${playbook.role}.yml`),
      path: ['role'],
    }),
  ];
}

/** What the generator of the playbook's workflow refuses, at the line to be changed. */
export function formProblems(playbook: Playbook): readonly BreakglassError[] {
  try {
    requireRoom(playbook);
    return [];
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    const path = [Object.keys(playbook.inputs).length > playbook.criteria.length ? 'inputs' : 'criteria'];
    const { code, message, hint = '' } = error;
    return [problemIn(playbook, { code, message, hint, path, point: 'key' })];
  }
}

/** Roles that an install has enabled and that no file describes. */
export function strayRoles(install: Install, roles: readonly string[]): readonly BreakglassError[] {
  return Object.keys(install.roles)
    .filter((name) => !roles.includes(name))
    .map((name) =>
      problemIn(install, {
        code: 'unknown-role',
        message: `the install "${install.install}" enables the role "${name}": no file ${FOLDERS.role}/${name}.yml`,
        hint: suggest(name, roles, `add ${FOLDERS.role}/${name}.yml`),
        path: ['roles', name],
        point: 'key',
      }),
    );
}

/** A drill of no playbook. */
export function strayDrill(drill: Drill, playbooks: readonly string[]): readonly BreakglassError[] {
  if (playbooks.includes(drill.drill)) return [];
  return [
    problemIn(drill, {
      code: 'unknown-playbook',
      message: `the drill "${drill.drill}" is of no playbook: no file ${FOLDERS.playbook}/${drill.drill}.yml`,
      hint: `add ${FOLDERS.playbook}/${drill.drill}.yml, or remove the drill`,
      path: ['drill'],
    }),
  ];
}

/** Inputs of a drill that its playbook does not declare, and those that it wants and does not get. */
export function drillInputProblems(drill: Drill, { playbook, inputs }: Playbook): readonly BreakglassError[] {
  const declared = Object.keys(inputs);
  const given = Object.keys(drill.inputs);
  const extra = given
    .filter((name) => !declared.includes(name))
    .map((name) =>
      problemIn(drill, {
        code: 'unknown-input',
        message: `the playbook ${playbook} has no input "${name}"`,
        hint: suggest(name, declared, 'remove it: the playbook takes no inputs'),
        path: ['inputs', name],
        point: 'key',
      }),
    );
  const missing = Object.entries(inputs)
    .filter(([name, spec]) => spec.default === undefined && !given.includes(name))
    .map(([name]) =>
      problemIn(drill, {
        code: 'missing-input',
        message: `the input "${name}" of the playbook ${playbook} is missing`,
        hint: `add "${name}" under inputs`,
        path: ['inputs'],
        point: 'key',
      }),
    );
  return [...missing, ...extra];
}
