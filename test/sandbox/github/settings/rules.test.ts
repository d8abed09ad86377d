import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Acme, acme, folder, git, putFile, REPO, refusal, withToken } from '../world.ts';

let world: Acme;
beforeEach(async () => {
  world = await acme();
});
afterEach(() => world.close());

const REVIEWS = {
  required_approving_review_count: 1,
  require_code_owner_review: false,
  dismiss_stale_reviews_on_push: true,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
};

type Rule = { readonly type: string; readonly parameters?: Readonly<Record<string, unknown>> };
type Actor = { readonly actor_id: number; readonly actor_type: string; readonly bypass_mode: string };

/** A ruleset in force on `refs`. */
async function rule(
  rules: readonly Rule[],
  refs = ['~DEFAULT_BRANCH'],
  bypass: readonly Actor[] = [],
): Promise<number> {
  const { data } = await world.admin.request('POST /repos/{owner}/{repo}/rulesets', {
    ...REPO,
    name: `rules ${refs.join()}`,
    enforcement: 'active',
    conditions: { ref_name: { include: [...refs], exclude: [] } },
    bypass_actors: bypass as never,
    rules: rules as never,
  });
  return data.id;
}

const main = async () => (await world.admin.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
const branch = (name: string, sha: string) =>
  world.alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha });

/** A commit that nobody signed, on top of `parents`. */
async function unsigned(...parents: readonly string[]): Promise<string> {
  const { data: parent } = await world.alice.octokit.git.getCommit({ ...REPO, commit_sha: parents[0] ?? '' });
  const author = { name: 'alice', email: 'alice@example.com' };
  const { data } = await world.alice.octokit.git.createCommit({
    ...REPO,
    message: 'x',
    tree: parent.tree.sha,
    parents: [...parents],
    author,
  });
  return data.sha;
}

const update = (ref: string, sha: string, force = false) =>
  refusal(world.alice.octokit.git.updateRef({ ...REPO, ref: `heads/${ref}`, sha, force }));

const COMMIT = `mutation C($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`;

describe('a pull request rule', () => {
  it('refuses a direct write by every way, and lets a pull request in', async () => {
    await rule([{ type: 'pull_request', parameters: { ...REVIEWS, required_approving_review_count: 0 } }]);
    const head = await main();
    const message = expect.stringContaining('Changes must be made through a pull request.');
    expect(await refusal(putFile(world.alice.octokit, 'a.txt', 'a'))).toEqual({ status: 409, message });
    expect(await update('main', await unsigned(head))).toEqual({ status: 422, message });
    const input = {
      branch: { repositoryNameWithOwner: 'acme/playbooks', branchName: 'main' },
      expectedHeadOid: head,
      message: { headline: 'x' },
      fileChanges: { additions: [{ path: 'a.txt', contents: 'YQ==' }] },
    };
    const response = await fetch(world.github.graphql, {
      method: 'POST',
      headers: { authorization: `bearer ${world.alice.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: COMMIT, variables: { input } }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ type: 'UNPROCESSABLE', message }] });
    expect(await main()).toBe(head);
    await branch('change', head);
    await putFile(world.alice.octokit, 'a.txt', 'a', 'change');
    const { data } = await world.alice.octokit.pulls.create({ ...REPO, title: 'a', head: 'change', base: 'main' });
    await world.alice.octokit.pulls.merge({ ...REPO, pull_number: data.number });
    expect(await main()).not.toBe(head);
  });

  it('declines a push in GitHub’s words, and takes one to another branch', async () => {
    await rule([{ type: 'pull_request', parameters: REVIEWS }]);
    const { path, remove } = await folder();
    await git(path, 'clone', '-q', withToken(world.github.gitUrl('acme', 'playbooks'), world.alice.token), 'clone');
    const clone = `${path}/clone`;
    await git(clone, 'commit', '-q', '--allow-empty', '-m', 'x');
    const declined = await git(clone, 'push', 'origin', 'HEAD:main').catch((error: { stderr: string }) => error.stderr);
    expect(declined).toContain('GH013: Repository rule violations found for refs/heads/main.');
    expect(declined).toContain('push declined due to repository rule violations');
    await git(clone, 'push', 'origin', 'HEAD:other');
    expect(await main()).toBe(world.sha);
    await remove();
  });

  it('wants an approval of the head, by somebody who can write', async () => {
    await rule([{ type: 'pull_request', parameters: REVIEWS }]);
    await world.admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'pull' });
    await branch('change', world.sha);
    await putFile(world.alice.octokit, 'a.txt', 'a', 'change');
    const { data } = await world.alice.octokit.pulls.create({ ...REPO, title: 'a', head: 'change', base: 'main' });
    const merge = () => refusal(world.alice.octokit.pulls.merge({ ...REPO, pull_number: data.number }));
    const approve = () =>
      world.dana.octokit.pulls.createReview({ ...REPO, pull_number: data.number, event: 'APPROVE' });
    expect(await merge()).toMatchObject({ status: 405 });
    await approve();
    expect(await merge()).toMatchObject({ status: 405 });
    await world.admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'push' });
    await putFile(world.alice.octokit, 'b.txt', 'b', 'change');
    expect(await merge()).toMatchObject({ status: 405 });
    await approve();
    expect(await merge()).toMatchObject({ status: 0 });
  });

  it('wants the code owners of what changes, and of nothing else', async () => {
    await putFile(world.admin, '.github/CODEOWNERS', '/owned/ @dana-at-acme\n/owned/free/\n');
    await world.admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'push' });
    const parameters = { ...REVIEWS, required_approving_review_count: 0, require_code_owner_review: true };
    await rule([{ type: 'pull_request', parameters }]);
    const propose = async (path: string): Promise<number> => {
      const name = path.replaceAll(/[/.]/g, '-');
      await branch(name, await main());
      await putFile(world.alice.octokit, path, 'x', name);
      return (await world.alice.octokit.pulls.create({ ...REPO, title: path, head: name, base: 'main' })).data.number;
    };
    const merge = (pull_number: number) => refusal(world.alice.octokit.pulls.merge({ ...REPO, pull_number }));
    expect(await merge(await propose('owned/free/a.txt'))).toMatchObject({ status: 0 });
    const owned = await propose('owned/a.txt');
    expect(await merge(owned)).toEqual({ status: 405, message: expect.stringContaining('@dana-at-acme') });
    await world.dana.octokit.pulls.createReview({ ...REPO, pull_number: owned, event: 'APPROVE' });
    expect(await merge(owned)).toMatchObject({ status: 0 });
  });
});

describe('rules of a branch that only grows', () => {
  beforeEach(async () => {
    await branch('trail', world.sha);
    await putFile(world.alice.octokit, 'one.txt', '1', 'trail');
  });
  const tip = async () => (await world.admin.git.getRef({ ...REPO, ref: 'heads/trail' })).data.object.sha;
  const REFS = ['refs/heads/trail'];

  it('refuses to delete it', async () => {
    await rule([{ type: 'deletion' }], REFS);
    const deleted = world.alice.octokit.git.deleteRef({ ...REPO, ref: 'heads/trail' });
    expect(await refusal(deleted)).toEqual({ status: 422, message: expect.stringContaining('Cannot delete') });
  });

  it('refuses a step back, also by force', async () => {
    await rule([{ type: 'non_fast_forward' }], REFS);
    expect(await update('trail', world.sha, true)).toMatchObject({ status: 422 });
    expect(await refusal(putFile(world.alice.octokit, 'two.txt', '2', 'trail'))).toMatchObject({ status: 0 });
  });

  it('refuses a merge commit', async () => {
    await rule([{ type: 'required_linear_history' }], REFS);
    const before = await tip();
    expect(await update('trail', await unsigned(before, world.sha))).toMatchObject({ status: 422 });
    expect(await update('trail', await unsigned(before))).toMatchObject({ status: 0 });
  });

  it('refuses a commit that nobody signed, and takes GitHub’s own', async () => {
    await rule([{ type: 'required_signatures' }], REFS);
    expect(await update('trail', await unsigned(await tip()))).toMatchObject({ status: 422 });
    expect(await refusal(putFile(world.alice.octokit, 'two.txt', '2', 'trail'))).toMatchObject({ status: 0 });
  });

  it('refuses what is restricted: creating, updating', async () => {
    await rule([{ type: 'creation' }, { type: 'update' }], ['refs/heads/held/**/*', 'refs/heads/trail']);
    expect(await refusal(branch('held/a', world.sha))).toMatchObject({ status: 422 });
    expect(await refusal(branch('free/a', world.sha))).toMatchObject({ status: 0 });
    expect(await refusal(putFile(world.alice.octokit, 'two.txt', '2', 'trail'))).toMatchObject({ status: 409 });
  });
});

describe('a ruleset', () => {
  const ADMINS = { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' };

  it('is passed by those on its bypass list, and by nobody else', async () => {
    await rule([{ type: 'update' }], ['~DEFAULT_BRANCH'], [ADMINS]);
    expect(await refusal(putFile(world.alice.octokit, 'a.txt', 'a'))).toMatchObject({ status: 409 });
    expect(await refusal(putFile(world.admin, 'a.txt', 'a'))).toMatchObject({ status: 0 });
  });

  it('holds nobody once it is disabled, and its branch is protected only while it is in force', async () => {
    const id = await rule([{ type: 'update' }]);
    const isProtected = async () =>
      (await world.alice.octokit.repos.getBranch({ ...REPO, branch: 'main' })).data.protected;
    expect(await isProtected()).toBe(true);
    await world.admin.repos.updateRepoRuleset({ ...REPO, ruleset_id: id, enforcement: 'disabled' });
    expect(await isProtected()).toBe(false);
    expect(await refusal(putFile(world.alice.octokit, 'a.txt', 'a'))).toMatchObject({ status: 0 });
  });

  it('tells its bypass list to administrators alone', async () => {
    const ruleset_id = await rule([{ type: 'update' }], ['~ALL'], [ADMINS]);
    const read = async (by: typeof world.admin) => (await by.repos.getRepoRuleset({ ...REPO, ruleset_id })).data;
    expect((await read(world.admin)).bypass_actors).toEqual([ADMINS]);
    expect(await read(world.alice.octokit)).not.toHaveProperty('bypass_actors');
  });

  it('is written by administrators, under a name of its own, with rules that GitHub knows', async () => {
    const body = { ...REPO, name: 'a', enforcement: 'active' as const };
    expect(await refusal(world.alice.octokit.repos.createRepoRuleset(body))).toMatchObject({ status: 403 });
    await world.admin.repos.createRepoRuleset(body);
    expect(await refusal(world.admin.repos.createRepoRuleset(body))).toMatchObject({ status: 422 });
    const odd = { ...body, name: 'b', rules: [{ type: 'no_such_rule' }] as never };
    expect(await refusal(world.admin.repos.createRepoRuleset(odd))).toMatchObject({ status: 422 });
    const bare = { ...body, name: 'b', rules: [{ type: 'pull_request', parameters: {} }] as never };
    expect(await refusal(world.admin.repos.createRepoRuleset(bare))).toMatchObject({ status: 422 });
  });
});

describe('classic protection', () => {
  const protect = (enforce_admins: boolean) =>
    world.admin.repos.updateBranchProtection({
      ...REPO,
      branch: 'main',
      required_status_checks: null,
      enforce_admins,
      required_pull_request_reviews: { required_approving_review_count: 1 },
      restrictions: null,
    });

  it('is passed by administrators, unless it holds them too', async () => {
    await protect(false);
    expect(await refusal(putFile(world.alice.octokit, 'a.txt', 'a'))).toMatchObject({ status: 409 });
    expect(await refusal(putFile(world.admin, 'a.txt', 'a'))).toMatchObject({ status: 0 });
    await protect(true);
    expect(await refusal(putFile(world.admin, 'b.txt', 'b'))).toMatchObject({ status: 409 });
  });

  it('is told to administrators, and missing by its own words', async () => {
    const get = (by: typeof world.admin) => refusal(by.repos.getBranchProtection({ ...REPO, branch: 'main' }));
    expect(await get(world.admin)).toEqual({ status: 404, message: 'Branch not protected' });
    await protect(true);
    expect(await get(world.admin)).toMatchObject({ status: 0 });
    expect(await get(world.alice.octokit)).toMatchObject({ status: 403 });
    await world.admin.repos.deleteBranchProtection({ ...REPO, branch: 'main' });
    expect(await get(world.admin)).toMatchObject({ status: 404 });
  });
});
