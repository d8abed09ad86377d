import { BreakglassError } from '../domain/error.ts';
import { damaged, objectReader } from './git-objects.ts';
import { compareTrees, type EntryChange, FOLDER, parseTree, type TreeEntry } from './git-tree.ts';
import type { ListedCommit, RawChange, WalkedCommit } from './git-walk.ts';

export interface TreeChanges {
  /** What each of the commits changed. They follow one another, and those that were given before. */
  of(commits: readonly ListedCommit[]): Promise<readonly WalkedCommit[]>;
  close(): void;
}

/** More than people, or we, make: whoever makes more wants the reader to give up. */
const MOST = { bytesOfFolder: 50 * 1024 * 1024, levels: 256, foldersOfLevel: 50_000 } as const;

/** A folder before and after a commit, by the ids of its trees; undefined where there was or is none. */
interface Folder {
  /** As bytes, a character each. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What is changed in it, once that is known; `within` where that is a folder. */
  readonly found: { readonly change: RawChange; readonly within: Folder | undefined }[];
}

interface Tree {
  readonly id: string;
  readonly entries: readonly TreeEntry[];
}

/**
 * Finds what commits changed from their trees alone, level by level for many commits at once, so that git is not waited for
 * with each folder. What a folder was before a commit was read with the commit that made it so, and is read once.
 */
export function treeChanges(repo: string, verified: boolean): TreeChanges {
  const objects = objectReader(repo, { maxBytes: MOST.bytesOfFolder, verified });
  /** The last tree of each folder that the commits given last have changed, by its path. */
  let held: ReadonlyMap<string, Tree> = new Map();
  let root: string | undefined;

  const read = async (id: string): Promise<Tree> => {
    const [found] = await objects.read([{ id, keep: true }]);
    if (found?.type !== 'tree' || found.bytes === undefined) throw damaged(id);
    return { id, entries: parseTree(id, found.bytes) };
  };
  /** Asks for the trees in the order in which `compare` reads them. */
  const ask = (folders: readonly Folder[]): void => {
    const last = new Map<string, string>();
    const ids: string[] = [];
    for (const { path, before, after } of folders) {
      if (before !== undefined && before !== (last.get(path) ?? held.get(path)?.id)) ids.push(before);
      if (after === undefined) continue;
      ids.push(after);
      last.set(path, after);
    }
    objects.ask(ids);
  };
  /** Finds what is changed in folders of one level, and gives those of the next that are. */
  const compare = async (folders: readonly Folder[], kept: Map<string, Tree>): Promise<readonly Folder[]> => {
    ask(folders);
    const next: Folder[] = [];
    for (const { path, before, after, found } of folders) {
      const known = kept.get(path) ?? held.get(path);
      const old = before === undefined ? undefined : before === known?.id ? known : await read(before);
      const now = after === undefined ? undefined : await read(after);
      if (now !== undefined) kept.set(path, now);
      const changes = compareTrees(old?.entries ?? [], now?.entries ?? []);
      for (const change of changes) found.push(described(change, path));
      for (const { within } of found) if (within !== undefined) next.push(within);
    }
    return next;
  };
  return {
    of: async (commits) => {
      const kept = new Map<string, Tree>();
      const roots: Folder[] = [];
      for (const { tree, parents } of commits) {
        // A merge is told as one, whatever it changed.
        roots.push({ path: '', before: parents.length > 1 ? tree : root, after: tree, found: [] });
        root = tree;
      }
      let level: readonly Folder[] = roots.filter(({ before, after }) => before !== after);
      for (let depth = 0; level.length > 0; depth++) {
        if (depth > MOST.levels || level.length > MOST.foldersOfLevel) throw excessive(commits);
        level = await compare(level, kept);
      }
      held = kept;
      return commits.map((commit, index) => ({ ...commit, changes: [...changesIn(roots[index])] }));
    },
    close: () => objects.close(),
  };
}

function described({ before, after }: EntryChange, path: string): Folder['found'][number] {
  const { mode = '', name = '' } = after ?? before ?? {};
  const full = path === '' ? name : `${path}/${name}`;
  const [old, now] = [before && idOf(before), after && idOf(after)];
  const status = before === undefined ? 'A' : after === undefined ? 'D' : isSameKind(before, after) ? 'M' : 'T';
  return {
    change: { mode, oid: now ?? old ?? '', status, path: Buffer.from(full, 'latin1').toString('utf8') },
    within: mode === FOLDER ? { path: full, before: old, after: now, found: [] } : undefined,
  };
}

function idOf({ id }: TreeEntry): string {
  return Buffer.from(id, 'latin1').toString('hex');
}

/** Files, whether they can be run or not, are of one kind, links and submodules of others. */
function isSameKind(one: TreeEntry, other: TreeEntry): boolean {
  return one.mode.slice(0, 2) === other.mode.slice(0, 2);
}

function* changesIn(folder: Folder | undefined): Generator<RawChange> {
  for (const { change, within } of folder?.found ?? []) {
    yield change;
    if (within !== undefined) yield* changesIn(within);
  }
}

function excessive(commits: readonly ListedCommit[]): BreakglassError {
  const [first, last] = [commits[0]?.oid, commits.at(-1)?.oid];
  return new BreakglassError(
    'audit-invalid',
    `the commits from ${first} to ${last} change more than a reader can hold`,
    {
      hint: 'do not trust this branch: find out who pushed them',
    },
  );
}
