import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRepository } from './git-repository.ts';
import { commitsBetween } from './history.ts';
import type { Signature } from './objects.ts';

/**
 * Replays the commits of `head` that `base` has not, one by one: each keeps author, date and message. Merge commits, and
 * those that change nothing any more, are left out. Undefined where a file was changed on both sides.
 */
export async function rebase(
  git: GitRepository,
  { base, head }: { readonly base: string; readonly head: string },
  committer: Signature,
): Promise<string | undefined> {
  let tip = base;
  for (const oid of await commitsBetween(git, base, head)) {
    const commit = await git.commit(oid);
    const [parent, ...others] = commit?.parents ?? [];
    if (commit === undefined || parent === undefined || others.length > 0) continue;
    const tree = await threeWay(git, parent, tip, oid);
    if (tree === undefined) return undefined;
    if (tree === (await git.commit(tip))?.tree) continue;
    const { author, message } = commit;
    tip = await git.writeCommit({ tree, parents: [tip], author, committer, message: message.trimEnd() });
  }
  return tip;
}

/** File by file: a file that only one side changed is theirs or ours. */
async function threeWay(git: GitRepository, from: string, ours: string, theirs: string): Promise<string | undefined> {
  const index = join(git.directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git.must(['read-tree', '-i', '-m', '--aggressive', from, ours, theirs], { env });
    const written = await git.git(['write-tree'], { env });
    return written.code === 0 ? written.stdout.toString('latin1').trim() : undefined;
  } finally {
    await rm(index, { force: true });
  }
}
