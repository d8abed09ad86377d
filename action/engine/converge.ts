import type { UnitConflict } from '../domain/event.ts';
import type { Model, StepContext } from '../domain/step-kind.ts';
import { awsError, isRetryable, pauseBefore, renewExpired } from './attempt.ts';
import { compareUnits, describeConflicts } from './compare.ts';
import { type EngineContext, readContext } from './context.ts';
import { type PreparedStep, readPrepared } from './fold.ts';

const MOST_WRITES = 6;
/** How long a read may still show the state before a write that AWS has accepted. */
const READ_BACK_PAUSE_MS = 500;

export interface Convergence {
  /** False when everything already was as wanted. */
  readonly changed: boolean;
  /** Units left alone, since somebody else changed them. */
  readonly conflicts: readonly UnitConflict[];
}

/** What AWS said to a write; unheard: it may have taken effect, or may yet. */
export type Answer = 'accepted' | 'refused' | 'unheard';

/** Told of what happens on the way, so that it is known also when the way ends in an error. */
export interface Watcher {
  /** Before each write: from then on the resource may have changed. */
  readonly onWrite?: () => void;
  /** After each write. */
  readonly onAnswer?: (answer: Answer) => void;
  /** Units that somebody else changed, as found at each read. */
  readonly onConflicts?: (conflicts: readonly UnitConflict[]) => void;
}

/** Which way a step goes: `apply` from its before to its after, `restore` back again. */
export type Direction = 'apply' | 'restore';

/**
 * Brings a step's units where they belong. It reads just before and just after each write: what is neither at the start
 * nor at the end is somebody else's, and is left alone. An ambiguous answer (a throttle, a 5xx, a lost connection) is
 * settled by reading again; credentials that have ended are renewed once. Between a read and the write that follows there is no lock: ELBv2 has no conditional write.
 *
 * `signal` aborts reads and pauses; a write under way is always awaited.
 */
export async function converge(
  engine: EngineContext,
  step: PreparedStep,
  direction: Direction,
  signal: AbortSignal,
  watcher: Watcher = {},
): Promise<Convergence> {
  const [from, to] = direction === 'apply' ? [step.before, step.after] : [step.after, step.before];
  const made = direction === 'apply' ? undefined : step.remade?.model;
  let accepted = false;
  let renewed = false;
  let writes = 0;
  for (;;) {
    const now = await readPrepared(engine, step, signal);
    const { pending, foreign } = compareUnits(from, to, now, step.units, made);
    const conflicts = describeConflicts(step, now, foreign);
    watcher.onConflicts?.(conflicts);
    noteRecreated(engine, step, now);
    if (pending.length === 0 || (direction === 'apply' && conflicts.length > 0))
      return { changed: writes > 0, conflicts };
    signal.throwIfAborted();
    if (accepted) {
      await engine.clock.sleep(READ_BACK_PAUSE_MS, signal);
      continue;
    }
    writes += 1;
    watcher.onWrite?.();
    const context: StepContext = { ...readContext(engine, step.kind.service, signal), step: step.plan.id };
    const count = engine.renewal?.count() ?? 0;
    const transition = {
      before: made ?? step.before,
      after: step.after,
      now,
      units: [...pending, ...along(step, now, direction)],
    };
    try {
      await step.kind[direction](context, transition, step.plan.with);
      accepted = true;
      watcher.onAnswer?.('accepted');
    } catch (error) {
      const kind = engine.classify(error);
      watcher.onAnswer?.(kind === undefined || kind === 'transient' ? 'unheard' : 'refused');
      if (!renewed && (await renewExpired(engine, error, count, signal))) {
        renewed = true;
        continue;
      }
      if (!isRetryable(kind) || writes >= MOST_WRITES) {
        throw awsError(error, engine.classify, [transition.before, step.before, step.after, now]);
      }
      await engine.clock.sleep(pauseBefore(writes), signal);
    }
  }
}

/** What earlier steps changed and the same write puts back. What of it is not as this step left it is theirs to look at. */
function along({ after, remade }: PreparedStep, now: Model, direction: Direction): readonly string[] {
  if (direction === 'apply' || remade?.carried === undefined) return [];
  return compareUnits(after, remade.model, now, remade.carried).pending;
}

/** Puts on record, once each, what has another ARN now: whoever names the old one elsewhere has to know. */
function noteRecreated({ ledger }: EngineContext, { kind, plan, units }: PreparedStep, now: Model): void {
  for (const { was, is } of kind.resourceKind.recreated?.(now, units) ?? []) {
    const isTold = ledger.events.some((event) => event.type === 'recreated' && event.was === was && event.is === is);
    if (!isTold) ledger.note({ type: 'recreated', step: plan.id, was, is });
  }
}
