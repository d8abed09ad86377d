import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, signal),
};

/**
 * A clock that runs `scale` times as fast as the wall since `epoch` (milliseconds since 1970, as the wall tells it).
 * Two processes given the same numbers agree on the time. Drills only.
 */
export function scaledClock(epoch: number, scale: number): Clock {
  return {
    now: () => epoch + (Date.now() - epoch) * scale,
    sleep: (ms, signal) => wait(ms / scale, signal),
  };
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
