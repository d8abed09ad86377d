import { asBreakglassError, type BreakglassError } from '../domain/error.ts';
import type { UnitConflict } from '../domain/event.ts';
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

async function restoreStep(engine: EngineContext, started: StartedStep, signal: AbortSignal): Promise<RollbackResult> {
  const { step } = started;
  const { id, resource } = step.plan;
  if (step.kind.irreversible) {
    const message = 'the step is irreversible, as its request accepted';
    engine.ledger.note({ type: 'restore-failed', step: id, code: 'rollback-failed', message });
    return 'incomplete';
  }
  let conflicts: readonly UnitConflict[] = [];
  let failure: BreakglassError | undefined;
  let changed = false;
  try {
    changed = await restore(engine, started, signal, (found) => {
      conflicts = found;
    });
  } catch (error) {
    failure = asBreakglassError(error);
  }
  // Also when the rest could not be restored: what somebody else changed may be the very reason.
  if (conflicts.length > 0) engine.ledger.note({ type: 'conflict', step: id, resource, units: conflicts });
  if (failure !== undefined) {
    engine.ledger.note({ type: 'restore-failed', step: id, code: failure.code, message: failure.message });
    return 'incomplete';
  }
  const kept = new Set(conflicts.map(({ unit }) => unit));
  if (changed) {
    engine.ledger.note({ type: 'step-restored', step: id, units: step.units.filter((unit) => !kept.has(unit)) });
  } else if (kept.size === 0) engine.ledger.note({ type: 'step-unchanged', step: id });
  if (kept.size > 0) return 'incomplete';
  return changed ? 'restored' : 'untouched';
}

/** True when something had to be written. */
function restore(
  engine: EngineContext,
  { step, accepted, unheard, settled }: StartedStep,
  outer: AbortSignal,
  onConflicts: (conflicts: readonly UnitConflict[]) => void,
): Promise<boolean> {
  const { id, timeoutMs: ms } = step.plan;
  const message = `restoring step "${id}" took longer than ${ms} ms`;
  return within({ clock: engine.clock, ms, code: 'rollback-failed', message, outer }, async (signal) => {
    const first = await converge(engine, step, 'restore', signal, { onConflicts });
    // A write that nobody answered may take effect only now; one that was accepted may not have been seen yet.
    if (settled || !(unheard || (accepted && !first.changed))) return first.changed;
    await engine.clock.sleep(SETTLE_MS, signal);
    const second = await converge(engine, step, 'restore', signal, { onConflicts });
    return first.changed || second.changed;
  });
}
