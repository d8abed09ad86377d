import { afterAll, describe, expect, it } from 'vitest';
import { buildPlayedWorld, type PlayedWorld } from '../in-process/world.ts';
import { expectRefused, expectTrailsVerify } from './expect-refused.ts';
import { GATE_ROWS } from './gate-rows.ts';
import { playRow, playTwin } from './live.ts';
import type { Facts, Row } from './row.ts';
import { ROWS } from './table.ts';

/** Of the wall: a busy machine. */
const TIME = { timeout: 60_000 };
/** So many parts, each in a file of its own that a worker plays. */
const PARTS = 3;

const worlds = new Map<string, Promise<PlayedWorld>>();

function worldOf({ platform }: Pick<Row, 'platform'>): Promise<PlayedWorld> {
  const options = platform?.world ?? {};
  const key = JSON.stringify(options);
  const world = worlds.get(key) ?? buildPlayedWorld({ propagationMs: 0, healthCheckSeconds: 10, ...options });
  worlds.set(key, world);
  return world;
}

/** Plays a part of the rows by the action's own entry: real HTTP to the sandbox, on a clock that nobody waits for. */
export function playRows(part: number): void {
  afterAll(async () => {
    await Promise.all([...worlds.values()].map(async (world) => (await world).close()));
  });
  const mine = <T>(all: readonly T[]): readonly T[] => all.filter((_each, index) => index % PARTS === part);

  describe('the action refuses', TIME, () => {
    const rows = ROWS.filter(({ stage }) => stage !== 'wire').map((row, index) => ({ name: row.name, row, index }));
    it.each(mine(rows))('$name', async ({ row, index }) => {
      const world = await worldOf(row);
      await expectRefused(world, row, await playRow(world, row, `r${index}`));
    });
  });

  describe('the action lets pass', TIME, () => {
    it.each(mine(twins().map((twin, index) => ({ ...twin, index }))))('the twin of $name', async ({ twin, index }) => {
      const { plan, run, calls } = await playTwin(await worldOf({}), twin, `t${index}`);
      expect(plan?.errors).toEqual([]);
      expect(run.errors).toEqual([expect.stringMatching(/^install-locked: /)]);
      expect(calls).toEqual([]);
    });
  });

  expectTrailsVerify(worlds);
}

/** The twins of the gate's rows, each once. */
function twins(): readonly { readonly name: string; readonly twin: Facts }[] {
  const keyOf = (twin: Facts): string =>
    JSON.stringify(twin, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));
  const found = new Map<string, { readonly name: string; readonly twin: Facts }>();
  for (const { name, twin = {} } of GATE_ROWS) {
    if (!found.has(keyOf(twin))) found.set(keyOf(twin), { name, twin });
  }
  return [...found.values()];
}
