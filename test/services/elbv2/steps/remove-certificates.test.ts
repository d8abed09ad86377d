import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { removeCertificates } from '../../../../action/services/elbv2/steps/remove-certificates.ts';
import { acm, LISTENER, plain, refusal, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const params = (...certificates: readonly string[]) => ({ listener: LISTENER, certificates });
const validate = new Ajv2020({ strict: false }).compile(removeCertificates.params);

describe('removing certificates', () => {
  it('takes them off the list, and leaves the others', () => {
    const { after, diff } = removeCertificates.change(secure([1, 2, 3]), params(acm(3), acm(1)), IDS);
    expect(after).toEqual(secure([2]));
    expect(diff).toEqual([acm(3), acm(1)].map((what) => ({ what, before: 'on the list', after: 'not on the list' })));
  });

  it('removes the default one of before, once another has taken its place', () => {
    const before = { ...secure([0, 1]), 'default-certificate': acm(2) };
    expect(removeCertificates.change(before, params(acm(0)), IDS).after).toEqual({
      ...secure([1]),
      'default-certificate': acm(2),
    });
  });

  it.each([
    ['the default one', secure([1]), acm(0)],
    ['the default one, although it is on the list too', secure([0, 1]), acm(0)],
    ['one that is not on the list', secure([1]), acm(2)],
    ['any of a listener without TLS', plain(), acm(1)],
  ])('refuses %s', (_, before, certificate) => {
    expect(() => removeCertificates.change(before, params(certificate), IDS)).toThrow(refusal('not-applicable'));
  });
});

describe('the parameters', () => {
  it.each([
    ['none', []],
    ['the same twice', [acm(1), acm(1)]],
    ['a pattern', ['arn:aws:acm:us-east-1:123456789012:certificate/*']],
  ])('refuse %s', (_, certificates) => {
    expect(validate(params(...certificates))).toBe(false);
  });
});
