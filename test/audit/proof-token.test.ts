import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseProofKeys } from '../../action/audit/proof.ts';
import { readToken } from '../../action/audit/proof-token.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const JWK = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' };
const CLAIMS = { iss: 'x' };

const keysOf = (...keys: readonly object[]) => parseProofKeys(JSON.stringify({ keys }));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(header: object = {}, payload: unknown = CLAIMS): string {
  const signed = `${encode({ alg: 'RS256', kid: 'key-1', ...header })}.${encode(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

describe('a token', () => {
  it('is read where the key that it names signed it', async () => {
    expect(readToken(token(), keysOf(JWK))).toEqual({ claims: CLAIMS });
    expect(readToken(token(), keysOf({ ...JWK, alg: 'RS256', use: 'sig', key_ops: ['verify'] }))).toEqual({
      claims: CLAIMS,
    });
  });

  it.each<[string, string, string]>([
    ['names another algorithm', token({ alg: 'RS512' }), 'malformed'],
    ['names none', token({ alg: 'none' }), 'malformed'],
    ['names one that takes a secret', token({ alg: 'HS256' }), 'malformed'],
    ['names one of another kind of key', token({ alg: 'ES256' }), 'malformed'],
    ['names its own in another case', token({ alg: 'rs256' }), 'malformed'],
    ['has a signature with a byte more', `${token()}AAAA`, 'signature'],
    ['has a line break in it', token().replace('.', '\n.'), 'malformed'],
    ['has letters that other base64 has', token().replace(/.$/, '+'), 'malformed'],
    ['wants something understood that nobody here knows', token({ crit: ['b64'], b64: false }), 'malformed'],
    ['names no key', token({ kid: undefined }), 'unknown-key'],
    ['names a key by a number', token({ kid: 1 }), 'unknown-key'],
    ['holds a list', token({}, []), 'malformed'],
    ['has a fourth part', `${token()}.x`, 'malformed'],
    ['has an empty part', token().replace(/\.[^.]*\./, '..'), 'malformed'],
    ['has padding', `${token()}==`, 'malformed'],
    ['has other claims than were signed', token().replace(/\.[^.]*\./, `.${encode({ iss: 'y' })}.`), 'signature'],
  ])('is refused where it %s', async (_what, text, problem) => {
    expect(readToken(text, keysOf(JWK))).toMatchObject({ problem });
  });

  it.each<[string, readonly object[]]>([
    ['twice', [JWK, JWK]],
    ['for encryption', [{ ...JWK, use: 'enc' }]],
    ['for another algorithm', [{ ...JWK, alg: 'PS256' }]],
    ['for signing alone', [{ ...JWK, key_ops: ['sign'] }]],
  ])('is refused where its key is there %s', async (_how, keys) => {
    expect(readToken(token(), keysOf(...keys))).toMatchObject({ problem: 'unknown-key' });
  });
});

describe('a key set', () => {
  it.each<[string, readonly object[]]>([
    ['no key', []],
    [
      'a short key',
      [{ ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }), kid: 'x' }],
    ],
    ['a key of another kind beside a good one', [JWK, { kty: 'oct', k: 'AAAA', kid: 'x' }]],
    ['a key without a name', [{ ...JWK, kid: '' }]],
    ['a key that is none', [{ kty: 'RSA', n: '!', e: 'AQAB', kid: 'x' }]],
  ])('is refused with %s', (_what, keys) => {
    expect(() => keysOf(...keys)).toThrow(expect.objectContaining({ code: 'audit-invalid' }));
  });
});
