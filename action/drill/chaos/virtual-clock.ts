import { stat } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';
import type { JumpingClock } from '../../sandbox/jumping-clock.ts';

/** A clock that nobody waits for: when nothing is under way any more, time is where the next sleeper wants it. */
export interface VirtualClock extends JumpingClock {
  /** Says that something is under way outside, and takes no time of this clock, until the function returned is called. */
  hold(): () => void;
  /** Gives back one hold while `work` goes on: whoever has it only sleeps. */
  lend<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Lets time go on until `work` has settled. Outside of it time stands still.
   *
   * @throws NotOver after `limitMs` of this clock, or when nothing is left that could end it
   */
  run<T>(work: Promise<T>, limitMs: number): Promise<T>;
  /** The same time for one process: once it has ended, no sleep of its settles any more. */
  branch(): Branch;
}

/** What one process sees of a virtual clock. */
export interface Branch extends Clock {
  readonly end: () => void;
}

/** Work that a virtual clock waited for in vain. */
export class NotOver extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotOver';
  }
}

interface Sleeper {
  readonly at: number;
  readonly branch: object | undefined;
  readonly wake: () => void;
}

/** Turns of the event loop without anything happening, after which nothing is under way in this process. */
const QUIET_TURNS = 4;
/** Milliseconds of the wall without a sleeper, after which nothing will ever happen. */
const DEADLOCK_MS = 10_000;

export function createVirtualClock(epoch: number): VirtualClock {
  let now = epoch;
  let activity = 0;
  let held = 0;
  let released: () => void = () => undefined;
  const sleepers = new Set<Sleeper>();

  const sleep = (ms: number, signal: AbortSignal | undefined, branch: object | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      activity += 1;
      if (signal?.aborted === true) return reject(signal.reason);
      const stop = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper: Sleeper = { at: now + Math.max(0, ms), branch, wake };
      signal?.addEventListener('abort', stop, { once: true });
      sleepers.add(sleeper);
    });

  const release = (): void => {
    activity += 1;
    held -= 1;
    if (held === 0) released();
  };
  const hold = (): (() => void) => {
    activity += 1;
    held += 1;
    let mine = true;
    return () => {
      if (mine) release();
      mine = false;
    };
  };
  /** False as soon as anything happens. */
  const still = async (turns: number): Promise<boolean> => {
    const before = activity + polledEvents();
    for (let count = 0; count < turns; count += 1) {
      await turn();
      if (held > 0 || activity + polledEvents() !== before) return false;
    }
    return true;
  };
  /** Resolves when nothing is held, and nothing has happened in this process for some turns. */
  const quiet = async (): Promise<void> => {
    for (;;) {
      if (held > 0) {
        await new Promise<void>((resolve) => {
          released = resolve;
        });
      }
      if (!(await still(QUIET_TURNS))) continue;
      // The thread pool signs and verifies too: what was asked of it before this is done when this is.
      await new Promise<void>((resolve) => stat('/', () => resolve()));
      await turn();
      if (await still(1)) return;
    }
  };
  /** Wakes whoever is due next; false when nobody sleeps. */
  const advance = (): boolean => {
    const next = Math.min(...[...sleepers].map(({ at }) => at));
    if (next === Infinity) return false;
    now = Math.max(now, next);
    wakeDue();
    return true;
  };
  const wakeDue = (): void => {
    const due = [...sleepers].filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
    for (const sleeper of due) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
  };

  return {
    now: () => now,
    sleep: (ms, signal) => sleep(ms, signal, undefined),
    variable: () => `${now}/1`,
    jump: (ms) => {
      now += ms;
    },
    hold,
    lend: async (work) => {
      release();
      try {
        return await work();
      } finally {
        held += 1;
      }
    },
    run: async (work, limitMs) => {
      const limit = now + limitMs;
      let over = false;
      work.then(
        () => (over = true),
        () => (over = true),
      );
      for (let idleSince: number | undefined; ; ) {
        await quiet();
        if (over) return work;
        if (now > limit) throw new NotOver(`not over after ${limitMs / 60_000} minutes of its clock`);
        if (advance()) {
          idleSince = undefined;
          continue;
        }
        idleSince ??= performance.now();
        if (performance.now() - idleSince > DEADLOCK_MS) throw new NotOver('it waits for nothing that could come');
        await pause(1);
      }
    },
    branch: () => {
      const own = {};
      let ended = false;
      return {
        now: () => now,
        sleep: (ms, signal) => (ended ? new Promise(() => undefined) : sleep(ms, signal, own)),
        end: () => {
          ended = true;
          for (const sleeper of sleepers) if (sleeper.branch === own) sleepers.delete(sleeper);
        },
      };
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How many events of the operating system the loop has handled: sockets, pipes, files. */
function polledEvents(): number {
  return performance.nodeTiming.uvMetricsInfo.events;
}
