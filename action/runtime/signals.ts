import { BreakglassError } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import { systemClock } from './clock.ts';

export type StopSignal = 'SIGINT' | 'SIGTERM';

export interface Interruption {
  /** Aborts with a BreakglassError `interrupted` at the first signal. */
  readonly signal: AbortSignal;
  /** Aborts some seconds later: nothing more is begun on the way back, and what is not undone by then is left to recovery. */
  readonly giveUp: AbortSignal;
  /** Aborts last: nothing outside is waited for any more, so that how the run ended is told before it is killed. */
  readonly over: AbortSignal;
  /** The first signal that came. */
  readonly received: () => StopSignal | undefined;
  /** Nothing is to be interrupted any more: later signals are ignored, so that how it ended can still be told. */
  readonly dispose: () => void;
}

/** Milliseconds of the wall after the first signal: GitHub kills at 10,000, and the links and the outputs need their share. */
const GIVE_UP_MS = 6_500;
const OVER_MS = 8_000;

/** An interruption that `stop` brings about; `clock` is the wall's, or a virtual one. */
export function createInterruption(
  clock: Pick<Clock, 'sleep'> = systemClock,
): Interruption & { readonly stop: (name: StopSignal) => void } {
  const now = new AbortController();
  const giveUp = new AbortController();
  const over = new AbortController();
  const done = new AbortController();
  let first: StopSignal | undefined;
  const abortLater = (later: AbortController, ms: number, reason: BreakglassError): void => {
    clock.sleep(ms, done.signal).then(
      () => later.abort(reason),
      () => undefined,
    );
  };
  return {
    signal: now.signal,
    giveUp: giveUp.signal,
    over: over.signal,
    received: () => first,
    dispose: () => done.abort(),
    stop: (name) => {
      if (first !== undefined) return;
      first = name;
      const reason = new BreakglassError('interrupted', `received ${name}`, { hint: 'the run was cancelled' });
      abortLater(giveUp, GIVE_UP_MS, reason);
      abortLater(over, OVER_MS, reason);
      now.abort(reason);
    },
  };
}

const NAMES = ['SIGINT', 'SIGTERM'] as const satisfies readonly StopSignal[];

/**
 * SIGINT and SIGTERM as AbortSignals. GitHub cancels by SIGINT, SIGTERM 7.5 s later, and kills after another 2.5 s, so
 * no signal is given back to Node: a second one must not end the process while it rolls back, nor a late one before its outputs and
 * its exit code say what it did. A handler keeps no process alive.
 */
export function catchSignals(clock?: Pick<Clock, 'sleep'>): Interruption {
  const { stop, ...interruption } = createInterruption(clock);
  const handlers = NAMES.map((name) => [name, () => stop(name)] as const);
  for (const [name, handler] of handlers) process.on(name, handler);
  return {
    ...interruption,
    dispose: () => {
      interruption.dispose();
      for (const [name, handler] of handlers) {
        if (!process.listeners(name).includes(ignore)) process.on(name, ignore);
        process.off(name, handler);
      }
    },
  };
}

function ignore(): void {
  // Everything is told, or is just being told.
}
