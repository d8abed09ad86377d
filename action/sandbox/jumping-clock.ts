import type { Clock } from '../ports/clock.ts';
import { scaledClock } from '../runtime/clock.ts';

/** A clock that runs faster than the wall, and can leave hours out between two processes. */
export interface JumpingClock extends Clock {
  /** `<epoch ms>/<scale>`: a process that is started with it agrees on the time until the next jump. */
  readonly variable: () => string;
  /**
   * Moves the time on by at least `ms`, for this clock and for processes started from now on; one that runs keeps the time it
   * was started with. Who sleeps is not woken.
   */
  readonly jump: (ms: number) => void;
}

export function createJumpingClock(epoch: number, scale: number): JumpingClock {
  let from = epoch;
  let clock = scaledClock(from, scale);
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    variable: () => `${from}/${scale}`,
    jump: (ms) => {
      if (scale <= 1) throw new Error('a clock that runs as the wall does cannot jump');
      // now = wall × scale − from × (scale − 1)
      from -= Math.ceil(ms / (scale - 1));
      clock = scaledClock(from, scale);
    },
  };
}
