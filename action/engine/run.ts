import { canonicalJson } from '../audit/canonical.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { applyStep, type StartedStep, startStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import { fold, knownSteps, type PreparedStep, snapshot } from './fold.ts';
import { prepareLate, readOutputs } from './late.ts';
import { monitor } from './monitor.ts';
import { requireChecks } from './observe.ts';
import { type RollbackResult, rollBack } from './roll-back.ts';

/** How the part of a session that holds credentials ended. */
export interface RunResult {
  readonly outcome: Outcome;
  /** Why it is not `succeeded`. */
  readonly error: BreakglassError | undefined;
}

export interface RunOptions {
  readonly plan: Plan;
  readonly digest: string;
  /** What the plan was made from: the path of the request's file, or the inputs of its dispatch. A recovery makes it again. */
  readonly source: JsonObject;
  /** Aborts with a BreakglassError `interrupted` on SIGINT and SIGTERM: no new step starts, and what was done is undone. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch: no forward step starts after it. */
  readonly workUntil: number;
  /** Throws `drifted` when a unit that a step touches is not as the approver saw it. */
  readonly requireNoDrift: (prepared: readonly PreparedStep[]) => void;
  /** Awaited once the opening link is durable: while it has not resolved, nothing is changed, and if it throws, nothing is. */
  readonly beforeFirstChange?: () => Promise<void>;
  /** The `with` of a late step, now that the steps before it have outputs; validated. */
  readonly resolveLate: (step: PlannedStep, outputs: StepOutputs) => JsonObject;
}

/** Outputs of the steps that have been verified, by step id. */
export type StepOutputs = Readonly<Record<string, { readonly outputs: JsonObject }>>;

/** open → apply → verify → monitor, and rollback of what fails. Never throws: what went wrong is in the result. */
export async function run(engine: EngineContext, options: RunOptions): Promise<RunResult> {
  const started: StartedStep[] = [];
  try {
    const prepared = await open(engine, options);
    await options.beforeFirstChange?.();
    await forward(engine, options, prepared, started);
    engine.ledger.linkSoon('verified');
    return await finish(engine, options, started);
  } catch (error) {
    return undo(engine, asBreakglassError(error), started);
  }
}

/** Nothing has been changed until the opening link is durable. */
async function open(
  engine: EngineContext,
  { plan, digest, source, signal, requireNoDrift }: RunOptions,
): Promise<readonly PreparedStep[]> {
  const known = knownSteps(plan);
  const [snapshots] = await Promise.all([snapshot(engine, known, signal), requireChecks(engine, plan.checks, signal)]);
  const prepared = fold(engine.registry, engine.session, known, snapshots);
  requireNoDrift(prepared);
  engine.ledger.note({
    type: 'opened',
    resources: prepared.map(({ plan: { id, resource }, before }) => ({ step: id, resource, before })),
  });
  signal.throwIfAborted();
  await engine.ledger.link('opened', { opening: { source, ...opening(plan, digest, prepared) } });
  return prepared;
}

/** What recovery needs when this process is gone: the plan, and per step before, after and the inverse. */
function opening(plan: Plan, digest: string, prepared: readonly PreparedStep[]): JsonObject {
  return JSON.parse(
    canonicalJson({
      plan,
      digest,
      steps: prepared.map(({ plan: step, before, after, units }) => ({
        id: step.id,
        inverse: step.inverse,
        before,
        after,
        units,
      })),
    }),
  );
}

async function forward(
  engine: EngineContext,
  options: RunOptions,
  known: readonly PreparedStep[],
  started: StartedStep[],
): Promise<void> {
  const { plan } = options;
  const outputs: Record<string, { readonly outputs: JsonObject }> = {};
  const awaited = plan.steps.some((step) => step.late.length > 0);
  for (const [index, planned] of plan.steps.entries()) {
    requireTime(engine, options, planned);
    const step =
      known[index] ??
      (await prepareLate(engine, planned, (late) => options.resolveLate(late, outputs), options.signal));
    requireTime(engine, options, planned);
    const item = startStep(step);
    started.push(item);
    try {
      await applyStep(engine, item, options.signal);
      if (awaited) outputs[planned.id] = { outputs: await readOutputs(engine, step, options.signal) };
    } catch (error) {
      const { code, message } = asBreakglassError(error);
      engine.ledger.note({ type: 'step-failed', step: planned.id, code, message });
      throw error;
    }
  }
}

function requireTime(engine: EngineContext, { signal, workUntil }: RunOptions, step: PlannedStep): void {
  signal.throwIfAborted();
  if (engine.clock.now() < workUntil) return;
  throw new BreakglassError('out-of-time', `the approved time ended before step "${step.id}"`, {
    hint: 'ask again with a longer duration',
  });
}

/** Monitoring; then, for a temporary change, waiting for the end of the approved time and undoing it. */
async function finish(engine: EngineContext, options: RunOptions, started: readonly StartedStep[]): Promise<RunResult> {
  const { plan, signal, workUntil } = options;
  await monitor(engine, plan.monitor, { signal, noLaterThan: workUntil });
  if (plan.monitor.forMs > 0) engine.ledger.linkSoon('monitored');
  if (plan.revert === 'on-failure') return { outcome: 'succeeded', error: undefined };
  const left = workUntil - engine.clock.now();
  if (left > 0) await engine.clock.sleep(left, signal);
  const ended = new BreakglassError('out-of-time', 'the temporary change reached its end');
  const result = await rollBack(engine, started, ended, new AbortController().signal);
  return result === 'incomplete' ? incomplete(ended) : { outcome: 'succeeded', error: undefined };
}

async function undo(
  engine: EngineContext,
  error: BreakglassError,
  started: readonly StartedStep[],
): Promise<RunResult> {
  if (error.code === 'interrupted') engine.ledger.note({ type: 'interrupted', signal: error.message });
  // An interruption stops the way forward, never the way back.
  const result = await rollBack(engine, started, error, new AbortController().signal);
  if (result === 'restored') engine.ledger.linkSoon('rolled-back');
  return OUTCOME[result](error);
}

const OUTCOME: Readonly<Record<RollbackResult, (error: BreakglassError) => RunResult>> = {
  untouched: (error) => ({ outcome: 'refused', error }),
  restored: (error) => ({ outcome: 'rolled-back', error }),
  incomplete,
};

/** What the error said of undoing was meant for a rollback that works. */
function incomplete(error: BreakglassError): RunResult {
  const hint = 'not everything could be undone: a person is needed. The record shows what is left, the lock stays';
  return { outcome: 'failed', error: new BreakglassError(error.code, error.message, { hint, cause: error }) };
}
