import { describe, expect, it } from 'vitest';
import type { Model } from '../../action/domain/step-kind.ts';
import { compareUnits } from '../../action/engine/compare.ts';
import type { Changing } from '../../action/engine/origin.ts';
import { remadeBy } from '../../action/engine/remade.ts';
import { memoryStep } from './memory-step.ts';

const { kind } = memoryStep({}).step;

/** Deletes what has `a` and `b`, and makes it again as the session found it, but for `place`. */
const deleting = {
  ...kind,
  remake: (before: Model, origin: Model): Model => ({ ...origin, place: before['place'] ?? 0 }),
};

function step(id: string, before: Model, after: Model, more: Partial<Changing> = {}): Changing {
  return { id, kind, with: {}, before, after, irreversible: false, ...more };
}

function deleted(before: Model): Changing {
  return step('delete', before, { theirs: before['theirs'] ?? 0 }, { kind: deleting });
}

const THING = { a: 1, b: 1, place: 1, theirs: 9 };

describe('what is made again on the way back', () => {
  it.each<[string, readonly Changing[], Model, Model, readonly string[]]>([
    [
      'is as the step before it found it',
      [step('change', THING, { ...THING, a: 2 })],
      { ...THING, a: 2 },
      THING,
      ['change'],
    ],
    [
      'is as the first of several found it',
      [step('one', THING, { ...THING, a: 2 }), step('two', { ...THING, a: 2 }, { ...THING, a: 3, b: 3 })],
      { ...THING, a: 3, b: 3 },
      THING,
      ['two', 'one'],
    ],
    [
      'keeps what its kind leaves to the other steps',
      [
        step('move', THING, { ...THING, place: 7 }),
        step('change', { ...THING, place: 7 }, { ...THING, a: 2, place: 7 }),
      ],
      { ...THING, a: 2, place: 7 },
      { ...THING, place: 7 },
      ['change'],
    ],
    [
      'keeps what somebody else changed between two steps, and what came before that',
      [step('one', THING, { ...THING, a: 2 }), step('two', { ...THING, a: 5 }, { ...THING, a: 6, b: 2 })],
      { ...THING, a: 6, b: 2 },
      { ...THING, a: 5 },
      ['two'],
    ],
    [
      'keeps what is irreversible: it stays as the request accepted it',
      [
        step('one', THING, { ...THING, a: 2 }),
        step('two', { ...THING, a: 2 }, { ...THING, a: 3 }, { irreversible: true }),
        step('three', { ...THING, a: 3 }, { ...THING, a: 3, b: 2 }),
      ],
      { ...THING, a: 3, b: 2 },
      { ...THING, a: 3 },
      ['three'],
    ],
  ])('%s', (_what, earlier, before, model, along) => {
    expect(remadeBy([...earlier, deleted(before)], earlier.length)).toEqual({ model, along });
  });

  it.each<[string, Changing, readonly Changing[]]>([
    ['no step came before', deleted(THING), []],
    ['the steps before changed nothing of it', deleted(THING), [step('other', THING, { ...THING, theirs: 10 })]],
    [
      'somebody else has changed all of it since',
      deleted({ ...THING, a: 5 }),
      [step('change', THING, { ...THING, a: 2 })],
    ],
    ['the kind makes nothing again', step('x', THING, {}), [step('change', { ...THING, a: 0 }, THING)]],
  ])('is as it was just before where %s', (_what, last, earlier) => {
    expect(remadeBy([...earlier, last], earlier.length)).toBeUndefined();
  });

  it('is done, also where somebody else has made it as it was just before; anything else is theirs', () => {
    const [from, to, made] = [{}, { a: 2, b: 2 }, { a: 1, b: 1 }];
    const compare = (now: Model) => compareUnits(from, to, now, ['a', 'b'], made);
    expect(compare({ a: 1, b: 2 })).toEqual({ pending: [], done: ['a', 'b'], foreign: [] });
    expect(compare({ a: 3 })).toEqual({ pending: ['b'], done: [], foreign: ['a'] });
  });
});
