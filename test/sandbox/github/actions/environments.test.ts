import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../../../action/sandbox/github/actions/engine.ts';
import { REPO } from '../world.ts';
import { jobOf, results, script, type Workshop, workshop, x } from './world.ts';

let shop: Workshop;
let environment: number;
const watchers = new Map<string, () => void>();
/** Resolves when some job prints this. */
const line = (text: string): Promise<void> => new Promise((resolve) => void watchers.set(text, resolve));
beforeAll(async () => {
  shop = await workshop({ onLine: ({ line: text }) => watchers.get(text)?.() });
});
afterAll(() => shop.close());
beforeEach(async () => {
  const { data } = await shop.admin.repos.createOrUpdateEnvironment({
    ...REPO,
    environment_name: 'acme-prod',
    reviewers: [{ type: 'User', id: shop.dana.id }],
  });
  environment = data.id;
});

/** Plans, waits for the environment that the plan names, and tells how it ended. */
const GATED = {
  plan: { ...script('true'), outputs: { environment: 'acme-prod' } },
  run: { ...script('echo ran'), needs: 'plan', environment: x('needs.plan.outputs.environment') },
  refusal: { ...script('echo refused'), needs: ['plan', 'run'], if: x("always() && needs.run.result != 'success'") },
};

async function review({ id }: RunReport, state: 'approved' | 'rejected'): Promise<void> {
  await shop.dana.octokit.actions.reviewPendingDeploymentsForRun({
    ...REPO,
    run_id: id,
    environment_ids: [environment],
    state,
    comment: 'seen',
  });
}

const now = (id: number): RunReport => {
  const found = shop.runner.runs().find((run) => run.id === id);
  if (found === undefined) throw new Error(`there is no run ${id}`);
  return found;
};

describe('a job with an environment', () => {
  it('does not start before its reviewer approves', async () => {
    const waiting = await shop.play('approved', { jobs: GATED });
    expect(waiting).toMatchObject({ status: 'waiting', conclusion: null });
    expect(await shop.runner.whenWaiting('acme-prod')).toMatchObject({ id: waiting.id });
    expect(results(waiting)).toEqual({ plan: 'success', run: null });
    const { data } = await shop.alice.octokit.actions.listJobsForWorkflowRun({ ...REPO, run_id: waiting.id });
    expect(data.jobs.map(({ name, status }) => [name, status])).toEqual([
      ['plan', 'completed'],
      ['run', 'waiting'],
    ]);
    await review(waiting, 'approved');
    await shop.runner.idle();
    expect(now(waiting.id)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(results(now(waiting.id))).toEqual({ plan: 'success', run: 'success', refusal: 'skipped' });
  });

  it('never starts when it is rejected: it fails, and what always runs is told', async () => {
    const waiting = await shop.play('rejected', { jobs: GATED });
    await review(waiting, 'rejected');
    await shop.runner.idle();
    const ended = now(waiting.id);
    expect(results(ended)).toEqual({ plan: 'success', run: 'failure', refusal: 'success' });
    expect(ended.conclusion).toBe('failure');
    expect(jobOf(ended, 'run').log).toEqual([]);
  });

  it('is refused from a branch that may not deploy', async () => {
    await shop.admin.repos.createOrUpdateEnvironment({
      ...REPO,
      environment_name: 'acme-prod',
      reviewers: [{ type: 'User', id: shop.dana.id }],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    const place = { ...REPO, environment_name: 'acme-prod' };
    await shop.admin.repos.createDeploymentBranchPolicy({ ...place, name: 'release' });
    const run = await shop.play('branch', { jobs: GATED });
    expect(results(run)).toEqual({ plan: 'success', run: 'failure', refusal: 'success' });
    expect(jobOf(run, 'run').log).toEqual([]);
  });

  it('without a name has none, and one that nobody made is made without protection', async () => {
    const jobs = {
      none: { ...script('true'), environment: x("''") },
      typo: { ...script('true'), environment: 'typo' },
    };
    const run = await shop.play('unnamed', { jobs });
    expect(run.jobs.map((job) => [job.name, job.environment, job.result])).toEqual([
      ['none', null, 'success'],
      ['typo', 'typo', 'success'],
    ]);
    const { data } = await shop.admin.repos.getEnvironment({ ...REPO, environment_name: 'typo' });
    expect(data.protection_rules).toEqual([]);
  });
});

describe('cancel', () => {
  it('ends a job that waits for its approval, and lets what always runs go on', async () => {
    const waiting = await shop.play('cancel-waiting', { jobs: GATED });
    await shop.alice.octokit.actions.cancelWorkflowRun({ ...REPO, run_id: waiting.id });
    await shop.runner.idle();
    expect(results(now(waiting.id))).toEqual({ plan: 'success', run: 'cancelled', refusal: 'success' });
    expect(now(waiting.id).conclusion).toBe('cancelled');
  });

  it('interrupts a process, and then runs the steps that always run', async () => {
    const steps = [
      { run: "trap 'echo interrupted; exit 9' INT; echo begun; while :; do sleep 0.1; done" },
      { run: 'echo never' },
      { run: 'echo cleaned', if: x('always()') },
    ];
    const seen = line('begun');
    const started = shop.play('cancel-running', { jobs: { a: { ...script('x'), steps } } });
    await seen;
    const id = shop.runner.runs().at(-1)?.id ?? 0;
    await shop.alice.octokit.actions.cancelWorkflowRun({ ...REPO, run_id: id });
    expect(await started).toMatchObject({
      conclusion: 'cancelled',
      jobs: [{ result: 'cancelled', log: ['begun', 'interrupted', 'cleaned'] }],
    });
  });
});
