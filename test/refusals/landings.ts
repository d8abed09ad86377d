import type { Octokit } from '@octokit/rest';
import { OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import type { OpenRequest } from '../../action/drill/open-request.ts';
import { type RunSetup, requestPath } from '../../action/drill/pipeline.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { Facts } from './row.ts';
import type { Story } from './story.ts';

const PLACE = { owner: OWNER, repo: REPOSITORY };

/** The commit that the run is of, and what the run is where no merge starts it. */
export interface Landed {
  readonly sha: string;
  readonly run?: Pick<RunSetup, 'event' | 'ref' | 'pull'>;
}

/** Brings a pull request onto the default branch as the facts say. */
export async function land(world: DrillWorld, facts: Facts, story: Story, open: OpenRequest): Promise<Landed> {
  const { merger = PEOPLE.commander, method = 'squash' } = facts.merge ?? {};
  const who = world.hosting.as(merger);
  switch (facts.landing) {
    case 'own-run':
      return ownRun(world, story, open);
    case 'by-hand':
      return { sha: await mergeByHand(who, story, open, []) };
    case 'smuggled':
      return { sha: await mergeByHand(who, story, open, [...story.policy.keys()]) };
    case 'pushed-two':
      await openAgain(world, story);
      return { sha: await push(who, open.head) };
    case 'pushed':
      return { sha: await push(who, open.head) };
    default: {
      const merged = await who.rest.pulls.merge({ ...PLACE, pull_number: open.number, merge_method: method });
      return { sha: merged.data.sha };
    }
  }
}

/** The trial merge, of which GitHub starts a pull request's own run. */
export async function ownRun(world: DrillWorld, story: Story, { number, head, base }: OpenRequest): Promise<Landed> {
  const { git } = world.hosting.as('admin').rest;
  const tree = (await git.getCommit({ ...PLACE, commit_sha: head })).data.tree.sha;
  const trial = await git.createCommit({ ...PLACE, message: `Merge ${head}`, tree, parents: [base, head] });
  const pull = { headRef: story.name, baseRef: 'main', headSha: head };
  return { sha: trial.data.sha, run: { event: 'pull_request', ref: `refs/pull/${number}/merge`, pull } };
}

/** What `git merge --no-commit`, an edit of these files, and `git push` do. */
async function mergeByHand(who: Octokit, story: Story, open: OpenRequest, edited: readonly string[]): Promise<string> {
  const { git } = who.rest;
  const main = (await git.getRef({ ...PLACE, ref: 'heads/main' })).data.object.sha;
  const entry = (path: string, content: string) => ({ path, mode: '100644', type: 'blob', content }) as const;
  const changes = edited.map((path) => entry(path, `${story.policy.get(path) ?? ''}# loosened\n`));
  const tree = await git.createTree({
    ...PLACE,
    base_tree: main,
    tree: [entry(requestPath(story.name), story.request), ...changes],
  });
  const message = `Merge pull request #${open.number}`;
  const parents = [main, open.head];
  const commit = await git.createCommit({
    ...PLACE,
    message,
    tree: tree.data.sha,
    parents,
    author: await signature(who),
  });
  return push(who, commit.data.sha);
}

async function signature(who: Octokit) {
  const { id, login } = (await who.rest.users.getAuthenticated()).data;
  return { name: login, email: `${id}+${login}@users.noreply.github.com` };
}

async function push(who: Octokit, sha: string): Promise<string> {
  await who.rest.git.updateRef({ ...PLACE, ref: 'heads/main', sha });
  return sha;
}

/** Bob's pull request of the same commits, from a branch of his. */
async function openAgain({ hosting }: DrillWorld, story: Story): Promise<void> {
  const { git, pulls } = hosting.as(PEOPLE.colleague).rest;
  const head = `${story.name}-too`;
  const { data } = await git.getRef({ ...PLACE, ref: `heads/${story.name}` });
  await git.createRef({ ...PLACE, ref: `refs/heads/${head}`, sha: data.object.sha });
  await pulls.create({ ...PLACE, title: head, head, base: 'main' });
}
