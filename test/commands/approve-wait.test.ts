import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onMergeWorkflow } from '../../action/scaffold/steady-workflows.ts';
import { type Approving, type OtherRun, READ, startApproving } from './approving.ts';
import { codeOf, failureOf } from './customer.ts';

let world: Approving;
beforeAll(async () => {
  world = await startApproving();
});
afterAll(() => world.customer.close());

describe('breakglass approve --wait', () => {
  it('with --wait and a digest takes the merge of that plan, and passes over what waits already', {
    timeout: 60_000,
  }, async () => {
    const older = await world.mergedRun();
    const foreign = world.startRun(await world.headSha(), 'push', 'carol', {
      workflow: '.github/workflows/deploy.yml',
    });
    const meant = await world.mergedRun();
    const { digest } = meant;
    const work = world.approve('dana-at-acme', undefined, { wait: true, yes: true, digest, json: true });
    await expect
      .poll(() => world.answersOf(meant.runId), { timeout: 20_000 })
      .toEqual([['approved', `plan ${digest}`, 'dana-at-acme']]);
    await world.finishRun(meant.runId);
    await work;
    for (const run of [older.runId, foreign]) {
      expect(await world.answersOf(run)).toEqual([]);
      await world.approve('dana-at-acme', run, { reject: true }, ['y']);
    }
  });

  it('with --wait what waits already and is too old, or of another plan', { timeout: 60_000 }, async () => {
    const { runId } = await world.mergedRun();
    const later = (): number => Date.now() + 61 * 60_000;
    const old = failureOf(world.approve('dana-at-acme', undefined, { wait: true }, ['y'], later));
    const other = failureOf(world.approve('dana-at-acme', undefined, { wait: true, yes: true, digest: READ }));
    for (const failure of await Promise.all([old, other])) {
      expect(failure?.code).toBe('nothing-waiting');
      expect(failure?.hint).toContain(String(runId));
    }
    expect(await world.answersOf(runId)).toEqual([]);
    await world.approve('dana-at-acme', runId, { reject: true }, ['y']);
  });
});

describe('breakglass approve lets no other workflow into the environment', () => {
  it('takes the path of a workflow with the branch behind it, as GitHub may tell it', async () => {
    const workflow = '.github/workflows/break-glass-shift-traffic.yml@main';
    const runId = world.startRun(await world.headSha(), 'workflow_dispatch', 'carol', { workflow });
    await world.approve('dana-at-acme', runId, { yes: true, digest: READ });
    expect((await world.answersOf(runId))[0]?.[0]).toBe('approved');
  });

  it('knows the name of the workflow that init generates for merges', () => {
    const pin = { sha: 'a'.repeat(40), version: '0.1.0' };
    expect(onMergeWorkflow(pin, 'main').path).toBe('.github/workflows/on-merge.yml');
  });

  it.each<[string, string, OtherRun, ('push' | 'workflow_dispatch')?]>([
    ['a workflow that init does not generate', 'policy-changed', { workflow: '.github/workflows/deploy.yml' }],
    [
      'a workflow under the name of no playbook',
      'policy-changed',
      { workflow: '.github/workflows/break-glass-free.yml' },
    ],
    [
      'a workflow whose name goes on behind that of one',
      'policy-changed',
      { workflow: '.github/workflows/break-glass-shift-traffic.yml@x.yml' },
    ],
    ["a dispatch of the merges' workflow", 'policy-changed', { workflow: '.github/workflows/on-merge.yml' }],
    [
      'a push that runs the workflow of a playbook',
      'policy-changed',
      { workflow: '.github/workflows/break-glass-shift-traffic.yml' },
      'push',
    ],
    ['another branch than the default one', 'not-default-branch', { ref: 'refs/heads/mine', environment: 'open' }],
  ])('a run of %s (%s)', async (_what, code, other, event = 'workflow_dispatch') => {
    await world.copyEnvironment('open');
    const run = world.startRun(await world.headSha(), event, 'carol', other);
    expect(await codeOf(world.approve('dana-at-acme', run, { yes: true, digest: READ }))).toBe(code);
    expect(await world.answersOf(run)).toEqual([]);
    await world.approve('dana-at-acme', run, { reject: true }, ['y']);
  });
});
