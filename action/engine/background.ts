import type { Clock } from '../ports/clock.ts';
import { pauseAfter } from './insist.ts';

/** What nobody waits for, tried again after a while where its failure may pass. */
export interface Background {
  /** It failed: `act` is called after a pause that grows with each failure, unless `stop` comes first. */
  again(failure: unknown, act: () => void): void;
  /** It worked. */
  done(): void;
  /** Nothing that waits is tried again. */
  stop(): void;
}

export function createBackground(clock: Clock): Background {
  let failures = 0;
  let waiting: AbortController | undefined;
  const stop = (): void => {
    waiting?.abort();
    waiting = undefined;
  };
  return {
    again: (failure, act) => {
      stop();
      failures += 1;
      const pause = pauseAfter(failure, failures, clock.now());
      if (pause === undefined) return;
      const mine = new AbortController();
      waiting = mine;
      clock.sleep(pause, mine.signal).then(
        () => {
          if (!mine.signal.aborted) act();
        },
        () => undefined,
      );
    },
    done: () => {
      failures = 0;
      stop();
    },
    stop,
  };
}
