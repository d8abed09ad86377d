import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import { compareUnits, describeConflicts, differingUnits } from '../../action/engine/compare.ts';

const A = { weight: 1 };
const B = { weight: 2 };
const C = { weight: 3 };

describe('comparing three states of a unit', () => {
  it.each([
    ['still as before', A, B, A, 'pending'],
    ['as wanted', A, B, B, 'done'],
    ["somebody else's", A, B, C, 'foreign'],
    ['not there yet', undefined, B, undefined, 'pending'],
    ['created', undefined, B, B, 'done'],
    ["created, and somebody else's", undefined, B, C, 'foreign'],
    ['still to be deleted', A, undefined, A, 'pending'],
    ['deleted', A, undefined, undefined, 'done'],
    ['deleted by somebody else', A, B, undefined, 'foreign'],
    ['equal in another order of keys', { a: 1, b: 2 }, B, { b: 2, a: 1 }, 'pending'],
  ] as const)('%s', (_, from, to, now, expected) => {
    const comparison = compareUnits(unit(from), unit(to), unit(now), ['u']);
    expect(comparison).toEqual({ pending: [], done: [], foreign: [], [expected]: ['u'] });
  });

  it('leaves out units that the step does not touch', () => {
    expect(compareUnits({ u: 1, v: 1 }, { u: 2, v: 1 }, { u: 1, v: 9 }, ['u'])).toMatchObject({ foreign: [] });
  });

  it('tells before, ours and now whichever way it goes; absent is null', () => {
    const step = { before: {}, after: { u: 1 } };
    expect(describeConflicts(step, { u: 2 }, ['u'])).toEqual([{ unit: 'u', before: null, ours: 1, now: 2 }]);
  });

  it('puts each unit in exactly one place, and none of them twice', () => {
    const model = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 1 }));
    fc.assert(
      fc.property(model, model, model, (before, after, now) => {
        const [from, to, found] = [before, after, now] as JsonObject[] as [JsonObject, JsonObject, JsonObject];
        const units = differingUnits(from, to);
        const { pending, done, foreign } = compareUnits(from, to, found, units);
        expect([...pending, ...done, ...foreign].toSorted()).toEqual(units);
        // From where it started, everything is pending; where it leads, everything is done.
        expect(compareUnits(from, to, from, units).pending).toEqual(units);
        expect(compareUnits(from, to, to, units).done).toEqual(units);
      }),
    );
  });
});

describe('the units that differ', () => {
  it('are none between a model and its copy', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (model) => {
        const value = JSON.parse(JSON.stringify(model)) as JsonObject;
        expect(differingUnits(value, JSON.parse(JSON.stringify(value)) as JsonObject)).toEqual([]);
      }),
    );
  });

  it('are those added, removed and changed, sorted', () => {
    expect(differingUnits({ b: 1, c: 1, d: 1 }, { a: 1, c: 2, d: 1 })).toEqual(['a', 'b', 'c']);
  });
});

function unit(value: JsonObject | undefined): JsonObject {
  return value === undefined ? {} : { u: value };
}
