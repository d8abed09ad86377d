import { BreakglassError } from '../domain/error.ts';
import type { StepContext } from '../domain/step-kind.ts';
import { attemptRead } from './attempt.ts';
import { type EngineContext, readContext } from './context.ts';
import { converge, type Watcher } from './converge.ts';
import { within } from './deadline.ts';
import type { PreparedStep } from './fold.ts';

const VERIFY_PAUSE_MS = 1_000;

/** `failed`: AWS refused it, or it came to no end, and somebody else may try again. `incomplete`: a person is needed. */
export type Undone = 'restored' | 'untouched' | 'failed' | 'incomplete';

/** A step that has been started: from then on rollback looks at it, whatever became of its calls. */
export interface StartedStep {
  readonly step: PreparedStep;
  /** True once a write was sent, answered or not. */
  wrote: boolean;
  /** True once AWS accepted a write. */
  accepted: boolean;
  /** True once a write went without an answer: it may have taken effect, or may yet. */
  unheard: boolean;
  /** True once AWS has shown the state that was wanted. */
  settled: boolean;
  /** How it was put back; undefined: not yet, and no longer by this run where the time for it ran out. */
  undone: Undone | undefined;
}

export function startStep(step: PreparedStep): StartedStep {
  return { step, wrote: false, accepted: false, unheard: false, settled: false, undone: undefined };
}

/**
 * Applies one step and waits until its verification holds: both together within the step's time. `applied` is called in between; by
 * default it has a link written, which only a session's own run may write.
 */
export async function applyStep(
  engine: EngineContext,
  started: StartedStep,
  signal: AbortSignal,
  applied: () => void = () => engine.ledger.linkSoon('applied'),
): Promise<void> {
  const { plan, diff, units } = started.step;
  engine.ledger.note({ type: 'step-started', step: plan.id, uses: plan.uses, diff });
  const limit = { clock: engine.clock, outer: signal };
  const until = engine.clock.now() + plan.timeoutMs;
  if (units.length > 0) {
    await within(
      {
        ...limit,
        ms: plan.timeoutMs,
        code: 'step-timeout',
        message: `step "${plan.id}" took longer than ${plan.timeoutMs} ms`,
      },
      (inner) => change(engine, started, inner),
    );
  }
  started.settled = true;
  engine.ledger.note({ type: 'step-applied', step: plan.id, changed: started.wrote });
  applied();
  await within(
    {
      ...limit,
      ms: Math.max(0, until - engine.clock.now()),
      code: 'verification-timeout',
      message: `step "${plan.id}" was not verified within ${plan.timeoutMs} ms`,
    },
    (inner) => verifyStep(engine, started.step, inner),
  );
}

async function change(engine: EngineContext, started: StartedStep, signal: AbortSignal): Promise<void> {
  const { step } = started;
  const { conflicts } = await converge(engine, step, 'apply', signal, watcherOf(started));
  if (conflicts.length === 0) return;
  engine.ledger.note({ type: 'conflict', step: step.plan.id, resource: step.plan.resource, units: conflicts });
  throw new BreakglassError('changed-underneath', `somebody else changed ${step.plan.resource.arn} since it was read`, {
    hint: 'see the record for before, ours and now; ask again when the other change is done',
  });
}

/** Keeps what rollback has to know of a step's writes. */
export function watcherOf(started: StartedStep): Watcher {
  return {
    onWrite: () => {
      started.wrote = true;
    },
    onAnswer: (answer) => {
      started.accepted ||= answer === 'accepted';
      started.unheard ||= answer === 'unheard';
    },
  };
}

/** Waits until the verification of a step holds. */
export async function verifyStep(engine: EngineContext, step: PreparedStep, signal: AbortSignal): Promise<void> {
  // Made anew for each look: the credentials may have been renewed.
  const look = () => {
    const context: StepContext = { ...readContext(engine, step.kind.service, signal), step: step.plan.id };
    return step.kind.verify(context, step.plan.with);
  };
  let last = '';
  for (;;) {
    const { done, progress } = await attemptRead(look, engine, signal);
    if (done) {
      engine.ledger.note({ type: 'step-verified', step: step.plan.id, found: progress });
      return;
    }
    if (progress !== last) engine.ledger.note({ type: 'step-progress', step: step.plan.id, progress });
    last = progress;
    await engine.clock.sleep(VERIFY_PAUSE_MS, signal);
  }
}
