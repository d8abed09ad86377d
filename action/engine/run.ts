import { canonicalJson } from '../audit/canonical.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Outcome } from '../domain/session.ts';
import { applyStep, type StartedStep, startStep } from './apply.ts';
import type { EngineContext } from './context.ts';
import { orAborted } from './deadline.ts';
import { foldJudged, foreseenSteps, knownSteps, type PreparedStep, type Snapshots, snapshot } from './fold.ts';
import { goOn, inherit, leaveUnsure, superseded } from './go-on.ts';
import { prepareLate, readOutputs } from './late.ts';
import { type LeftToRecover, leaveFailed, leaveRest, leaveUntil } from './leave.ts';
import { monitor } from './monitor.ts';
import { requireChecks } from './observe.ts';
import { type RollbackResult, rollBack } from './roll-back.ts';
import { requireKept, sealedIn } from './secret-state.ts';

/** How the part of a session that holds credentials ended. */
export interface RunResult {
  readonly outcome: Outcome;
  /** Why it is not `succeeded`. */
  readonly error: BreakglassError | undefined;
  /** What a recovery is to put back, now or at the end of the approved time: the session stays open, and its lock is kept. */
  readonly left?: LeftToRecover;
}

export interface RunOptions {
  readonly plan: Plan;
  readonly digest: string;
  /** What the plan was made from: the path of the request's file, or the inputs of its dispatch. A recovery makes it again. */
  readonly source: JsonObject;
  /** Aborts with a BreakglassError `interrupted` on SIGINT and SIGTERM: no new step starts, and what was done is undone. */
  readonly signal: AbortSignal;
  /** Aborts some seconds after `signal`: no restore is begun any more, and nothing is waited for but the link that says so. */
  readonly giveUp: AbortSignal;
  /** Aborts last: that link is not waited for either. */
  readonly over: AbortSignal;
  /** Milliseconds since the epoch: no forward step starts after it. */
  readonly workUntil: number;
  /**
   * Milliseconds since the epoch: a temporary change that outlives the job stays in force until then, and a recovery puts it
   * back. Absent: the run does, at `workUntil`.
   */
  readonly leaveUntil?: number;
  /** Makes the steps out of what was read, where it is not the plan's kinds that say what they change: it undoes a past session. */
  readonly fold?: (snapshots: Snapshots) => readonly PreparedStep[];
  /**
   * Absent: the steps are to be applied. Else they are, by a session in whose place this one goes on: `take` takes its lock, just
   * before the opening link, and `taken` makes sure of it just after.
   */
  readonly goesOn?: { readonly take: () => Promise<void>; readonly taken: () => Promise<void> };
  /** Awaited before a temporary change is put back: says when another session goes on in this one's place, whose it is then. */
  readonly beforeRestore?: () => Promise<{ readonly supersededBy: string } | undefined>;
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
  const inherited: StartedStep[] = [];
  try {
    // A call that is never answered must not take the time that an interruption leaves.
    await orAborted(work(engine, options, { started, inherited }), options.giveUp);
  } catch (failure) {
    const error = noteInterrupted(engine, failure);
    const unsure = inherited.length > 0 && started.length === 0;
    return unsure ? leaveUnsure(engine, error, inherited, options) : undo(engine, error, started, options);
  }
  return finish(engine, options, started);
}

interface Progress {
  /** What is this session's to put back. */
  readonly started: StartedStep[];
  /** What will be, where it goes on in another's place: filled before its opening link is asked for. */
  readonly inherited: StartedStep[];
}

async function work(engine: EngineContext, options: RunOptions, { started, inherited }: Progress): Promise<void> {
  const { plan, signal, workUntil, leaveUntil: later } = options;
  const opened = await open(engine, options, inherited);
  if (options.goesOn !== undefined) await goOn(engine, options, inherited, started);
  else {
    await options.beforeFirstChange?.();
    await forward(engine, options, opened, started);
  }
  engine.ledger.linkSoon('verified');
  await monitor(engine, plan.monitor, { signal, noLaterThan: workUntil });
  if (plan.monitor.forMs > 0) engine.ledger.linkSoon('monitored');
  if (plan.revert === 'on-failure' || later !== undefined) return;
  const left = workUntil - engine.clock.now();
  if (left > 0) await engine.clock.sleep(left, signal);
}

interface Opened {
  /** The steps whose states the opening link has. */
  readonly known: readonly PreparedStep[];
  /** Those that are prepared late, as they would be if nobody but the session changed anything before them. */
  readonly foreseen: readonly PreparedStep[];
}

/** Nothing has been changed until the opening link is durable. */
async function open(
  engine: EngineContext,
  { plan, digest, source, signal, requireNoDrift, fold: ownFold, goesOn }: RunOptions,
  inherited: StartedStep[],
): Promise<Opened> {
  // What goes on from a session is known as a whole: that one recorded it. What is foreseen beyond the known may only refuse.
  const foreseen = ownFold === undefined ? foreseenSteps(plan, engine.registry) : plan.steps;
  const [snapshots] = await Promise.all([
    snapshot(engine, foreseen, signal),
    requireChecks(engine, plan.checks, signal),
  ]);
  const folded = ownFold?.(snapshots) ?? foldJudged(engine.registry, engine.session, foreseen, snapshots);
  requireNoDrift(folded);
  requireKept(plan, folded, 'run');
  const prepared = ownFold === undefined ? folded.slice(0, knownSteps(plan, engine.registry).length) : folded;
  engine.ledger.note({
    type: 'opened',
    resources: prepared.map(({ plan: { id, resource }, before }) => ({ step: id, resource, before })),
  });
  signal.throwIfAborted();
  if (goesOn !== undefined) {
    await goesOn.take();
    // What was given up meanwhile does not open any more.
    signal.throwIfAborted();
    inherited.push(...inherit(prepared));
  }
  await engine.ledger.link('opened', { opening: { source, ...opening(engine, { plan, digest }, prepared) } });
  return { known: prepared, foreseen: folded.slice(prepared.length) };
}

/** What recovery needs when this process is gone: the plan, and per step before, after and the inverse. */
function opening(
  { ledger }: EngineContext,
  { plan, digest }: Pick<RunOptions, 'plan' | 'digest'>,
  prepared: readonly PreparedStep[],
): JsonObject {
  const states = prepared.map(({ plan: step, before, after, units }) => ({
    id: step.id,
    inverse: step.inverse,
    before,
    after,
    units,
  }));
  const steps = JSON.parse(canonicalJson(ledger.keeper.mask(states)));
  return JSON.parse(canonicalJson({ plan, digest, steps, ...sealedIn(ledger.keeper, steps, prepared) }));
}

async function forward(
  engine: EngineContext,
  options: RunOptions,
  { known, foreseen }: Opened,
  started: StartedStep[],
): Promise<void> {
  const { plan } = options;
  const outputs: Record<string, { readonly outputs: JsonObject }> = {};
  const awaited = plan.steps.some((step) => step.late.length > 0);
  for (const [index, planned] of plan.steps.entries()) {
    requireTime(engine, options, planned);
    const earlier = started.map((item) => item.step);
    const step =
      known[index] ??
      (await prepareLate(
        engine,
        { plan, step: planned, earlier, foreseen: foreseen.find((step) => step.plan.id === planned.id) },
        (late) => options.resolveLate(late, outputs),
        options.signal,
      ));
    requireTime(engine, options, planned);
    const item = startStep(step);
    started.push(item);
    try {
      await applyStep(engine, item, options.signal);
      if (awaited) outputs[planned.id] = { outputs: await readOutputs(engine, step, options.signal) };
      await hold(engine, options, planned);
    } catch (error) {
      const { code, message } = asBreakglassError(error);
      engine.ledger.note({ type: 'step-failed', step: planned.id, code, message });
      throw error;
    }
  }
}

/** Between two stages of one step health is watched as it is after the last one: what degrades it is undone before it grows. */
async function hold(engine: EngineContext, { plan, signal, workUntil }: RunOptions, step: PlannedStep): Promise<void> {
  if (step.holdMs === undefined) return;
  await monitor(engine, { forMs: step.holdMs, checks: plan.monitor.checks }, { signal, noLaterThan: workUntil });
}

function requireTime(engine: EngineContext, { signal, workUntil }: RunOptions, step: PlannedStep): void {
  signal.throwIfAborted();
  if (engine.clock.now() < workUntil) return;
  throw new BreakglassError('out-of-time', `the approved time ended before step "${step.id}"`, {
    hint: 'ask again with a longer duration',
  });
}

/** The end of what stands: a temporary change is undone, or left in force until a recovery does it. */
async function finish(engine: EngineContext, options: RunOptions, started: readonly StartedStep[]): Promise<RunResult> {
  if (options.plan.revert === 'on-failure') return { outcome: 'succeeded', error: undefined };
  if (options.leaveUntil !== undefined) {
    const result = await leaveUntil(engine, started, { ...options, until: options.leaveUntil });
    return result ?? undo(engine, noteInterrupted(engine, options.signal.reason), started, options);
  }
  const ended = new BreakglassError('out-of-time', 'the temporary change reached its end');
  const next = await superseded(engine, started, options);
  if (next !== undefined) return next;
  const result = await rollBack(engine, started, ended, options.giveUp);
  if (result === 'left') return leaveRest(engine, started, options);
  if (result === 'failed') return leaveOrFail(engine, ended, started, options);
  return result === 'incomplete' ? incomplete(ended) : { outcome: 'succeeded', error: undefined };
}

function noteInterrupted({ ledger }: EngineContext, failure: unknown): BreakglassError {
  const error = asBreakglassError(failure);
  if (error.code === 'interrupted') ledger.note({ type: 'interrupted', signal: error.message });
  return error;
}

async function undo(
  engine: EngineContext,
  error: BreakglassError,
  started: readonly StartedStep[],
  options: Pick<RunOptions, 'plan' | 'signal' | 'giveUp' | 'over' | 'beforeRestore'>,
): Promise<RunResult> {
  const next = await superseded(engine, started, options);
  if (next !== undefined) return next;
  // An interruption stops the way forward at once, the way back only when its time is over.
  const result = await rollBack(engine, started, error, options.giveUp);
  if (result === 'left') return leaveRest(engine, started, options);
  if (result === 'failed' || (result === 'incomplete' && leavesUndo(options.plan, started)))
    return leaveOrFail(engine, error, started, options);
  if (result === 'restored') engine.ledger.linkSoon('rolled-back');
  return OUTCOME[result](error);
}

/** Of an undo, a recovery carries on what cannot be taken back: see `noWayBack`. */
function leavesUndo({ undo: past }: Plan, started: readonly StartedStep[]): boolean {
  if (past === undefined) return false;
  const lasting = started.filter(({ step, wrote }) => wrote && 'irreversible' in step.plan.inverse);
  for (const item of lasting) item.undone = 'failed';
  return lasting.length > 0;
}

/** What could not be put back is a recovery's, where the install has one: it takes another role, and tries once. */
function leaveOrFail(
  engine: EngineContext,
  error: BreakglassError,
  started: readonly StartedStep[],
  options: Pick<RunOptions, 'plan' | 'signal' | 'over'>,
): Promise<RunResult> | RunResult {
  if (options.plan.recover === 'none') return incomplete(error);
  const { signal, over } = options;
  return leaveFailed(engine, started, { signal, over }, error);
}

const OUTCOME: Readonly<Record<Exclude<RollbackResult, 'failed' | 'left'>, (error: BreakglassError) => RunResult>> = {
  untouched: (error) => ({ outcome: 'refused', error }),
  restored: (error) => ({ outcome: 'rolled-back', error }),
  incomplete,
};

/** What the error said of undoing was meant for a rollback that works. */
function incomplete(error: BreakglassError): RunResult {
  const hint = 'not everything could be undone: a person is needed. The record shows what is left, the lock stays';
  return { outcome: 'failed', error: new BreakglassError(error.code, error.message, { hint, cause: error }) };
}
