import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gitBlobId } from '../audit/git-blob.ts';
import type { SourceFile } from '../domain/documents.ts';

/** Paths from `root` of the files of one folder whose names end as YAML's may, sorted; none where there is no such folder. */
export function yamlPaths(root: string, folder: string): readonly string[] {
  const at = join(root, folder);
  if (!existsSync(at) || !statSync(at).isDirectory()) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => `${folder}/${name}`)
    .toSorted();
}

/** A file as it lies there, committed or not. */
export function readSource(root: string, path: string): SourceFile {
  const bytes = readFileSync(join(root, path));
  return { path, text: bytes.toString('utf8'), blob: gitBlobId(bytes) };
}

/** The files of one folder that the action reads: `.yml` only. */
export function readYamlFiles(root: string, folder: string): readonly SourceFile[] {
  return yamlPaths(root, folder)
    .filter((path) => path.endsWith('.yml'))
    .map((path) => readSource(root, path));
}
