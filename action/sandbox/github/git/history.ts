import { addedFiles } from './added-files.ts';
import type { GitRepository } from './git-repository.ts';
import { linearLog } from './linear-log.ts';

export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Blob id; for a removed file, the one it had. */
  readonly oid: string;
  readonly additions: number;
  readonly deletions: number;
}

const STATUS = { A: 'added', D: 'removed', M: 'modified', T: 'modified', R: 'renamed' } as const;
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What changed between two commits; `undefined` for the state before the first one. */
export async function changedFiles(
  git: GitRepository,
  from: string | undefined,
  to: string,
): Promise<readonly ChangedFile[]> {
  const added = await addedFiles(git, from, to);
  if (added !== undefined) return added;
  const options = ['-r', '-z', '-M', '--no-abbrev', '--raw', '--numstat', from ?? EMPTY_TREE, to];
  const fields = (await git.must(['diff-tree', ...options])).split('\0');
  const raw: Omit<ChangedFile, 'additions' | 'deletions'>[] = [];
  const counts = new Map<string, readonly [number, number]>();
  for (let at = 0; at < fields.length && fields[at] !== ''; ) {
    const field = fields[at] ?? '';
    if (field.startsWith(':')) {
      const [, , before = '', after = '', letter = 'M'] = field.slice(1).split(' ');
      const renamed = letter.startsWith('R');
      const path = fields[at + (renamed ? 2 : 1)] ?? '';
      raw.push({
        path,
        previousPath: renamed ? fields[at + 1] : undefined,
        status: STATUS[letter.charAt(0) as keyof typeof STATUS] ?? 'modified',
        oid: letter === 'D' ? before : after,
      });
      at += renamed ? 3 : 2;
    } else {
      const [added = '', removed = '', path = ''] = field.split('\t');
      // `-` stands for a binary file. A rename has an empty path, then both.
      const lines = [Number(added) || 0, Number(removed) || 0] as const;
      counts.set(path === '' ? (fields[at + 2] ?? '') : path, lines);
      at += path === '' ? 3 : 1;
    }
  }
  return raw.map((file) => Object.assign(file, lineCounts(counts.get(file.path))));
}

function lineCounts(lines: readonly [number, number] = [0, 0]): Pick<ChangedFile, 'additions' | 'deletions'> {
  return { additions: lines[0], deletions: lines[1] };
}

/** Commits that `to` has and `from` has not, oldest first. */
export async function commitsBetween(git: GitRepository, from: string, to: string): Promise<readonly string[]> {
  const output = await git.must(['rev-list', '--reverse', '--topo-order', `${from}..${to}`]);
  return output === '' ? [] : output.split('\n');
}

/** Commits from `tip` back, newest first. */
export async function log(git: GitRepository, tip: string, limit: number, path?: string): Promise<readonly string[]> {
  const line = await linearLog(git, tip, limit, path);
  if (line !== undefined) return line;
  const output = await git.must(['rev-list', `--max-count=${limit}`, tip, '--', ...(path === undefined ? [] : [path])]);
  return output === '' ? [] : output.split('\n');
}

/** The tree of both sides merged, or undefined where they conflict. */
export async function mergeTree(git: GitRepository, base: string, head: string): Promise<string | undefined> {
  const result = await git.git(['merge-tree', '--write-tree', base, head]);
  return result.code === 0 ? result.stdout.toString('latin1').split('\n')[0] : undefined;
}

/** The best common ancestor; undefined where the two share no history. */
export async function mergeBase(git: GitRepository, a: string, b: string): Promise<string | undefined> {
  const result = await git.git(['merge-base', a, b]);
  return result.code === 0 ? result.stdout.toString('latin1').trim() : undefined;
}
