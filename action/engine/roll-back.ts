import { asBreakglassError, type BreakglassError } from '../domain/error.ts';
import type { StartedStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import { converge } from './converge.ts';
import { within } from './deadline.ts';

/** How long a write without an answer may still take effect after we stopped waiting for it. */
const SETTLE_MS = 3_000;

/** `restored`: everything is as it was. `untouched`: nothing had been changed. `incomplete`: a person is needed. */
export type RollbackResult = 'restored' | 'untouched' | 'incomplete';

/** Undoes every started step, the last one first, each by comparing before, ours and now. Never throws. */
export async function rollBack(
  engine: EngineContext,
  started: readonly StartedStep[],
  why: BreakglassError,
  signal: AbortSignal,
): Promise<RollbackResult> {
  const written = started.filter(({ wrote }) => wrote);
  if (written.length === 0) return 'untouched';
  engine.ledger.note({ type: 'rollback-started', why: why.code });
  let changed = false;
  let complete = true;
  for (const item of written.toReversed()) {
    const result = await restoreStep(engine, item, signal);
    changed ||= result === 'restored' || item.settled;
    complete &&= result !== 'incomplete';
  }
  if (!complete) return 'incomplete';
  return changed ? 'restored' : 'untouched';
}

async function restoreStep(
  engine: EngineContext,
  { step, settled }: StartedStep,
  signal: AbortSignal,
): Promise<RollbackResult> {
  const { id, resource, timeoutMs } = step.plan;
  if (step.kind.irreversible) {
    engine.ledger.note({
      type: 'restore-failed',
      step: id,
      code: 'rollback-failed',
      message: 'the step is irreversible, as its request accepted',
    });
    return 'incomplete';
  }
  try {
    const limit = { clock: engine.clock, ms: timeoutMs, code: 'rollback-failed', outer: signal } as const;
    const { changed, conflicts } = await within(
      { ...limit, message: `restoring step "${id}" took longer than ${timeoutMs} ms` },
      async (inner) => {
        const first = await converge(engine, step, 'restore', inner);
        if (first.changed || first.conflicts.length > 0 || settled) return first;
        await engine.clock.sleep(SETTLE_MS, inner);
        return converge(engine, step, 'restore', inner);
      },
    );
    if (conflicts.length > 0) engine.ledger.note({ type: 'conflict', step: id, resource, units: conflicts });
    if (changed) engine.ledger.note({ type: 'step-restored', step: id, units: step.units });
    else if (conflicts.length === 0) engine.ledger.note({ type: 'step-unchanged', step: id });
    if (conflicts.length > 0) return 'incomplete';
    return changed ? 'restored' : 'untouched';
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    engine.ledger.note({ type: 'restore-failed', step: id, code, message });
    return 'incomplete';
  }
}
