import { asBreakglassError, formatPosition } from '../domain/error.ts';
import { readSource, yamlPaths } from '../runtime/yaml-folder.ts';
import { registry } from '../services/registry.ts';
import { plain } from '../view/escape.ts';
import { FILE_KINDS, type FolderFile, folderProblems } from './folder-problems.ts';
import { FOLDERS } from './read-documents.ts';

/**
 * Checks every file of a playbook repository, and what they say of each other; all problems, each at file:line:column. Exit
 * code 1 when there is one.
 */
export function validateCommand(root: string, write: (line: string) => void): number {
  const files = FILE_KINDS.flatMap((kind) =>
    yamlPaths(root, FOLDERS[kind]).map((path): FolderFile => ({ kind, path, file: readable(root, path) })),
  );
  const problems = folderProblems(files, registry);
  for (const problem of problems) {
    const place = problem.at === undefined ? '' : `${formatPosition(problem.at)}: `;
    write(plain(`${place}${problem.code}: ${problem.message}`));
    if (problem.hint !== undefined) write(plain(`  ${problem.hint}`));
  }
  write(`${files.length} files, ${problems.length} problems`);
  return problems.length === 0 && files.length > 0 ? 0 : 1;
}

function readable(root: string, path: string): FolderFile['file'] {
  try {
    return readSource(root, path);
  } catch (error) {
    return asBreakglassError(error);
  }
}
