import { afterAll, describe, expect, it } from 'vitest';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { expectRefused, expectTrailsVerify } from './expect-refused.ts';
import { playRow } from './live.ts';
import type { Row } from './row.ts';
import { ROWS } from './table.ts';

/** Minutes of approval pass in seconds, and a busy machine still answers health checks in time. */
const SCALE = 20;

const worlds = new Map<string, Promise<DrillWorld>>();
const queues = new Map<string, Promise<unknown>>();

/** Rows of the same world play in it one after another; two worlds play at the same time. */
async function inWorld(
  { platform }: Pick<Row, 'platform'>,
  index: number,
  play: (world: DrillWorld) => Promise<void>,
): Promise<void> {
  const options = platform?.world ?? {};
  const key = `${JSON.stringify(options)} ${index % 2}`;
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(async () => {
    const world = worlds.get(key) ?? buildWorld({ scale: SCALE, ...options });
    worlds.set(key, world);
    await play(await world);
  });
  queues.set(
    key,
    mine.catch(() => undefined),
  );
  await mine;
}

afterAll(async () => {
  await Promise.all([...worlds.values()].map(async (world) => (await world).close()));
});

describe.concurrent('the bundle refuses', { timeout: 120_000 }, () => {
  it.each(processRows().map((row, index) => ({ name: row.name, row, index })))('$name', async ({ row, index }) => {
    await inWorld(row, index, async (world) => {
      await expectRefused(world, row, await playRow(world, row, `r${index}`));
    });
  });
});

/**
 * The rows that are about the process itself, and the first of each stage. Every other row is played
 * by the same entry without a process of its own: see `play-rows.ts`.
 */
function processRows(): readonly Row[] {
  const stages = new Set<string>();
  return ROWS.filter(({ stage, platform }) => {
    const first = !stages.has(stage);
    stages.add(stage);
    return first || stage === 'wire' || platform?.hooks !== undefined;
  });
}

describe('the story that every row changes', { timeout: 120_000 }, () => {
  it.each([
    ["the world's install", {}, 0],
    ['an install of its own', { install: {} }, 1],
  ])('succeeds with %s, so that a row is refused for what it changes', async (_what, facts, index) => {
    // A world of its own for each: it is not as it was afterwards.
    const platform = { world: { stack: {} } };
    await inWorld({ platform }, index, async (world) => {
      const row: Row = { name: 'nothing', code: 'internal', stage: 'session', platform, facts };
      const { run } = await playRow(world, row, 'control');
      expect(run).toMatchObject({ errors: [], exitCode: 0, outputs: { outcome: 'succeeded' } });
    });
  });
});

expectTrailsVerify(worlds);
