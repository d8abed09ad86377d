import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Arena, openArena } from '../../action/drill/chaos/process/arena.ts';
import { BUNDLE } from '../refusals/live.ts';
import { ROOT } from '../repository/files.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena({ root: ROOT, playbook: 'shift-traffic', bundle: BUNDLE, scale: 10 });
});
afterAll(() => arena.close());

test('a second session is refused while the first one works, and a recovery leaves it alone', async () => {
  const [first, second] = [await arena.newSession(), await arena.newSession()];
  let meanwhile: Promise<readonly (number | null | string)[]> | undefined;
  const run = await first.run({
    onLine: (line) => {
      if (!line.includes('watching health')) return;
      meanwhile ??= (async () => {
        const recovery = await (await arena.newRecovery()).run();
        const other = await second.run();
        return [recovery.exitCode, ...other.errors.map((error) => error.replace(/:.*/s, ''))];
      })();
    },
  });
  expect(await meanwhile).toEqual([0, 'install-locked']);
  expect({ exitCode: run.exitCode, outcome: run.outputs['outcome'] }).toEqual({ exitCode: 0, outcome: 'succeeded' });
});
