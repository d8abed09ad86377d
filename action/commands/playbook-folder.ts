import type { Install, Playbook, Role, SourceFile } from '../domain/documents.ts';
import { parseInstall, parsePlaybook, parseRole } from '../playbook/parse.ts';
import { registry } from '../services/registry.ts';
import { formProblems, missingRole } from './cross-checks.ts';
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
  const names = roles.map(({ role }) => role);
  const [first] = playbooks.flatMap((playbook) => [...missingRole(playbook, names), ...formProblems(playbook)]);
  if (first !== undefined) throw first;
  return { playbooks, roles, installs };
}
