import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGatekeeper } from '../../action/github/gatekeeper.ts';
import { putFile, REPO } from '../sandbox/github/world.ts';
import { startWorld, type World } from './world.ts';

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
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch' }).facts('acme-prod');
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
        preventSelfReview: true,
        deploymentBranches: 'all',
      },
      approvals: [{ environments: ['acme-prod'], state: 'approved', user: { login: 'dana-at-acme', id: dana.id } }],
      pullRequest: null,
    });
    expect(typeof facts.environment?.canAdminsBypass).toBe('boolean');
    expect(Number.isFinite(facts.run.startedAt)).toBe(true);
  });

  it('say when the environment does not exist', async () => {
    const { github, runId, sha } = await world.job();
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch' }).facts('a/../b');
    expect(facts.environment).toBeNull();
  });

  it('are refused when the runner tells of another commit or event', async () => {
    const { github, runId } = await world.job();
    const other = { runId, sha: 'f'.repeat(40), eventName: 'workflow_dispatch' };
    await expect(createGatekeeper(github, other).facts('acme-prod')).rejects.toMatchObject({ code: 'not-in-actions' });
  });

  it('print the permission that is missing', async () => {
    const { github, runId, sha } = await world.job({ permissions: { contents: 'read' } });
    const blind = createGatekeeper(github, { runId, sha, eventName: 'workflow_dispatch' });
    await expect(blind.facts('acme-prod')).rejects.toMatchObject({
      code: 'github-forbidden',
      hint: expect.stringContaining('permissions:\n  actions: read'),
    });
  });
});

describe('the facts of a merged request', () => {
  it('name author, merger, reviewers of the head and contributors', async () => {
    const { admin, alice, dana } = world.acme;
    const base = await admin.git.getRef({ ...REPO, ref: 'heads/main' });
    await alice.octokit.git.createRef({ ...REPO, ref: 'refs/heads/inc-4711', sha: base.data.object.sha });
    await putFile(alice.octokit, 'playbooks/requests/inc-4711.yml', 'version: 1\n', 'inc-4711');
    const pull = await alice.octokit.pulls.create({ ...REPO, title: 'INC-4711', head: 'inc-4711', base: 'main' });
    const at = { ...REPO, pull_number: pull.data.number };
    await dana.octokit.pulls.createReview({ ...at, event: 'APPROVE' });
    await dana.octokit.pulls.createReview({ ...at, event: 'COMMENT', body: 'looks right' });
    const merged = await admin.pulls.merge(at);
    const { github, runId, sha } = await world.job({ event: 'push', sha: merged.data.sha, actor: 'sandbox-admin' });
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'push' }).facts('acme-prod');
    expect(facts.pullRequest).toMatchObject({
      number: pull.data.number,
      author: { login: 'alice', id: alice.id },
      mergedBy: { login: 'sandbox-admin' },
      headSha: pull.data.head.sha,
      reviews: [{ user: { id: dana.id }, state: 'APPROVED', commitId: pull.data.head.sha }],
    });
    expect(facts.pullRequest?.contributors).toContainEqual({ login: 'alice', id: alice.id });
  });

  it('have no pull request for a commit that was pushed', async () => {
    const { github, runId, sha } = await world.job({ event: 'push' });
    const facts = await createGatekeeper(github, { runId, sha, eventName: 'push' }).facts('acme-prod');
    expect(facts.pullRequest).toBeNull();
  });
});
