import { asBreakglassError, type ErrorCode } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import { retryAt } from '../ports/try-later.ts';

/** How long the last link of a session is tried for, in milliseconds of its clock: an outage of GitHub's is rarely longer. */
export const LAST_LINK_MS = 600_000;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** What may pass by itself. Anything else stays as it is until somebody changes something. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['github-unavailable', 'audit-contention']);

/**
 * How long to wait before the audit branch is tried again after so many failures (from 1): as long as GitHub asks to, or
 * longer and longer. Milliseconds; undefined where trying again is of no use.
 */
export function pauseAfter(failure: unknown, failures: number, now: number): number | undefined {
  if (!PASSING.has(asBreakglassError(failure).code)) return undefined;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return Math.max(pause, (retryAt(failure) ?? now) - now);
}

export interface Insistence {
  readonly clock: Clock;
  /** How long it may take until the last attempt begins, in milliseconds. */
  readonly forMs: number;
  /** Where somebody wants the run to end, the attempt that is under way is the last. */
  readonly signal: AbortSignal;
}

/** Repeats `work` while its failure may pass. Throws the last failure. */
export async function insist<T>(work: () => Promise<T>, { clock, forMs, signal }: Insistence): Promise<T> {
  const until = clock.now() + forMs;
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      const pause = pauseAfter(error, failures, clock.now());
      if (pause === undefined || clock.now() + pause > until) throw error;
      await clock.sleep(pause, signal).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
}
