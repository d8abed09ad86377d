import { execFileSync } from 'node:child_process';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex, wellFormed } from '../../action/audit/canonical.ts';
import { gitBlobId } from '../../action/audit/git-blob.ts';

describe('canonical JSON', () => {
  it('is that of RFC 8785, section 3.2.2 and 3.2.3', () => {
    const numbers: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]}',
    );
    expect(canonicalJson(numbers)).toBe('{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\/"');
  });

  it('does not depend on the order of keys, and survives JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonicalJson(wellFormed(value));
        const reversed = Object.fromEntries(Object.entries(wellFormed(value)).toReversed());
        expect(canonicalJson(reversed)).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('is what the reference writes, whether the keys are in order already or not', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalize(wellFormed(value)) ?? expect.fail('no JSON');
        expect(canonicalJson(wellFormed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['keys like numbers', '{"10":1,"9":2}', '{"10":1,"9":2}'],
    ['keys in another order, deep inside', '{"a":[{"c":1,"b":2}]}', '{"a":[{"b":2,"c":1}]}'],
    ['a key that is a prefix of the next', '{"a":1,"":2,"aa":3}', '{"":2,"a":1,"aa":3}'],
    ['a number below zero that is zero', '[-0]', '[0]'],
    ['a key of Object.prototype', '{"__proto__":{"b":1,"a":2}}', '{"__proto__":{"a":2,"b":1}}'],
    ['a backslash before what looks like half a pair', '["\\\\ud800"]', '["\\\\ud800"]'],
  ])('is right for %s', (_what, text, canonical) => {
    expect(canonicalJson(JSON.parse(text))).toBe(canonical);
  });

  it.each([
    ['in a value', '{"a":["\\ud800"]}'],
    ['in a key', '{"\\udfff":1}'],
  ])('refuses half of a surrogate pair %s of what is in order', (_where, text) => {
    expect(() => canonicalJson(JSON.parse(text))).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('calls toJSON, as JSON does', () => {
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
    expect(canonicalJson({ toJSON: () => ({ b: 1, a: 2 }) })).toBe('{"a":2,"b":1}');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [undefined]])('refuses %j', (value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});

describe('well-formed values', () => {
  it('hold no half of a surrogate pair, in keys or values, and are otherwise the same', () => {
    const value = { a: '\ud83d\ude00 \\ud800 \\\\', b: ['x\ud800y', '\udc00'], '\udfff': 1 };
    expect(wellFormed(value)).toEqual({ a: '\ud83d\ude00 \\ud800 \\\\', b: ['x\ufffdy', '\ufffd'], '\ufffd': 1 });
  });
});

describe('hashes', () => {
  it('are those that others compute', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const bytes = Buffer.from('caf\u00e9\n');
    expect(gitBlobId(bytes)).toBe(execFileSync('git', ['hash-object', '--stdin'], { input: bytes }).toString().trim());
    expect(gitBlobId('')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  });
});
