import { tipsOf } from './pulls.ts';
import type { PullRequest, Repository, Tips, User, World } from './world.ts';

/**
 * Does what moves refs by hand, and marks every open pull request as merged whose head can now be reached from its base:
 * GitHub does not ask who merged it, or how.
 */
export async function landing<T>(
  world: World,
  repository: Repository,
  by: User | undefined,
  move: () => Promise<T>,
): Promise<T> {
  const open = repository.pulls.filter(({ state }) => state === 'open');
  const before = await Promise.all(open.map(async (pull) => [pull, { ...(await tipsOf(repository, pull)) }] as const));
  const result = await move();
  if (by !== undefined) for (const [pull, tips] of before) await land(world, repository, pull, tips, by);
  return result;
}

async function land(world: World, { git }: Repository, pull: PullRequest, tips: Tips, by: User): Promise<void> {
  const after = await git.refCommit(`refs/heads/${pull.base}`);
  if (after === undefined || after === tips.base || !(await git.isAncestor(tips.head, after))) return;
  const listed = await git.must(['rev-list', '--first-parent', '--reverse', `${tips.base}..${after}`]);
  for (const sha of listed.split('\n')) {
    if (!(await git.isAncestor(tips.head, sha))) continue;
    const at = world.clock.now();
    pull.merged = { by, at, sha, headSha: tips.head, baseSha: tips.base };
    pull.state = 'closed';
    pull.updatedAt = at;
    return;
  }
}
