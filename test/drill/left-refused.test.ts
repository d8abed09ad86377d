import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Link } from '../../action/audit/link.ts';
import { readTelling } from '../../action/drill/chaos/aftermath.ts';
import { approvedRun, playRecovery, playSession } from '../../action/drill/chaos/jobs.ts';
import { openPlayground, type Playground } from '../../action/drill/chaos/playground.ts';
import { ROOT } from '../repository/files.ts';

let ground: Playground;
beforeAll(async () => {
  ground = await openPlayground(ROOT, 'maintenance-page');
}, 120_000);
afterAll(() => ground.close());

const statesOf = (links: readonly Link[]): readonly string[] => links.map(({ state }) => state);

it('a restore that AWS refuses the run and its recovery alike ends with a person, after one try of each', async () => {
  const { world, git } = ground;
  const rule = { service: 'elasticloadbalancing', operation: 'DeleteRule', times: Number.POSITIVE_INFINITY } as const;
  const disarm = world.sandbox.faults.add({ ...rule, kind: 'error', code: 'ValidationError', status: 400 });
  const tries = () => world.sandbox.aws.calls().filter(({ operation }) => operation === 'DeleteRule').length;

  const { session, end, host } = await playSession(ground, await approvedRun(ground), ground.newLife());
  expect(end).toMatchObject({ outcome: 'failed' });
  expect(host.lines.join('\n')).toContain('left to recovery: page');
  expect(tries()).toBe(1);
  const left = await readTelling(world, session, git);
  expect([left.locks.length, left.trail.open.length]).toEqual([1, 1]);

  const recovery = await playRecovery(ground, ground.newLife());
  expect(recovery.end).toMatchObject({ error: expect.stringContaining('left-open') });
  expect(tries()).toBe(2);
  const closed = await readTelling(world, session, git);
  expect(statesOf(closed.links).slice(-2)).toEqual(['taken-over', 'closed']);
  expect([closed.locks.length, closed.trail.open, closed.trail.problems]).toEqual([1, [], []]);

  // Nobody tries for ever, and nobody forgets it.
  disarm();
  const later = await playRecovery(ground, ground.newLife());
  expect(later.end).toMatchObject({ error: expect.stringContaining('left-open') });
  expect(tries()).toBe(2);
  expect(statesOf((await readTelling(world, session, git)).links)).toEqual(statesOf(closed.links));
}, 120_000);
