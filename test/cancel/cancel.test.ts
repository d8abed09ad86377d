import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlayedWorld, type PlayedWorld } from '../in-process/world.ts';
import { openRefs, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { cancelAt } from './cancelled-run.ts';
import { ELB, expectEnd, ROWS } from './rows.ts';

let world: PlayedWorld;
beforeAll(async () => {
  world = await buildPlayedWorld({ propagationMs: 0 });
});
afterAll(() => world.close());

describe('a run that is cancelled', { timeout: 60_000 }, () => {
  it.each(ROWS.map((row, index) => ({ ...row, index })))(
    '$phase ends $outcome, and gives the lock back',
    async ({ index, ...row }) => {
      await expectEnd(world, row, await cancelAt(world, `c${index}`, row.at));
    },
  );

  it('while a failure is being undone goes on undoing it', async () => {
    const { run, dumps } = await cancelAt(
      world,
      'rolling',
      { line: 'rolling back' },
      {
        faults: [
          {
            service: ELB,
            operation: 'DescribeTargetHealth',
            nth: 4,
            times: 40,
            kind: 'error',
            code: 'InvalidTarget',
            status: 400,
          },
        ],
      },
    );
    expect(run.outputs['outcome']).toBe('rolled-back');
    expect(dumps.after).toEqual(dumps.before);
    expect(await openRefs(world)).toEqual([]);
  });

  it.each([
    ['while access is being ended', 'sealing', 'denies everything'],
    ['while the last link is written', 'closing', 'closed: succeeded'],
  ])('%s loses neither what it did nor its last link', async (_phase, name, line) => {
    const { run } = await cancelAt(world, name, { line });
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: 'succeeded' } });
    const { links } = await sessionFiles(world, run.outputs['record'] ?? 'none/none');
    expect(links.at(-1)?.state).toBe('closed');
    expect(await openRefs(world)).toEqual([]);
  });

  it('leaves a trail that verifies, and no session open', async () => {
    const { problems, open } = await verifyAudit(world);
    expect({ problems, open }).toEqual({ problems: [], open: [] });
  });
});
