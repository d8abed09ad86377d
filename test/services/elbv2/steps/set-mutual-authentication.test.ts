import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { elbv2 } from '../../../../action/services/elbv2/service.ts';
import { setMutualAuthentication } from '../../../../action/services/elbv2/steps/set-mutual-authentication.ts';
import { LISTENER, plain, refusal, STORE, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const params = (more: JsonObject): JsonObject => ({ listener: LISTENER, ...more });
const validate = new Ajv2020({ strict: false }).compile(setMutualAuthentication.params);
const VERIFY = {
  mode: 'verify',
  trustStore: STORE,
  ignoreClientCertificateExpiry: false,
  advertiseTrustStoreCaNames: 'off',
};

describe('setting mutual authentication', () => {
  it('verifies clients by a trust store, strictly unless it is told otherwise', () => {
    const { after, diff } = setMutualAuthentication.change(
      secure([1]),
      params({ mode: 'verify', 'trust-store': STORE }),
      IDS,
    );
    expect(after).toEqual({ ...secure([1]), 'mutual-authentication': VERIFY });
    expect(diff).toEqual([
      {
        what: 'mutual authentication',
        before: expect.stringMatching(/^off/),
        after: expect.stringMatching(`^verify.*${STORE}.*expired ones are refused$`),
      },
    ]);
  });

  it('takes both settings of a verification, and says them', () => {
    const wanted = params({
      mode: 'verify',
      'trust-store': STORE,
      'ignore-client-certificate-expiry': true,
      'advertise-trust-store-ca-names': 'on',
    });
    const { after, diff } = setMutualAuthentication.change(secure(), wanted, IDS);
    expect(after['mutual-authentication']).toEqual({
      ...VERIFY,
      ignoreClientCertificateExpiry: true,
      advertiseTrustStoreCaNames: 'on',
    });
    expect(diff[0]?.after).toMatch(/expired ones are let in, its authorities are named/);
  });

  it.each(['off', 'passthrough'])('forgets the trust store in mode %s', (mode) => {
    const before = secure([], { 'mutual-authentication': VERIFY });
    const { after } = setMutualAuthentication.change(before, params({ mode }), IDS);
    expect(after['mutual-authentication']).toEqual({ mode });
  });

  it.each([plain(), plain('TCP'), { ...secure(), protocol: 'TLS' }])('refuses a listener for $protocol', (before) => {
    expect(() => setMutualAuthentication.change(before, params({ mode: 'passthrough' }), IDS)).toThrow(
      refusal('not-applicable'),
    );
  });
});

describe('the parameters', () => {
  it('name a trust store as an install does, by a name of its own', () => {
    const resource = elbv2.resourceTypes['elbv2/trust-store'];
    expect(resource?.test(STORE.split(':').slice(5).join(':'))).toBe(true);
  });

  it.each<JsonObject>([
    { mode: 'verify' },
    { mode: 'on' },
    { mode: 'verify', 'trust-store': 'partners' },
    { mode: 'verify', 'trust-store': `${STORE}/revocation/1` },
    { mode: 'verify', 'trust-store': STORE, 'advertise-trust-store-ca-names': true },
    { mode: 'off', 'trust-store': STORE },
    { mode: 'passthrough', 'trust-store': STORE },
    { mode: 'passthrough', 'ignore-client-certificate-expiry': false },
    { mode: 'off', 'advertise-trust-store-ca-names': 'off' },
    { 'trust-store': STORE },
  ])('refuse %j', (more) => {
    expect(validate(params(more))).toBe(false);
  });

  it.each<JsonObject>([{ mode: 'off' }, { mode: 'passthrough' }, { mode: 'verify', 'trust-store': STORE }])(
    'take %j',
    (more) => {
      expect(validate(params(more))).toBe(true);
    },
  );
});
