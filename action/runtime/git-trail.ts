import type { TrailCommit, TrailFile } from '../audit/chain.ts';
import { isTrailPath } from '../audit/trail-path.ts';
import { damaged, type GitObject, objectReader, verifyObjects } from './git-objects.ts';
import { FILE, FOLDER, SUBMODULE } from './git-tree.ts';
import { type RawChange, type WalkedCommit, walkCommits } from './git-walk.ts';

/** Larger files cannot be links that GitHub's API took in one mutation. */
const MAX_BLOB_BYTES = 50 * 1024 * 1024;

/**
 * The commits that lead to `head`, oldest first, one in memory at a time. Of files outside the trail, and of those that are
 * not `wanted`, only the path is read. What is not a plain file within reason counts as another change. What is read is not
 * compared with its id: whoever has to trust it takes `readVerifiedTrail`.
 */
export async function* readTrail(
  repo: string,
  head: string,
  wanted: (path: string) => boolean = isTrailPath,
): AsyncGenerator<TrailCommit> {
  const objects = objectReader(repo, { maxBytes: MAX_BLOB_BYTES, verified: false });
  const isRead = (change: RawChange): boolean => isTrailFile(change) && wanted(change.path);
  try {
    const idsOf = ({ changes }: WalkedCommit): readonly string[] => changes.filter(isRead).map(({ oid }) => oid);
    for await (const commit of asked(walkCommits(repo, head, false), objects, idsOf)) {
      const read = commit.changes.filter(isRead);
      const found = await objects.read(read.map(({ oid }) => ({ id: oid, keep: true })));
      const bytes = new Map(read.map((change, at) => [change, fileBytes(found[at])]));
      yield trailCommit(commit, (change) => (isRead(change) ? bytes.get(change) : new Uint8Array()));
    }
  } finally {
    objects.close();
  }
}

/**
 * As `readTrail`, all files of the trail, and every object on the way is compared with its own id: git does not when it reads
 * one. Only then does an id say something about contents, for if each object that git's walk met is what its id says, then so
 * was the walk. Throws `audit-invalid`, perhaps after some commits: none of them counts for anything before the end.
 */
export async function* readVerifiedTrail(repo: string, head: string): AsyncGenerator<TrailCommit> {
  const objects = objectReader(repo, { maxBytes: MAX_BLOB_BYTES, verified: true });
  let merges = false;
  try {
    for await (const commit of asked(walkCommits(repo, head, true), objects, idsOfCommit)) {
      merges ||= commit.parents.length > 1;
      const read = commit.changes.filter(isFile);
      const [itself, ...found] = await objects.read([
        { id: commit.oid, keep: true },
        ...read.map((change) => ({ id: change.oid, keep: isTrailFile(change) })),
      ]);
      requireAsTold(commit, itself?.bytes);
      const bytes = new Map(read.map((change, at) => [change, fileBytes(found[at])]));
      yield trailCommit(commit, (change) => (isTrailFile(change) ? bytes.get(change) : new Uint8Array()));
    }
    // The walk does not go where a merge comes from, and tells nothing of what it changed.
    if (merges) await verifyObjects(repo, head);
  } finally {
    objects.close();
  }
}

/**
 * The commits one by one, each after its objects, and those of the commits that come soon after it, were asked for. The walk
 * goes on meanwhile.
 */
async function* asked(
  walk: AsyncGenerator<readonly WalkedCommit[]>,
  objects: { ask(ids: readonly string[]): void },
  idsOf: (commit: WalkedCommit) => readonly string[],
): AsyncGenerator<WalkedCommit> {
  let before: readonly WalkedCommit[] = [];
  const next = (): Promise<IteratorResult<readonly WalkedCommit[], unknown>> => {
    const coming = walk.next();
    // It may fail while nobody looks yet.
    coming.catch(() => undefined);
    return coming;
  };
  try {
    for (let coming = next(); ; ) {
      const { done, value: commits } = await coming;
      if (done === true) break;
      coming = next();
      objects.ask(commits.flatMap(idsOf));
      yield* before;
      before = commits;
    }
    yield* before;
  } finally {
    await walk.return(undefined);
  }
}

function idsOfCommit({ oid, changes }: WalkedCommit): readonly string[] {
  return [oid, ...changes.filter(isFile).map((change) => change.oid)];
}

/** Its bytes are in the repository: the walk reads folders, a submodule's commit is elsewhere, and what was deleted is nowhere. */
function isFile({ mode, status }: RawChange): boolean {
  return mode !== SUBMODULE && mode !== FOLDER && status !== 'D';
}

/** The bytes of what is a file, as its folder says, and not larger than the limit. */
function fileBytes(found: GitObject | undefined): Uint8Array | undefined {
  return found?.type === 'blob' ? found.bytes : undefined;
}

function isTrailFile({ mode, status, path }: RawChange): boolean {
  return status === 'A' && mode === FILE && isTrailPath(path);
}

/** What the commit itself says, in the bytes that its id is of, of its tree and its parents. */
function requireAsTold({ oid, tree, parents }: WalkedCommit, bytes: Uint8Array | undefined): void {
  const told = `tree ${tree}\n${parents.map((parent) => `parent ${parent}\n`).join('')}author `;
  if (Buffer.from(bytes ?? []).toString('latin1', 0, told.length) !== told) throw damaged(oid);
}

/** `read` gives a file's bytes, or undefined when they cannot be read. */
function trailCommit(
  { oid, parents, changes }: WalkedCommit,
  read: (change: RawChange) => Uint8Array | undefined,
): TrailCommit {
  const added: TrailFile[] = [];
  const otherChanges: { status: string; path: string }[] = [];
  for (const change of changes) {
    const { mode, status, path } = change;
    if (mode === FOLDER) continue;
    if (status !== 'A') otherChanges.push({ status, path });
    else if (isTrailPath(path) && mode !== FILE) otherChanges.push({ status: `A with mode ${mode}`, path });
    else {
      const bytes = read(change);
      if (bytes === undefined) otherChanges.push({ status: 'A of an unreadable or oversized file', path });
      else added.push({ path, bytes });
    }
  }
  return { oid, parents, added, otherChanges };
}
