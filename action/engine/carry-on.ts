import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { Plan } from '../domain/plan.ts';
import { applyStep, startStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import type { PreparedStep } from './fold.ts';
import type { Found } from './recover.ts';
import type { RunResult } from './run.ts';

/**
 * The steps of an undo that a recovery cannot take back: to make again what they put back takes what only makes a change, such as
 * `CreateRule`, and no recover role holds that. Of every other session none: its way back is what recover roles are for.
 */
export function noWayBack(
  { undo, install }: Pick<Plan, 'undo' | 'install'>,
  found: ReadonlyMap<PreparedStep, Found>,
): readonly PreparedStep[] {
  if (undo === undefined) return [];
  const { partition, account, region } = install;
  const begun = [...found].filter(([, state]) => state === 'ours' || state === 'between').map(([step]) => step);
  return begun.filter(({ kind, plan }) =>
    // The kind's own grants, as the roles were made of them: the plan has them the other way round.
    kind
      .grants(plan.with, { partition, account, region })
      .some(({ access, phase }) => access === 'write' && phase === 'apply'),
  );
}

export interface CarryingOn {
  /** What cannot be taken back. */
  readonly steps: readonly PreparedStep[];
  readonly why: BreakglassError;
  readonly signal: AbortSignal;
}

/**
 * Ends an undo by carrying it out, where going back is not possible: every step, in the plan's order, to where its approver was shown
 * that it leads. What somebody else changed since is left alone, and the other steps go on. Never throws, but for `signal`.
 */
export async function carryOn(
  engine: EngineContext,
  all: readonly PreparedStep[],
  { steps, why, signal }: CarryingOn,
): Promise<RunResult> {
  engine.ledger.note({ type: 'carried-on', why: why.code, steps: steps.map(({ plan }) => plan.id) });
  let failure: BreakglassError | undefined;
  for (const step of all) {
    try {
      await applyStep(engine, startStep(step), signal, () => undefined);
    } catch (error) {
      signal.throwIfAborted();
      const { code, message } = asBreakglassError(error);
      engine.ledger.note({ type: 'step-failed', step: step.plan.id, code, message });
      failure ??= new BreakglassError(code, message, { hint: A_PERSON, cause: error });
    }
  }
  return failure === undefined ? { outcome: 'succeeded', error: undefined } : { outcome: 'failed', error: failure };
}

const A_PERSON =
  'the undo could neither be carried on nor taken back: a person is needed. The record shows what is left, the lock stays';
