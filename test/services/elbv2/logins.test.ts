import { describe, expect, it } from 'vitest';
import { fromAws, type ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { lostLogin } from '../../../action/services/elbv2/logins.ts';
import { type ListenerRules, withExisting } from '../../../action/services/elbv2/rules-model.ts';
import { deleteRule } from '../../../action/services/elbv2/steps/delete-rule.ts';
import { modifyRule } from '../../../action/services/elbv2/steps/modify-rule.ts';
import { setDefaultAction } from '../../../action/services/elbv2/steps/set-default-action.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { GROUP, IDS, LISTENER, ruleArn, ruleAt, rulesAt } from './rules.ts';

const [OIDC, COGNITO, JWT, FORWARD] = (
  ['authenticate-oidc', 'authenticate-cognito', 'jwt-validation', 'forward'] as const
).map((Type) => fromAws([{ Type, ...(Type === 'forward' ? { TargetGroupArn: GROUP } : {}) }]));
const PAGE = { 'fixed-response': { status: 503, body: 'soon' } };
const OTHER = `${GROUP}0`;
const WITHOUT = { 'without-authentication': true };

type Actions = readonly ListenerAction[] | undefined;

function join(...lists: readonly Actions[]): readonly ListenerAction[] {
  return lists.flatMap((list) => list ?? []);
}

function rules(...logins: readonly Actions[]): ListenerRules {
  return withExisting(rulesAt(1), ruleArn(1), ruleAt(1, { actions: join(...logins, FORWARD) }));
}

describe('a login', () => {
  it.each<[string, Actions, Actions, RegExp | undefined]>([
    ['with a client secret is lost', OIDC, FORWARD, /client secret/],
    ['with a client secret stays', OIDC, join(OIDC, FORWARD), undefined],
    ['at a user pool is lost', COGNITO, FORWARD, /cognito-idp:DescribeUserPoolClient/],
    ['at a user pool stays', COGNITO, join(COGNITO, FORWARD), undefined],
    ['by a token is lost, which can be asked for again', JWT, FORWARD, undefined],
    ['was not there before', undefined, join(OIDC, COGNITO), undefined],
  ])('%s', (_, login, after, why) => {
    const said = lostLogin(join(login, FORWARD), join(after));
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(why);
  });
});

describe('a login at a user pool, which no role here may write', () => {
  it.each<[string, () => unknown]>([
    ['a rule deleted', () => deleteRule.change(rules(COGNITO), { rule: ruleArn(1), ...WITHOUT }, IDS).irreversible],
    [
      'default actions replaced with it',
      () => {
        const params = { listener: LISTENER, action: PAGE, ...WITHOUT };
        return setDefaultAction.change({ actions: join(COGNITO, FORWARD) }, params, IDS).irreversible;
      },
    ],
  ])('makes irreversible %s', (_, irreversible) => {
    expect(irreversible()).toContain('cognito-idp:DescribeUserPoolClient');
  });

  const refused = expect.objectContaining({
    code: 'not-applicable',
    hint: expect.stringContaining('cognito-idp:DescribeUserPoolClient'),
  });

  it.each<[string, (login: Actions) => unknown]>([
    ['another action of its rule', (login) => modifyRule.change(rules(login), { rule: ruleArn(1), action: PAGE }, IDS)],
    [
      'another default action behind it',
      (login) => setDefaultAction.change({ actions: join(login, FORWARD) }, { listener: LISTENER, action: PAGE }, IDS),
    ],
    [
      'other weights behind it',
      (login) =>
        shiftWeights.change({ actions: join(login, FORWARD) }, { listener: LISTENER, to: OTHER, percent: 50 }, IDS),
    ],
  ])('refuses %s', (_, change) => {
    expect(() => change(COGNITO)).toThrow(refused);
    expect(() => change(OIDC)).not.toThrow(refused);
  });

  it.each<[string, () => { readonly diff: readonly object[] }]>([
    [
      'other conditions of its rule, which are sent alone',
      () => modifyRule.change(rules(COGNITO), { rule: ruleArn(1), methods: ['GET'], ...WITHOUT }, IDS),
    ],
    [
      'weights that are so already',
      () =>
        shiftWeights.change({ actions: join(COGNITO, FORWARD) }, { listener: LISTENER, to: GROUP, percent: 100 }, IDS),
    ],
  ])('takes %s', (_, change) => {
    expect(change().diff).not.toEqual([]);
  });
});
