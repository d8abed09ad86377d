import { randomBytes } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface Jwks {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** The issuer's key pair, and one that is not the issuer's. */
export interface OidcKeys {
  readonly jwks: Jwks;
  sign(claims: JWTPayload): Promise<string>;
  /** The same header, `kid` included, signed by a key that the JWKS does not hold. */
  signForeign(claims: JWTPayload): Promise<string>;
}

export async function createOidcKeys(): Promise<OidcKeys> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const kid = randomBytes(20).toString('hex').toUpperCase();
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' }] };
  let foreign: Promise<CryptoKey> | undefined;
  const sign = (claims: JWTPayload, key: CryptoKey) =>
    new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid, x5t: kid }).sign(key);
  return {
    jwks,
    sign: (claims) => sign(claims, pair.privateKey),
    signForeign: async (claims) => {
      foreign ??= generateKeyPair('RS256').then(({ privateKey }) => privateKey);
      return sign(claims, await foreign);
    },
  };
}
