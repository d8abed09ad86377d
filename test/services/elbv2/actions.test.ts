import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../../action/audit/state-keeper.ts';
import { fromAws, requireRestorable, toAws } from '../../../action/services/elbv2/actions.ts';
import { describeActions } from '../../../action/services/elbv2/describe-actions.ts';

const EXTRA = { AuthenticationRequestExtraParams: { key: 'secret-value' } };

describe('the actions of a listener', () => {
  it('are the same in each form that AWS answers for one target group', () => {
    const forms: readonly Action[] = [
      { Type: 'forward', TargetGroupArn: 'blue' },
      { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'blue' }] } },
      {
        Type: 'forward',
        TargetGroupArn: 'blue',
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn: 'blue', Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ];
    const [first, ...others] = forms.map((form) => fromAws([form]));
    for (const other of others) expect(other).toEqual(first);
  });

  it('are sorted: actions by their order, target groups by their ARN', () => {
    const groups = ['b', 'a'].map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 }));
    const actions: Action[] = [
      { Type: 'forward', Order: 2, ForwardConfig: { TargetGroups: groups } },
      { Type: 'authenticate-oidc', Order: 1 },
    ];
    expect(fromAws(actions)).toMatchObject([
      { type: 'authenticate-oidc' },
      { type: 'forward', targetGroups: [{ arn: 'a' }, { arn: 'b' }] },
    ]);
  });

  it('let out nothing of what may hold a secret, and see that it changed', () => {
    const oidc = (ClientId: string): Action => ({
      Type: 'authenticate-oidc',
      AuthenticateOidcConfig: {
        Issuer: 'https://login.example.com',
        AuthorizationEndpoint: 'https://login.example.com/a',
        TokenEndpoint: 'https://login.example.com/t',
        UserInfoEndpoint: 'https://login.example.com/u',
        ClientId,
        AuthenticationRequestExtraParams: { key: 'secret-value' },
      },
    });
    const model = JSON.parse(JSON.stringify(fromAws([oidc('shop')])));
    expect(JSON.stringify(createStateKeeper().mask(model))).not.toContain('secret-value');
    expect(fromAws([oidc('shop')])).toEqual(fromAws([oidc('shop')]));
    expect(fromAws([oidc('shop')])).not.toEqual(fromAws([oidc('other')]));
  });

  it('are written again with the client secret that AWS has: it never answers it', () => {
    const login: Action = {
      Type: 'authenticate-oidc',
      Order: 1,
      AuthenticateOidcConfig: {
        Issuer: 'https://login.example.com',
        AuthorizationEndpoint: 'https://login.example.com/a',
        TokenEndpoint: 'https://login.example.com/t',
        UserInfoEndpoint: 'https://login.example.com/u',
        ClientId: 'shop',
      },
    };
    const actions = fromAws([login, { Type: 'forward', Order: 2, TargetGroupArn: 'blue' }]);
    expect(toAws(actions)).toMatchObject([
      { ...login, AuthenticateOidcConfig: { ...login.AuthenticateOidcConfig, UseExistingClientSecret: true } },
      { Type: 'forward', Order: 2, ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'blue' }] } },
    ]);
  });

  it('are refused as sensitive-state where their type is not known', () => {
    const strange: Action = { Type: 'future-action' as 'forward' };
    const actions = fromAws([strange, { Type: 'forward', TargetGroupArn: 'blue', Order: 2 }]);
    const refused = expect.objectContaining({ code: 'sensitive-state' });
    expect(() => requireRestorable(actions)).toThrow(refused);
    expect(() => toAws(actions)).toThrow(refused);
  });

  it('are written again with their extra parameters, and refused where the record has those masked', () => {
    const login: Action = { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: EXTRA as never };
    const actions = fromAws([login, { Type: 'forward', TargetGroupArn: 'blue', Order: 2 }]);
    expect(toAws(actions)[0]).toMatchObject({ AuthenticateOidcConfig: EXTRA });
    const masked = createStateKeeper().mask(JSON.parse(JSON.stringify(actions)));
    expect(() => toAws(masked)).toThrow(expect.objectContaining({ code: 'sensitive-state' }));
  });

  it('let out no query of a redirect but what is the client’s, and write it again as it was', () => {
    const to = (Query?: string): Action => {
      return {
        Type: 'redirect',
        RedirectConfig: { StatusCode: 'HTTP_302', ...(Query === undefined ? {} : { Query }) },
      };
    };
    const queryOf = (actions: readonly Action[]): unknown => actions[0]?.RedirectConfig?.Query;
    const { mask } = createStateKeeper();
    for (const query of [
      'token=secret-value',
      '#{query}&token=secret-value',
      '#{secret-value}',
      '#{query} secret-value',
    ]) {
      const actions = fromAws([to(query)]);
      const recorded = mask(actions);
      expect(JSON.stringify(recorded) + describeActions(actions)).not.toContain('secret-value');
      expect(describeActions(recorded, 'planned')).toBe(describeActions(actions));
      expect(describeActions(actions, 'planned')).toContain(`?${query}`);
      expect(queryOf(toAws(actions))).toBe(query);
      expect(() => toAws(recorded)).toThrow(expect.objectContaining({ code: 'sensitive-state' }));
    }
    for (const query of [undefined, '', '#{query}', '#{path}#{query}']) {
      expect(mask(fromAws([to(query)]))).toMatchObject([{ query: query ?? '#{query}' }]);
    }
  });

  it.each([{ Enabled: false }, { Enabled: false, DurationSeconds: 3_600 }, { Enabled: true, DurationSeconds: 60 }])(
    'go back as they came, with stickiness %j',
    (TargetGroupStickinessConfig) => {
      const TargetGroups = [{ TargetGroupArn: 'blue', Weight: 0 }];
      const action: Action = {
        Type: 'forward',
        ForwardConfig: { TargetGroups, TargetGroupStickinessConfig },
      };
      const [sent] = toAws(fromAws([action]));
      expect(fromAws(toAws(fromAws([action])))).toEqual(fromAws([action]));
      expect(sent).toMatchObject(Object.keys(TargetGroupStickinessConfig).length > 1 ? action : { Type: 'forward' });
    },
  );
});
