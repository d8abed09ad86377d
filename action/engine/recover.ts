import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { SessionEvent } from '../domain/event.ts';
import { hasMasked } from '../domain/hidden.ts';
import { sameJson } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import type { Model } from '../domain/step-kind.ts';
import { type StartedStep, startStep, verifyStep } from './apply.ts';
import { carryOn, noWayBack } from './carry-on.ts';
import type { EngineContext } from './context.ts';
import { within } from './deadline.ts';
import { type PreparedStep, readResource, resourceKey, type Snapshots } from './fold.ts';
import { lastWords, takenAwayBy } from './last-word.ts';
import { monitor } from './monitor.ts';
import { knownStates, onResourceOf } from './remade.ts';
import { rollBack } from './roll-back.ts';
import type { RunResult } from './run.ts';
import { sameButSecrets, touchesMasked } from './secret-state.ts';

/** What a step's resource is like, by what the session recorded before and intended after. */
export type Found = Extract<SessionEvent, { readonly type: 'compared' }>['found'];

export interface RecoverOptions {
  readonly plan: Plan;
  /** Every step that may have been started, in the order of the plan. */
  readonly steps: readonly PreparedStep[];
  /** All steps of the plan are among `steps`: otherwise it cannot have been carried out as a whole. */
  readonly whole: boolean;
  /** Why it is undone even where everything is as planned; undefined: what stands, stays. */
  readonly undo: BreakglassError | undefined;
  /** Health had been watched for as long as approved. */
  readonly watched: boolean;
  readonly signal: AbortSignal;
}

/**
 * Ends what a session left behind. Its access has to have ended before: nobody else writes in its name. What is applied as a whole,
 * holds its verification and stays healthy, stays; everything else is put back, each step by comparing before, ours and now, so
 * that what somebody else changed since is left alone. An undo that a recovery cannot take back is carried on instead: see `noWayBack`.
 * Never throws, but for `signal`.
 */
export async function recover(engine: EngineContext, options: RecoverOptions): Promise<RunResult> {
  const { steps, undo, signal } = options;
  const now = await readAll(engine, steps, signal);
  const found = compare(engine, steps, now);
  const stands = options.whole && steps.every((step) => found.get(step) === 'ours');
  let why = undo;
  if (stands && why === undefined) {
    try {
      await confirm(engine, options);
      return { outcome: 'succeeded', error: undefined };
    } catch (error) {
      signal.throwIfAborted();
      why = asBreakglassError(error);
    }
  }
  const ending = { now, found, why: why ?? halfDone(), signal };
  const beyond = noWayBack(options.plan, found);
  return beyond.length > 0 ? carryOn(engine, steps, { ...ending, steps: beyond }) : restoreAll(engine, steps, ending);
}

function halfDone(): BreakglassError {
  return new BreakglassError('interrupted', 'the run ended before the plan was carried out as a whole');
}

/** Notes how each step is found. */
function compare(
  engine: EngineContext,
  steps: readonly PreparedStep[],
  now: Snapshots,
): ReadonlyMap<PreparedStep, Found> {
  const found = new Map(steps.map((step) => [step, findingOf(step, steps, now)]));
  for (const [step, finding] of found) engine.ledger.note({ type: 'compared', step: step.plan.id, found: finding });
  return found;
}

/** Reads every resource once; one that is gone is left out. */
async function readAll(engine: EngineContext, steps: readonly PreparedStep[], signal: AbortSignal): Promise<Snapshots> {
  const byKey = new Map(steps.map((step) => [resourceKey(step.plan.resource), step]));
  const read = [...byKey].map(async ([key, step]) => {
    const now = await readOrGone(engine, step, signal);
    if (now === undefined) return [];
    return [[key, step.kind.resourceKind.recognise?.(now, knownStates(onResourceOf(step, steps))) ?? now] as const];
  });
  return new Map((await Promise.all(read)).flat());
}

/** Undefined where it is not there any more. */
async function readOrGone(engine: EngineContext, step: PreparedStep, signal: AbortSignal): Promise<Model | undefined> {
  try {
    return await readResource(engine, step.plan, signal);
  } catch (error) {
    if (asBreakglassError(error).code !== 'resource-missing') throw error;
    return undefined;
  }
}

/**
 * A later step on the same resource may have changed a unit again: as the last of them leaves it, it is `ours`; as any step
 * found it, or left it on the way, it is on the way there. What is gone with its resource is `ours` where a later step of the session has
 * deleted that; otherwise somebody else has taken it away, and nothing of it is as the session knew it.
 */
export function findingOf(step: PreparedStep, steps: readonly PreparedStep[], now: Snapshots): Found {
  const key = resourceKey(step.plan.resource);
  const model = now.get(key);
  if (model === undefined) {
    const deleting = takenAwayBy(step, steps);
    return deleting !== undefined && findingOf(deleting, steps, now) === 'ours' ? 'ours' : 'foreign';
  }
  const same = steps.filter(({ plan }) => resourceKey(plan.resource) === key);
  const units = step.units.map((unit) => unitFinding(unit, same, model));
  if (units.includes('foreign')) return 'foreign';
  if (units.includes('hidden')) return 'hidden';
  if (units.every((unit) => unit === 'ours')) return 'ours';
  return units.every((unit) => unit === 'before') ? 'before' : 'between';
}

function unitFinding(unit: string, steps: readonly PreparedStep[], now: Model): Found {
  const touching = steps.filter(({ units }) => units.includes(unit));
  const is = (model: Model | undefined): boolean => sameJson(now[unit], model?.[unit]);
  if (is(touching.at(-1)?.after)) return 'ours';
  if (is(touching[0]?.before)) return 'before';
  if (touching.some(({ after }) => is(after))) return 'between';
  return touching.some((step) => touchesMasked({ ...step, units: [unit] })) ? 'hidden' : 'foreign';
}

/** What was approved of a plan that has been applied: that its steps verify, and that health holds for so long. */
async function confirm(engine: EngineContext, { plan, steps, watched, signal }: RecoverOptions): Promise<void> {
  for (const step of lastWords(steps)) {
    const ms = step.plan.timeoutMs;
    const message = `step "${step.plan.id}" was not verified within ${ms} ms`;
    await within({ clock: engine.clock, ms, code: 'verification-timeout', message, outer: signal }, (inner) =>
      verifyStep(engine, step, inner),
    );
  }
  if (!watched) await monitor(engine, plan.monitor, { signal, noLaterThan: Number.POSITIVE_INFINITY });
}

/**
 * The step with those of its units that it has changed, as far as what is read shows: where several steps change one unit after the
 * other, none of those that come after the state it is in now. What is in none of these states is somebody else's, and stays a conflict.
 */
export function asFarAsBegun(step: PreparedStep, steps: readonly PreparedStep[], now: Snapshots): PreparedStep {
  const key = resourceKey(step.plan.resource);
  const model = now.get(key) ?? {};
  const units = step.units.filter((unit) => {
    if (isStillThere(unit, step, model)) return false;
    const touching = steps.filter((other) => resourceKey(other.plan.resource) === key && other.units.includes(unit));
    const states = touching.flatMap(({ before, after }, index) => (index === 0 ? [before, after] : [after]));
    const reached = states.findIndex((state) => sameJson(model[unit], state[unit]));
    return reached === -1 || touching.indexOf(step) < reached;
  });
  return { ...step, units };
}

/**
 * What the step takes away, and that is there as far as it can be told without the key, it has not taken away: to see that takes none of
 * its secrets.
 */
function isStillThere(unit: string, { before, after }: PreparedStep, now: Model): boolean {
  if (after[unit] !== undefined || !hasMasked(before[unit] ?? null)) return false;
  return sameButSecrets(now[unit], before[unit]);
}

interface Restoring {
  readonly now: Snapshots;
  readonly found: ReadonlyMap<PreparedStep, Found>;
  readonly why: BreakglassError;
  readonly signal: AbortSignal;
}

async function restoreAll(
  engine: EngineContext,
  steps: readonly PreparedStep[],
  { now, found, why, signal }: Restoring,
): Promise<RunResult> {
  const begun = steps.flatMap((step) => {
    const reached = asFarAsBegun(step, steps, now);
    // A step that cannot be undone and was never begun needs nobody.
    const isBegun = step.units.length > 0 && (reached.units.length > 0 || found.get(step) === 'ours');
    return 'irreversible' in step.plan.inverse && !isBegun ? [] : [written(reached)];
  });
  const result = await rollBack(engine, begun, why, signal);
  signal.throwIfAborted();
  if (result === 'restored' || result === 'untouched') return { outcome: 'rolled-back', error: why };
  const hint = 'not everything could be put back: a person is needed. The record shows what is left, the lock stays';
  return { outcome: 'failed', error: new BreakglassError(why.code, why.message, { hint, cause: why }) };
}

/** Nobody knows which of its calls were made. Since none can be under way any more, what is read decides. */
function written(step: PreparedStep): StartedStep {
  return { ...startStep(step), wrote: true };
}
