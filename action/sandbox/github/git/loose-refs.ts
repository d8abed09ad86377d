import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every ref of a bare repository that has packed none, by name: what `git for-each-ref` says, without a process. Undefined where some
 * are packed.
 */
export async function looseRefs(directory: string): Promise<ReadonlyMap<string, string> | undefined> {
  if (existsSync(join(directory, 'packed-refs'))) return undefined;
  const files = await filesIn(directory, 'refs');
  const read = files.toSorted().map(async (name): Promise<[string, string][]> => {
    // A ref may be gone by now.
    const text = await readFile(join(directory, name), 'latin1').catch(() => '');
    return /^[0-9a-f]{40}\n$/.test(text) ? [[name, text.trim()]] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

async function filesIn(directory: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry): Promise<readonly string[]> => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(directory, name);
    return name.endsWith('.lock') ? [] : [name];
  });
  return (await Promise.all(found)).flat();
}
