import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../action/audit/state-keeper.ts';
import { revealUndone, revealWritten } from '../../action/commands/recover/known-secrets.ts';
import { hide } from '../../action/domain/hidden.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import { memoryStep } from '../engine/memory-step.ts';

const { mask } = createStateKeeper();
const other = createStateKeeper();
const [ONE, TWO] = [
  { name: 'x', value: hide('one') },
  { name: 'x', value: hide('two') },
];
const PAST = { id: 'change', uses: 'u', with: {}, before: { a: ONE }, after: { a: TWO } };

function revealed(before: JsonObject, units: readonly string[], id = 'change'): JsonObject {
  return revealUndone([{ id, before: mask(before), units: [...units] }], [PAST])(mask(before));
}

describe('what an undo masked under a key that is gone', () => {
  it('is what the past session left where the undo changes it, and what that found where it was put back already', () => {
    expect(revealed({ a: TWO }, ['a'])).toEqual({ a: TWO });
    expect(revealed({ a: ONE }, [])).toEqual({ a: ONE });
  });

  it.each<[string, JsonObject, string]>([
    ['where anything else of it differs', { a: { ...TWO, name: 'y' } }, 'change'],
    ['where the past session has no such unit', { b: TWO }, 'change'],
    ['where the past session has no such step', { a: TWO }, 'another'],
  ])('stays masked %s', (_, before, id) => {
    expect(revealed(before, ['a', 'b'], id)).toEqual(mask(before));
  });

  it('stays masked where the past session knows no value either', () => {
    const past = { ...PAST, after: { a: other.mask(TWO) } };
    const before = mask({ a: TWO });
    expect(revealUndone([{ id: 'change', before, units: ['a'] }], [past])(before)).toEqual(before);
  });
});

describe('what a session masked in a step that became known on the way', () => {
  const { step } = memoryStep({}, {});
  const earlier = [
    {
      recorded: { before: mask({ a: 1 }), after: mask({ a: TWO }) },
      made: { ...step, before: { a: 1 }, after: { a: TWO } },
    },
  ];

  it('is what an earlier step wrote, where the masks are the same', () => {
    expect(revealWritten(earlier)(mask({ a: TWO, b: [hide('two')] }))).toEqual({ a: TWO, b: [hide('two')] });
  });

  it('stays masked where they are not: somebody else may have changed it in between', () => {
    const now = mask({ a: ONE });
    expect(revealWritten(earlier)(now)).toEqual(now);
  });
});
