import { expect, it } from 'vitest';
import { scaledClock } from '../../action/runtime/clock.ts';
import { createJumpingClock } from '../../action/sandbox/jumping-clock.ts';

const HOUR = 3_600_000;

it.each([2, 10, 50.5])('jumps, and a process that is started after it agrees on the time: × %s', (scale) => {
  const clock = createJumpingClock(Date.now(), scale);
  for (const _ of [1, 2, 3]) {
    const before = clock.now();
    clock.jump(HOUR);
    const [epoch, factor] = clock.variable().split('/').map(Number);
    const theirs = scaledClock(epoch ?? 0, factor ?? 0).now();
    expect(clock.now() - before).toBeGreaterThanOrEqual(HOUR);
    // What the test itself took, at the clock's pace.
    expect(clock.now() - before).toBeLessThan(HOUR + 60_000);
    expect(Math.abs(clock.now() - theirs)).toBeLessThan(60_000);
  }
});

it('refuses to jump where it runs as the wall does: no two numbers would say so', () => {
  expect(() => createJumpingClock(Date.now(), 1).jump(1)).toThrow(/cannot jump/);
});
