import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { fromAws, requireOnlyForward, toAws } from '../../../action/services/elbv2/listener-actions.ts';

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

  it('keep only a fingerprint of what may hold a secret, and see that it changed', () => {
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
    expect(JSON.stringify(fromAws([oidc('shop')]))).not.toContain('secret-value');
    expect(fromAws([oidc('shop')])).toEqual(fromAws([oidc('shop')]));
    expect(fromAws([oidc('shop')])).not.toEqual(fromAws([oidc('other')]));
  });

  it.each([
    [
      'sensitive-state',
      [
        { Type: 'authenticate-oidc', Order: 1 },
        { Type: 'forward', Order: 2, TargetGroupArn: 'blue' },
      ],
    ],
    ['not-applicable', [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }]],
    ['not-applicable', []],
  ] as const)('are refused as %s where they are not one forward', (code, actions) => {
    expect(() => requireOnlyForward({ actions: fromAws(actions) })).toThrow(expect.objectContaining({ code }));
  });

  it.each([{ Enabled: false }, { Enabled: false, DurationSeconds: 3_600 }, { Enabled: true, DurationSeconds: 60 }])(
    'go back as they came, with stickiness %j',
    (TargetGroupStickinessConfig) => {
      const TargetGroups = [{ TargetGroupArn: 'blue', Weight: 0 }];
      const action: Action = {
        Type: 'forward',
        ForwardConfig: { TargetGroups, TargetGroupStickinessConfig },
      };
      const sent = toAws(requireOnlyForward({ actions: fromAws([action]) }));
      expect(fromAws([sent])).toEqual(fromAws([action]));
      expect(sent).toMatchObject(Object.keys(TargetGroupStickinessConfig).length > 1 ? action : { Type: 'forward' });
    },
  );
});
