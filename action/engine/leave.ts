import { asBreakglassError, BreakglassError, type ErrorCode } from '../domain/error.ts';
import type { StartedStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import { orAborted } from './deadline.ts';
import { insist, LAST_LINK_MS } from './insist.ts';
import type { Ledger } from './ledger.ts';
import { stepsLeft } from './roll-back.ts';
import type { RunResult } from './run.ts';

/** What a run has not put back, and a recovery will. */
export interface LeftToRecover {
  /** Ids of the steps, in the plan's order. */
  readonly steps: readonly string[];
  /** ISO 8601 in UTC: not to be put back before; null: as soon as the run is over. */
  readonly notBefore: string | null;
}

const AFTERWARDS =
  'the session stays open and its lock is kept: recovery puts back the rest when this run is over; see the runs of recover.yml';

interface Leaving {
  readonly signal: AbortSignal;
  readonly over: AbortSignal;
  /** Why the run cannot do it itself, where that is not why it is undone. */
  readonly why?: ErrorCode;
}

/** What AWS did not let the run put back is a recovery's, which tries with a role of its own. Never throws. */
export function leaveFailed(
  engine: EngineContext,
  started: readonly StartedStep[],
  signals: Leaving,
  reason: BreakglassError,
): Promise<RunResult> {
  const failed = engine.ledger.events.findLast((event) => event.type === 'restore-failed');
  return leaveRest(engine, started, { ...signals, why: failed?.code ?? reason.code }, reason);
}

/** What a run has not put back is a recovery's, as when the time of an interrupted one is over. Never throws. */
export async function leaveRest(
  engine: EngineContext,
  started: readonly StartedStep[],
  { signal, over, why }: Leaving,
  reason: BreakglassError = asBreakglassError(signal.reason),
): Promise<RunResult> {
  const { ledger } = engine;
  if (signal.aborted && !ledger.events.some(({ type }) => type === 'interrupted')) {
    ledger.note({ type: 'interrupted', signal: reason.message });
  }
  const left = noteLeft(engine, started, why ?? reason.code, null);
  const all = started.filter(({ wrote }) => wrote).length;
  const back = started.filter(({ undone }) => undone === 'restored' || undone === 'untouched').length;
  const told = await orAborted(linkLeft(ledger, 'left'), over).then(
    () => '',
    () => '; the audit branch did not take that in time, and the opening link says what it needs',
  );
  const message = `${reason.message}: ${back} of ${all} steps put back; the rest is recovery's${told}`;
  const error = new BreakglassError(reason.code, message, { hint: AFTERWARDS, cause: reason });
  return { outcome: 'failed', error, left };
}

/**
 * A link of a session that stays open. Where its opening link turns out never to have come to the branch, it gets none: it would be
 * the first, and no session is opened by it.
 *
 * @throws BreakglassError `audit-not-writable`, and what the branch answers
 */
export async function linkLeft(ledger: Ledger, state: 'left' | 'sealed'): Promise<void> {
  await ledger.settle();
  if (ledger.written > 0) return void (await ledger.link(state));
  throw new BreakglassError('audit-not-writable', 'the link that was to open the session is not on the audit branch', {
    hint: 'a recovery refuses the session and gives its lock back when this run is over',
  });
}

/**
 * Leaves a temporary change in force, for a recovery to put back at `until`, milliseconds since the epoch. Undefined when the run
 * was interrupted before that was on record: then it is the run's own to undo. Never throws.
 */
export async function leaveUntil(
  engine: EngineContext,
  started: readonly StartedStep[],
  { until, signal }: { readonly until: number; readonly signal: AbortSignal },
): Promise<RunResult | undefined> {
  if (signal.aborted) return undefined;
  if (stepsLeft(started).length === 0) return { outcome: 'succeeded', error: undefined };
  const left = noteLeft(engine, started, 'out-of-time', new Date(until).toISOString());
  const { clock, ledger } = engine;
  const linked = insist(() => ledger.link('left'), { clock, forMs: LAST_LINK_MS, signal });
  try {
    await orAborted(linked, signal);
    return { outcome: 'succeeded', error: undefined, left };
  } catch (failure) {
    if (signal.aborted) return undefined;
    const { code, message } = asBreakglassError(failure);
    const hint = `the change is in force, and only the opening link says that it is temporary: ${AFTERWARDS}`;
    return { outcome: 'failed', error: new BreakglassError(code, message, { hint, cause: failure }), left };
  }
}

function noteLeft(
  engine: EngineContext,
  started: readonly StartedStep[],
  why: ErrorCode,
  notBefore: string | null,
): LeftToRecover {
  const left = { steps: stepsLeft(started).map(({ step }) => step.plan.id), notBefore };
  engine.ledger.note({ type: 'left-to-recover', why, ...left });
  return left;
}
