import type { GitRepository } from './git-repository.ts';
import type { ChangedFile } from './history.ts';
import type { TreeEntry } from './objects.ts';

/** Git takes a file with a zero byte in its beginning for binary, and counts no lines of it. */
const LOOKED_AT = 8_000;

/**
 * What changed between two commits where files were added and nothing else was done: that is what most commits of a trail are, and
 * git's own `diff-tree` is a process for each. Undefined for everything else.
 */
export async function addedFiles(
  git: GitRepository,
  from: string | undefined,
  to: string,
): Promise<readonly ChangedFile[] | undefined> {
  const before = from === undefined ? [] : await git.tree(from);
  const after = await git.tree(to);
  return before === undefined || after === undefined ? undefined : compare(git, before, after, '');
}

async function compare(
  git: GitRepository,
  before: readonly TreeEntry[],
  after: readonly TreeEntry[],
  folder: string,
): Promise<readonly ChangedFile[] | undefined> {
  const known = new Map(before.map((entry) => [entry.name, entry]));
  if (before.some(({ name }) => !after.some((entry) => entry.name === name))) return undefined;
  const found: ChangedFile[] = [];
  for (const { name, mode, oid, type } of after) {
    const old = known.get(name);
    if (old?.oid === oid && old.mode === mode) continue;
    const path = `${folder}${name}`;
    if (type === 'tree' && (old === undefined || old.type === 'tree')) {
      const [was, is] = await Promise.all([old === undefined ? [] : treeOf(git, old.oid), treeOf(git, oid)]);
      const inside = was === undefined || is === undefined ? undefined : await compare(git, was, is, `${path}/`);
      if (inside === undefined) return undefined;
      found.push(...inside);
    } else if (old === undefined && type === 'blob') {
      const additions = lines((await git.read(oid))?.content ?? Buffer.alloc(0));
      found.push({ path, previousPath: undefined, status: 'added', oid, additions, deletions: 0 });
    } else return undefined;
  }
  return found;
}

async function treeOf(git: GitRepository, oid: string): Promise<readonly TreeEntry[] | undefined> {
  return git.tree(oid);
}

function lines(content: Buffer): number {
  if (content.length === 0 || content.subarray(0, LOOKED_AT).includes(0)) return 0;
  const ends = content.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
  return content.at(-1) === 10 ? ends : ends + 1;
}
