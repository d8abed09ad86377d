import { type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { Model, StepKind } from '../domain/step-kind.ts';
import { differingUnits } from './compare.ts';
import { type PreparedStep, resourceKey } from './fold.ts';

/** What restoring a step makes again: see `StepKind.remake`. */
export interface Remade {
  /** The resource with it, beside what it had before the step. */
  readonly model: Model;
  /** Ids of the steps whose changes are put back with it, the last one first. */
  readonly along: readonly string[];
}

/** A step by the states around it. */
export interface Changing {
  readonly id: string;
  readonly kind: StepKind;
  readonly with: JsonObject;
  readonly before: Model;
  readonly after: Model;
  readonly irreversible: boolean;
}

/**
 * The state in which restoring `step` makes again what it deleted, by the session's earlier steps on the same resource; undefined
 * where that is the state before the step itself. Only what a step left as the next one found it is put back along: between two others
 * somebody else has changed it, and rollback leaves that alone. So too what is irreversible: it stays by the request's own wish. Pure.
 */
export function remadeBy(step: Changing, earlier: readonly Changing[]): Remade | undefined {
  const { kind, before, after } = step;
  if (kind.remake === undefined) return undefined;
  const origins = differingUnits(before, after).map((unit) => [unit, originOf(unit, before[unit], earlier)] as const);
  const model = kind.remake(before, { ...before, ...valuesOf(origins) }, step.with);
  const changed = new Set(differingUnits(before, model));
  if (changed.size === 0) return undefined;
  const along = new Set(origins.flatMap(([unit, { ids }]) => (changed.has(unit) ? ids : [])));
  return { model, along: earlier.flatMap(({ id }) => (along.has(id) ? [id] : [])).toReversed() };
}

function valuesOf(origins: readonly (readonly [string, Origin])[]): Model {
  return Object.fromEntries(origins.flatMap(([unit, { value }]) => (value === undefined ? [] : [[unit, value]])));
}

interface Origin {
  readonly value: Json | undefined;
  readonly ids: readonly string[];
}

/** What the session's first step found in a unit: back from one step to the one before it. */
function originOf(unit: string, found: Json | undefined, earlier: readonly Changing[]): Origin {
  let value = found;
  const ids: string[] = [];
  for (const { id, before, after, irreversible } of earlier.toReversed()) {
    if (sameJson(before[unit], after[unit])) continue;
    if (irreversible || !sameJson(after[unit], value)) break;
    value = before[unit];
    ids.push(id);
  }
  return { value, ids };
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
  const all = same.map(changing);
  const at = same.findIndex(({ plan }) => plan.id === step.plan.id);
  return remadeBy(changing(step), all.slice(0, at));
}

function changing({ plan, kind, before, after }: PreparedStep): Changing {
  return { id: plan.id, kind, with: plan.with, before, after, irreversible: 'irreversible' in plan.inverse };
}
