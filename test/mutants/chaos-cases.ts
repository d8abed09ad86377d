import { afterAll, expect, test } from 'vitest';
import { parseCaseId } from '../../action/drill/chaos/case.ts';
import { playBaseline, playCase } from '../../action/drill/chaos/play-case.ts';
import { openPlayground, type Playground } from '../../action/drill/chaos/playground.ts';
import { ROOT } from '../repository/files.ts';

/** Played by `run-mutants.ts` on the source with a defect, and without: which cases, it says by these. */
const playbook = process.env['BREAKGLASS_CHAOS_PLAYBOOK'] ?? 'shift-traffic';
const cases = (process.env['BREAKGLASS_CHAOS_CASES'] ?? '').split(' ').filter((id) => id !== '');
const grounds: Playground[] = [];
afterAll(() => Promise.all(grounds.map((ground) => ground.close())));

test.each(cases)('%s has no hole', async (id) => {
  const given = parseCaseId(id);
  if (given === undefined) throw new Error(`"${id}" is no case`);
  const ground = await openPlayground(ROOT, playbook);
  grounds.push(ground);
  const verdict = await playCase(ground, await playBaseline(ground), { playbook, ...given });
  expect(verdict.reached).toBe(true);
  const holes = verdict.holes.map(({ what, detail }) => `${what}: ${detail}`);
  // An assertion would not say which.
  if (holes.length > 0) throw new Error(holes.join('; '));
});
