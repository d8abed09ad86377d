import { webCommit } from './accounts.ts';
import { commitsBetween, mergeTree } from './git/history.ts';
import { rebase } from './git/rebase.ts';
import { GithubFault } from './github-fault.ts';
import { requireRules } from './rules/violations.ts';
import { noreply } from './views/user-view.ts';
import type { PullRequest, Repository, Tips, User, World } from './world.ts';

/** The tips of both sides: as they are while the request is open, as they were when it was merged. */
export async function tipsOf(repository: Repository, pull: PullRequest): Promise<Tips> {
  if (pull.merged !== null) return { head: pull.merged.headSha, base: pull.merged.baseSha };
  const [head, base] = await Promise.all([
    repository.git.refCommit(`refs/heads/${pull.head}`),
    repository.git.refCommit(`refs/heads/${pull.base}`),
  ]);
  // A branch that is gone leaves the request with what was last seen of it.
  pull.tips = { head: head ?? pull.tips.head, base: base ?? pull.tips.base };
  return pull.tips;
}

/** The pull request's own commits, oldest first. */
export async function pullCommits(repository: Repository, pull: PullRequest): Promise<readonly string[]> {
  const { head, base } = await tipsOf(repository, pull);
  return commitsBetween(repository.git, base, head);
}

/** Pull requests that brought, or would bring, this commit. */
export async function pullsOfCommit(repository: Repository, sha: string): Promise<readonly PullRequest[]> {
  const found = await Promise.all(
    repository.pulls.map(async (pull) => {
      if (pull.merged?.sha === sha) return true;
      return (await pullCommits(repository, pull)).includes(sha);
    }),
  );
  return repository.pulls.filter((_, index) => found[index]);
}

export interface MergeOptions {
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly by: User;
  readonly headSha: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
}

/** Merges by one of GitHub's three methods; the base branch moves from the tip that was merged onto. */
export function mergePull(
  world: World,
  repository: Repository,
  pull: PullRequest,
  options: MergeOptions,
): Promise<string> {
  return repository.git.exclusive(async () => {
    if (pull.merged !== null || pull.state !== 'open') throw new GithubFault(405, 'Pull Request is not mergeable');
    const { head, base } = await tipsOf(repository, pull);
    if (options.headSha !== undefined && options.headSha !== head) {
      throw new GithubFault(409, 'Head branch was modified. Review and try the merge again.');
    }
    const sha = await makeMerge(world, repository, pull, options, { head, base });
    const ref = `refs/heads/${pull.base}`;
    const token = { kind: 'user', value: '', user: options.by } as const;
    await requireRules(world, repository, { ref, before: base, after: sha, token, merging: { pull, head, base } }, 405);
    const moved = await repository.git.updateRefs([{ name: ref, after: sha, before: base }]);
    if (!moved) throw new GithubFault(409, 'Base branch was modified. Review and try the merge again.');
    const at = world.clock.now();
    pull.merged = { by: options.by, at, sha, headSha: head, baseSha: base };
    pull.state = 'closed';
    pull.updatedAt = at;
    repository.pushedAt = at;
    return sha;
  });
}

/** A merge commit, one commit of the whole, or the commits of the head replayed; only the last is not GitHub's own. */
async function makeMerge(
  world: World,
  repository: Repository,
  pull: PullRequest,
  options: MergeOptions,
  { head, base }: Tips,
): Promise<string> {
  if (options.method === 'rebase') {
    const committer = { name: options.by.login, email: noreply(options.by), at: world.clock.now() };
    const sha = await rebase(repository.git, { base, head }, committer);
    if (sha === undefined) throw new GithubFault(405, 'Pull Request is not mergeable');
    return sha;
  }
  const tree = await mergeTree(repository.git, base, head);
  if (tree === undefined) throw new GithubFault(405, 'Pull Request is not mergeable');
  const { author, committer } = webCommit(world, options.method === 'squash' ? pull.author : options.by);
  const parents = options.method === 'squash' ? [base] : [base, head];
  const message = mergeMessage(repository, pull, options);
  const sha = await repository.git.writeCommit({ tree, parents, author, committer, message });
  repository.webCommits.add(sha);
  return sha;
}

function mergeMessage(repository: Repository, pull: PullRequest, options: MergeOptions): string {
  if (options.method === 'squash') {
    return [options.title ?? `${pull.title} (#${pull.number})`, options.message ?? ''].join('\n\n').trimEnd();
  }
  const title = options.title ?? `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.head}`;
  return [title, options.message ?? pull.title].join('\n\n').trimEnd();
}
