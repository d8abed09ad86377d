import { BreakglassError } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import { NotTaken } from '../ports/sink.ts';

/** Times are the wall's, in milliseconds: who is told has no part in a drill's fast clock. */
export interface Attempts {
  readonly clock: Clock;
  readonly random: () => number;
  /** At most this many. */
  readonly attempts: number;
  /** No attempt takes longer, whatever it does with its signal. */
  readonly timeoutMs: number;
  /** Gives up when it aborts. */
  readonly signal: AbortSignal;
}

const BASE_DELAY_MS = 500;
/** A sink that asks for more has no place in a session of minutes. */
const MAX_RETRY_AFTER_MS = 5_000;
const ABANDONED = new NotTaken('abandoned', { retry: false });

/** Tries until it is taken: undefined, or the last reason why it was not. Never throws. */
export async function untilTaken(
  deliver: (signal: AbortSignal) => Promise<void>,
  options: Attempts,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await once(deliver, options);
    if (failure === undefined) return undefined;
    const { reason, retry, retryAfterMs = 0 } = failure;
    if (!retry || attempt >= options.attempts || retryAfterMs > MAX_RETRY_AFTER_MS) return reason;
    const backoff = BASE_DELAY_MS * 2 ** (attempt - 1) * (0.5 + options.random() / 2);
    const stopped = await options.clock.sleep(retryAfterMs + backoff, options.signal).then(
      () => false,
      () => true,
    );
    if (stopped) return reason;
  }
}

async function once(
  deliver: (signal: AbortSignal) => Promise<void>,
  { clock, timeoutMs, signal }: Attempts,
): Promise<NotTaken | undefined> {
  if (signal.aborted) return ABANDONED;
  const limit = new AbortController();
  const done = new AbortController();
  // In a microtask, so that what it throws at once is a rejection like any other.
  const work = Promise.resolve().then(() => deliver(AbortSignal.any([signal, limit.signal])));
  const taken = work.then(() => undefined, asNotTaken);
  const expired = clock.sleep(timeoutMs, AbortSignal.any([signal, done.signal])).then(
    () => new NotTaken('timeout', { retry: true }),
    () => ABANDONED,
  );
  try {
    return await Promise.race([taken, expired]);
  } finally {
    done.abort();
    limit.abort();
  }
}

/** Certificates do not get better by asking again. */
const TLS = /CERT|TLS|SSL|SIGNED|SIGNATURE|ISSUER/;

function asNotTaken(error: unknown): NotTaken {
  if (error instanceof NotTaken) return error;
  if (error instanceof BreakglassError) return new NotTaken(error.code, { retry: false });
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!/^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return new NotTaken('internal', { retry: false });
  return new NotTaken(`network:${code}`, { retry: !TLS.test(code) });
}
