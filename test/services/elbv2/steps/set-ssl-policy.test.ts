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
