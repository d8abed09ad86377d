import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Arena, openArena } from '../../action/drill/chaos/process/arena.ts';
import { parseKillId } from '../../action/drill/chaos/process/kills.ts';
import { playVerdict } from '../../action/drill/chaos/process/verdict.ts';
import { BUNDLE } from '../refusals/live.ts';
import { ROOT } from '../repository/files.ts';

const playbook = 'shift-traffic';
let arena: Arena;
beforeAll(async () => {
  arena = await openArena({ root: ROOT, playbook, bundle: BUNDLE, scale: 25 });
}, 120_000);
afterAll(() => arena.close());

test.each([
  ['session elasticloadbalancing:ModifyListener#1:kill-before', 'rolled-back', 'before', 1],
  [
    'session elasticloadbalancing:ModifyListener#1:kill-after, recovery iam:PutRolePolicy#1:kill-after',
    'succeeded',
    'fixed',
    2,
  ],
] as const)('%s: %s', { timeout: 120_000 }, async (id, outcome, world, killed) => {
  const verdict = await playVerdict(arena, { playbook, blows: parseKillId(id) ?? [] });
  expect(verdict.holes).toEqual([]);
  expect(verdict).toMatchObject({ reached: true, killed, end: { outcome, world } });
});
