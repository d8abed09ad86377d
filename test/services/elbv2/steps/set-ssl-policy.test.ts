import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { setSslPolicy } from '../../../../action/services/elbv2/steps/set-ssl-policy.ts';
import { LISTENER, POLICY, plain, refusal, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const RESTRICTED = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';
const params = (policy: unknown) => ({ listener: LISTENER, 'ssl-policy': String(policy) });
const validate = new Ajv2020({ strict: false }).compile(setSslPolicy.params);

describe('setting a security policy', () => {
  it('changes it alone, and shows both', () => {
    const { after, diff } = setSslPolicy.change(secure([1]), params(RESTRICTED), IDS);
    expect(after).toEqual({ ...secure([1]), 'ssl-policy': RESTRICTED });
    expect(diff).toEqual([{ what: 'ssl-policy', before: POLICY, after: RESTRICTED }]);
  });

  it('changes nothing where it is set already', () => {
    expect(setSslPolicy.change(secure(), params(POLICY), IDS).after).toEqual(secure());
  });

  it('is for TLS listeners of Network Load Balancers too', () => {
    expect(() => setSslPolicy.change({ ...secure(), protocol: 'TLS' }, params(RESTRICTED), IDS)).not.toThrow();
  });

  it.each([
    ['weaker than the one before', 'ELBSecurityPolicy-2016-08'],
    ['without the newest version', 'ELBSecurityPolicy-FS-1-2-Res-2020-10'],
    ['of which nobody here knows what it speaks', 'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04'],
  ])('that may only become stricter refuses one %s', (_, policy) => {
    const wanted = { ...params(policy), only: 'stricter' };
    expect(() => setSslPolicy.change(secure(), wanted, IDS)).toThrow(refusal('not-applicable'));
    expect(() => setSslPolicy.change(secure(), params(policy), IDS)).not.toThrow();
  });

  it('that may only become stricter takes one that is, and the one that is set', () => {
    for (const policy of [RESTRICTED, POLICY]) {
      const { after } = setSslPolicy.change(secure(), { ...params(policy), only: 'stricter' }, IDS);
      expect(after).toMatchObject({ 'ssl-policy': policy });
    }
  });

  it.each(['HTTP', 'TCP', 'UDP'])('refuses a listener for %s', (protocol) => {
    expect(() => setSslPolicy.change(plain(protocol), params(RESTRICTED), IDS)).toThrow(refusal('not-applicable'));
  });
});

describe('the parameters', () => {
  it.each([
    'TLS13-1-2-2021-06',
    'ELBSecurityPolicy-',
    'ELBSecurityPolicy-2016-08 ',
    'ELBSecurityPolicy-2016-08\n',
    'ELBSecurityPolicy-$(id)',
    'ELBSample-ELBDefaultNegotiationPolicy',
  ])('refuse %j', (policy) => {
    expect(validate(params(policy))).toBe(false);
  });

  it.each([POLICY, 'ELBSecurityPolicy-FS-1-2-Res-2020-10', 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'])(
    'take %s',
    (policy) => {
      expect(validate(params(policy))).toBe(true);
    },
  );
});
