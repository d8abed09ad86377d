import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { addCertificates } from '../../../../action/services/elbv2/steps/add-certificates.ts';
import { acm, LISTENER, plain, refusal, secure } from '../listener-settings.ts';

const IDS = { session: 's', step: 'x' };
const params = (...certificates: readonly string[]) => ({ listener: LISTENER, certificates });
const validate = new Ajv2020({ strict: false }).compile(addCertificates.params);
const many = (count: number) => Array.from({ length: count }, (_, index) => `${acm(0)}${index}`);

describe('adding certificates', () => {
  it('adds those that are not there, each a unit of its own, and leaves the others', () => {
    const { after, diff } = addCertificates.change(
      secure([1], { 'header-name/x': 'X' }),
      params(acm(2), acm(1), acm(0)),
      IDS,
    );
    expect(after).toEqual(secure([0, 1, 2], { 'header-name/x': 'X' }));
    expect(diff).toEqual([
      { what: acm(2), before: 'not on the list', after: 'on the list' },
      { what: acm(1), before: 'on the list', after: 'on the list' },
      { what: acm(0), before: 'not on the list', after: 'on the list' },
    ]);
  });

  it('changes nothing where all are there', () => {
    expect(addCertificates.change(secure([1]), params(acm(1)), IDS).after).toEqual(secure([1]));
  });

  it('refuses a listener without TLS', () => {
    expect(() => addCertificates.change(plain(), params(acm(1)), IDS)).toThrow(refusal('not-applicable'));
  });

  it('may only add on the way there, and only take away on the way back', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    expect(addCertificates.grants(params(acm(1)), scope)).toEqual([
      expect.objectContaining({ phase: 'apply', action: expect.stringMatching(/:AddListenerCertificates$/) }),
      expect.objectContaining({ phase: 'restore', action: expect.stringMatching(/:RemoveListenerCertificates$/) }),
    ]);
  });
});

describe('the parameters', () => {
  it.each([
    ['none', []],
    ['26', many(26)],
    ['the same twice', [acm(1), acm(1)]],
    ['something else', ['arn:aws:iam::123456789012:role/admin']],
  ])('refuse %s', (_, certificates) => {
    expect(validate(params(...certificates))).toBe(false);
  });

  it('take 25', () => {
    expect(validate(params(...many(25)))).toBe(true);
  });
});
