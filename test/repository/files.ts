import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Folders whose files are made, installed, or git's own; in a linked work tree git's own is a file. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', 'build', '.peers']);

/** Paths of all files that people or generators commit, from the root. */
export function repositoryFiles(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return SKIPPED.has(entry.name) || entry.name.startsWith('build-') ? [] : repositoryFiles(path);
    return entry.isFile() && !SKIPPED.has(entry.name) && !entry.name.endsWith('.log') ? [path] : [];
  });
}

/** Text of a file, by its path from the root. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
