import type { Install, Role } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { suggest } from '../../playbook/nearest.ts';
import { parseInstall, parseRole } from '../../playbook/parse.ts';
import { readYamlFiles } from '../../runtime/yaml-folder.ts';
import { registry } from '../../services/registry.ts';
import { FOLDERS } from '../read-documents.ts';
import type { StackDocuments } from './stack-input.ts';

/**
 * The install of that name, needless where there is one, and the roles of the folder that it names: a stack offers those.
 *
 * @throws BreakglassError `unknown-install`, `unknown-role`, or the first problem of a file, at file:line:column
 */
export function readStackDocuments(root: string, name: string | undefined): StackDocuments {
  const install = chosen(readInstalls(root), name);
  const roles = readYamlFiles(root, FOLDERS.role).map((file) => parseRole(file, registry));
  return { install, roles: named(install, roles) };
}

function named(install: Install, roles: readonly Role[]): readonly Role[] {
  const names = roles.map(({ role }) => role);
  const unknown = Object.keys(install.roles).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new BreakglassError(
      'unknown-role',
      `install "${install.install}" names role "${unknown}", which has no file`,
      {
        hint: suggest(unknown, names, `add ${FOLDERS.role}/${unknown}.yml, or remove it under roles of the install`),
      },
    );
  }
  return roles.filter(({ role }) => Object.hasOwn(install.roles, role));
}

/** @throws BreakglassError `unknown-install` where there is none, or the first problem of a file */
export function readInstalls(root: string): readonly Install[] {
  const installs = readYamlFiles(root, FOLDERS.install).map((file) => parseInstall(file, registry));
  if (installs.length > 0) return installs;
  throw new BreakglassError('unknown-install', `there is no install in ${FOLDERS.install}/`, {
    hint: 'run "breakglass setup --install NAME …" first: it names the roles as the stack will make them',
  });
}

function chosen(installs: readonly Install[], name: string | undefined): Install {
  const names = installs.map(({ install }) => install);
  const [only, ...more] = installs;
  if (name === undefined && only !== undefined && more.length === 0) return only;
  if (name === undefined) {
    throw new BreakglassError('missing-input', `there are ${installs.length} installs: ${names.join(', ')}`, {
      hint: 'name one by --install: each has a stack of its own',
    });
  }
  const found = installs.find(({ install }) => install === name);
  if (found !== undefined) return found;
  throw new BreakglassError('unknown-install', `there is no install "${name}" in ${FOLDERS.install}/`, {
    hint: suggest(name, names, `add ${FOLDERS.install}/${name}.yml`),
  });
}
