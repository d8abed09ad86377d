import type { CallRecord } from '../domain/event.ts';
import { type Clock, timestamp } from '../ports/clock.ts';

export type TimedCall = CallRecord & { readonly at: string };

/** Calls to GitHub on their way to the record: some are made before there is a ledger to note them. */
export interface CallFeed {
  readonly push: (call: CallRecord) => void;
  /** What has come so far, and everything from now on. */
  readonly to: (note: (call: TimedCall) => void) => void;
}

export function createCallFeed(clock: Clock): CallFeed {
  const waiting: TimedCall[] = [];
  let note: ((call: TimedCall) => void) | undefined;
  return {
    push: (call) => {
      const timed = { ...call, at: timestamp(clock) };
      if (note === undefined) waiting.push(timed);
      else note(timed);
    },
    to: (next) => {
      note = next;
      for (const call of waiting.splice(0)) next(call);
    },
  };
}
