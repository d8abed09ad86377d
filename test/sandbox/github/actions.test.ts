import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartedJob } from '../../../action/sandbox/github/jobs.ts';
import { type Acme, acme, client, putFile, REPO, refusal, START } from './world.ts';

const WORKFLOW = '.github/workflows/break-glass.yml';
const JOB_WORKFLOW = `breakglass/breakglass/.github/workflows/run.yml@${'a'.repeat(40)}`;
const DISPATCHED = [
  'name: Break glass',
  'on: { workflow_dispatch: { inputs: { playbook: {} } } }',
  'jobs: { run: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }',
].join('\n');
const RUN_PERMISSIONS = { contents: 'write', actions: 'read', 'id-token': 'write' } as const;

let world: Acme;
let head: string;
beforeAll(async () => {
  world = await acme();
  head = await putFile(world.admin, WORKFLOW, DISPATCHED);
  await world.admin.repos.createOrUpdateEnvironment({
    ...REPO,
    environment_name: 'acme-prod',
    reviewers: [{ type: 'User', id: world.dana.id }],
    prevent_self_review: true,
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  });
});
afterAll(() => world.close());

const startRun = (environment?: string) =>
  world.github.control.startRun({
    repository: 'acme/playbooks',
    event: 'workflow_dispatch',
    sha: head,
    ref: 'refs/heads/main',
    actor: 'alice',
    workflow: WORKFLOW,
    ...(environment === undefined ? {} : { environment }),
  });

const environmentId = async () =>
  (await world.admin.repos.getEnvironment({ ...REPO, environment_name: 'acme-prod' })).data.id;

async function review(person: Acme['dana'], run_id: number, state: 'approved' | 'rejected' = 'approved') {
  const environment_ids = [await environmentId()];
  return person.octokit.actions.reviewPendingDeploymentsForRun({
    ...REPO,
    run_id,
    environment_ids,
    state,
    comment: 'go',
  });
}

const gated = { job: 'run', environment: 'acme-prod', permissions: RUN_PERMISSIONS, jobWorkflowRef: JOB_WORKFLOW };

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

interface Subject {
  readonly use_default: boolean;
  readonly include_claim_keys?: string[];
  readonly use_immutable_subject?: boolean;
}

describe('OIDC', () => {
  const ask = async (job: StartedJob, audience: string, bearer?: string) => {
    const url = `${job.env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${encodeURIComponent(audience)}`;
    const authorization = `bearer ${bearer ?? job.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}`;
    return fetch(url, { headers: { authorization } });
  };
  const token = async (job: StartedJob) => {
    const { value } = (await (await ask(job, 'sts.amazonaws.com')).json()) as { value: string };
    return value;
  };

  it('signs what the job is', async () => {
    const run = startRun();
    const job = await world.github.control.startJob(run.id, { ...gated, force: true });
    const keys = createLocalJWKSet(world.github.jwks() as Parameters<typeof createLocalJWKSet>[0]);
    const options = { issuer: world.github.issuer, audience: 'sts.amazonaws.com', currentDate: new Date(START) };
    const { payload } = await jwtVerify(await token(job), keys, options);
    const { id, ownerId } = world.github.control.repository('acme', 'playbooks');
    expect(payload).toMatchObject({
      sub: `repo:acme@${ownerId}/playbooks@${id}:environment:acme-prod`,
      environment: 'acme-prod',
      repository: 'acme/playbooks',
      repository_id: String(id),
      repository_owner_id: String(ownerId),
      ref: 'refs/heads/main',
      sha: head,
      run_id: String(run.id),
      run_attempt: '1',
      actor: 'alice',
      actor_id: String(world.alice.id),
      event_name: 'workflow_dispatch',
      workflow_ref: `acme/playbooks/${WORKFLOW}@refs/heads/main`,
      job_workflow_ref: JOB_WORKFLOW,
      job_workflow_sha: 'a'.repeat(40),
      runner_environment: 'github-hosted',
      iat: START / 1000,
      exp: START / 1000 + 300,
    });
  });

  it('serves its configuration and keys', async () => {
    const configuration = await (await fetch(`${world.github.oidc}/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({ issuer: world.github.issuer });
    const keys = await (await fetch((configuration as { jwks_uri: string }).jwks_uri)).json();
    expect(keys).toEqual(world.github.jwks());
  });

  it('makes the subject as the repository asks', async () => {
    const subject = async (template: Subject, environment?: string) => {
      await world.admin.request('PUT /repos/{owner}/{repo}/actions/oidc/customization/sub', { ...REPO, ...template });
      const { environment: _, ...ungated } = gated;
      const options = environment === undefined ? ungated : { ...ungated, environment };
      return decodeJwt(await token(await world.github.control.startJob(startRun().id, { ...options, force: true })))
        .sub;
    };
    const classic = { use_default: true, use_immutable_subject: false };
    expect(await subject(classic, 'acme-prod')).toBe('repo:acme/playbooks:environment:acme-prod');
    expect(await subject(classic, 'a:b')).toBe('repo:acme/playbooks:environment:a%3Ab');
    expect(await subject(classic)).toBe('repo:acme/playbooks:ref:refs/heads/main');
    const keys = { use_default: false, include_claim_keys: ['repo', 'context', 'job_workflow_ref'] };
    expect(await subject(keys, 'acme-prod')).toBe(
      `repo:acme/playbooks:environment:acme-prod:job_workflow_ref:${JOB_WORKFLOW}`,
    );
    const { data } = await world.alice.octokit.request(
      'GET /repos/{owner}/{repo}/actions/oidc/customization/sub',
      REPO,
    );
    expect(data).toMatchObject({ use_default: false, use_immutable_subject: false });
    await subject({ use_default: true, use_immutable_subject: true });
  });

  it('gives no token to a job without id-token: write, nor for a wrong bearer', async () => {
    const permissions = { contents: 'read' } as const;
    const plain = await world.github.control.startJob(startRun().id, { ...gated, permissions, force: true });
    expect(plain.env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL');
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    expect((await ask(job, 'x', 'wrong')).status).toBe(401);
  });

  it('forges on request', async () => {
    const job = await world.github.control.startJob(startRun().id, { ...gated, force: true });
    const keys = createLocalJWKSet(world.github.jwks() as Parameters<typeof createLocalJWKSet>[0]);
    const odd = await world.github.control.signToken({ aud: 'x', repository_id: '1' }, job.id);
    const options = { currentDate: new Date(START) };
    expect((await jwtVerify(odd, keys, options)).payload).toMatchObject({
      aud: 'x',
      repository_id: '1',
      run_attempt: '1',
    });
    const foreign = await world.github.control.foreignKeyToken({ aud: 'x' }, job.id);
    await expect(jwtVerify(foreign, keys, options)).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });
});
