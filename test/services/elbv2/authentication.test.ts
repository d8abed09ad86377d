import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { accessOf } from '../../../action/services/elbv2/access.ts';
import type { ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { conditionsFromAws } from '../../../action/services/elbv2/conditions.ts';
import { type ListenerRules, withExisting } from '../../../action/services/elbv2/rules-model.ts';
import { createRule } from '../../../action/services/elbv2/steps/create-rule.ts';
import { deleteRule } from '../../../action/services/elbv2/steps/delete-rule.ts';
import { fixedResponse } from '../../../action/services/elbv2/steps/fixed-response.ts';
import { modifyRule } from '../../../action/services/elbv2/steps/modify-rule.ts';
import { redirect } from '../../../action/services/elbv2/steps/redirect.ts';
import { setRulePriorities } from '../../../action/services/elbv2/steps/set-rule-priorities.ts';
import { COGNITO, FORWARD, JWT, judged, LAX, NEW, OIDC, PAGE, UPGRADE } from './login-actions.ts';
import { GROUP, LISTENER, ruleArn, ruleAt } from './rules.ts';

type Rules = Readonly<Record<number, readonly ListenerAction[]>>;

/** Rule `ruleArn(n)` at priority n, for paths of its own; by default the default rule forwards. */
function listenerWith(rules: Rules, fallback: readonly ListenerAction[] = [FORWARD]): ListenerRules {
  return Object.entries(rules).reduce<ListenerRules>(
    (model, [n, actions]) => withExisting(model, ruleArn(Number(n)), ruleAt(Number(n), { actions })),
    { arns: {}, fallback: accessOf(fallback) },
  );
}

const OTHER_GROUP = GROUP.replace('targetgroup/', 'targetgroup/other-');

function to(group: string) {
  return { forward: { 'target-groups': [{ 'target-group': group }] } };
}

const TO_GROUP = to(GROUP);
const TO_PAGE = { 'fixed-response': { status: 503, body: 'soon' } };
const ANY_PATH = conditionsFromAws([{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }]);
const ANY_HOST = conditionsFromAws([{ Field: 'host-header', HostHeaderConfig: { Values: ['*'] } }]);
const REFUSED = expect.objectContaining({ code: 'not-applicable' });
const LOGIN_BELOW = listenerWith({ 5: [OIDC, FORWARD] });

/** What opens something without a login, by the kind that does it. */
const OPENING: readonly (readonly [
  why: string,
  change: (before: ListenerRules, more: JsonObject) => { readonly diff: readonly object[] },
  before: ListenerRules,
  login: string,
])[] = [
  ['creates a rule that forwards before one that asks', created, LOGIN_BELOW, '0000000000000005'],
  ['creates one before another with a token to show', created, listenerWith({ 5: [JWT, FORWARD] }), 'jwt-validation'],
  [
    'creates one where the default action asks',
    created,
    listenerWith({ 5: [FORWARD] }, [COGNITO, FORWARD]),
    'the default action: authenticate-cognito',
  ],
  [
    'creates one before what may ask, for all that this version knows',
    created,
    listenerWith({ 5: [NEW, FORWARD] }),
    'authenticate-new',
  ],
  [
    'creates one before what lets strangers on, and tells targets',
    created,
    listenerWith({ 5: [LAX, FORWARD] }),
    'oidc',
  ],
  ['deletes a rule that asks', deleted, LOGIN_BELOW, '0000000000000005'],
  [
    'deletes it where a rule below forwards',
    deleted,
    listenerWith({ 5: [OIDC, FORWARD], 6: [FORWARD] }, [PAGE]),
    'oidc',
  ],
  ['moves a rule that forwards before it', moved, listenerWith({ 5: [OIDC, FORWARD], 6: [FORWARD] }, [PAGE]), 'oidc'],
  ['moves one that lets strangers on', moved, listenerWith({ 5: [OIDC, FORWARD], 6: [LAX, FORWARD] }, [PAGE]), 'oidc'],
  ['makes a page before it forward', forwarded, listenerWith({ 1: [PAGE], 5: [OIDC, FORWARD] }), 'oidc'],
  ['makes a page before a redirect to HTTPS forward', forwarded, listenerWith({ 1: [PAGE] }, [UPGRADE]), 'to HTTPS'],
  ['sends more requests past it', widened, listenerWith({ 1: [FORWARD], 5: [OIDC, FORWARD] }), 'oidc'],
  ['lets it ask for fewer paths', narrowed, LOGIN_BELOW, 'oidc'],
  [
    'sends what stood open before it to other targets',
    elsewhere,
    listenerWith({ 1: [FORWARD], 5: [OIDC, FORWARD] }),
    'oidc',
  ],
  ['creates one where all are sent to HTTPS', created, listenerWith({}, [UPGRADE]), 'the default action: a redirect'],
  [
    'creates one where all are sent to another port over HTTPS',
    created,
    listenerWith({}, [{ ...UPGRADE, port: '8443', query: '' }]),
    'a login may be asked for',
  ],
  ['deletes the rule that sends to HTTPS', deleted, listenerWith({ 5: [UPGRADE] }), '0000000000000005'],
  ['moves one before it', moved, listenerWith({ 5: [UPGRADE], 6: [FORWARD] }, [PAGE]), '0000000000000005'],
  ['makes it forward', forwarded, listenerWith({ 1: [UPGRADE] }, [PAGE]), 'a redirect to HTTPS'],
  ['makes it forward whom it asks and lets on', forwarded, listenerWith({ 1: [LAX, UPGRADE] }, [PAGE]), 'to HTTPS'],
  ['creates one for another host, to the same targets', forWww(GROUP), loginOf('admin.example.com'), 'oidc'],
  ['creates one for the same host in another case', forWww(OTHER_GROUP), loginOf('WWW.example.com'), 'oidc'],
  ['creates one where the login is for hosts by a pattern', forWww(OTHER_GROUP), loginOf('*.example.com'), 'oidc'],
];

function elsewhere(before: ListenerRules, more: JsonObject) {
  return judged(modifyRule, before, { rule: ruleArn(1), action: to(OTHER_GROUP), ...more });
}

/** Rule 5 asks whoever comes for `host`. */
function loginOf(host: string): ListenerRules {
  const conditions = conditionsFromAws([{ Field: 'host-header', HostHeaderConfig: { Values: [host] } }]);
  const before = listenerWith({}, [PAGE]);
  return withExisting(before, ruleArn(5), ruleAt(5, { conditions, actions: [OIDC, FORWARD] }));
}

function forWww(group: string) {
  return (before: ListenerRules, more: JsonObject) =>
    judged(createRule, before, { listener: LISTENER, hosts: ['www.example.com'], action: to(group), ...more });
}

function created(before: ListenerRules, more: JsonObject) {
  return judged(createRule, before, { listener: LISTENER, paths: ['/x'], action: TO_GROUP, ...more });
}

function deleted(before: ListenerRules, more: JsonObject) {
  return judged(deleteRule, before, { rule: ruleArn(5), ...more });
}

function moved(before: ListenerRules, more: JsonObject) {
  const list = [{ rule: ruleArn(6), priority: 1 }];
  return judged(setRulePriorities, before, { 'rule-priorities': list, ...more });
}

function forwarded(before: ListenerRules, more: JsonObject) {
  return judged(modifyRule, before, { rule: ruleArn(1), action: TO_GROUP, ...more });
}

function widened(before: ListenerRules, more: JsonObject) {
  return judged(modifyRule, before, { rule: ruleArn(1), paths: ['/1/*', '/5/*'], ...more });
}

function narrowed(before: ListenerRules, more: JsonObject) {
  return judged(modifyRule, before, { rule: ruleArn(5), paths: ['/5/only'], ...more });
}

describe('a step that opens what asks for a login', () => {
  it.each(OPENING)('%s: refused, and it is said which login', (_, change, before, login) => {
    expect(() => change(before, {})).toThrow(
      expect.objectContaining({
        code: 'not-applicable',
        message: expect.stringContaining(login),
        hint: expect.stringContaining('without-authentication: true'),
      }),
    );
  });

  it.each(OPENING)('%s: where it says that it means to, the approver reads it', (_, change, before, login) => {
    const { diff } = change(before, { 'without-authentication': true });
    expect(diff).toContainEqual({
      what: expect.stringMatching(/^login: /),
      before: expect.stringContaining(login),
      after: 'passed by: everybody is let in without it',
    });
  });

  it('names every login that it passes by', () => {
    const before = listenerWith({ 5: [OIDC, FORWARD], 7: [JWT, FORWARD] }, [COGNITO, FORWARD]);
    const { diff } = created(before, { 'without-authentication': true });
    const [line] = diff.filter(({ what }: { readonly what?: string }) => what?.startsWith('login: '));
    expect(line).toMatchObject({ what: 'login: rule of step page (path-pattern /x)' });
    for (const type of ['authenticate-oidc', 'jwt-validation', 'authenticate-cognito']) {
      expect(JSON.stringify(line)).toContain(type);
    }
  });
});

describe('a step that opens nothing', () => {
  it.each<[string, () => { readonly diff: readonly object[] }]>([
    ['creates a rule where nothing asks', () => created(listenerWith({ 5: [FORWARD] }), {})],
    [
      'creates one where all are sent to a page elsewhere',
      () => created(listenerWith({}, [{ ...UPGRADE, path: '/closed' }]), {}),
    ],
    [
      'creates one where all are sent to the name that is used now',
      () => created(listenerWith({}, [{ ...UPGRADE, host: 'www.example.com' }]), {}),
    ],
    [
      'sends what went past a redirect to HTTPS already to other targets',
      () => elsewhere(listenerWith({ 1: [FORWARD] }, [UPGRADE]), {}),
    ],
    [
      'creates one for a part of what went there past a login already',
      () => created(listenerWith({ 1: [FORWARD], 5: [OIDC, FORWARD] }), { paths: ['/1/*'], methods: ['GET'] }),
    ],
    [
      'makes a page of a redirect to HTTPS, before what stands open',
      () => judged(modifyRule, listenerWith({ 5: [UPGRADE] }), { rule: ruleArn(5), action: TO_PAGE }),
    ],
    ['creates one where all stay on HTTP', () => created(listenerWith({}, [{ ...UPGRADE, protocol: 'HTTP' }]), {})],
    ['creates one below the last that asks', () => created(LOGIN_BELOW, { priority: 9 })],
    [
      'deletes a rule that asks, where nothing below forwards',
      () => deleted(listenerWith({ 5: [OIDC, FORWARD] }, [PAGE]), {}),
    ],
    [
      'deletes one where what is below asks too',
      () => deleted(listenerWith({ 5: [OIDC, FORWARD], 6: [JWT, FORWARD] }, [COGNITO, FORWARD]), {}),
    ],
    ['creates one for another host, to other targets', () => forWww(OTHER_GROUP)(loginOf('admin.example.com'), {})],
    [
      'deletes one whose requests another that asks gets, for any host',
      () =>
        deleted(
          withExisting(LOGIN_BELOW, ruleArn(7), ruleAt(7, { conditions: ANY_HOST, actions: [OIDC, FORWARD] })),
          {},
        ),
    ],
    [
      'deletes one whose requests another that asks gets, before the default action',
      () =>
        deleted(
          withExisting(LOGIN_BELOW, ruleArn(7), ruleAt(7, { conditions: ANY_PATH, actions: [OIDC, FORWARD] })),
          {},
        ),
    ],
    ['deletes one that does not ask', () => deleted(listenerWith({ 5: [FORWARD], 6: [OIDC, FORWARD] }, [PAGE]), {})],
    [
      'deletes one below a rule that stood open before it',
      () => deleted(listenerWith({ 1: [FORWARD], 5: [OIDC, FORWARD] }, [PAGE]), {}),
    ],
    ['moves a rule that asks further up', () => moved(listenerWith({ 5: [FORWARD], 6: [OIDC, FORWARD] }), {})],
    [
      'moves one that asks before another that does',
      () => moved(listenerWith({ 5: [OIDC, FORWARD], 6: [JWT, FORWARD] }), {}),
    ],
    [
      'keeps the login of a rule whose action it changes',
      () => judged(modifyRule, LOGIN_BELOW, { rule: ruleArn(5), action: TO_GROUP }),
    ],
    [
      'lets a rule that stands open before it do so for fewer paths',
      () =>
        judged(modifyRule, listenerWith({ 1: [FORWARD], 5: [OIDC, FORWARD] }, [PAGE]), {
          rule: ruleArn(1),
          paths: ['/1/*'],
          methods: ['GET'],
        }),
    ],
    [
      'lets a rule ask for more paths',
      () => judged(modifyRule, LOGIN_BELOW, { rule: ruleArn(5), paths: ['/5/*', '/6'] }),
    ],
    [
      'answers by a page',
      () => judged(fixedResponse, LOGIN_BELOW, { listener: LISTENER, paths: ['/*'], status: 503, body: 'soon' }),
    ],
    [
      'redirects',
      () =>
        judged(redirect, LOGIN_BELOW, {
          listener: LISTENER,
          paths: ['/*'],
          to: { status: 302, host: 'a.example.com' },
        }),
    ],
  ])('%s: no word, and no lines', (_, change) => {
    expect(JSON.stringify(change().diff)).not.toContain('login: ');
  });
});

it('is told by values that may be secrets: another header lets in whom the one before did not', () => {
  const header = (value: string) => [{ name: 'X-Token', values: [value] }];
  const conditions = conditionsFromAws([
    { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Token', Values: ['a'] } },
  ]);
  const before = withExisting(LOGIN_BELOW, ruleArn(1), ruleAt(1, { actions: [FORWARD], conditions }));
  const narrower = { rule: ruleArn(1), headers: header('a'), methods: ['GET'] };
  expect(judged(modifyRule, before, narrower).diff).toHaveLength(1);
  expect(() => judged(modifyRule, before, { rule: ruleArn(1), headers: header('b') })).toThrow(REFUSED);
});
