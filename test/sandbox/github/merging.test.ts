import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, putFile, REPO, refusal } from './world.ts';

let world: Acme;

beforeAll(async () => {
  world = await acme('private');
});
afterAll(() => world.close());

const tip = async (branch: string): Promise<string> =>
  (await world.admin.git.getRef({ ...REPO, ref: `heads/${branch}` })).data.object.sha;

/** Alice's pull request of new files, one commit each. */
async function open(name: string, ...paths: readonly string[]) {
  const { git, pulls } = world.alice.octokit;
  await git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha: await tip('main') });
  for (const path of paths) await putFile(world.alice.octokit, path, `${path}\n`, name);
  const { data } = await pulls.create({ ...REPO, title: name, head: name, base: 'main' });
  return { ...REPO, pull_number: data.number };
}

const pull = async (at: { readonly pull_number: number }) => (await world.admin.pulls.get({ ...REPO, ...at })).data;

/** A commit of the tree of `head`, with a file more. */
async function commit(head: string, parents: readonly string[], path: string): Promise<string> {
  const { git } = world.admin;
  const file = { path, mode: '100644', type: 'blob', content: 'by hand\n' } as const;
  const tree = await git.createTree({ ...REPO, base_tree: head, tree: [file] });
  const made = await git.createCommit({ ...REPO, message: 'by hand', tree: tree.data.sha, parents: [...parents] });
  return made.data.sha;
}

describe('a pull request whose head is pushed onto its base', () => {
  it('is merged by who pushed, in the commit that reaches it', async () => {
    const at = await open('pushed', 'pushed.yml');
    const head = await tip('pushed');
    const before = await tip('main');
    await world.admin.git.updateRef({ ...REPO, ref: 'heads/main', sha: head });
    expect(await pull(at)).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: head,
      merged_by: { login: 'sandbox-admin' },
      commits: 1,
      changed_files: 1,
    });
    expect(before).not.toBe(head);
  });

  it('is merged by a merge commit made by hand, whatever that holds', async () => {
    const at = await open('by-hand', 'by-hand.yml');
    const [main, head] = [await tip('main'), await tip('by-hand')];
    const sha = await commit(head, [main, head], 'smuggled.yml');
    const after = await commit(sha, [sha], 'later.yml');
    await world.admin.git.updateRef({ ...REPO, ref: 'heads/main', sha: after });
    expect(await pull(at)).toMatchObject({ merged: true, merge_commit_sha: sha, changed_files: 1 });
    const { data } = await world.admin.repos.getCommit({ ...REPO, ref: sha });
    expect(data.files?.map(({ filename }) => filename)).toEqual(['by-hand.yml', 'smuggled.yml']);
    const listed = await world.admin.repos.listPullRequestsAssociatedWithCommit({ ...REPO, commit_sha: sha });
    expect(listed.data.map(({ number }) => number)).toEqual([at.pull_number]);
  });

  it('stays open when something else is pushed', async () => {
    const at = await open('waits', 'waits.yml');
    const main = await tip('main');
    await world.admin.git.updateRef({ ...REPO, ref: 'heads/main', sha: await commit(main, [main], 'else.yml') });
    expect(await pull(at)).toMatchObject({ state: 'open', merged: false });
  });
});

describe('a merge by rebase', () => {
  it('puts each commit on the base, with its author and date, unsigned', async () => {
    const at = await open('rebased', 'one.yml', 'two.yml');
    const theirs = (await world.admin.pulls.listCommits(at)).data;
    await putFile(world.admin, 'meanwhile.yml', 'x\n');
    const base = await tip('main');
    const { data } = await world.admin.pulls.merge({ ...at, merge_method: 'rebase' });
    const second = (await world.admin.repos.getCommit({ ...REPO, ref: data.sha })).data;
    const first = (await world.admin.repos.getCommit({ ...REPO, ref: second.parents[0]?.sha ?? '' })).data;
    expect(first.parents.map(({ sha }) => sha)).toEqual([base]);
    expect([first, second].map((made) => made.files?.map(({ filename }) => filename))).toEqual([
      ['one.yml'],
      ['two.yml'],
    ]);
    expect([first, second].map((made) => made.commit.author)).toEqual(theirs.map((each) => each.commit.author));
    expect(second.committer).toMatchObject({ login: 'sandbox-admin' });
    expect(second.commit.verification).toMatchObject({ verified: false });
    expect(await pull(at)).toMatchObject({ merged: true, merge_commit_sha: data.sha });
  });

  it('leaves out what is on the base already', async () => {
    const at = await open('twice', 'same.yml', 'new.yml');
    await putFile(world.admin, 'same.yml', 'same.yml\n');
    const base = await tip('main');
    const { data } = await world.admin.pulls.merge({ ...at, merge_method: 'rebase' });
    const made = (await world.admin.repos.getCommit({ ...REPO, ref: data.sha })).data;
    expect(made.parents.map(({ sha }) => sha)).toEqual([base]);
  });

  it('is refused where both sides changed a file', async () => {
    const at = await open('clash', 'clash.yml');
    await putFile(world.admin, 'clash.yml', 'other\n');
    expect(await refusal(world.admin.pulls.merge({ ...at, merge_method: 'rebase' }))).toMatchObject({ status: 405 });
  });
});

describe('a review that is dismissed', () => {
  it('stays in its place, and says so', async () => {
    const at = await open('reviewed', 'reviewed.yml');
    const reviews = world.dana.octokit.pulls;
    const { data } = await reviews.createReview({ ...at, event: 'APPROVE', body: 'yes' });
    await reviews.createReview({ ...at, event: 'COMMENT', body: 'hm' });
    const dismissal = { ...at, review_id: data.id, message: 'no longer' };
    expect(await refusal(reviews.dismissReview(dismissal))).toMatchObject({ status: expect.any(Number) });
    await world.admin.pulls.dismissReview(dismissal);
    const states = (await world.admin.pulls.listReviews(at)).data.map(({ state }) => state);
    expect(states).toEqual(['DISMISSED', 'COMMENTED']);
    expect(await refusal(world.admin.pulls.dismissReview(dismissal))).toMatchObject({ status: 422 });
  });
});
