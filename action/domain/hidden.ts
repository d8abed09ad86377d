import { isJsonObject, type Json, type JsonObject } from './json.ts';

/**
 * A value that may be a secret, as it stands in the models that this process holds: it is compared and written as it is, and leaves the
 * process never. `$` is in no key that AWS lets people choose, so that nobody's tag is taken for one.
 */
export interface Hidden extends JsonObject {
  readonly $hidden: Json;
}

/** What the record has in its place: a keyed hash, hex, which says whether two of one session are the same and nothing else. */
export interface Masked extends JsonObject {
  readonly $hmac: string;
}

/** A value that may be a secret: known, or recorded by a process that is gone. */
export type Secret = Hidden | Masked;

export function hide(value: Json): Hidden {
  return { $hidden: value };
}

export function isHidden(value: Json | undefined): value is Hidden {
  return isJsonObject(value) && Object.hasOwn(value, '$hidden') && Object.keys(value).length === 1;
}

export function isMasked(value: Json | undefined): value is Masked {
  return isJsonObject(value) && typeof value['$hmac'] === 'string' && Object.keys(value).length === 1;
}

/** A copy with each secret as `put` has it; what has none is given back as it is. */
export function mapSecrets(value: Json, put: (secret: Secret) => Json): Json {
  if (isHidden(value) || isMasked(value)) return put(value);
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const mapped = items.map((item) => mapSecrets(item, put));
    return mapped.every((item, index) => item === items[index]) ? value : mapped;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, mapSecrets(item, put)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

/** Every secret in a value. */
export function secretsIn(value: Json): readonly Secret[] {
  const found: Secret[] = [];
  mapSecrets(value, (secret) => {
    found.push(secret);
    return secret;
  });
  return found;
}

/** Whether a secret in it was recorded by a process that is gone, and is not known here. */
export function hasMasked(value: Json): boolean {
  return secretsIn(value).some(isMasked);
}

/** What stands where a secret is not shown. */
export const VEIL = '(not shown)';

/** A copy that says of a secret only that there is one: for people, and for comparing where the key is not known. */
export function veiled(value: Json): Json {
  return mapSecrets(value, () => VEIL);
}
