import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letPass } from '../in-process/world.ts';
import { OVER_MS, openWard, type Ward } from './recovering.ts';

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward.close());

describe('recover', { timeout: 60_000 }, () => {
  it('says that a session is closed only in the link that closes it: where that one fails, the next recovery says so', async () => {
    const dead = await ward.die({ at: 3 });
    await letPass(ward.world, OVER_MS);
    const closing = { service: 'github', operation: 'createCommitOnBranch', nth: 2 } as const;
    ward.world.sandbox.faults.add({ ...closing, kind: 'error', code: 'FORBIDDEN', status: 403 });
    const failed = await ward.recover();
    expect(failed.errors).toEqual([expect.stringMatching(/^left-open: /)]);
    const early = await ward.links(dead);
    expect(early.at(-1)?.state).toBe('left');
    expect(early.flatMap(({ events }) => events.map(({ type }) => type))).not.toContain('closed');
    await ward.recover();
    const links = await ward.links(dead);
    expect(links.at(-1)?.state).toBe('closed');
    const closed = links.flatMap(({ events }) => events.filter(({ type }) => type === 'closed'));
    expect(closed).toMatchObject([{ outcome: 'succeeded' }]);
  });
});
