import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { cancelAt } from './cancelled-run.ts';
import { ELB, expectEnd, ROWS } from './rows.ts';

/** Seconds of the session's clock pass in a wall's: what a cancel leaves are seconds of the wall. */
const SCALE = 20;
/** Here a step's own time is longer than what a cancel leaves, as it is in the real world. */
const SLOW = 4;
/** One with nothing to undo, one with a call on its way, one that waits. */
const PHASES = ['while STS answers', 'while a change is being made', 'while health is watched'];

let world: DrillWorld;
let slow: DrillWorld;
beforeAll(async () => {
  [world, slow] = await Promise.all([buildWorld({ scale: SCALE }), buildWorld({ scale: SLOW })]);
}, 60_000);
afterAll(async () => void (await Promise.all([world.close(), slow.close()])));

describe('a process that gets the signals of a cancel', { timeout: 90_000 }, () => {
  it.each(PHASES.map((phase, index) => ({ phase, index })))('$phase ends as it should', async ({ phase, index }) => {
    const row = ROWS.find((each) => each.phase === phase);
    if (row === undefined) throw new Error(`no such phase: ${phase}`);
    await expectEnd(world, row, await cancelAt(world, `c${index}`, row.at));
  });

  it('without the time to undo everything says what is left to recovery, and keeps session and lock', async () => {
    // AWS answers the restore only after the runner would have been killed; the way there had worked.
    const { run } = await cancelAt(
      slow,
      'left',
      { line: 'watching health' },
      {
        faults: [{ service: ELB, operation: 'ModifyListener', nth: 2, times: 20, kind: 'stall', ms: 30_000 * SLOW }],
      },
    );
    expect(run).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed' },
      errors: expect.arrayContaining([expect.stringContaining('0 of 1 steps put back')]),
    });
    expect(run.log.join('\n')).toContain('left to recover: shift (interrupted)');
    expect(run.raw.join('\n')).toMatch(/::warning::.*left to recovery: shift/);
    expect(run.summary).toContain('Recovery puts back shift');
    expect(await openRefs(slow)).toEqual(['refs/heads/break-glass/open/acme-prod']);
    const { problems, open } = await verifyAudit(slow);
    expect({ problems, open }).toMatchObject({ problems: [], open: [{}] });
  });
});
