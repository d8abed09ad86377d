import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gitBlobId } from '../audit/git-blob.ts';
import { asBreakglassError, type BreakglassError, formatPosition } from '../domain/error.ts';
import { checkDocument } from '../playbook/check-document.ts';
import { registry } from '../services/registry.ts';
import { plain } from '../view/escape.ts';
import { FOLDERS } from './read-documents.ts';

/** Checks every file of a playbook repository; all problems, each at file:line:column. Exit code 1 when there is one. */
export function validateCommand(root: string, write: (line: string) => void): number {
  let files = 0;
  const problems: BreakglassError[] = [];
  for (const [kind, folder] of Object.entries(FOLDERS) as [keyof typeof FOLDERS, string][]) {
    for (const path of yamlFiles(root, folder)) {
      files += 1;
      problems.push(...checkFile(kind, root, path));
    }
  }
  for (const problem of problems) {
    const place = problem.at === undefined ? '' : `${formatPosition(problem.at)}: `;
    write(plain(`${place}${problem.code}: ${problem.message}`));
    if (problem.hint !== undefined) write(plain(`  ${problem.hint}`));
  }
  write(`${files} files, ${problems.length} problems`);
  return problems.length === 0 && files > 0 ? 0 : 1;
}

function checkFile(kind: keyof typeof FOLDERS, root: string, path: string): readonly BreakglassError[] {
  try {
    const bytes = readFileSync(join(root, path));
    return checkDocument(kind, { path, text: bytes.toString('utf8'), blob: gitBlobId(bytes) }, registry);
  } catch (error) {
    return [asBreakglassError(error)];
  }
}

function yamlFiles(root: string, folder: string): readonly string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => relative(root, join(root, folder, entry.name)))
      .toSorted();
  } catch {
    return [];
  }
}
