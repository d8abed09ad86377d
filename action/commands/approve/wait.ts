import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { answer } from '../../github/answer.ts';
import type { Purpose } from '../../github/api.ts';
import type { Place } from '../remote/place.ts';
import { findRun, type Waiting } from '../remote/waiting.ts';
import { findWaiting } from './find-waiting.ts';
import { createPassOver, type Wanted } from './pass-over.ts';

const READ: Purpose = { what: 'read the runs', permission: 'actions: read', repeatable: true };
const POLL_MS = 2_000;
/** A plan takes a minute, and a runner as long to start. */
const PATIENCE_MS = 10 * 60_000;
/** GitHub may need a moment until it lists a run that was just asked for. */
const QUIET_POLLS = 5;

/**
 * Waits until the run that is meant asks for its approval; gives up when nothing is under way that could. Where no run is named and
 * `wanted` is given, what waits already and cannot be it is passed over.
 */
export async function whenWaiting(place: Place, target: string | undefined, wanted?: Wanted): Promise<Waiting> {
  const { clock } = place.github;
  const deadline = clock.now() + PATIENCE_MS;
  const passOver = wanted === undefined ? undefined : createPassOver(place, wanted);
  for (let quiet = 0; ; ) {
    try {
      return await findWaiting(place, target, passOver);
    } catch (error) {
      if (asBreakglassError(error).code !== 'nothing-waiting' || clock.now() > deadline) throw error;
      quiet = (await isUnderWay(place, passOver?.runs)) ? 0 : quiet + 1;
      if (quiet >= QUIET_POLLS) throw error;
    }
    await clock.sleep(POLL_MS);
  }
}

/** Waits until the run has ended; resolves to how. */
export async function whenEnded({ github }: Place, runId: string): Promise<string> {
  for (;;) {
    const run = await findRun(github, runId);
    if (run === undefined) throw new BreakglassError('github-rejected', `run ${runId} is gone`);
    if (run.status === 'completed') return run.conclusion ?? 'unknown';
    await github.clock.sleep(POLL_MS);
  }
}

async function isUnderWay({ github }: Place, passedOver?: ReadonlyMap<string, string>): Promise<boolean> {
  const listed = answer(await github.rest(READ, 'GET /actions/runs', { per_page: 20 }), 'runs');
  return listed
    .list('workflow_runs')
    .some((run) => run.text('status') !== 'completed' && passedOver?.has(String(run.number('id'))) !== true);
}
