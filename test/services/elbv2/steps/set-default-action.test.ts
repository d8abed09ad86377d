import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { Model } from '../../../../action/domain/step-kind.ts';
import { fold } from '../../../../action/engine/fold.ts';
import { setDefaultAction } from '../../../../action/services/elbv2/steps/set-default-action.ts';
import { registry } from '../../../../action/services/registry.ts';
import { DEFAULT_ACTION_SCENES } from '../../../contract/default-actions.ts';
import { type Grounds, openGrounds, step } from '../../../engine/session.ts';
import { judged } from '../login-actions.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
const IDS = { session: 's', step: 'x' };
const FORWARD = { type: 'forward', targetGroups: [{ arn: 'blue', weight: 1 }], stickiness: null };
const LOGIN = { type: 'authenticate-oidc', config: { ClientId: 'shop' }, extraParams: null };
const TOKEN = { type: 'jwt-validation', config: { Issuer: 'https://a.example.com' }, extraParams: null };
const PAGE = { 'fixed-response': { status: 503, body: 'soon' } };
const ANSWER = { type: 'fixed-response', status: 503, contentType: 'text/plain', body: 'soon' };

function change(actions: readonly JsonObject[], action: JsonObject, more: JsonObject = {}) {
  const before: Model = { actions: [...actions] };
  return setDefaultAction.change(before, { listener: LISTENER, action, ...more }, IDS);
}

function toGroups(...groups: readonly JsonObject[]): JsonObject {
  return { forward: { 'target-groups': [...groups] } };
}

describe('setting the default action', () => {
  it.each([
    ['a forward', toGroups({ 'target-group': 'green' }), { ...FORWARD, targetGroups: [{ arn: 'green', weight: 1 }] }],
    [
      'a sticky forward',
      {
        forward: {
          'target-groups': [
            { 'target-group': 'b', weight: 3 },
            { 'target-group': 'a', weight: 0 },
          ],
          stickiness: '1h',
        },
      },
      {
        type: 'forward',
        targetGroups: [
          { arn: 'a', weight: 0 },
          { arn: 'b', weight: 3 },
        ],
        stickiness: { enabled: true, seconds: 3_600 },
      },
    ],
    ['a fixed response', PAGE, ANSWER],
    [
      'a redirect',
      { redirect: { status: 302, host: 'status.example.com' } },
      {
        type: 'redirect',
        status: 'HTTP_302',
        protocol: '#{protocol}',
        port: '#{port}',
        host: 'status.example.com',
        path: '/#{path}',
        query: '#{query}',
      },
    ],
  ])('to %s replaces the one that is there', (_what, action, wanted) => {
    const { after, diff, irreversible } = change([FORWARD], action);
    expect(after).toEqual({ actions: [wanted] });
    expect(diff).toEqual([{ what: 'default action', before: 'forward: 100% blue', after: expect.any(String) }]);
    expect(diff[0]?.after).not.toBe(diff[0]?.before);
    expect(irreversible).toBeUndefined();
  });

  it('keeps the actions that authenticate users before it, and says so', () => {
    const { after, diff, irreversible } = change([LOGIN, FORWARD], PAGE);
    expect(after).toEqual({ actions: [LOGIN, ANSWER] });
    expect(diff[1]).toEqual({ what: 'authentication', before: 'authenticate-oidc', after: 'authenticate-oidc' });
    expect(irreversible).toBeUndefined();
  });

  it('takes them away where it is told to, and shows that everybody is let in', () => {
    const { after, diff, irreversible } = change([TOKEN, FORWARD], PAGE, { 'without-authentication': true });
    expect(after).toEqual({ actions: [ANSWER] });
    expect(diff[1]?.after).toContain('everybody');
    expect(irreversible).toBeUndefined();
  });

  it('is irreversible where the client secret of an OIDC action goes with it', () => {
    const { irreversible } = change([LOGIN, FORWARD], PAGE, { 'without-authentication': true });
    expect(irreversible).toContain('client secret');
  });

  describe('where it redirects to HTTPS', () => {
    const upgrade = { type: 'redirect', status: 'HTTP_301', protocol: 'HTTPS', port: '443', host: '#{host}' };
    const before = [{ ...upgrade, path: '/#{path}', query: '#{query}' }];

    const green = toGroups({ 'target-group': 'green' });

    it('is refused where that lets everybody in over HTTP', () => {
      expect(() => judged(setDefaultAction, { actions: before }, { listener: LISTENER, action: green })).toThrow(
        expect.objectContaining({
          code: 'not-applicable',
          message: expect.stringContaining('a redirect to HTTPS'),
          hint: expect.stringContaining('without-authentication: true'),
        }),
      );
    });

    it('shows the approver that everybody is let in, where it says that it means to', () => {
      const params = { listener: LISTENER, action: green, 'without-authentication': true };
      const { diff } = judged(setDefaultAction, { actions: before }, params);
      expect(diff[1]).toEqual({
        what: 'authentication',
        before: 'a redirect to HTTPS, where a login may be asked for',
        after: 'none: everybody is let in',
      });
    });

    it('answers by a page without a word: nobody is let in', () => {
      expect(judged(setDefaultAction, { actions: before }, { listener: LISTENER, action: PAGE }).diff).toHaveLength(1);
    });
  });

  it.each([
    ['no action at all', [], 'not-applicable'],
    ['authentication alone', [LOGIN], 'not-applicable'],
    ['two answers', [FORWARD, FORWARD], 'not-applicable'],
    [
      'an action that this version does not know',
      [{ type: 'future-action', unknown: { $hmac: 'f' } }],
      'sensitive-state',
    ],
  ])('refuses a listener with %s (%s)', (_what, actions, code) => {
    expect(() => change(actions, PAGE, { 'without-authentication': true })).toThrow(expect.objectContaining({ code }));
  });
});

describe('the params of a default action', () => {
  const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(
    setDefaultAction.params,
  );
  const SIX = Array.from({ length: 6 }, (_, index) => ({ 'target-group': String(index) }));

  it.each([
    ['no action', {}],
    ['an action of no type', { action: {} }],
    ['an action of two types', { action: { ...PAGE, redirect: { status: 302, host: 'a' } } }],
    ['an action of an unknown type', { action: { 'authenticate-oidc': {} } }],
    ['a forward to nowhere', { action: toGroups() }],
    ['six target groups', { action: toGroups(...SIX) }],
    ['a weight below 0', { action: toGroups({ 'target-group': 'a', weight: -1 }) }],
    ['a weight above 999', { action: toGroups({ 'target-group': 'a', weight: 1_000 }) }],
    ['half a weight', { action: toGroups({ 'target-group': 'a', weight: 0.5 }) }],
    ['a redirect as an answer', { action: { 'fixed-response': { status: 302, body: '' } } }],
    ['a page of 1,025 characters', { action: { 'fixed-response': { status: 503, body: 'x'.repeat(1_025) } } }],
    [
      'a type of content that AWS does not take',
      { action: { 'fixed-response': { ...PAGE['fixed-response'], 'content-type': 'image/png' } } },
    ],
    ['a redirect for ever and a day', { action: { redirect: { status: 308, host: 'a' } } }],
    ['a path that is none', { action: { redirect: { status: 302, path: 'home' } } }],
    ['authentication by a word', { action: PAGE, 'without-authentication': 'yes' }],
  ])('are refused with %s', (_what, params) => {
    expect(validate({ listener: LISTENER, ...params })).toBe(false);
  });

  it('validate in every example', () => {
    expect(setDefaultAction.examples.filter((example) => !validate(example))).toEqual([]);
  });

  it('ask for a look at targets only where there are some', () => {
    const actions = (action: JsonObject) =>
      setDefaultAction.grants({ listener: LISTENER, action }, { partition: 'aws', account: '1', region: 'x' });
    expect(actions(PAGE).map(({ access }) => access)).toEqual(['write']);
    expect(actions(toGroups({ 'target-group': 'a' })).map(({ access }) => access)).toEqual(['read', 'write']);
    // What is known only later may turn out to be a forward.
    expect(actions('${{ steps.a.outputs.b }}' as unknown as JsonObject)).toHaveLength(2);
  });
});

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

describe('the default action in traffic', () => {
  it('is what clients get, until it is put back', async () => {
    const session = await grounds.session();
    const { listener, owner } = session.estate;
    const url = session.lab.aws.listenerUrl(listener) ?? '';
    const get = async () => {
      const answer = await fetch(url, { redirect: 'manual' });
      return [answer.status, answer.headers.get('location'), await answer.text()];
    };
    const green = toGroups({ 'target-group': session.estate.green });
    expect((await session.run([step('elbv2/set-default-action', { listener, action: green })])).outcome).toBe(
      'succeeded',
    );
    expect(await get()).toEqual([200, null, 'ok']);
    const before = session.dump();
    const seen: unknown[] = [];
    session.on('monitoring', () => {
      void get().then((answer) => {
        seen.push(answer);
        session.controller.abort(new Error('enough'));
      });
    });
    const page = step('elbv2/set-default-action', { listener, action: PAGE });
    await session.run([page], { monitor: { forMs: 600_000, checks: [] } });
    expect(seen).toEqual([[503, null, 'soon']]);
    expect(session.dump()).toEqual(before);
    expect(await get()).toEqual([200, null, 'ok']);
    expect(owner).toBeDefined();
  });

  it('is not done while a target group with a share has no healthy target, and is put back', async () => {
    const session = await grounds.session();
    const { listener, green, grey } = session.estate;
    const before = session.dump();
    const action = toGroups({ 'target-group': green }, { 'target-group': grey });
    const result = await session.run([step('elbv2/set-default-action', { listener, action }, { timeoutMs: 60_000 })]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'verification-timeout' } });
    expect(session.event('step-progress')?.progress).toMatch(/1 of 1 .*green.*0 of 0 .*grey/);
    expect(session.dump()).toEqual(before);
  });

  it('that would lose a client secret is refused before anything changes, unless the step is irreversible', async () => {
    const session = await grounds.session();
    await DEFAULT_ACTION_SCENES['users who log in']?.(session.estate);
    const before = session.dump();
    const params = { listener: session.estate.listener, action: PAGE, 'without-authentication': true };
    const planned = step('elbv2/set-default-action', params);
    expect(await session.run([planned])).toMatchObject({
      outcome: 'refused',
      error: { code: 'irreversible-not-accepted' },
    });
    expect([session.dump(), session.writes()]).toEqual([before, []]);
    const accepted = { ...planned, inverse: { irreversible: true } as const };
    expect((await session.run([accepted])).outcome).toBe('succeeded');
  });
});

it('is folded over what an earlier step leaves', () => {
  const steps = [
    step('elbv2/shift-weights', { listener: LISTENER, to: 'green', percent: 50 }, { id: 'a' }),
    step('elbv2/set-default-action', { listener: LISTENER, action: PAGE }, { id: 'b' }),
  ];
  const snapshots = new Map([[`elbv2/listener-actions ${LISTENER}`, { actions: [LOGIN, FORWARD] }]]);
  const [first, second] = fold(registry, 's', steps, snapshots);
  expect(second?.before).toEqual(first?.after);
  expect(second?.after).toEqual({ actions: [LOGIN, ANSWER] });
});
