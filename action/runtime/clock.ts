import { setMaxListeners } from 'node:events';
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

/** Makes no error of its own where a sleep is given up, as Node's does: a load balancer gives one up for every request. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal === undefined) return;
    // Many sleep until the same thing happens: that is no leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', stop, { once: true });
  });
}
