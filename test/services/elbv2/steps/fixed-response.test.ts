import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../../../action/audit/state-keeper.ts';
import { createdRule, type ListenerRules, priorities } from '../../../../action/services/elbv2/rules-model.ts';
import { fixedResponse } from '../../../../action/services/elbv2/steps/fixed-response.ts';
import { IDS, LISTENER, ruleAt, rulesAt, UNIT, wrongIn } from '../rules.ts';

const PARAMS = { listener: LISTENER, paths: ['/checkout/*'], status: 503, body: 'soon' };

function respond(before: ListenerRules, more: object = {}): ListenerRules {
  return fixedResponse.change(before, { ...PARAMS, ...more }, IDS).after as ListenerRules;
}

describe('making room for a rule before all others', () => {
  it.each([
    ['no rule', [], 50_000, []],
    ['room above', [10, 11], 9, [10, 11]],
    ['one place left', [2, 3], 1, [2, 3]],
    ['the first taken', [1], 1, [2]],
    ['a run at the top', [1, 2, 3], 1, [2, 3, 4]],
    ['a gap below the run', [1, 2, 4, 5], 1, [2, 3, 4, 5]],
    ['the last one taken as well', [1, 50_000], 1, [2, 50_000]],
  ] as const)('with %s', (_, taken, priority, moved) => {
    const after = respond(rulesAt(...taken));
    expect(createdRule(after, UNIT)?.priority).toBe(priority);
    const others = [...priorities(after)].filter(([unit]) => unit !== UNIT).map(([, value]) => value);
    expect(others).toEqual(moved);
  });

  it('comes first, keeps the order of the others, and moves as few as it can', () => {
    const taken = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(taken, (given) => {
        const before = priorities(rulesAt(...given));
        const after = new Map(priorities(respond(rulesAt(...given))));
        const ours = after.get(UNIT) ?? 0;
        after.delete(UNIT);
        const all = [...after.values(), ours];
        expect(new Set(all).size).toBe(all.length);
        expect(all.every((value) => value >= 1 && value <= 50_000)).toBe(true);
        expect([...after.values()].every((value) => value > ours)).toBe(true);
        const order = (rules: ReadonlyMap<string, number>): string[] =>
          [...rules].toSorted((a, b) => a[1] - b[1]).map(([unit]) => unit);
        expect(order(after)).toEqual(order(before));
        if (!given.includes(1)) expect(after).toEqual(new Map(before));
      }),
    );
  });

  it('moves the rule of an earlier step as well', () => {
    const after = respond({ ...rulesAt(), 'rule/s/first': ruleAt(1) });
    expect(createdRule(after, 'rule/s/first')?.priority).toBe(2);
  });
});

describe('a rule at a priority of its own', () => {
  it.each([
    ['free', [1, 2], 7, [1, 2]],
    ['taken', [1, 2, 9], 2, [1, 3, 9]],
    ['taken, with a run below it', [1, 2, 3, 4, 6], 2, [1, 3, 4, 5, 6]],
    ['the lowest', [1], 50_000, [1]],
  ] as const)('that is %s', (_, taken, priority, moved) => {
    const after = respond(rulesAt(...taken), { priority });
    expect(createdRule(after, UNIT)?.priority).toBe(priority);
    expect([...priorities(after)].filter(([unit]) => unit !== UNIT).map(([, value]) => value)).toEqual(moved);
  });

  it('is refused where a rule would be pushed off the end', () => {
    expect(() => respond(rulesAt(49_999, 50_000), { priority: 49_999 })).toThrow(
      expect.objectContaining({ code: 'not-applicable' }),
    );
  });
});

describe('a fixed response', () => {
  it('refuses where a rule with its tags is there already: undoing would delete what somebody else made', () => {
    expect(() => respond({ ...rulesAt(2), [UNIT]: ruleAt(1) })).toThrow(
      expect.objectContaining({ code: 'not-applicable' }),
    );
  });

  it('is the same whatever the order of its hosts and paths', () => {
    const one = respond(rulesAt(), { hosts: ['a.com', 'b.com'], paths: ['/x', '/y'] });
    expect(respond(rulesAt(), { hosts: ['b.com', 'a.com'], paths: ['/y', '/x'] })).toEqual(one);
  });

  it('shows what it answers and where, and what it moves', () => {
    const { diff } = fixedResponse.change(rulesAt(1), { ...PARAMS, methods: ['POST'] }, IDS);
    expect(diff).toEqual([
      {
        what: 'http-request-method POST and path-pattern /checkout/*',
        before: 'answered by the rules below',
        after: 'answer 503 "soon", priority 1',
      },
      { what: 'rule 0000000000000001 (path-pattern /1/*)', before: 'priority 1', after: 'priority 2' },
    ]);
  });

  it('keeps values that may be secrets out of the state and of what is shown', () => {
    const secret = { headers: [{ name: 'X-Token', values: ['secret-value'] }], query: [{ value: 'secret-value' }] };
    const { after, diff } = fixedResponse.change(rulesAt(1), { ...PARAMS, ...secret }, IDS);
    expect(JSON.stringify([createStateKeeper().mask(after), diff])).not.toContain('secret-value');
  });

  it.each<[string, object, readonly string[]]>([
    ['a status of 3XX', { status: 302 }, ['/status']],
    ['a status of 199', { status: 199 }, ['/status']],
    ['a status of 600', { status: 600 }, ['/status']],
    ['a body of 1025 characters', { body: 'a'.repeat(1_025) }, ['/body']],
    ['a content type of its own', { 'content-type': 'image/png' }, ['/content-type']],
    ['priority 0', { priority: 0 }, ['/priority']],
    ['priority 50,001', { priority: 50_001 }, ['/priority']],
    ['half a priority', { priority: 1.5 }, ['/priority']],
    ['a param that there is not', { weight: 1 }, ['']],
  ])('refuses %s before the gate', (_, more, paths) => {
    expect([...new Set(wrongIn(fixedResponse.params, { ...PARAMS, ...more }))]).toEqual(paths);
  });

  it('refuses to be for no request in particular', () => {
    const { paths: _, ...rest } = PARAMS;
    expect(wrongIn(fixedResponse.params, rest)).toContain('');
  });
});
