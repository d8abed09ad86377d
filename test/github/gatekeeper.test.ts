import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGatekeeper } from '../../action/github/gatekeeper.ts';
import { putFile, REPO } from '../sandbox/github/world.ts';
import { startWorld, type World } from './world.ts';

const MAIN = 'refs/heads/main';
let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.acme.admin.repos.createOrUpdateEnvironment({
    ...REPO,
    environment_name: 'acme-prod',
    prevent_self_review: true,
    reviewers: [{ type: 'User', id: world.acme.dana.id }],
    deployment_branch_policy: null,
  });
});

afterAll(() => world.close());

describe('the facts of a dispatched run', () => {
  it('are read from GitHub', async () => {
    const { github, runId, sha } = await world.job({ environment: 'acme-prod' });
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch', ref: MAIN }).facts(
      'acme-prod',
    );
    const { alice, dana } = world.acme;
    expect(facts).toMatchObject({
      repository: { fullName: 'acme/playbooks', id: world.repositoryId, visibility: 'private', defaultBranch: 'main' },
      run: {
        id: runId,
        attempt: 1,
        event: 'workflow_dispatch',
        sha,
        branch: 'main',
        triggeringActor: { login: 'alice', id: alice.id },
      },
      environment: {
        name: 'acme-prod',
        reviewers: [{ type: 'User', name: 'dana-at-acme', id: dana.id }],
        deploymentBranches: { policy: 'all', patterns: [] },
      },
      approvals: [{ environments: ['acme-prod'], state: 'approved', user: { login: 'dana-at-acme', id: dana.id } }],
      pullRequest: null,
    });
    expect(typeof facts.environment?.canAdminsBypass).toBe('boolean');
    expect(Number.isFinite(facts.run.startedAt)).toBe(true);
  });

  it('say when the environment does not exist', async () => {
    const { github, runId, sha } = await world.job();
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch', ref: MAIN }).facts(
      'a/../b',
    );
    expect(facts.environment).toBeNull();
  });

  it('are refused when the runner tells of another commit or event', async () => {
    const { github, runId } = await world.job();
    const other = { runId, sha: 'f'.repeat(40), eventName: 'workflow_dispatch', ref: MAIN };
    await expect(createGatekeeper(github, other).facts('acme-prod')).rejects.toMatchObject({ code: 'not-in-actions' });
  });

  it('print the permission that is missing', async () => {
    const { github, runId, sha } = await world.job({ permissions: { contents: 'read' } });
    const blind = createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch', ref: MAIN });
    await expect(blind.facts('acme-prod')).rejects.toMatchObject({
      code: 'github-forbidden',
      hint: expect.stringContaining('permissions:\n  actions: read'),
    });
  });
});

const NAME = /[^/]+(?=\.yml$)/;

interface Change {
  readonly path: string;
  readonly base?: string;
  readonly method?: 'merge' | 'squash';
  /** Commits as with git: unsigned, under this name. */
  readonly as?: { readonly name: string; readonly email: string };
}

/** Alice's pull request of one file, approved by dana and merged by the administrator. */
async function merge({ path, base = 'main', method = 'merge', as }: Change) {
  const { admin, alice, dana } = world.acme;
  const head = NAME.exec(path)?.[0] ?? '';
  const from = (await admin.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
  await alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${head}`, sha: from });
  if (as === undefined) await putFile(alice.octokit, path, 'version: 1\n', head);
  else await push(head, path, from, as);
  const pull = await alice.octokit.pulls.create({ ...REPO, title: head, head, base });
  const at = { ...REPO, pull_number: pull.data.number };
  await dana.octokit.pulls.createReview({ ...at, event: 'APPROVE' });
  await dana.octokit.pulls.createReview({ ...at, event: 'COMMENT', body: 'looks right' });
  const merged = await admin.pulls.merge({ ...at, merge_method: method });
  return { number: pull.data.number, head: pull.data.head.sha, sha: merged.data.sha };
}

async function push(branch: string, path: string, parent: string, author: NonNullable<Change['as']>): Promise<void> {
  const { git } = world.acme.alice.octokit;
  const file = { path, mode: '100644', type: 'blob', content: 'version: 1\n' } as const;
  const tree = await git.createTree({ ...REPO, base_tree: parent, tree: [file] });
  const commit = await git.createCommit({ ...REPO, message: path, tree: tree.data.sha, parents: [parent], author });
  await git.updateRef({ ...REPO, ref: `heads/${branch}`, sha: commit.data.sha });
}

async function factsOfMerge(sha: string, environment?: string) {
  const job = await world.job({
    event: 'push',
    sha,
    actor: 'sandbox-admin',
    ...(environment === undefined ? {} : { environment }),
  });
  return createGatekeeper(job.github, { runId: job.runId, sha, eventName: 'push', ref: MAIN }).facts('acme-prod');
}

describe('the facts of a merged request', () => {
  it('name author, merger, reviewers of the head, contributors and the file', async () => {
    const { alice, dana } = world.acme;
    const path = 'playbooks/requests/inc-4711.yml';
    const { number, head, sha } = await merge({ path });
    const facts = await factsOfMerge(sha);
    expect(facts.pullRequest).toMatchObject({
      number,
      author: { login: 'alice', id: alice.id },
      mergedBy: { login: 'sandbox-admin' },
      headSha: head,
      reviews: [{ user: { id: dana.id }, state: 'APPROVED', commitId: head }],
      unverified: [],
      fromFork: false,
      files: [{ path, status: 'added' }],
    });
    expect(facts.pullRequest?.contributors).toContainEqual({ login: 'alice', id: alice.id });
    expect(facts.cannotPush).toEqual([]);
  });

  it('tell of an unsigned commit, and who of the approvers cannot have pushed it', async () => {
    const { alice, dana } = world.acme;
    const as = { name: 'alice', email: `${alice.id}+alice@users.noreply.github.com` };
    const { head, sha } = await merge({ path: 'playbooks/requests/inc-4712.yml', as });
    const facts = await factsOfMerge(sha, 'acme-prod');
    expect(facts.pullRequest?.unverified).toEqual([{ sha: head, reason: 'unsigned' }]);
    expect(facts.pullRequest?.contributors).toContainEqual({ login: 'alice', id: alice.id });
    expect(facts.cannotPush).toEqual([{ login: 'dana-at-acme', id: dana.id }]);
  });

  it('leave out an approver who can push', async () => {
    const { admin } = world.acme;
    const as = { name: 'somebody', email: 'somebody@example.com' };
    const { sha } = await merge({ path: 'playbooks/requests/inc-4713.yml', as });
    await admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'push' });
    const facts = await factsOfMerge(sha, 'acme-prod');
    await admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'pull' });
    expect(facts.pullRequest?.unverified).toHaveLength(1);
    expect(facts.cannotPush).toEqual([]);
  });

  it('take it that an approver can push where the token may not ask', async () => {
    const as = { name: 'somebody', email: 'somebody@example.com' };
    const { sha } = await merge({ path: 'playbooks/requests/inc-4716.yml', as });
    const operation = 'repos/get-collaborator-permission-level';
    world.acme.faults.add({ service: 'github', operation, kind: 'error', code: 'FORBIDDEN', status: 403 });
    expect((await factsOfMerge(sha, 'acme-prod')).cannotPush).toEqual([]);
  });

  it('have no pull request for a commit that was pushed', async () => {
    expect((await factsOfMerge(world.acme.sha)).pullRequest).toBeNull();
  });

  it('have no pull request where it was merged into another branch', async () => {
    const from = (await world.acme.admin.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
    await world.acme.admin.git.createRef({ ...REPO, ref: 'refs/heads/unwatched', sha: from });
    const { sha } = await merge({ path: 'playbooks/requests/inc-4714.yml', base: 'unwatched' });
    expect((await factsOfMerge(sha)).pullRequest).toBeNull();
  });

  it('have no pull request for a commit that was pushed to one before it was merged', async () => {
    const { head } = await merge({ path: 'playbooks/requests/inc-4715.yml' });
    expect((await factsOfMerge(head)).pullRequest).toBeNull();
  });
});

describe('the facts of the branch', () => {
  it('name the branches that may deploy', async () => {
    const { admin, dana } = world.acme;
    await admin.repos.createOrUpdateEnvironment({
      ...REPO,
      environment_name: 'acme-listed',
      reviewers: [{ type: 'User', id: dana.id }],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await admin.repos.createDeploymentBranchPolicy({ ...REPO, environment_name: 'acme-listed', name: 'main' });
    const { github, runId, sha } = await world.job();
    const gatekeeper = createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch', ref: MAIN });
    const listed = { policy: 'custom', patterns: [{ name: 'main', type: 'branch' }] };
    expect((await gatekeeper.facts('acme-listed')).environment?.deploymentBranches).toEqual(listed);
  });

  it('say whether the default branch is protected', async () => {
    const { control } = world.acme.github;
    expect((await factsOfMerge(world.acme.sha)).repository.defaultBranchProtected).toBe(false);
    control.protectBranch(REPO.owner, REPO.repo, 'main');
    expect((await factsOfMerge(world.acme.sha)).repository.defaultBranchProtected).toBe(true);
    control.unprotectBranch(REPO.owner, REPO.repo, 'main');
  });

  it('name no branch for the run of a tag with the same name', async () => {
    const { github, runId, sha } = await world.job();
    const hint = { runId, sha, eventName: 'workflow_dispatch', ref: 'refs/tags/main' };
    expect((await createGatekeeper(github, hint).facts('acme-prod')).run.branch).toBeNull();
  });
});
