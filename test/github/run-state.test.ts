import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runState } from '../../action/github/open-sessions.ts';
import { type RunningJob, startWorld, type World } from './world.ts';

let world: World;
let job: RunningJob;

beforeAll(async () => {
  world = await startWorld();
  job = await world.job();
});
afterAll(() => world.close());

const control = () => world.acme.github.control;
const state = (runId: number | string, runAttempt = 1) => runState(job.github, { runId: String(runId), runAttempt });

function start(environment?: string): number {
  const workflow = '.github/workflows/break-glass.yml';
  const asked = { repository: 'acme/playbooks', event: 'workflow_dispatch', actor: 'alice', workflow } as const;
  const started = control().startRun({
    ...asked,
    sha: world.acme.sha,
    ref: 'refs/heads/main',
    ...(environment === undefined ? {} : { environment }),
  });
  return started.id;
}

async function end(runId: number, conclusion: 'success' | 'failure' | 'cancelled'): Promise<void> {
  const jobWorkflowRef = 'acme/playbooks/.github/workflows/break-glass.yml@refs/heads/main';
  const started = await control().startJob(runId, { job: 'run', permissions: {}, jobWorkflowRef });
  control().completeJob(started.id, conclusion);
}

describe('how an attempt of a run stands', () => {
  it('goes on while it waits, is queued or works', async () => {
    expect(await state(start())).toBe('running');
    expect(await state(start('acme-prod'))).toBe('running');
    expect(await state(job.runId)).toBe('running');
  });

  it.each([
    ['success', 'ended'],
    ['failure', 'ended'],
    ['cancelled', 'cancelled'],
  ] as const)('is over after %s: %s', async (conclusion, expected) => {
    const id = start();
    await end(id, conclusion);
    expect(await state(id)).toBe(expected);
  });

  it('is told of the attempt that is asked for, not of the latest', async () => {
    const id = start();
    await end(id, 'cancelled');
    control().rerun(id);
    expect([await state(id, 1), await state(id, 2)]).toEqual(['cancelled', 'running']);
    await end(id, 'success');
    expect([await state(id, 1), await state(id, 2)]).toEqual(['cancelled', 'ended']);
  });

  it('is gone where GitHub knows no such run, or no such attempt', async () => {
    expect(await state('999999999999')).toBe('gone');
    expect(await state(start(), 2)).toBe('gone');
  });

  it('is not over because GitHub does not find the attempt of a run that goes on', async () => {
    const find: RunningJob['github']['find'] = (purpose, route, parameters) =>
      route.includes('/attempts/') ? Promise.resolve(undefined) : job.github.find(purpose, route, parameters);
    const blind = { ...job.github, find };
    expect(await runState(blind, { runId: job.runId, runAttempt: 1 })).toBe('running');
    const id = start();
    await end(id, 'cancelled');
    control().rerun(id);
    expect(await runState(blind, { runId: String(id), runAttempt: 1 })).toBe('ended');
  });

  it('is not known, and not over, while GitHub does not answer or may not', async () => {
    const { github } = await world.job({ permissions: { contents: 'write' } });
    await expect(runState(github, { runId: job.runId, runAttempt: 1 })).rejects.toMatchObject({
      code: 'github-forbidden',
    });
    world.acme.faults.add({
      service: 'github',
      operation: 'actions/get-workflow-run-attempt',
      kind: 'error',
      code: 'internal',
      status: 500,
      times: 100,
    });
    await expect(state(job.runId)).rejects.toMatchObject({ code: 'github-unavailable' });
    world.acme.faults.clear();
  });
});
