import type { Readable } from 'node:stream';
import { damaged } from './git-objects.ts';
import { git } from './git-process.ts';

/** One entry of a tree that a commit added, changed or took away. */
export interface RawChange {
  /** As git writes it: `100644`, `040000` for a folder. Of what is no more, as it was. */
  readonly mode: string;
  /** Id of the entry after the commit; zeros for what is no more. */
  readonly oid: string;
  readonly status: string;
  readonly path: string;
}

/** A commit as git tells it: nothing here has been compared with the contents of an object. */
export interface WalkedCommit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** Against its only parent, folders before what is in them; of a merge, none. */
  readonly changes: readonly RawChange[];
}

const NUL = 0;
/** What a merge brings in from the side is no part of the trail: the merge itself is told as a problem. */
const LIST = ['rev-list', '--reverse', '--first-parent'];
const DIFF = ['diff-tree', '--stdin', '--always', '--format=%H %T %P', '--root', '-r', '-t', '-z', '--raw'];
const WHOLE = ['--no-renames', '--no-abbrev'];

/**
 * The commits that lead to `head`, oldest first, some at a time. Two gits, one feeding the other, so that no list is kept.
 * Throws `audit-invalid` where git leaves one out: `diff-tree` says nothing of a commit that it cannot read.
 */
export async function* walkCommits(repo: string, head: string): AsyncGenerator<readonly WalkedCommit[]> {
  const list = git(repo, [...LIST, head], '');
  const diff = git(repo, [...DIFF, ...WHOLE]);
  try {
    list.stdout.pipe(diff.stdin);
    const parser = commitParser();
    let last: string | undefined;
    const inOrder = (commits: readonly WalkedCommit[]): readonly WalkedCommit[] => {
      for (const { oid, parents } of commits) {
        if (parents[0] !== last) throw damaged(parents[0] ?? oid);
        last = oid;
      }
      return commits;
    };
    for await (const tokens of splitTokens(diff.stdout)) {
      const commits = inOrder(parser.read(tokens));
      if (commits.length > 0) yield commits;
    }
    await Promise.all([list.done, diff.done]);
    yield inOrder(parser.end());
    if (last !== head) throw damaged(head);
  } finally {
    list.stop();
    diff.stop();
  }
}

/** The parts of a stream that each end with NUL, as many at a time as have come. */
async function* splitTokens(stream: Readable): AsyncGenerator<readonly string[]> {
  let rest: Buffer[] = [];
  for await (const data of stream) {
    const chunk = data as Buffer;
    const end = chunk.lastIndexOf(NUL);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    yield Buffer.concat([...rest, chunk.subarray(0, end)])
      .toString('utf8')
      .split('\0');
    rest = [chunk.subarray(end + 1)];
  }
}

/** Gives a commit back once the next one begins: only then are its changes complete. */
function commitParser() {
  let commit: (WalkedCommit & { readonly changes: RawChange[] }) | undefined;
  let raw: string | undefined;
  const read = (tokens: readonly string[]): readonly WalkedCommit[] => {
    const complete: WalkedCommit[] = [];
    for (const token of tokens) {
      if (raw !== undefined) {
        commit?.changes.push(parseRaw(raw, token));
        raw = undefined;
      } else if (token.startsWith(':') || token.startsWith('\n:')) {
        raw = token;
      } else {
        if (commit !== undefined) complete.push(commit);
        const [oid = '', tree = '', ...parents] = token.trim().split(' ');
        commit = { oid, tree, parents, changes: [] };
      }
    }
    return complete;
  };
  return { read, end: (): readonly WalkedCommit[] => (commit === undefined ? [] : [commit]) };
}

/** `:<mode before> <mode after> <oid before> <oid after> <status>`, as `git diff-tree --raw -z` writes it. */
function parseRaw(raw: string, path: string): RawChange {
  const [before = '', after = '', , oid = '', status = ''] = raw.slice(raw.indexOf(':') + 1).split(' ');
  return { mode: status === 'D' ? before : after, oid, status, path };
}
