import { AsyncResource, executionAsyncId } from 'node:async_hooks';
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
  /** A sleep that is given up for nothing: most alarms are stopped. */
  readonly alarm: (ms: number) => Alarm;
  readonly end: () => void;
}

export interface Alarm {
  /** Never settles once it is stopped. */
  readonly rung: Promise<void>;
  readonly stop: () => void;
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

/**
 * The environment of a process that has such a clock. What its thread pool computes, such as a signature, nothing shows while it is
 * under way; where the pool has one thread, it is over when what was asked of the pool later is.
 */
export const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' } as const;

/** Turns of the event loop without anything happening, after which nothing is under way in this process. */
const QUIET_TURNS = 4;
/** Numbers from before asking for a file's state to the second turn after the answer: the request's, and the turns'. */
const STAT_IDS = 3;
/** Milliseconds of the wall in which something has to be over: a process that never comes to rest is a fault, and no reason to wait. */
const RESTLESS_MS = 120_000;
/** Milliseconds of the wall without a sleeper, after which nothing will ever happen. */
const DEADLOCK_MS = 10_000;

/**
 * `alone`: nothing else goes on in this process, so that Node's own numbers show whether anything was begun. Where there is more, such as
 * the runner of the tests, it is looked for twice instead, which is nearly as good.
 */
export function createVirtualClock(epoch: number, { alone = false }: { readonly alone?: boolean } = {}): VirtualClock {
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
  /** Whether nothing at all happens for some turns, and then while the thread pool does what it was asked for. */
  const still = (done: (still: boolean) => void): void => {
    const before = activity + polledEvents();
    const goesOn = (): boolean => held === 0 && !filesUnderWay() && activity + polledEvents() === before;
    const pool = (looks: number): void => {
      // What was asked of the thread pool before this is done when this is: see ONE_THREAD.
      const [asked, events, from] = [activity, polledEvents(), nextId()];
      const calm = (): boolean => held === 0 && activity === asked && polledEvents() - events <= 1;
      stat('/', () =>
        inTurns({ count: 2, goesOn: calm, numbered: alone }, (isCalm, to) => {
          if (!isCalm || (alone && to - from !== STAT_IDS)) return done(false);
          return looks === 1 ? done(true) : pool(looks - 1);
        }),
      );
    };
    inTurns({ count: QUIET_TURNS, goesOn, numbered: alone }, (quiet) => (quiet ? pool(alone ? 1 : 2) : done(false)));
  };
  /** Resolves when nothing is held, and nothing is under way in this process. */
  const quiet = async (): Promise<void> => {
    for (const from = performance.now(); ; ) {
      if (performance.now() - from > RESTLESS_MS) throw new NotOver('it never comes to rest');
      if (held > 0) {
        await new Promise<void>((resolve) => {
          released = resolve;
        });
      }
      // From a turn of its own: who waits for the answer is numbered before.
      if (await new Promise<boolean>((resolve) => setImmediate(still, resolve))) return;
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
        alarm: (ms) => {
          activity += 1;
          let wake: () => void = () => undefined;
          const rung = new Promise<void>((resolve) => {
            wake = resolve;
          });
          const sleeper: Sleeper = { at: now + ms, branch: own, wake };
          if (!ended) sleepers.add(sleeper);
          return { rung, stop: () => sleepers.delete(sleeper) };
        },
        end: () => {
          ended = true;
          for (const sleeper of sleepers) if (sleeper.branch === own) sleepers.delete(sleeper);
        },
      };
    },
  };
}

/**
 * Goes through turns of the event loop as long as `goesOn`. Every request and callback that Node makes has a number, the next one: where
 * those of two turns follow each other, nobody has begun anything between them. `to` is the last turn's.
 */
function inTurns(turns: Turns, done: (quiet: boolean, to: number) => void, last?: number): void {
  setImmediate(() => {
    const id = executionAsyncId();
    if (!turns.goesOn() || (turns.numbered && last !== undefined && id !== last + 1)) return done(false, id);
    if (turns.count === 1) return done(true, id);
    inTurns({ ...turns, count: turns.count - 1 }, done, id);
  });
}

interface Turns {
  readonly count: number;
  readonly goesOn: () => boolean;
  /** Also each turn's number has to follow the one before. */
  readonly numbered: boolean;
}

/** The number of a request that is made now. */
function nextId(): number {
  return new AsyncResource('VIRTUALCLOCK', { requireManualDestroy: true }).asyncId();
}

/**
 * Whether a file is being read: code that is loaded when it is needed. On a busy machine that takes longer than any number of turns,
 * and no clock may go on meanwhile.
 */
function filesUnderWay(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
}

/** How many events of the operating system the loop has handled: sockets, pipes, files. */
function polledEvents(): number {
  return performance.nodeTiming.uvMetricsInfo.events;
}
