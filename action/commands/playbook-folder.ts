import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitBlobId } from '../audit/git-blob.ts';
import type { Install, Playbook, Role, SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { suggest } from '../playbook/nearest.ts';
import { problemIn } from '../playbook/origins.ts';
import { parseInstall, parsePlaybook, parseRole } from '../playbook/parse.ts';
import { requireRoom } from '../scaffold/dispatch-inputs.ts';
import { registry } from '../services/registry.ts';
import { FOLDERS } from './read-documents.ts';

/** What a playbook repository's workflows are made from. */
export interface PlaybookFolder {
  readonly playbooks: readonly Playbook[];
  readonly roles: readonly Role[];
  readonly installs: readonly Install[];
}

/**
 * The playbooks, roles and installs of files, validated, and each playbook with a role that exists and a form that fits.
 *
 * @throws BreakglassError the first problem, at file:line:column
 */
export function parsePlaybookFolder(files: readonly SourceFile[]): PlaybookFolder {
  const inFolder = (folder: string): readonly SourceFile[] =>
    files.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === folder);
  const roles = inFolder(FOLDERS.role).map((file) => parseRole(file, registry));
  const playbooks = inFolder(FOLDERS.playbook).map((file) => parsePlaybook(file, registry));
  const installs = inFolder(FOLDERS.install).map((file) => parseInstall(file, registry));
  for (const playbook of playbooks) {
    requireRole(playbook, roles);
    requireForm(playbook);
  }
  return { playbooks, roles, installs };
}

/** The files of one folder that the action reads: `.yml` only. */
export function readYamlFiles(root: string, folder: string): readonly SourceFile[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map(({ name }) => {
      const bytes = readFileSync(join(at, name));
      return { path: `${folder}/${name}`, text: bytes.toString('utf8'), blob: gitBlobId(bytes) };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function requireRole(playbook: Playbook, roles: readonly Role[]): void {
  const names = roles.map(({ role }) => role);
  if (names.includes(playbook.role)) return;
  throw problemIn(playbook, {
    code: 'unknown-role',
    message: `there is no role "${playbook.role}": no file ${FOLDERS.role}/${playbook.role}.yml`,
    hint: suggest(playbook.role, names, `add ${FOLDERS.role}/${playbook.role}.yml`),
    path: ['role'],
  });
}

/** What the workflow's generator refuses, at the line to be changed. */
function requireForm(playbook: Playbook): void {
  try {
    requireRoom(playbook);
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    const path = [Object.keys(playbook.inputs).length > playbook.criteria.length ? 'inputs' : 'criteria'];
    throw problemIn(playbook, { code: error.code, message: error.message, hint: error.hint ?? '', path, point: 'key' });
  }
}
