import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BreakglassError } from '../domain/error.ts';
import { type Hidden, hide, isMasked, mapSecrets } from '../domain/hidden.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { KEY_BYTES, keeperWith, type Sealed, type StateKeeper, stateHmac } from './state-keeper.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Ciphertexts are a multiple of it long, so that their length says little of what is in them. */
const BLOCK = 256;

/** Whose state it is. */
export interface Lineage {
  /** The session that writes the link. */
  readonly session: string;
  /** The first of the sessions that go on from each other: they compare and read what each recorded. */
  readonly owner: string;
}

/** Gives values that a link has masked their place back; what it has not sealed stays masked. */
export type Reveal = <T extends Json>(value: T) => T;

/** Under the customer's key. */
export interface KeyedKeeper extends StateKeeper {
  readonly seal: (about: Json, secrets: readonly Hidden[]) => Sealed;
  /**
   * What `seal` has sealed beside the same `about`.
   *
   * @throws BreakglassError `audit-invalid`
   */
  readonly open: (about: Json, sealed: Json | undefined) => Reveal;
}

/** `secret`: the customer's key, 32 bytes. Each line of sessions has keys of its own, made from it by HKDF. */
export function createKeyedKeeper(secret: Uint8Array, { session, owner }: Lineage): KeyedKeeper {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, owner, `breakglass state ${purpose}`, KEY_BYTES));
  const [hmacKey, sealKey] = [derive('hmac'), derive('seal')];
  const bound = (about: Json): Buffer =>
    Buffer.from(canonicalJson({ sealed: 1, session, about: sha256Hex(canonicalJson(about)) }));
  return {
    ...keeperWith(hmacKey),
    seal: (about, secrets) => {
      const values = Object.fromEntries(secrets.map(({ $hidden }) => [stateHmac(hmacKey, $hidden), $hidden]));
      return encrypt(sealKey, padded(canonicalJson(values)), bound(about));
    },
    open: (about, sealed) => revealing(decrypt(sealKey, sealed, bound(about)), hmacKey, session),
  };
}

function padded(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes, Buffer.alloc(BLOCK - (bytes.length % BLOCK), ' ')]);
}

function encrypt(key: Uint8Array, plaintext: Buffer, bound: Buffer): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { version: 1, nonce: nonce.toString('base64'), ciphertext: ciphertext.toString('base64') };
}

function decrypt(key: Uint8Array, sealed: Json | undefined, bound: Buffer): Json {
  const { version = null, nonce = null, ciphertext = null } = isJsonObject(sealed) ? sealed : {};
  if (version !== 1 || typeof nonce !== 'string' || typeof ciphertext !== 'string') throw unopened('it is not there');
  const bytes = Buffer.from(ciphertext, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAAD(bound).setAuthTag(bytes.subarray(-TAG_BYTES));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString());
  } catch (cause) {
    throw unopened('it cannot be opened', cause);
  }
}

/** A value is taken for what it stands for only where it has its HMAC. */
function revealing(values: Json, key: Uint8Array, session: string): Reveal {
  const known = new Map(Object.entries(isJsonObject(values) ? values : {}));
  for (const [hmac, value] of known) {
    if (stateHmac(key, value) !== hmac) throw unopened(`it holds another value than session ${session} masked`);
  }
  return revealWith(known);
}

/** `known`: HMAC → value. */
export function revealWith(known: ReadonlyMap<string, Json>): Reveal {
  return (value) =>
    revealedAs(
      value,
      mapSecrets(value, (secret) => {
        const found = isMasked(secret) ? known.get(secret.$hmac) : undefined;
        return found === undefined ? secret : hide(found);
      }),
    );
}

/** The one place where what was revealed is taken for what it was before: it has the same shape, with other secrets. */
function revealedAs<T>(_value: T, result: unknown): T {
  return result as T;
}

function unopened(why: string, cause?: unknown): BreakglassError {
  return new BreakglassError('audit-invalid', `the sealed state of a link: ${why}`, {
    cause,
    hint: 'it was tampered with, or BREAKGLASS_STATE_KEY is not the key that the session had: set that one, and run breakglass audit verify on a clone',
  });
}
