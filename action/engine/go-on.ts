import { asBreakglassError, type BreakglassError } from '../domain/error.ts';
import { type StartedStep, startStep, verifyStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import { orAborted, within } from './deadline.ts';
import type { PreparedStep } from './fold.ts';
import { insist, LAST_LINK_MS } from './insist.ts';
import { lastWords } from './last-word.ts';
import { leaveRest } from './leave.ts';
import type { RunOptions, RunResult } from './run.ts';

type Signals = Pick<RunOptions, 'signal' | 'giveUp' | 'over'>;

/** The steps of the session before, as that one has applied them. */
export function inherit(known: readonly PreparedStep[]): readonly StartedStep[] {
  return known.map((step) => ({ ...startStep(step), wrote: true, accepted: true, settled: true }));
}

/** Changes nothing: what the session before has applied is from now on this one's to watch, and to put back. */
export async function goOn(
  engine: EngineContext,
  { goesOn, signal, beforeFirstChange }: RunOptions,
  inherited: readonly StartedStep[],
  started: StartedStep[],
): Promise<void> {
  await goesOn?.taken();
  started.push(...inherited);
  await beforeFirstChange?.();
  for (const step of lastWords(started.map((item) => item.step))) {
    signal.throwIfAborted();
    await within(
      {
        clock: engine.clock,
        ms: step.plan.timeoutMs,
        code: 'verification-timeout',
        message: `step "${step.plan.id}" was not verified within ${step.plan.timeoutMs} ms`,
        outer: signal,
      },
      (inner) => verifyStep(engine, step, inner),
    );
  }
}

/**
 * The end of a session that had the other one's lock and asked for its own opening link, and does not know that it goes on. Who finds
 * that link on the branch takes it to put back what the other did: so it is a recovery's, and never `refused`, unless the link is not
 * there and never will be. Never throws.
 */
export async function leaveUnsure(
  engine: EngineContext,
  error: BreakglassError,
  inherited: readonly StartedStep[],
  options: Signals,
): Promise<RunResult> {
  const { clock, ledger } = engine;
  const { signal, over } = options;
  try {
    // Also a link that is under way is waited for.
    await orAborted(
      insist(() => ledger.settle(), { clock, forMs: LAST_LINK_MS, signal }),
      over,
    );
    if (ledger.written === 0) return { outcome: 'refused', error };
  } catch {
    // Nobody knows: as if it were there.
  }
  return leaveRest(engine, inherited, options, error);
}

/**
 * How it ends where another session goes on in this one's place: that one watches it, and puts it back, and two that restore at once
 * would each find the other's half. So too where health has degraded: the other watches the same. Undefined: it is this one's to
 * put back, and nobody can take it over any more. Where that cannot be told, a recovery finds out; also where the lock says that one
 * has the session already: anyone who may push could have written that, and of a true one the branch takes no more links from here.
 */
export async function superseded(
  engine: EngineContext,
  started: readonly StartedStep[],
  { beforeRestore, ...options }: Signals & Pick<RunOptions, 'beforeRestore'>,
): Promise<RunResult | undefined> {
  if (beforeRestore === undefined || !started.some(({ wrote }) => wrote)) return undefined;
  try {
    const found = await orAborted(beforeRestore(), options.giveUp);
    if (found === undefined) return undefined;
    engine.ledger.note({ type: 'superseded', by: found.supersededBy });
    return { outcome: 'succeeded', error: undefined };
  } catch (failure) {
    return leaveRest(engine, started, options, asBreakglassError(failure));
  }
}
