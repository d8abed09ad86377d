import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { setDefaultCertificate } from '../../../../action/services/elbv2/steps/set-default-certificate.ts';
import { acm, LISTENER, plain, refusal, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const params = (certificate: string) => ({ listener: LISTENER, certificate });
const validate = new Ajv2020({ strict: false }).compile(setDefaultCertificate.params);

describe('setting the default certificate', () => {
  it('changes it alone, and says that nobody is shown the old one any more', () => {
    const { after, diff } = setDefaultCertificate.change(secure([2]), params(acm(1)), IDS);
    expect(after).toEqual({ ...secure([2]), 'default-certificate': acm(1) });
    expect(diff).toEqual([
      { what: 'default certificate', before: acm(0), after: acm(1) },
      { what: acm(0), before: 'shown to clients', after: 'shown to nobody' },
    ]);
  });

  it.each([
    ['the old one is on the list', secure([0]), acm(1)],
    ['it is the same', secure(), acm(0)],
  ])('says nothing of the kind where %s', (_, before, certificate) => {
    expect(setDefaultCertificate.change(before, params(certificate), IDS).diff).toHaveLength(1);
  });

  it('refuses a listener without TLS', () => {
    expect(() => setDefaultCertificate.change(plain(), params(acm(1)), IDS)).toThrow(refusal('not-applicable'));
  });
});

describe('the parameters', () => {
  it.each([
    'shop.example.com',
    'arn:aws:acm:us-east-1:123456789012:certificate/',
    'arn:aws:acm::123456789012:certificate/0a1b2c3d',
    'arn:aws:acm:us-east-1:123456789012:certificate/*',
    'arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/0a1b2c3d',
    'arn:aws:iam:us-east-1:123456789012:server-certificate/shop',
    'arn:aws:iam::123456789012:role/admin',
    'arn:aws:iam::12:server-certificate/shop',
  ])('refuse %j', (certificate) => {
    expect(validate(params(certificate))).toBe(false);
  });

  it.each([
    acm(1),
    'arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/0a1b2c3d',
    'arn:aws:iam::123456789012:server-certificate/cloudfront/shop@example.com',
  ])('take %s', (certificate) => {
    expect(validate(params(certificate))).toBe(true);
  });
});
