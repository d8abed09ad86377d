import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import type { PlannedStep } from '../../../action/domain/plan.ts';
import type { Model } from '../../../action/domain/step-kind.ts';
import { requireNoDrift } from '../../../action/engine/drift.ts';
import { fold, foldJudged, type PreparedStep } from '../../../action/engine/fold.ts';
import { seenOf } from '../../../action/engine/look.ts';
import { accessOf } from '../../../action/services/elbv2/access.ts';
import type { ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { conditionsFromAws } from '../../../action/services/elbv2/conditions.ts';
import { type ListenerRules, withExisting } from '../../../action/services/elbv2/rules-model.ts';
import { registry } from '../../../action/services/registry.ts';
import { step } from '../../engine/session.ts';
import { FORWARD, JWT, LAX, OIDC, PAGE, UPGRADE } from './login-actions.ts';
import { GROUP, LISTENER, ruleArn, ruleAt } from './rules.ts';

const TO_GROUP = { forward: { 'target-groups': [{ 'target-group': GROUP }] } };
const TO_PAGE = { 'fixed-response': { status: 503, body: 'soon' } };
const MEANT = { 'without-authentication': true };
const REFUSED = expect.objectContaining({
  code: 'not-applicable',
  hint: expect.stringContaining('without-authentication: true'),
});

function ruled(
  rules: Readonly<Record<number, readonly ListenerAction[]>>,
  fallback: readonly ListenerAction[],
): ListenerRules {
  return Object.entries(rules).reduce<ListenerRules>(
    (model, [n, actions]) => withExisting(model, ruleArn(Number(n)), ruleAt(Number(n), { actions })),
    { arns: {}, fallback: accessOf(fallback) },
  );
}

function modify(n: number, params: JsonObject): readonly [string, JsonObject] {
  return ['elbv2/modify-rule', { rule: ruleArn(n), ...params }];
}

function create(params: JsonObject): readonly [string, JsonObject] {
  return ['elbv2/create-rule', { listener: LISTENER, paths: ['/5/*'], action: TO_GROUP, ...params }];
}

function toDefault(action: JsonObject, more: JsonObject = {}): readonly [string, JsonObject] {
  return ['elbv2/set-default-action', { listener: LISTENER, action, ...more }];
}

function paths(...values: string[]) {
  return conditionsFromAws([{ Field: 'path-pattern', PathPatternConfig: { Values: values } }]);
}

type Uses = readonly [uses: string, params: JsonObject];

function planned(uses: readonly Uses[]): readonly PlannedStep[] {
  return uses.map(([kind, params], index) => step(kind, params, { id: `s${index + 1}` }));
}

function snapshotOf(before: Model): Map<string, Model> {
  const kind = 'actions' in before ? 'elbv2/listener-actions' : 'elbv2/listener-rules';
  return new Map([[`${kind} ${LISTENER}`, before]]);
}

function prepare(before: Model, uses: readonly Uses[]): readonly PreparedStep[] {
  return foldJudged(registry, 's', planned(uses), snapshotOf(before));
}

/** Two steps of which the second opens what the first one only closed otherwise. */
const TOGETHER: readonly (readonly [why: string, before: Model, first: Uses, second: Uses])[] = [
  [
    'lets a login ask for fewer requests, and others in for the rest',
    ruled({ 5: [OIDC, FORWARD] }, [PAGE]),
    modify(5, { paths: ['/never'] }),
    create({}),
  ],
  [
    'makes a page of a redirect to HTTPS, and lets in by it',
    ruled({ 5: [UPGRADE] }, [PAGE]),
    modify(5, { action: TO_PAGE }),
    modify(5, { action: TO_GROUP }),
  ],
  [
    'deletes a rule that asks for a token, and lets in by the page below',
    ruled({ 5: [JWT, FORWARD], 6: [PAGE] }, [PAGE]),
    ['elbv2/delete-rule', { rule: ruleArn(5) }],
    modify(6, { paths: ['/5/*'], action: TO_GROUP }),
  ],
  [
    'makes a page of the default redirect to HTTPS, and lets in by it',
    { actions: [UPGRADE] },
    toDefault(TO_PAGE),
    toDefault(TO_GROUP),
  ],
  [
    'takes the login of the default action away with its targets, and lets in by it',
    { actions: [JWT, FORWARD] },
    toDefault(TO_PAGE, MEANT),
    toDefault(TO_GROUP),
  ],
];

it('opens what was open to other targets: those of the default action are not known', () => {
  const all = paths('/*');
  const rules = withExisting(ruled({ 5: [JWT, FORWARD] }, [FORWARD]), ruleArn(1), ruleAt(1, { conditions: all }));
  const first: Uses = ['elbv2/delete-rule', { rule: ruleArn(5) }];
  expect(prepare(rules, [first])).toHaveLength(1);
  expect(() => prepare(rules, [first, ['elbv2/delete-rule', { rule: ruleArn(1) }]])).toThrow(REFUSED);
});

describe('steps of one session that together open what asked for a login', () => {
  it.each(TOGETHER)('%s: refused, though the first alone is not', (_, before, first, second) => {
    expect(prepare(before, [first])).toHaveLength(1);
    expect(() => prepare(before, [first, second])).toThrow(REFUSED);
  });

  it.each(TOGETHER)(
    '%s: where the second one says that it means to, the approver reads it',
    (_, before, first, second) => {
      const [kind, params] = second;
      const [, last] = prepare(before, [first, [kind, { ...params, ...MEANT }]]);
      expect(last?.diff).toContainEqual({
        what: expect.stringMatching(/^(login: |authentication$)/),
        before: expect.stringMatching(/authenticate-oidc|jwt-validation|a redirect to HTTPS/),
        after: expect.stringContaining('everybody is let in'),
      });
    },
  );

  it.each(TOGETHER)('%s: refused also where the second one is prepared late', (_, before, first, second) => {
    const earlier = prepare(before, [first]);
    const now = earlier[0]?.after ?? {};
    expect(() => foldJudged(registry, 's', planned([second]), snapshotOf(now), earlier)).toThrow(REFUSED);
  });

  it('is not asked of a record: what was done then was judged then', () => {
    for (const [, before, first, second] of TOGETHER) {
      expect(fold(registry, 's', planned([first, second]), snapshotOf(before))).toHaveLength(2);
    }
  });
});

describe('a step after one that opened a login, and meant to', () => {
  const opened: Uses = ['elbv2/delete-rule', { rule: ruleArn(5), ...MEANT }];
  const before = ruled({ 5: [JWT, FORWARD], 6: [FORWARD] }, [FORWARD]);

  it.each<[string, Uses]>([
    ['puts a page before all', ['elbv2/fixed-response', { listener: LISTENER, paths: ['/x'], status: 503 }]],
    ['moves another rule', ['elbv2/set-rule-priorities', { 'rule-priorities': [{ rule: ruleArn(6), priority: 9 }] }]],
    ['makes another rule a page', modify(6, { action: TO_PAGE })],
  ])('%s: is not held to it again', (_, second) => {
    expect(() => prepare(before, [opened, second])).not.toThrow();
  });

  it('is not held to it again where it lets in by the default action, to other targets', () => {
    const elsewhere = { forward: { 'target-groups': [{ 'target-group': `${GROUP}0` }] } };
    const steps = [toDefault(TO_GROUP, MEANT), toDefault(elsewhere)];
    expect(() => prepare({ actions: [UPGRADE] }, steps)).not.toThrow();
  });

  describe('below a page for a part of what asked for it', () => {
    const asking = ruleAt(3, { conditions: paths('/3/a', '/3/b'), actions: [JWT, FORWARD] });
    const page = ruleAt(2, { conditions: paths('/3/a'), actions: [PAGE] });
    const rules = withExisting(withExisting(ruled({ 7: [FORWARD] }, [FORWARD]), ruleArn(3), asking), ruleArn(2), page);
    const gone: Uses = ['elbv2/delete-rule', { rule: ruleArn(3), ...MEANT }];

    it('is not held to it while that stays', () => {
      expect(() => prepare(rules, [gone, modify(7, { action: TO_PAGE })])).not.toThrow();
    });

    it.each<[string, Uses]>([
      ['is for something else', modify(2, { paths: ['/2/*'] })],
      ['lets in', modify(2, { action: TO_GROUP })],
      ['is gone', ['elbv2/delete-rule', { rule: ruleArn(2) }]],
      [
        'stands below what lets in',
        ['elbv2/set-rule-priorities', { 'rule-priorities': [{ rule: ruleArn(7), priority: 1 }] }],
      ],
    ])('is held to it where that %s', (_, second) => {
      expect(() => prepare(rules, [gone, second])).toThrow(REFUSED);
    });
  });

  it('is held to it where the opened door gets more, since less is asked above it', () => {
    const conditions = paths('/a', '/b');
    const rules = withExisting(ruled({}, [FORWARD]), ruleArn(5), ruleAt(5, { conditions, actions: [JWT, FORWARD] }));
    const narrower = modify(5, { paths: ['/a'], ...MEANT });
    expect(() => prepare(rules, [narrower])).not.toThrow();
    expect(() => prepare(rules, [narrower, ['elbv2/delete-rule', { rule: ruleArn(5) }]])).toThrow(REFUSED);
  });

  it('is held to it where it lets in more of it', () => {
    expect(() => prepare(before, [opened, modify(6, { paths: ['/5/*'] })])).toThrow(REFUSED);
  });
});

describe('what a step means to open', () => {
  const asksOne = ruled({ 5: [JWT, FORWARD] }, [PAGE]);
  const seenAs = (before: Model) => prepare(before, [create(MEANT)]);
  const seen = Object.fromEntries(seenAs(asksOne).map((one) => [one.plan.id, seenOf(one)]));

  it('is what the approver saw', () => {
    expect(() => requireNoDrift(seenAs(asksOne), seen)).not.toThrow();
  });

  it.each<[string, ListenerRules]>([
    ['another login', ruled({ 5: [JWT, FORWARD], 6: [OIDC, FORWARD] }, [PAGE])],
    ['that of the default action', ruled({ 5: [JWT, FORWARD] }, [OIDC, FORWARD])],
    ['none', ruled({ 5: [FORWARD] }, [PAGE])],
  ])('has drifted where it would be %s by then, though no step touches that', (_, now) => {
    expect(() => requireNoDrift(seenAs(now), seen)).toThrow(
      expect.objectContaining({ code: 'drifted', message: expect.stringContaining('what it opens') }),
    );
  });
});

describe('what the session itself redirects to HTTPS', () => {
  it('asks nobody: what was open before may be opened again', () => {
    const to = { status: 301, protocol: 'HTTPS', port: '443' };
    const before = ruled({ 6: [FORWARD] }, [FORWARD]);
    const redirect: Uses = ['elbv2/redirect', { listener: LISTENER, paths: ['/5/*'], to }];
    expect(() => prepare(before, [redirect, create({})])).not.toThrow();
    expect(() =>
      prepare(before, [modify(6, { action: { redirect: to } }), modify(6, { action: TO_GROUP })]),
    ).not.toThrow();
    const byDefault = [toDefault({ redirect: to }), toDefault(TO_GROUP)];
    expect(() => prepare({ actions: [FORWARD] }, byDefault)).not.toThrow();
  });
});

describe('the default action', () => {
  it.each<[string, readonly ListenerAction[]]>([
    ['an OIDC login', [OIDC, FORWARD]],
    ['a login that lets strangers on', [LAX, FORWARD]],
    ['a login that lets strangers on to a page', [LAX, PAGE]],
    ['a login before a redirect to HTTPS', [OIDC, UPGRADE]],
  ])('may forward where %s stays', (_, actions) => {
    const [prepared] = prepare({ actions }, [toDefault(TO_GROUP)]);
    expect(prepared?.diff).toContainEqual({
      what: 'authentication',
      before: 'authenticate-oidc',
      after: 'authenticate-oidc',
    });
  });

  it('may not where one that lets strangers on stays, and a redirect to HTTPS goes', () => {
    expect(() => prepare({ actions: [LAX, UPGRADE] }, [toDefault(TO_GROUP)])).toThrow(REFUSED);
  });
});
