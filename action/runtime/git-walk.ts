import type { Readable } from 'node:stream';
import { treeChanges } from './git-changes.ts';
import { damaged } from './git-objects.ts';
import { git } from './git-process.ts';

/** One entry of a tree that a commit added, changed or took away. */
export interface RawChange {
  /** As git shows it: `100644`, `040000` for a folder. Of what is no more, as it was. */
  readonly mode: string;
  /** Id of the entry after the commit; of what is no more, as it was. */
  readonly oid: string;
  /** `A` added, `M` modified, `D` deleted, `T` became something else than a file, or a file. */
  readonly status: string;
  readonly path: string;
}

/** A commit as git lists it: that is not compared with the commit itself. */
export interface ListedCommit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

export interface WalkedCommit extends ListedCommit {
  /** Against its only parent, folders before what is in them; of a merge, none. */
  readonly changes: readonly RawChange[];
}

/** So many at a time: enough that nobody waits for each folder, and few enough to be held. */
const AT_A_TIME = 64;
/** What a merge brings in from the side is no part of the trail: the merge itself is told as a problem. */
const LIST = ['rev-list', '--reverse', '--first-parent', '--no-commit-header', '--format=%H %T %P'];

/**
 * The commits that lead to `head`, oldest first, some at a time. With `verified`, each folder on the way is compared with its
 * id. Throws `audit-invalid` for what cannot be read, and where git leaves a commit out.
 */
export async function* walkCommits(
  repo: string,
  head: string,
  verified: boolean,
): AsyncGenerator<readonly WalkedCommit[]> {
  const list = git(repo, [...LIST, head], '');
  const trees = treeChanges(repo, verified);
  let last: ListedCommit | undefined;
  try {
    for await (const commits of listed(list.stdout)) {
      for (const commit of commits) {
        if (commit.parents[0] !== last?.oid) throw damaged(commit.parents[0] ?? commit.oid);
        last = commit;
      }
      yield await trees.of(commits);
    }
    await list.done;
    if (last?.oid !== head) throw damaged(head);
  } finally {
    list.stop();
    trees.close();
  }
}

/** The lines of a stream, so many at a time. */
async function* listed(stream: Readable): AsyncGenerator<readonly ListedCommit[]> {
  let rest = '';
  let commits: ListedCommit[] = [];
  for await (const chunk of stream.setEncoding('latin1')) {
    const lines = `${rest}${chunk as string}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [oid = '', tree = '', ...parents] = line.trimEnd().split(' ');
      commits.push({ oid, tree, parents });
      if (commits.length < AT_A_TIME) continue;
      yield commits;
      commits = [];
    }
  }
  if (commits.length > 0) yield commits;
}
