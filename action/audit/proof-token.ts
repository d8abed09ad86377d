import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';

/** A key of the JWKS that may sign proofs. */
export interface ProofKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** The claims of a token, or what is wrong with it. */
export type ReadToken =
  | { readonly claims: JsonObject }
  | { readonly problem: 'malformed' | 'unknown-key' | 'signature'; readonly why: string };

const LEAST_BITS = 2048;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A JWK as a key, or undefined where it is no RSA key with a `kid`. What is meant for another algorithm or use is none of a
 * proof's. Throws for a key that cannot be read.
 */
export function proofKey(jwk: Json): ProofKey | undefined {
  if (!isJsonObject(jwk) || jwk['kty'] !== 'RSA' || typeof jwk['kid'] !== 'string' || jwk['kid'] === '')
    return undefined;
  const key = createPublicKey({ key: jwk as Readonly<Record<string, string>>, format: 'jwk' });
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS ? undefined : { kid: jwk['kid'], key };
}

/** Whether the key is for what a proof is signed with. */
export function signsProofs(jwk: Json): boolean {
  if (!isJsonObject(jwk)) return false;
  const { alg = 'RS256', use = 'sig', key_ops: operations = ['verify'] } = jwk;
  return alg === 'RS256' && use === 'sig' && Array.isArray(operations) && operations.includes('verify');
}

/**
 * Verifies a compact RS256 token and reads its claims, by `node:crypto` itself: Web Crypto takes half as much CPU time again, and to
 * wake a thread for a signature costs more than to verify it. RS256 alone is read, so that no header chooses how it is checked.
 */
export function readToken(token: string, keys: readonly ProofKey[]): ReadToken {
  const parts = token.split('.').map(decode);
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload || !signature) return malformed('it is not a compact JWT');
  const { alg, kid, crit } = readObject(header) ?? {};
  if (alg !== 'RS256' || crit !== undefined) return malformed('its header is not that of an RS256 token');
  const [found, ...others] = keys.filter((key) => key.kid === kid);
  if (found === undefined || others.length > 0) return { problem: 'unknown-key', why: JSON.stringify(kid ?? null) };
  // Only ASCII is left: the parts are what their bytes are written as.
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1');
  if (!verify('sha256', signed, found.key, signature)) return { problem: 'signature', why: found.kid };
  const claims = readObject(payload);
  return claims === undefined ? malformed('its payload is not a JSON object') : { claims };
}

function malformed(why: string): ReadToken {
  return { problem: 'malformed', why };
}

/** Base64url has spare bits in its last character: two texts of one signature would leave a byte that nothing covers. */
function decode(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined;
}

function readObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(UTF8.decode(bytes)) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
