import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import type { GitHub, Purpose } from '../../action/github/api.ts';
import { createLinkTries } from '../../action/github/link-tries.ts';
import { waitingClock } from './world.ts';

const down = () => new BreakglassError('github-unavailable', 'GitHub answers 502');
const READ: Purpose = { what: 'read', permission: 'contents: read', repeatable: true };

/** Tries on a branch whose head is read by `read`, and how each read was asked for. */
function setUp(read: () => void = () => undefined) {
  const clock = waitingClock();
  const asked: (true | undefined)[] = [];
  const rest: GitHub['rest'] = async ({ once }) => {
    asked.push(once);
    read();
  };
  const graphql: GitHub['graphql'] = () => Promise.reject(new Error('no query was to be asked'));
  const github: GitHub = { owner: 'acme', name: 'playbooks', clock, random: () => 1, rest, find: rest, graphql };
  const tries = createLinkTries(github, 'audit', (asker) => asker.rest(READ, 'GET '));
  return { tries, asked, waits: clock.waits };
}

describe('a link whose answers are lost', () => {
  it('is tried again ever less often, for a minute', async () => {
    const { tries, waits } = setUp();
    const link = tries.begin(false);
    for (let lost = 1; lost <= 6; lost += 1) await link.again('lost');
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 29_000]);
    await expect(link.again('lost')).rejects.toMatchObject({ code: 'github-unavailable' });
  });

  it('is not tried more often by whoever asks for it again, until GitHub has answered', async () => {
    const { tries, waits } = setUp();
    const first = tries.begin(false);
    for (let lost = 1; lost <= 4; lost += 1) await first.again('lost');
    waits.length = 0;
    await tries.begin(true).again('lost');
    expect(waits).toEqual([16_000]);
    tries.heard();
    await tries.begin(true).again('lost');
    expect(waits).toEqual([16_000, 1_000]);
  });

  it('has time again once it is known that others were faster', async () => {
    const { tries, waits } = setUp();
    const link = tries.begin(false);
    await link.again('lost');
    await link.again('stale');
    expect(waits).toEqual([1_000, 150]);
    for (let lost = 1; lost <= 6; lost += 1) await link.again('lost');
    await expect(link.again('lost')).rejects.toMatchObject({ code: 'github-unavailable' });
  });

  it('has the head read once for each try, and no more', async () => {
    let failures = 3;
    const { tries, asked, waits } = setUp(() => {
      failures -= 1;
      if (failures >= 0) throw down();
    });
    await tries.begin(false).again('lost');
    expect(asked).toEqual([true, true, true, true]);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('is in doubt after a minute in which nothing could be read', async () => {
    const { tries, waits } = setUp(() => {
      throw down();
    });
    await expect(tries.begin(false).again('lost')).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  it('is not read again where the answer will not change', async () => {
    const { tries, asked } = setUp(() => {
      throw new BreakglassError('audit-branch-missing', 'gone');
    });
    await expect(tries.begin(false).again('lost')).rejects.toMatchObject({ code: 'audit-branch-missing' });
    expect(asked).toEqual([true]);
  });
});
