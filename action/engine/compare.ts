import type { UnitConflict } from '../domain/event.ts';
import { type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { Model } from '../domain/step-kind.ts';

/** Three states of one resource, unit by unit, on the way from one to another. */
export interface Comparison {
  /** Units still as they were at the start: to be written. */
  readonly pending: readonly string[];
  /** Units that are already as wanted. */
  readonly done: readonly string[];
  /** Units that somebody else changed: neither the one nor the other. */
  readonly foreign: readonly string[];
}

/** The units in which two models differ. */
export function differingUnits(a: Model, b: Model): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((unit) => !sameJson(a[unit], b[unit])).toSorted();
}

/** A model with these units as another one has them. */
export function withUnits(model: Model, from: Model, units: readonly string[]): Model {
  const kept = Object.entries(model).filter(([unit]) => !units.includes(unit));
  const put = units.flatMap((unit) => {
    const value = from[unit];
    return value === undefined ? [] : [[unit, value] as const];
  });
  return Object.fromEntries([...kept, ...put]);
}

/** Compares `now` with where a change starts (`from`) and where it leads (`to`, or `made`), over `units` only. */
export function compareUnits(
  from: Model,
  to: Model,
  now: Model,
  units: readonly string[],
  made: Model = to,
): Comparison {
  const pending: string[] = [];
  const done: string[] = [];
  const foreign: string[] = [];
  for (const unit of units) {
    if (sameJson(now[unit], to[unit]) || sameJson(now[unit], made[unit])) done.push(unit);
    else if (sameJson(now[unit], from[unit])) pending.push(unit);
    else foreign.push(unit);
  }
  return { pending, done, foreign };
}

/** The units that somebody else changed, each with its state before the step, as the step makes it, and now. */
export function describeConflicts(
  { before, after }: { readonly before: Model; readonly after: Model },
  now: Model,
  foreign: readonly string[],
): readonly UnitConflict[] {
  return foreign.map((unit) => ({ unit, before: at(before, unit), ours: at(after, unit), now: at(now, unit) }));
}

function at(model: JsonObject, unit: string): Json {
  return model[unit] ?? null;
}
