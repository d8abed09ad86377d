import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createdRule, type ListenerRules, priorities } from '../../../../action/services/elbv2/rules-model.ts';
import { setRulePriorities } from '../../../../action/services/elbv2/steps/set-rule-priorities.ts';
import { DEFAULT_RULE, IDS, LISTENER, ruleArn, ruleAt, rulesAt, wrongIn } from '../rules.ts';

/** Pairs of a rule, by the priority that it has, and its new one. */
type Moves = readonly (readonly [was: number, becomes: number])[];

function paramsOf(moves: Moves) {
  return { 'rule-priorities': moves.map(([was, priority]) => ({ rule: ruleArn(was), priority })) };
}

function reorder(before: ListenerRules, moves: Moves): ListenerRules {
  return setRulePriorities.change(before, paramsOf(moves), IDS).after as ListenerRules;
}

describe('setting the priorities of rules', () => {
  it.each<[string, readonly number[], Moves, readonly number[]]>([
    [
      'a swap',
      [1, 2, 3],
      [
        [1, 3],
        [3, 1],
      ],
      [3, 2, 1],
    ],
    [
      'a rotation',
      [1, 2, 3],
      [
        [1, 2],
        [2, 3],
        [3, 1],
      ],
      [2, 3, 1],
    ],
    ['the last one first', [1, 2, 3], [[3, 1]], [2, 3, 1]],
    ['an insert before a gap', [1, 2, 4, 9], [[9, 2]], [1, 3, 4, 2]],
    ['an insert that pushes a run', [1, 2, 3, 4, 9], [[9, 2]], [1, 3, 4, 5, 2]],
    ['a free place', [1, 2], [[1, 50_000]], [50_000, 2]],
    [
      'two, with others between',
      [1, 2, 3, 4],
      [
        [4, 1],
        [3, 2],
      ],
      [3, 4, 2, 1],
    ],
    ['what is so already', [1, 2], [[1, 1]], [1, 2]],
  ])('makes of %s', (_, taken, moves, becomes) => {
    const after = priorities(reorder(rulesAt(...taken), moves));
    expect(taken.map((was) => after.get(ruleArn(was)))).toEqual(becomes);
  });

  it('puts the named where they are wanted, and keeps the order of all others, which move down alone', () => {
    const taken = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 45 }), { maxLength: 30 });
    fc.assert(
      fc.property(taken, places, (given, wanted) => {
        const moves = given.slice(0, wanted.length).map((was, index) => [was, wanted[index] ?? 0] as const);
        fc.pre(moves.length > 0);
        const after = priorities(reorder(rulesAt(...given), moves));
        expect(new Set(after.values()).size).toBe(given.length);
        for (const [was, becomes] of moves) expect(after.get(ruleArn(was))).toBe(becomes);
        const others = given.slice(wanted.length).toSorted((a, b) => a - b);
        const now = others.map((was) => after.get(ruleArn(was)) ?? 0);
        expect(now).toEqual(now.toSorted((a, b) => a - b));
        others.forEach((was, index) => expect(now[index]).toBeGreaterThanOrEqual(was));
      }),
    );
  });

  it('pushes the rule that an earlier step created as well', () => {
    const after = reorder({ ...rulesAt(5), 'rule/s/first': ruleAt(1) }, [[5, 1]]);
    expect(createdRule(after, 'rule/s/first')?.priority).toBe(2);
  });

  it('shows every rule that moves, the named and the pushed', () => {
    const { diff } = setRulePriorities.change(rulesAt(1, 2), paramsOf([[2, 1]]), IDS);
    expect(diff).toEqual([
      { what: 'rule 0000000000000002 (path-pattern /2/*)', before: 'priority 2', after: 'priority 1' },
      { what: 'rule 0000000000000001 (path-pattern /1/*)', before: 'priority 1', after: 'priority 2' },
    ]);
  });

  it.each<[string, Moves]>([
    ['a rule that is not there', [[77, 6]]],
    ['the default rule', [[0, 5]]],
    ['a place from which another would be pushed off the end', [[1, 50_000]]],
  ])('refuses %s', (_, moves) => {
    expect(() => reorder(rulesAt(1, 2, 50_000), moves)).toThrow(expect.objectContaining({ code: 'not-applicable' }));
  });

  it('touches the listener that the rules are of', () => {
    expect(setRulePriorities.resource(paramsOf([[1, 2]]))).toBe(LISTENER);
  });

  it.each<[string, object]>([
    ['no rule', { 'rule-priorities': [] }],
    ['priority 0', paramsOf([[1, 0]])],
    ['priority 50,001', paramsOf([[1, 50_001]])],
    ['half a priority', paramsOf([[1, 1.5]])],
    ['a rule without a priority', { 'rule-priorities': [{ rule: DEFAULT_RULE }] }],
    ['what is not the ARN of a rule', { 'rule-priorities': [{ rule: LISTENER, priority: 1 }] }],
    ['101 rules', paramsOf(Array.from({ length: 101 }, (_, index) => [index + 1, index + 1] as const))],
  ])('refuses %s before the gate', (_, params) => {
    expect(wrongIn(setRulePriorities.params, { ...params })).not.toEqual([]);
  });
});
