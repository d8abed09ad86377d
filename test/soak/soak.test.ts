import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEstate, type Estate } from '../../scripts/soak/estate.ts';
import { judge, problemOf, type Verdict } from '../../scripts/soak/judge.ts';
import { type Played, playSoak } from '../../scripts/soak/play.ts';

const BUNDLE = process.env['BREAKGLASS_BUNDLE'] ?? new URL('../../action/dist/main.js', import.meta.url).pathname;
const SESSIONS = 12;

let estate: Estate;
let played: readonly Played[];
let verdict: Verdict;

/** A slice of `npm run soak`, which plays two hundred sessions on twenty installs. */
beforeAll(async () => {
  estate = await buildEstate(BUNDLE, 4);
  const before = estate.world.sandbox.aws.dump();
  played = await playSoak(estate, { bundle: BUNDLE, sessions: SESSIONS, atATime: 5 });
  verdict = await judge(estate.world, played, before);
}, 240_000);
afterAll(() => estate.close());

describe('sessions on several installs at once, with one audit branch', () => {
  it('leave nothing open, no lock, and the account as it was, with every link of theirs there once', () => {
    expect(verdict.problems).toEqual([]);
    expect(played).toHaveLength(SESSIONS);
  });

  it('were in each other’s way on the branch, some undone, and one of two on the same install refused', () => {
    const outcomes = new Set(played.map(({ outcome }) => outcome));
    expect([...outcomes].toSorted()).toEqual(['refused', 'rolled-back', 'succeeded']);
    expect(verdict.stale).toBeGreaterThan(0);
    expect(verdict.refused.locked).toBeGreaterThan(0);
    expect(verdict.refused.otherwise).toBe(0);
  });
});

describe('the judge of the soak', () => {
  const refused = { install: 'soak-1', story: 'succeeded', exitCode: 1, outcome: 'refused', record: 'x' } as const;

  it('lets nobody be refused but for the lock, and only where somebody else had the install', () => {
    expect(problemOf({ ...refused, met: true, codes: ['install-locked'] })).toEqual([]);
    expect(problemOf({ ...refused, met: false, codes: ['install-locked'] })).toHaveLength(1);
    expect(problemOf({ ...refused, met: true, codes: ['audit-contention'] })).toHaveLength(1);
  });
});
