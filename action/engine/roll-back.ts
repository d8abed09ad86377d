import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { UnitConflict } from '../domain/event.ts';
import type { StepContext } from '../domain/step-kind.ts';
import type { StartedStep, Undone } from './apply.ts';
import { awsError } from './attempt.ts';
import { compareUnits, describeConflicts } from './compare.ts';
import { type EngineContext, readContext } from './context.ts';
import { converge } from './converge.ts';
import { orAborted, within } from './deadline.ts';
import { type PreparedStep, readPrepared, readResource } from './fold.ts';
import { takenAwayBy } from './last-word.ts';
import { onWayBack } from './remade.ts';

/** How long a write may still take effect, or stay unseen, after we stopped waiting for it. */
const SETTLE_MS = 3_000;

/**
 * `restored`: everything is as it was. `untouched`: AWS refused every write, so that nothing had been changed.
 * `incomplete`: a person is needed. `failed`: what was not put back can be tried again; `left`: time ran out before everything was
 * looked at. Of both see `stepsLeft`.
 */
export type RollbackResult = 'restored' | 'untouched' | 'failed' | 'incomplete' | 'left';

/** The steps that may have changed something and can be put back still, in the plan's order. */
export function stepsLeft(started: readonly StartedStep[]): readonly StartedStep[] {
  return started.filter(({ wrote, undone }) => wrote && (undone === undefined || undone === 'failed'));
}

/**
 * Undoes every started step, the last one first, each by comparing before, ours and now. Once `signal` aborts, no restore is
 * begun, and one under way is not waited for. Never throws.
 */
export async function rollBack(
  engine: EngineContext,
  started: readonly StartedStep[],
  why: BreakglassError,
  signal: AbortSignal,
): Promise<RollbackResult> {
  const written = started.filter(({ wrote }) => wrote);
  if (written.length === 0) return 'untouched';
  engine.ledger.note({ type: 'rollback-started', why: why.code });
  const steps = written.map(({ step }) => step);
  const along = new Set<string>();
  for (const item of written.toReversed()) {
    item.undone = await restoreStep(engine, item, { steps, along }, signal);
    if (item.undone === undefined) return 'left';
  }
  if (written.some(({ undone }) => undone === 'failed')) return 'failed';
  if (written.some(({ undone }) => undone === 'incomplete')) return 'incomplete';
  return written.some(({ undone }) => undone === 'restored') ? 'restored' : 'untouched';
}

interface Restoring {
  /** All that may have changed something, in the plan's order. */
  readonly steps: readonly PreparedStep[];
  /** Ids of those that have been put back with a later one. */
  readonly along: Set<string>;
}

/** Undefined when the time was over before it was known what became of it. */
async function restoreStep(
  engine: EngineContext,
  item: StartedStep,
  { steps, along }: Restoring,
  signal: AbortSignal,
): Promise<Undone | undefined> {
  const step = onWayBack(item.step, steps);
  // Nobody is asked again whether it is as before: the write of a later step has brought it there.
  const started: StartedStep = { ...item, step, accepted: item.accepted && !along.has(step.plan.id) };
  const { id, resource } = step.plan;
  if ('irreversible' in step.plan.inverse) {
    const message = 'the step is irreversible, as its request accepted';
    engine.ledger.note({ type: 'restore-failed', step: id, code: 'rollback-failed', message });
    return 'incomplete';
  }
  let conflicts: readonly UnitConflict[] = [];
  let changed = false;
  try {
    signal.throwIfAborted();
    const restoring = restore(engine, started, signal, (found) => {
      conflicts = found;
    });
    // A write whose answer does not come must not take the time in which the rest is left to recovery.
    changed = await orAborted(restoring, signal);
  } catch (error) {
    return signal.aborted
      ? undefined
      : notRestored(engine, step, { failure: asBreakglassError(error), conflicts, steps, signal });
  }
  if (conflicts.length > 0) engine.ledger.note({ type: 'conflict', step: id, resource, units: conflicts });
  const kept = new Set(conflicts.map(({ unit }) => unit));
  if (changed) {
    const { along: others = [] } = step.remade ?? {};
    for (const other of others) along.add(other);
    const units = step.units.filter((unit) => !kept.has(unit));
    engine.ledger.note({ type: 'step-restored', step: id, units, ...(others.length === 0 ? {} : { along: others }) });
  } else if (kept.size === 0) engine.ledger.note({ type: 'step-unchanged', step: id });
  if (kept.size > 0) return 'incomplete';
  // What AWS did not refuse may have been in force for a while: that is not "nothing was changed".
  return changed || item.accepted || item.unheard ? 'restored' : 'untouched';
}

interface NotRestored {
  readonly failure: BreakglassError;
  /** What somebody else changed, as it was last read. */
  readonly conflicts: readonly UnitConflict[];
  /** All steps that are put back, in the plan's order. */
  readonly steps: readonly PreparedStep[];
  readonly signal: AbortSignal;
}

/** What could not be put back can be tried again, unless it is somebody else's by now, or they have ended our access. */
async function notRestored(
  engine: EngineContext,
  step: PreparedStep,
  { failure, conflicts, steps, signal }: NotRestored,
): Promise<Undone> {
  const { id, resource } = step.plan;
  const { code } = failure;
  const deleting = code === 'resource-missing' ? takenAwayBy(step, steps) : undefined;
  const message = deleting === undefined ? failure.message : `step "${deleting.plan.id}" has deleted ${resource.arn}`;
  // It was as we had left it when it was read, and no longer when it was written: what it is now nobody has looked at.
  const unseen = code === 'changed-underneath' && conflicts.length === 0;
  const units = unseen ? await conflictsNow(engine, step, signal) : conflicts;
  // What somebody else changed may be the very reason.
  if (units.length > 0) engine.ledger.note({ type: 'conflict', step: id, resource, units });
  engine.ledger.note({ type: 'restore-failed', step: id, code, message });
  // To try again is of no use, and nobody may write over what somebody else has made of it.
  if (code === 'changed-underneath' || units.length > 0 || deleting !== undefined) return 'incomplete';
  return (await accessTaken(engine, step, failure, signal)) ? 'incomplete' : 'failed';
}

/** For the record only: where it cannot be read, the person that is told has to look. */
async function conflictsNow(
  engine: EngineContext,
  step: PreparedStep,
  signal: AbortSignal,
): Promise<readonly UnitConflict[]> {
  try {
    const now = await orAborted(readPrepared(engine, step, signal), signal);
    const { foreign } = compareUnits(step.after, step.before, now, step.units, step.remade?.model);
    return describeConflicts(step, now, foreign);
  } catch {
    return [];
  }
}

/**
 * Whether the role has been denied everything meanwhile, reading too: then the customer has ended access, as by the kill switch. What
 * becomes of the change is theirs to decide from there, and nothing puts it back behind their back when they give access again.
 */
async function accessTaken(
  engine: EngineContext,
  step: PreparedStep,
  failure: BreakglassError,
  signal: AbortSignal,
): Promise<boolean> {
  const isDenied = (error: unknown): boolean =>
    error instanceof BreakglassError && engine.classify(error.cause) === 'denied';
  if (!isDenied(failure)) return false;
  return orAborted(readResource(engine, step.plan, signal), signal).then(() => false, isDenied);
}

/** True when something had to be written. */
function restore(
  engine: EngineContext,
  started: StartedStep,
  outer: AbortSignal,
  onConflicts: (conflicts: readonly UnitConflict[]) => void,
): Promise<boolean> {
  const { id, timeoutMs: ms } = started.step.plan;
  const message = `restoring step "${id}" took longer than ${ms} ms`;
  return within({ clock: engine.clock, ms, code: 'rollback-failed', message, outer }, async (signal) => {
    const first = await converge(engine, started.step, 'restore', signal, { onConflicts });
    const seen = started.settled || first.changed;
    if (first.conflicts.length > 0 || !(started.accepted || started.unheard)) return first.changed;
    if (first.changed && !started.unheard) return true;
    if (!first.changed) await rewrite(engine, started.step, signal);
    const later = await lookAgain(engine, started, { signal, onConflicts, seen });
    return first.changed || later;
  });
}

/** Reads again when a late write may have taken effect. True when there was something to restore. */
async function lookAgain(
  engine: EngineContext,
  { step, accepted }: StartedStep,
  {
    signal,
    onConflicts,
    seen,
  }: {
    readonly signal: AbortSignal;
    readonly onConflicts: (found: readonly UnitConflict[]) => void;
    readonly seen: boolean;
  },
): Promise<boolean> {
  await engine.clock.sleep(SETTLE_MS, signal);
  const { changed } = await converge(engine, step, 'restore', signal, { onConflicts });
  if (accepted && !seen && !changed) {
    throw new BreakglassError(
      'rollback-failed',
      `AWS accepted a change by step "${step.plan.id}" and never showed it`,
      {
        hint: `see what ${step.plan.resource.arn} is like now`,
      },
    );
  }
  return changed;
}

/**
 * The resource is as it was before, and we did not restore it: the read is behind, somebody else put it back, or a write
 * of ours is still on its way. Writing the state before over the state before changes nothing if the read was right, and
 * comes after that write if it was not.
 */
async function rewrite(engine: EngineContext, step: PreparedStep, signal: AbortSignal): Promise<void> {
  const now = await readPrepared(engine, step, signal);
  const { atOnce } = step.kind.resourceKind;
  const before = (atOnce === true ? step.remade?.model : undefined) ?? step.before;
  const { done } = compareUnits(step.after, before, now, step.units);
  // What has been created again no late write reaches: that one names the ARN that is gone.
  const units = done.filter((unit) => (step.kind.resourceKind.recreated?.(now, [unit]) ?? []).length === 0);
  if (units.length === 0) return;
  const context: StepContext = { ...readContext(engine, step.kind.service, signal), step: step.plan.id };
  try {
    await step.kind.restore(context, { before, after: step.after, now, units }, step.plan.with);
  } catch (error) {
    // It is only a precaution; the read that follows decides.
    if (engine.classify(error) === undefined) throw awsError(error, engine.classify, [before, step.after, now]);
  }
}
