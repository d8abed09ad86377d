/** Milliseconds between attempts: the first pause, and the longest one. */
export interface Backoff {
  readonly baseMs: number;
  readonly longestMs: number;
}

/** How long GitHub's failing is waited out where somebody waits for the answer, in milliseconds. */
export const OUTAGE_MS = 60_000;

/**
 * How long to wait after so many failures in a row (from 1), in milliseconds: twice as long after each, with jitter of up to a half, so
 * that not everybody comes back at once. `random` gives 0 to 1.
 */
export function backoff(failures: number, { baseMs, longestMs }: Backoff, random: () => number): number {
  return Math.min(baseMs * 2 ** (failures - 1), longestMs) * (0.5 + random() / 2);
}
