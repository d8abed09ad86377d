import { describe, expect, it } from 'vitest';
import { THIS_SESSION } from '../../../../action/domain/grant.ts';
import { createdRule, type ListenerRules } from '../../../../action/services/elbv2/rules-model.ts';
import { createRule } from '../../../../action/services/elbv2/steps/create-rule.ts';
import { GROUP, IDS, LISTENER, rulesAt, UNIT, wrongIn } from '../rules.ts';

const TO_GROUP = { 'target-group': GROUP };
const PARAMS = { listener: LISTENER, paths: ['/search'], action: { forward: { 'target-groups': [TO_GROUP] } } };

function change(action: object) {
  return createRule.change(rulesAt(1), { ...PARAMS, action: { ...action } }, IDS);
}

describe('creating a rule', () => {
  it.each<[string, object, object]>([
    [
      'forwards',
      { forward: { 'target-groups': [TO_GROUP], stickiness: '1m' } },
      { targetGroups: [{ arn: GROUP, weight: 1 }], stickiness: { enabled: true, seconds: 60 } },
    ],
    ['answers', { 'fixed-response': { status: 404, body: '' } }, { status: 404 }],
    ['redirects', { redirect: { status: 301, path: '/new' } }, { status: 'HTTP_301', path: '/new' }],
  ])('%s', (_, action, wanted) => {
    expect(createdRule(change(action).after as ListenerRules, UNIT)?.actions).toMatchObject([wanted]);
  });

  it.each<[string, object]>([
    ['with no action', {}],
    ['with two', { ...PARAMS.action, redirect: { status: 301, path: '/a' } }],
    [
      'to six target groups',
      { forward: { 'target-groups': [1, 2, 3, 4, 5, 6].map((n) => ({ 'target-group': `${n}` })) } },
    ],
    ['to none', { forward: { 'target-groups': [] } }],
    ['with a weight of 1000', { forward: { 'target-groups': [{ ...TO_GROUP, weight: 1_000 }] } }],
    ['with a weight below 0', { forward: { 'target-groups': [{ ...TO_GROUP, weight: -1 }] } }],
    ['sticky for longer than AWS takes', { forward: { 'target-groups': [TO_GROUP], stickiness: '169h' } }],
  ])('is refused before the gate %s', (_, action) => {
    expect(wrongIn(createRule.params, { ...PARAMS, action: { ...action } })).not.toEqual([]);
  });

  it('may delete only what this session created, and tag only what it creates', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    const grants = createRule.grants(PARAMS, scope);
    const conditionOf = (action: string) =>
      grants.find((grant) => grant.action === `elasticloadbalancing:${action}`)?.condition;
    expect(conditionOf('DeleteRule')).toEqual({ 'aws:ResourceTag/breakglass:session': THIS_SESSION });
    expect(conditionOf('AddTags')).toEqual({ 'elasticloadbalancing:CreateAction': 'CreateRule' });
  });
});
