import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../../../action/audit/state-keeper.ts';
import { hide } from '../../../../action/domain/hidden.ts';
import { differingUnits } from '../../../../action/engine/compare.ts';
import { conditionsFromAws } from '../../../../action/services/elbv2/conditions.ts';
import {
  type ExistingRule,
  existingRule,
  type ListenerRules,
  withExisting,
} from '../../../../action/services/elbv2/rules-model.ts';
import { modifyRule } from '../../../../action/services/elbv2/steps/modify-rule.ts';
import { DEFAULT_RULE, IDS, LISTENER, ruleArn, ruleAt, rulesAt, wrongIn } from '../rules.ts';

const RULE = ruleArn(1);
const PAGE = { 'fixed-response': { status: 503, body: 'soon' } };
const ANSWER = { type: 'fixed-response', status: 503, contentType: 'text/plain', body: 'soon' };
const LOGIN = { type: 'authenticate-oidc', config: { ClientId: 'shop' }, extraParams: null } as const;
const HIDDEN = conditionsFromAws([
  { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Token', Values: ['hidden-value'] } },
]);
const UNKNOWN = conditionsFromAws([{ Field: 'geo', Values: ['DE'] }]);

function change(more: object, rule: Partial<ExistingRule> = {}) {
  // What is not its own leads nowhere: requests that it no longer gets are let in by nobody.
  const alone = { ...rulesAt(1), fallback: { asks: [], open: false } };
  const before = withExisting(alone, RULE, ruleAt(1, rule));
  return { before, ...modifyRule.change(before, { rule: RULE, ...more }, IDS) };
}

describe('modifying a rule', () => {
  it.each<[string, object, readonly string[]]>([
    ['its action', { action: PAGE }, [`actions/${RULE}`]],
    ['its conditions', { paths: ['/new'] }, [`conditions/${RULE}`]],
    ['both', { paths: ['/new'], action: PAGE }, [`actions/${RULE}`, `conditions/${RULE}`]],
    ['nothing, where it is so already', { paths: ['/1/*'] }, []],
  ])('changes %s and no more, and shows each', (_, more, units) => {
    const { before, after, diff } = change(more);
    expect(differingUnits(before, after)).toEqual(units);
    expect(diff).toHaveLength(units.length);
  });

  it('replaces all conditions', () => {
    const { after } = change({ hosts: ['a.example.com'] });
    expect(existingRule(after as ListenerRules, RULE)?.conditions).toMatchObject([{ field: 'host-header' }]);
  });

  it('keeps what asks who a request is from: no login is taken away', () => {
    const { after } = change({ action: PAGE }, { actions: [LOGIN, ...ruleAt(1).actions] });
    expect(existingRule(after as ListenerRules, RULE)?.actions).toEqual([LOGIN, ANSWER]);
  });

  it.each<[string, object, Partial<ExistingRule>]>([
    ['a type of condition that is not known', { paths: ['/new'] }, { conditions: UNKNOWN }],
    ['a type of action that is not known', { action: PAGE }, { actions: [{ type: 'new', unknown: { $hmac: 'f' } }] }],
  ])('refuses to replace %s: they could not be put back', (_, more, rule) => {
    expect(() => change(more, rule)).toThrow(expect.objectContaining({ code: 'sensitive-state' }));
  });

  it.each<[string, object, Partial<ExistingRule>]>([
    ['conditions', { action: PAGE }, { conditions: UNKNOWN }],
    ['actions', { paths: ['/new'] }, { actions: [{ type: 'new', unknown: { $hmac: 'f' } }] }],
  ])('leaves such %s alone where only the rest is changed', (_, more, rule) => {
    expect(change(more, rule).diff).toHaveLength(1);
  });

  it('keeps values that may be secrets out of the state and of what is shown', () => {
    const { after, diff } = change({ query: [{ key: 'token', value: 'secret-value' }] }, { conditions: HIDDEN });
    expect(JSON.stringify([createStateKeeper().mask(after), diff])).not.toMatch(/secret-value|hidden-value/);
  });

  it('replaces what may be secret: that it can be put back is for the engine to see', () => {
    const login = { ...LOGIN, extraParams: hide({ key: 'hidden-value' }) };
    const { after } = change({ action: PAGE, paths: ['/new'] }, { conditions: HIDDEN, actions: [login] });
    expect(existingRule(after as ListenerRules, RULE)?.actions).toEqual([login, ANSWER]);
  });

  it.each([
    ['that is not there', ruleArn(9)],
    ['that is the default one', DEFAULT_RULE],
  ])('refuses a rule %s', (_, rule) => {
    expect(() => change({ rule, action: PAGE })).toThrow(expect.objectContaining({ code: 'not-applicable' }));
  });

  it('says of the default rule how it is changed', () => {
    expect(() => change({ rule: DEFAULT_RULE, action: PAGE })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('elbv2/set-default-action') }),
    );
  });

  it('touches the listener that the rule is of', () => {
    expect(modifyRule.resource({ rule: RULE, action: PAGE })).toBe(LISTENER);
    const late = `\${{ steps.x.outputs.rule }}`;
    expect(modifyRule.resource({ rule: late, action: PAGE })).toBe(late);
  });

  it.each<[string, object]>([
    ['nothing to change', { rule: RULE }],
    ['a listener in place of the rule', { rule: LISTENER, action: PAGE }],
    ['a pattern of rules', { rule: RULE.replace(/[^/]*$/, '*'), action: PAGE }],
    ['an ARN of another service', { rule: RULE.replace('elasticloadbalancing', 'ec2'), action: PAGE }],
    ['two ARNs in one', { rule: `${RULE}\n${RULE}`, action: PAGE }],
    ['no condition in a list', { rule: RULE, paths: [] }],
  ])('refuses %s before the gate', (_, params) => {
    expect(wrongIn(modifyRule.params, { ...params })).not.toEqual([]);
  });
});
