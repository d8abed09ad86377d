import { createHmac, randomBytes } from 'node:crypto';
import { type Hidden, isHidden, mapSecrets } from '../domain/hidden.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { canonicalJson } from './canonical.ts';

/** Keeps what may be a secret out of everything that a session writes or says. */
export interface StateKeeper {
  /** A copy in which each secret is its HMAC under this session's key; one that another process has masked stays as it is. */
  readonly mask: <T>(value: T) => T;
  /** The secrets, readable with the customer's key alone, and only beside `about`. Absent: there is no such key. */
  readonly seal?: (about: Json, secrets: readonly Hidden[]) => Sealed;
}

/** AES-256-GCM. Both in base64; the ciphertext ends with its tag of 16 bytes. */
export interface Sealed extends JsonObject {
  readonly version: 1;
  readonly nonce: string;
  readonly ciphertext: string;
}

export const KEY_BYTES = 32;

/** With a key that nobody else has, and that is gone with the process: no guessing finds what it masks. */
export function createStateKeeper(): StateKeeper {
  return keeperWith(randomBytes(KEY_BYTES));
}

export function keeperWith(key: Uint8Array): StateKeeper {
  return {
    mask: (value) =>
      maskedAs(
        value,
        mapSecrets(value as Json, (secret) => masked(key, secret)),
      ),
  };
}

function masked(key: Uint8Array, secret: Json): Json {
  return isHidden(secret) ? { $hmac: stateHmac(key, secret.$hidden) } : secret;
}

/** Lowercase hex. */
export function stateHmac(key: Uint8Array, value: Json): string {
  return createHmac('sha256', key).update(canonicalJson(value)).digest('hex');
}

/** The one place where what was masked is taken for what it was before: it has the same shape, with other secrets. */
function maskedAs<T>(_value: T, result: unknown): T {
  return result as T;
}
