import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BreakGlassRuns,
  gated,
  JOB_WORKFLOW,
  openBreakGlassRuns,
  RUN_PERMISSIONS,
  WORKFLOW,
} from './break-glass-runs.ts';
import { type Acme, REPO, refusal } from './world.ts';

let world: BreakGlassRuns['world'];
let head: BreakGlassRuns['head'];
let startRun: BreakGlassRuns['startRun'];
let review: BreakGlassRuns['review'];
beforeAll(async () => {
  ({ world, head, startRun, review } = await openBreakGlassRuns());
});
afterAll(() => world.close());

describe('environments', () => {
  it('tells reviewers, self-review, admin bypass and branches', async () => {
    const { data } = await world.alice.octokit.repos.getEnvironment({ ...REPO, environment_name: 'acme-prod' });
    expect(data).toMatchObject({
      name: 'acme-prod',
      can_admins_bypass: true,
      deployment_branch_policy: { protected_branches: true },
      protection_rules: [
        { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ reviewer: { login: 'dana-at-acme' } }] },
        { type: 'branch_policy' },
      ],
    });
  });

  it('answers 404 for one that does not exist, and creates it unprotected when a job names it', async () => {
    const name = { ...REPO, environment_name: 'typo' };
    expect(await refusal(world.alice.octokit.repos.getEnvironment(name))).toMatchObject({ status: 404 });
    await world.github.control.startJob(startRun().id, { ...gated, environment: 'typo' });
    expect((await world.alice.octokit.repos.getEnvironment(name)).data.protection_rules).toEqual([]);
  });

  it('takes reviewers that can read only, six at most, from administrators only', async () => {
    const stranger = world.github.control.createUser('stranger');
    const put = (octokit: Acme['admin'], ids: readonly number[]) =>
      octokit.repos.createOrUpdateEnvironment({
        ...REPO,
        environment_name: 'other',
        reviewers: ids.map((id) => ({ type: 'User' as const, id })),
      });
    expect(await refusal(put(world.admin, [stranger.id]))).toMatchObject({ status: 422 });
    expect(await refusal(put(world.admin, Array(7).fill(world.dana.id)))).toMatchObject({ status: 422 });
    expect(await refusal(put(world.alice.octokit, [world.dana.id]))).toMatchObject({ status: 403 });
    await put(world.admin, [world.dana.id]);
    const names = async () => {
      const { data } = await world.alice.octokit.repos.getAllEnvironments(REPO);
      return data.environments?.map(({ name }) => name);
    };
    expect(await names()).toContain('other');
    await world.admin.repos.deleteAnEnvironment({ ...REPO, environment_name: 'other' });
    expect(await names()).not.toContain('other');
  });
});

describe('approval', () => {
  it('holds the job until a required reviewer approves', async () => {
    const run = startRun('acme-prod');
    const id = { ...REPO, run_id: run.id };
    expect(run).toMatchObject({ status: 'waiting', attempt: 1 });
    await expect(world.github.control.startJob(run.id, gated)).rejects.toMatchObject({ state: 'waiting' });
    const pending = await world.dana.octokit.actions.getPendingDeploymentsForRun(id);
    expect(pending.data).toMatchObject([{ environment: { name: 'acme-prod' }, current_user_can_approve: true }]);
    expect(await refusal(review(world.alice, run.id))).toMatchObject({ status: 422 });
    await review(world.dana, run.id);
    const approvals = await world.alice.octokit.actions.getReviewsForRun(id);
    expect(approvals.data).toMatchObject([
      { state: 'approved', comment: 'go', user: { login: 'dana-at-acme' }, environments: [{ name: 'acme-prod' }] },
    ]);
    await world.github.control.startJob(run.id, gated);
    const { data } = await world.alice.octokit.actions.getWorkflowRun(id);
    expect(data).toMatchObject({
      status: 'in_progress',
      run_attempt: 1,
      event: 'workflow_dispatch',
      head_branch: 'main',
      head_sha: head,
      actor: { login: 'alice' },
      triggering_actor: { login: 'alice' },
      run_started_at: '2026-11-21T02:13:00Z',
      path: WORKFLOW,
    });
  });

  it('is still asked for when a job beside it starts and ends', async () => {
    const run = startRun('acme-prod');
    const beside = { job: 'comment', permissions: RUN_PERMISSIONS, jobWorkflowRef: JOB_WORKFLOW };
    const job = await world.github.control.startJob(run.id, beside);
    world.github.control.completeJob(job.id, 'success');
    await review(world.dana, run.id);
    await world.github.control.startJob(run.id, gated);
  });

  it('never starts a job that was rejected', async () => {
    const run = startRun('acme-prod');
    await review(world.dana, run.id, 'rejected');
    await expect(world.github.control.startJob(run.id, gated)).rejects.toMatchObject({ state: 'rejected' });
    expect(world.github.control.run(run.id)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  it('keeps the one who started the run from approving it', async () => {
    const run = world.github.control.startRun({
      repository: 'acme/playbooks',
      event: 'push',
      sha: world.sha,
      ref: 'refs/heads/main',
      actor: 'dana-at-acme',
      workflow: WORKFLOW,
      environment: 'acme-prod',
    });
    expect(await refusal(review(world.dana, run.id))).toMatchObject({ status: 422 });
  });

  it('asks again for the next attempt, although the old approval stays listed', async () => {
    const run = startRun('acme-prod');
    await review(world.dana, run.id);
    expect(world.github.control.rerun(run.id)).toMatchObject({ attempt: 2 });
    await expect(world.github.control.startJob(run.id, gated)).rejects.toMatchObject({ state: 'waiting' });
    const approvals = await world.alice.octokit.actions.getReviewsForRun({ ...REPO, run_id: run.id });
    expect(approvals.data).toHaveLength(1);
  });

  it('starts a job without approval when it is forced, as an administrator could', async () => {
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    expect(job.env['GITHUB_JOB']).toBe('run');
  });
});
