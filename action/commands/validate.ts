import { asBreakglassError, formatPosition, type SourcePosition } from '../domain/error.ts';
import { readSource, yamlPaths } from '../runtime/yaml-folder.ts';
import { registry } from '../services/registry.ts';
import { plain } from '../view/escape.ts';
import type { Unused } from './coverage/unused.ts';
import { FILE_KINDS, type FolderFile, folderFindings } from './folder-problems.ts';
import { FOLDERS } from './read-documents.ts';

/**
 * Checks every file of a playbook repository, and what they say of each other; all problems, each at file:line:column. Exit
 * code 1 when there is one. Permissions that no playbook uses are told after them, and are no problem.
 */
export function validateCommand(root: string, write: (line: string) => void): number {
  const files = FILE_KINDS.flatMap((kind) =>
    yamlPaths(root, FOLDERS[kind]).map((path): FolderFile => ({ kind, path, file: readable(root, path) })),
  );
  const { problems, unused } = folderFindings(files, registry);
  for (const problem of problems) {
    write(plain(`${placed(problem.at)}${problem.code}: ${problem.message}`));
    if (problem.hint !== undefined) write(plain(`  ${problem.hint}`));
  }
  for (const each of unused) write(plain(`${placed(each.at)}note: ${told(each)}`));
  write(`${files.length} files, ${problems.length} problems`);
  return problems.length === 0 && files.length > 0 ? 0 : 1;
}

function placed(at: SourcePosition | undefined): string {
  return at === undefined ? '' : `${formatPosition(at)}: `;
}

function told({ role, permission }: Unused): string {
  return permission === null
    ? `no playbook uses the role "${role}"`
    : `no playbook uses ${permission.action} on ${permission.resource}, which role "${role}" holds`;
}

function readable(root: string, path: string): FolderFile['file'] {
  try {
    return readSource(root, path);
  } catch (error) {
    return asBreakglassError(error);
  }
}
