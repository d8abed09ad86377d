import { BreakglassError, type ErrorCode } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';

/** A reason of its own: without one, each abort would make an error with a stack. */
const OVER = new Error('over');

/** A signal that aborts after `ms` of the session's clock, with an error of `code`. Call `clear` when done. */
export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

export function deadline(clock: Clock, ms: number, code: ErrorCode, message: string): Deadline {
  const expiry = new AbortController();
  const stop = new AbortController();
  clock.sleep(ms, stop.signal).then(
    () => expiry.abort(new BreakglassError(code, message)),
    () => undefined,
  );
  return { signal: expiry.signal, clear: () => stop.abort(OVER) };
}

/** Runs `work` under a deadline joined with `outer`; whichever aborts first gives the reason. */
export async function within<T>(
  limit: { clock: Clock; ms: number; code: ErrorCode; message: string; outer: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const expiry = deadline(limit.clock, limit.ms, limit.code, limit.message);
  const signal = AbortSignal.any([limit.outer, expiry.signal]);
  try {
    return await work(signal);
  } catch (error) {
    // An SDK wraps an abort in an error of its own; the reason is what people need.
    signal.throwIfAborted();
    throw error;
  } finally {
    expiry.clear();
  }
}

/** The result of `work`, or the signal's reason as soon as it aborts; `work` itself goes on. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stop = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const fail = (): void => reject(signal.reason);
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true, signal: stop.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop.abort(OVER);
    work.catch(() => undefined);
  }
}
