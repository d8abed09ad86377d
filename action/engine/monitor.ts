import type { Use, Watching } from '../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { EngineContext } from './context.ts';
import { observe } from './observe.ts';

const INTERVAL_MS = 5_000;
/** One bad look may be a blip of the health checks; this many in a row are not. */
const BAD_LOOKS = 2;

/**
 * Watches the checks for `forMs`; what does not hold while the change settles is on record, and no more. Throws `degraded` when one does
 * not hold, or cannot be seen, twice in a row, and `out-of-time` when it could not watch for as long as was approved: what it finds has
 * to leave time to undo.
 */
export async function monitor(
  engine: EngineContext,
  plan: Watching,
  { signal, noLaterThan }: { readonly signal: AbortSignal; readonly noLaterThan: number },
): Promise<void> {
  if (plan.forMs === 0) return;
  engine.ledger.note({ type: 'monitoring', forMs: plan.forMs });
  const counts = engine.clock.now() + (plan.settleMs ?? 0);
  const until = engine.clock.now() + plan.forMs;
  const bad = new Map<number, number>();
  for (;;) {
    const settles = engine.clock.now() < counts;
    const looks = await Promise.all(plan.checks.map((check) => look(engine, check, signal)));
    looks.forEach(({ ok, observed }, index) => {
      const streak = ok || settles ? 0 : (bad.get(index) ?? 0) + 1;
      bad.set(index, streak);
      if (streak < BAD_LOOKS) return;
      engine.ledger.note({ type: 'degraded', observed });
      throw new BreakglassError('degraded', `health degraded while monitoring: ${observed}`, {
        hint: 'the change was undone; see the record for what was seen',
      });
    });
    const left = until - engine.clock.now();
    // A bad look at the very end is looked at once more, as every other one is.
    const doubtful = [...bad.values()].some((streak) => streak > 0);
    // The last look counts, however long the one before it took.
    if (left <= 0 && !doubtful && !settles) return;
    if (engine.clock.now() >= noLaterThan) {
      throw new BreakglassError(
        'out-of-time',
        'the approved time ended before health was watched for as long as approved',
        {
          hint: 'ask again with a longer duration',
        },
      );
    }
    await engine.clock.sleep(doubtful || left <= 0 ? INTERVAL_MS : Math.min(INTERVAL_MS, left), signal);
  }
}

async function look(
  engine: EngineContext,
  check: Use,
  signal: AbortSignal,
): Promise<{ ok: boolean; observed: string }> {
  try {
    return await observe(engine, check, 'monitor', signal);
  } catch (error) {
    signal.throwIfAborted();
    // Access that somebody took away does not come back by waiting.
    if (asBreakglassError(error).code === 'access-denied') throw error;
    return { ok: false, observed: `${check.uses} could not be observed: ${asBreakglassError(error).message}` };
  }
}
