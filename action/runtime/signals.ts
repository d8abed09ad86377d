import { BreakglassError } from '../domain/error.ts';

export type StopSignal = 'SIGINT' | 'SIGTERM';

export interface Interruption {
  /** Aborts with a BreakglassError `interrupted` at the first signal. */
  readonly signal: AbortSignal;
  /** The first signal that came. */
  readonly received: () => StopSignal | undefined;
  /** Gives the signals back to Node. */
  readonly dispose: () => void;
}

/**
 * SIGINT and SIGTERM as an AbortSignal. GitHub cancels by SIGINT, SIGTERM 7.5 s later, and kills after another 2.5 s, so
 * the handlers stay installed: a second signal must not end the process while it rolls back.
 */
export function catchSignals(): Interruption {
  const controller = new AbortController();
  let first: StopSignal | undefined;
  const stop = (name: StopSignal) => {
    first ??= name;
    controller.abort(new BreakglassError('interrupted', `received ${name}`, { hint: 'the run was cancelled' }));
  };
  const onInterrupt = () => stop('SIGINT');
  const onTerminate = () => stop('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    received: () => first,
    dispose: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
