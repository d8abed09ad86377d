import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BreakGlassRuns, gated, openBreakGlassRuns, WORKFLOW } from './break-glass-runs.ts';
import { acme, client, putFile, REPO, refusal } from './world.ts';

let world: BreakGlassRuns['world'];
let startRun: BreakGlassRuns['startRun'];
let review: BreakGlassRuns['review'];
let environmentId: BreakGlassRuns['environmentId'];
beforeAll(async () => {
  ({ world, startRun, review, environmentId } = await openBreakGlassRuns());
});
afterAll(() => world.close());

describe('runs', () => {
  it('are re-run by whoever may write, once they are over', async () => {
    const run = startRun();
    const id = { ...REPO, run_id: run.id };
    const { actions } = world.admin;
    expect(await refusal(actions.reRunWorkflow(id))).toMatchObject({ status: 403 });
    expect((await actions.cancelWorkflowRun(id)).status).toBe(202);
    expect(await refusal(actions.cancelWorkflowRun(id))).toMatchObject({ status: 409 });
    expect(await refusal(world.dana.octokit.actions.reRunWorkflow(id))).toMatchObject({ status: 403 });
    expect((await actions.reRunWorkflow(id)).status).toBe(201);
    const { data } = await actions.getWorkflowRun(id);
    expect(data).toMatchObject({
      run_attempt: 2,
      actor: { login: 'alice' },
      triggering_actor: { login: 'sandbox-admin' },
      name: 'Break glass',
    });
  });

  it('keep each attempt as it ended', async () => {
    const run = startRun();
    const id = { ...REPO, run_id: run.id };
    const { actions } = world.admin;
    const attempt = async (attempt_number: number) =>
      (await actions.getWorkflowRunAttempt({ ...id, attempt_number })).data;
    expect(await attempt(1)).toMatchObject({ run_attempt: 1, status: 'queued', conclusion: null });
    await actions.cancelWorkflowRun(id);
    await actions.reRunWorkflow(id);
    expect(await attempt(1)).toMatchObject({
      run_attempt: 1,
      status: 'completed',
      conclusion: 'cancelled',
      triggering_actor: { login: 'alice' },
    });
    expect(await attempt(2)).toMatchObject({ run_attempt: 2, status: 'queued', conclusion: null });
    for (const attempt_number of [0, 3]) {
      expect(await refusal(actions.getWorkflowRunAttempt({ ...id, attempt_number }))).toMatchObject({ status: 404 });
    }
  });

  it('keep unprotected branches out of an environment for protected ones', async () => {
    const other = await acme();
    try {
      const policy = { protected_branches: true, custom_branch_policies: false };
      const environment = { ...REPO, environment_name: 'prod', deployment_branch_policy: policy };
      await other.admin.repos.createOrUpdateEnvironment(environment);
      const start = () => {
        const { control } = other.github;
        const { id } = control.startRun({
          repository: 'acme/playbooks',
          event: 'push',
          sha: other.sha,
          ref: 'refs/heads/main',
          actor: 'alice',
          workflow: WORKFLOW,
        });
        return control.startJob(id, { ...gated, environment: 'prod' });
      };
      expect((await start()).env['GITHUB_WORKFLOW']).toBe(WORKFLOW);
      other.github.control.protectBranch('acme', 'playbooks', 'release');
      await expect(start()).rejects.toMatchObject({ state: 'rejected' });
      other.github.control.protectBranch('acme', 'playbooks', 'main');
      expect((await start()).env['GITHUB_REF_PROTECTED']).toBe('true');
    } finally {
      await other.close();
    }
  });

  it('fail when a deployment was rejected, although the job that records it succeeds', async () => {
    const run = startRun('acme-prod');
    await review(world.dana, run.id, 'rejected');
    const { environment: _, ...ungated } = gated;
    const job = await world.github.control.startJob(run.id, { ...ungated, job: 'record-refusal' });
    world.github.control.completeJob(job.id, 'success');
    expect(world.github.control.run(run.id)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });
});

describe('dispatch', () => {
  it('makes a run of a workflow that takes dispatches', async () => {
    const dispatch = { ...REPO, workflow_id: 'break-glass.yml', ref: 'main', inputs: { playbook: 'shift' } };
    const allowed = world.alice.octokit.actions;
    expect((await allowed.createWorkflowDispatch(dispatch)).status).toBe(204);
    const { data } = await allowed.listWorkflowRunsForRepo({ ...REPO, event: 'workflow_dispatch', per_page: 1 });
    expect(data.workflow_runs).toMatchObject([
      { event: 'workflow_dispatch', path: WORKFLOW, actor: { login: 'alice' } },
    ]);
    expect(await refusal(allowed.createWorkflowDispatch({ ...dispatch, workflow_id: 'no.yml' }))).toMatchObject({
      status: 404,
    });
    expect(await refusal(world.dana.octokit.actions.createWorkflowDispatch(dispatch))).toMatchObject({ status: 403 });
  });
});

describe('the run token', () => {
  it('does what its permissions say and no more', async () => {
    const run = startRun();
    const job = await world.github.control.startJob(run.id, { ...gated, force: true });
    const octokit = client(world.github, job.token);
    await octokit.actions.getWorkflowRun({ ...REPO, run_id: run.id });
    await putFile(octokit, 'by-bot.txt', 'x');
    const { data } = await octokit.repos.getCommit({ ...REPO, ref: 'main' });
    expect(data.author).toMatchObject({ login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' });
    const forbidden = { status: 403, message: 'Resource not accessible by integration' };
    expect(await refusal(octokit.users.getAuthenticated())).toEqual(forbidden);
    expect(await refusal(octokit.pulls.list(REPO))).toEqual(forbidden);
    expect(await refusal(putFile(octokit, '.github/workflows/x.yml', 'x'))).toEqual(forbidden);
    const put = octokit.repos.createOrUpdateEnvironment({ ...REPO, environment_name: 'acme-prod' });
    expect(await refusal(put)).toEqual(forbidden);
    const environment_ids = [await environmentId()];
    const approve = { ...REPO, run_id: run.id, environment_ids, state: 'approved' as const, comment: '' };
    expect(await refusal(octokit.actions.reviewPendingDeploymentsForRun(approve))).toEqual(forbidden);
  });

  it('is worth nothing once the job is over', async () => {
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    world.github.control.completeJob(job.id, 'success');
    expect(await refusal(client(world.github, job.token).repos.get(REPO))).toMatchObject({ status: 401 });
  });
});
