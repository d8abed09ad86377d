import { describe, expect, it } from 'vitest';
import { hide } from '../../../action/domain/hidden.ts';
import { recognise, recreated } from '../../../action/services/elbv2/recreated-rules.ts';
import {
  currentArn,
  type ExistingRule,
  existingRule,
  type ListenerRules,
  priorities,
  unitsOf,
  withExisting,
  withoutExisting,
} from '../../../action/services/elbv2/rules-model.ts';
import { ruleArn, ruleAt, rulesAt, UNIT } from './rules.ts';

const AGAIN = ruleArn(99);

/** A listener with the rule at priority 2 beside `rule`, which has an ARN that nobody knows. */
function withStranger(rule: ExistingRule, arn = AGAIN): ListenerRules {
  return withExisting(rulesAt(2), arn, rule);
}

describe('a rule that was deleted and created again', () => {
  it('is known by its content, and has its first name', () => {
    const now = recognise(withStranger(ruleAt(1)), [rulesAt(1, 2)]);
    expect(existingRule(now, ruleArn(1))).toEqual(ruleAt(1));
    expect(existingRule(now, AGAIN)).toBeUndefined();
    expect([currentArn(now, ruleArn(1)), currentArn(now, ruleArn(2))]).toEqual([AGAIN, ruleArn(2)]);
  });

  it('is known by any state that it had', () => {
    const moved = withExisting(rulesAt(2), ruleArn(1), ruleAt(1, { priority: 7 }));
    const now = recognise(withStranger(ruleAt(1, { priority: 7 })), [rulesAt(1, 2), moved, rulesAt(2)]);
    expect(priorities(now)).toEqual(priorities(moved));
  });

  it('is put on record where a step is about it', () => {
    const now = recognise(withStranger(ruleAt(1)), [rulesAt(1, 2)]);
    const is = { was: ruleArn(1), is: AGAIN };
    expect(recreated(now, unitsOf(ruleArn(1)))).toEqual([is]);
    expect(recreated(now, [`priority/${ruleArn(1)}`, UNIT])).toEqual([is]);
    expect(recreated(now, [...unitsOf(ruleArn(2)), UNIT])).toEqual([]);
  });

  it('is the same rule with a tag more: somebody has tagged it', () => {
    const now = recognise(withStranger(ruleAt(1, { tags: { team: 'shop', by: 'x' } })), [
      withExisting(rulesAt(2), ruleArn(1), ruleAt(1, { tags: { team: 'shop' } })),
    ]);
    expect(existingRule(now, ruleArn(1))?.tags).toEqual({ team: 'shop', by: 'x' });
  });

  it.each<[string, Partial<ExistingRule>]>([
    ['another priority', { priority: 3 }],
    ['other conditions', { conditions: ruleAt(9).conditions }],
    ['another action', { actions: [] }],
    ['a rewrite', { transforms: [{ type: 'url-rewrite', rewrites: hide([{ regex: 'a', replace: 'b' }]) }] }],
    ['a tag less', { tags: {} }],
    ['another value of a tag', { tags: { team: 'theirs' } }],
  ])('is another rule with %s', (_, more) => {
    const known = withExisting(rulesAt(2), ruleArn(1), ruleAt(1, { tags: { team: 'shop' } }));
    const now = withStranger(ruleAt(1, { tags: { team: 'shop' }, ...more }));
    expect(recognise(now, [known])).toEqual(now);
  });

  it('is nobody while it could be two: which of them somebody has to say', () => {
    const same = { priority: 1, conditions: ruleAt(1).conditions };
    const known = [
      withExisting(rulesAt(2), ruleArn(1), ruleAt(1)),
      withExisting(rulesAt(2), ruleArn(5), ruleAt(5, same)),
    ];
    const now = withStranger(ruleAt(1));
    expect(recognise(now, known)).toEqual(now);
  });

  it('is not one that is known already, nor takes the name of one that is there', () => {
    const now = withExisting(rulesAt(1, 2), AGAIN, ruleAt(1));
    expect(recognise(now, [rulesAt(1, 2)])).toEqual(now);
    const twin = withExisting(rulesAt(2), ruleArn(5), ruleAt(1));
    expect(recognise(twin, [rulesAt(1, 2), twin])).toEqual(twin);
  });

  it('is looked for beside others, each by its own content', () => {
    const now = [ruleAt(1), ruleAt(3)].reduce(
      (rules, rule, n) => withExisting(rules, ruleArn(90 + n), rule),
      rulesAt(2),
    );
    const found = recognise(now, [rulesAt(1, 2, 3)]);
    expect([currentArn(found, ruleArn(1)), currentArn(found, ruleArn(3))]).toEqual([ruleArn(90), ruleArn(91)]);
    expect(priorities(found)).toEqual(priorities(rulesAt(1, 2, 3)));
  });

  it('leaves alone what it does not know, and writes to nothing that it is given', () => {
    const now = Object.freeze({ ...withStranger(ruleAt(1)), [UNIT]: ruleAt(4) });
    const known = Object.freeze(rulesAt(1, 2));
    expect(recognise(now, [known])[UNIT]).toEqual(ruleAt(4));
    expect(recognise(now, [])).toEqual(now);
    expect(recognise(withoutExisting(now, AGAIN), [known])).toEqual(withoutExisting(now, AGAIN));
  });

  it('reads records of before, which held no more than priorities', () => {
    const old = { [`priority/${ruleArn(1)}`]: 1, [`priority/${ruleArn(2)}`]: 2 };
    expect(recognise(withStranger(ruleAt(1)), [old])).toEqual(withStranger(ruleAt(1)));
    expect(recognise(old, [rulesAt(1, 2)])).toEqual(old);
  });
});
