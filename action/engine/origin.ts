import { type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { Model, StepKind } from '../domain/step-kind.ts';
import { differingUnits } from './compare.ts';

/** A step by the states around it. */
export interface Changing {
  readonly id: string;
  readonly kind: StepKind;
  readonly with: JsonObject;
  readonly before: Model;
  readonly after: Model;
  readonly irreversible: boolean;
}

/** Where a session found a unit. */
export interface Origin {
  /** Undefined: it was not there. */
  readonly value: Json | undefined;
  /** Ids of the steps between there and here, the last one first. */
  readonly ids: readonly string[];
}

type States = Pick<Changing, 'id' | 'before' | 'after' | 'irreversible'>;

/** What the session's first step found in a unit that is `found` after `earlier`: back from one step to the one before it. */
export function originOf(unit: string, found: Json | undefined, earlier: readonly States[]): Origin {
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

/**
 * The units that steps on one resource have changed and left as the first of them found them, each with that value. What AWS checks
 * together is among them only as a whole: a part of it that stays where it is could be in the way of the rest.
 */
export function roundTrips(steps: readonly Changing[]): ReadonlyMap<string, Json | undefined> {
  const [first] = steps;
  if (first === undefined) return new Map();
  const { joint = () => false } = first.kind.resourceKind;
  const touched = [...new Set(steps.flatMap(({ before, after }) => differingUnits(before, after)))];
  const still = new Map(touched.flatMap((unit) => roundTrip(unit, steps)));
  const whole = touched.every((unit) => !joint(unit) || still.has(unit));
  return new Map([...still].filter(([unit]) => whole || !joint(unit)));
}

function roundTrip(unit: string, steps: readonly States[]): readonly (readonly [string, Json | undefined])[] {
  const touching = steps.filter(({ before, after }) => !sameJson(before[unit], after[unit]));
  const last = touching.at(-1)?.after[unit];
  const { value, ids } = originOf(unit, last, touching);
  return ids.length === touching.length && sameJson(value, last) ? [[unit, value]] : [];
}
