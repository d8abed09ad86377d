import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCreatedRule, type ListenerRules, priorities } from '../../../../action/services/elbv2/listener-rules.ts';
import { fixedResponse } from '../../../../action/services/elbv2/steps/fixed-response.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
const IDS = { session: 's', step: 'page' };
const UNIT = 'rule/s/page';

function rulesAt(...taken: readonly number[]): ListenerRules {
  return { ...Object.fromEntries(taken.map((priority) => [`priority/rule-${priority}`, priority])), arns: {} };
}

function respond(before: ListenerRules, more: object = {}): ListenerRules {
  const params = { listener: LISTENER, paths: ['/checkout/*'], status: 503, body: 'soon', ...more };
  return fixedResponse.change(before, params, IDS).after as ListenerRules;
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
    expect(after[UNIT]).toMatchObject({ priority });
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
    const first = { priority: 1, conditions: [], status: 503, contentType: 'text/plain', body: '' };
    const after = respond({ 'rule/s/first': first, arns: {} });
    expect(isCreatedRule(after['rule/s/first']) && after['rule/s/first'].priority).toBe(2);
  });
});

describe('a fixed response', () => {
  it.each([
    ['more values than a rule takes', { hosts: ['a.com', 'b.com', 'c.com'], paths: ['/a', '/b', '/c'] }],
    ['more wildcards than a rule takes', { paths: ['/*/*/*', '/*/*/*'] }],
  ])('refuses %s before anything is moved', (_, more) => {
    expect(() => respond(rulesAt(1), more)).toThrow(expect.objectContaining({ code: 'not-applicable' }));
  });

  it('is the same whatever the order of its hosts and paths', () => {
    const one = respond(rulesAt(), { hosts: ['a.com', 'b.com'], paths: ['/x', '/y'] });
    expect(respond(rulesAt(), { hosts: ['b.com', 'a.com'], paths: ['/y', '/x'] })).toEqual(one);
  });
});
