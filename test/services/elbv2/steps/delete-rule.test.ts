import { describe, expect, it } from 'vitest';
import { conditionsFromAws } from '../../../../action/services/elbv2/conditions.ts';
import {
  type ExistingRule,
  type ListenerRules,
  priorities,
  withExisting,
} from '../../../../action/services/elbv2/rules-model.ts';
import { deleteRule } from '../../../../action/services/elbv2/steps/delete-rule.ts';
import { DEFAULT_RULE, IDS, LISTENER, ruleArn, ruleAt, rulesAt, wrongIn } from '../rules.ts';

const RULE = ruleArn(1);
const LOGIN = { type: 'authenticate-oidc', config: { ClientId: 'shop' }, extraParams: null } as const;
const FORWARD = ruleAt(1).actions;

function change(rule: Partial<ExistingRule> = {}, arn = RULE) {
  return deleteRule.change(
    withExisting(rulesAt(1, 2), RULE, ruleAt(1, rule)),
    { rule: arn, 'without-authentication': true },
    IDS,
  );
}

describe('deleting a rule', () => {
  it('takes out that rule alone, and shows what it did', () => {
    const { after, diff, irreversible } = change();
    expect([...priorities(after as ListenerRules).keys()]).toEqual([ruleArn(2)]);
    expect(Object.keys(after).filter((unit) => unit.includes(RULE))).toEqual([]);
    expect(diff).toEqual([
      {
        what: 'rule 0000000000000001 (path-pattern /1/*)',
        before: 'forward: 100% targetgroup/green/73e2d6bc24d8a067, priority 1',
        after: 'answered by the rules below',
      },
    ]);
    expect(irreversible).toBeUndefined();
  });

  it.each<[string, Partial<ExistingRule>]>([
    ['the client secret of a login, which AWS does not return', { actions: [LOGIN, ...FORWARD] }],
    ['a tag that only AWS can write', { tags: { 'aws:cloudformation:stack-name': 'shop' } }],
  ])('is irreversible where it would lose %s', (_, rule) => {
    expect(change(rule).irreversible).toEqual(expect.any(String));
  });

  it.each<[string, Partial<ExistingRule>]>([
    ['a type of condition that is not known', { conditions: conditionsFromAws([{ Field: 'geo', Values: ['DE'] }]) }],
    ['a type of action that is not known', { actions: [{ type: 'new', unknown: { $hmac: 'f' } }] }],
    ['a type of rewrite that is not known', { transforms: [{ type: 'new', unknown: { $hmac: 'f' } }] }],
  ])('refuses a rule with %s: it could not be written again', (_, rule) => {
    expect(() => change(rule)).toThrow(expect.objectContaining({ code: 'sensitive-state' }));
  });

  it.each<[string, Partial<ExistingRule>]>([
    [
      'a condition on a header',
      {
        conditions: conditionsFromAws([
          { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X', Values: ['a'] } },
        ]),
      },
    ],
  ])('takes a rule with %s: that its values can be put back is for the engine to see', (_, rule) => {
    expect(change(rule).irreversible).toBeUndefined();
  });

  it.each([
    ['that is not there', ruleArn(9)],
    ['that is the default one', DEFAULT_RULE],
  ])('refuses a rule %s', (_, rule) => {
    expect(() => change({}, rule)).toThrow(expect.objectContaining({ code: 'not-applicable' }));
  });

  it('may delete that rule alone; who only restores may create one, and delete none', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    const grants = deleteRule
      .grants({ rule: RULE }, scope)
      .map(({ action, phase, resource }) => [action.split(':')[1], phase, resource]);
    expect(grants).toEqual([
      ['DeleteRule', 'apply', RULE],
      ['CreateRule', 'restore', LISTENER],
      ['AddTags', 'restore', RULE.replace(/[^/]*$/, '*')],
    ]);
  });

  it('refuses what is not the ARN of a rule before the gate', () => {
    for (const rule of [LISTENER, 'page', `${RULE}/*`]) expect(wrongIn(deleteRule.params, { rule })).toEqual(['/rule']);
  });
});
