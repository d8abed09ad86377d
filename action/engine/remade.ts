import type { Json } from '../domain/json.ts';
import type { Model, StepKind } from '../domain/step-kind.ts';
import { differingUnits, withUnits } from './compare.ts';
import { type PreparedStep, resourceKey } from './fold.ts';
import { type Changing, originOf, roundTrips } from './origin.ts';

/** Where restoring a step leads, where that is not the state just before it. */
export interface Remade {
  /** The resource as it is then: what was deleted is there again, and what several steps changed is as the first of them found it. */
  readonly model: Model;
  /** Ids of the steps whose changes are put back with it, the last one first. */
  readonly along: readonly string[];
  /** Units of theirs alone that the same write puts back, where they are as the step left them. Absent: none. */
  readonly carried?: readonly string[];
}

/**
 * The state to which restoring the step `at` leads, by the session's other steps on the same resource; undefined where that is the state
 * before the step itself. Only what a step left as the next one found it is put back along: between two others
 * somebody else has changed it, and rollback leaves that alone. So too what is irreversible: it stays by the request's own wish. Pure.
 */
export function remadeBy(steps: readonly Changing[], at: number): Remade | undefined {
  const step = steps[at];
  if (step === undefined) return undefined;
  const earlier = steps.slice(0, at);
  if (step.kind.remake !== undefined) return madeAgain(step, step.kind.remake, earlier);
  return step.kind.resourceKind.atOnce === true ? asFound(step, earlier) : outAndBack(step, steps);
}

/** What the step deleted, made again without what the steps before it changed of it: they could do so only at the ARN that is gone. */
function madeAgain(
  { before, after, with: params }: Changing,
  remake: NonNullable<StepKind['remake']>,
  earlier: readonly Changing[],
): Remade | undefined {
  const origins = differingUnits(before, after).map((unit) => [unit, originOf(unit, before[unit], earlier)] as const);
  const found = present(origins.map(([unit, { value }]) => [unit, value]));
  const model = remake(before, { ...before, ...found }, params);
  const changed = new Set(differingUnits(before, model));
  if (changed.size === 0) return undefined;
  const along = new Set(origins.flatMap(([unit, { ids }]) => (changed.has(unit) ? ids : [])));
  return { model, along: inReverse(earlier, along) };
}

/**
 * Straight to where the session began, with everything that the steps before it changed: by the states between, what the session has
 * taken away and given back would be taken away once more.
 */
function asFound({ before, after }: Changing, earlier: readonly Changing[]): Remade | undefined {
  const own = new Set(differingUnits(before, after));
  if (own.size === 0) return undefined;
  const touched = new Set([...own, ...earlier.flatMap((step) => differingUnits(step.before, step.after))]);
  const origins = [...touched].map((unit) => ({ unit, ...originOf(unit, before[unit], earlier) }));
  const led = origins.filter(({ ids }) => ids.length > 0);
  if (led.length === 0) return undefined;
  const units = led.map(({ unit }) => unit);
  return {
    model: withUnits(before, present(led.map(({ unit, value }) => [unit, value])), units),
    along: inReverse(earlier, new Set(led.flatMap(({ ids }) => ids))),
    carried: units.filter((unit) => !own.has(unit)),
  };
}

/** What the session has left as it found it is not moved to where it was in between. */
function outAndBack({ before, after }: Changing, steps: readonly Changing[]): Remade | undefined {
  const own = new Set(differingUnits(before, after));
  const still = roundTrips(steps);
  const units = [...still.keys()].filter((unit) => own.has(unit));
  const model = withUnits(before, present([...still]), units);
  return differingUnits(before, model).length === 0 ? undefined : { model, along: [] };
}

function present(units: readonly (readonly [string, Json | undefined])[]): Model {
  return Object.fromEntries(units.flatMap(([unit, value]) => (value === undefined ? [] : [[unit, value] as const])));
}

function inReverse(steps: readonly Changing[], ids: ReadonlySet<string>): readonly string[] {
  return steps.flatMap(({ id }) => (ids.has(id) ? [id] : [])).toReversed();
}

/** A step on its way back, by all steps of the session that may have changed something, in their order. */
export function onWayBack(step: PreparedStep, steps: readonly PreparedStep[]): PreparedStep {
  const same = onResourceOf(step, steps);
  const remade = remadeAmong(step, same);
  return { ...step, known: knownStates(same), ...(remade === undefined ? {} : { remade }) };
}

/**
 * Every state that steps on one resource make of it, on their way back as well: where a rollback before this one came far, what it created
 * again may be as an earlier step found it, and must not be created twice.
 */
export function knownStates(same: readonly PreparedStep[]): readonly Model[] {
  return same.flatMap((step): readonly Model[] => {
    const remade = remadeAmong(step, same);
    return remade === undefined ? [step.before, step.after] : [step.before, step.after, remade.model];
  });
}

/** The steps on the resource of `step`, in their order. */
export function onResourceOf({ plan }: PreparedStep, steps: readonly PreparedStep[]): readonly PreparedStep[] {
  const key = resourceKey(plan.resource);
  return steps.filter((other) => resourceKey(other.plan.resource) === key);
}

function remadeAmong(step: PreparedStep, same: readonly PreparedStep[]): Remade | undefined {
  const at = same.findIndex(({ plan }) => plan.id === step.plan.id);
  return remadeBy(same.map(changing), at);
}

function changing({ plan, kind, before, after }: PreparedStep): Changing {
  return { id: plan.id, kind, with: plan.with, before, after, irreversible: 'irreversible' in plan.inverse };
}
