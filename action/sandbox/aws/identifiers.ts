import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The prefixes by which AWS tells its unique ids apart. */
export type IdPrefix = 'AKIA' | 'ASIA' | 'AROA' | 'ANPA';

/** A unique id as AWS makes them: prefix, then 17 (ids) or 16 (access keys) of `A-Z2-7`. */
export function uniqueId(prefix: IdPrefix): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17;
  let id: string = prefix;
  for (let index = 0; index < length; index += 1) id += ALPHABET.charAt(randomInt(ALPHABET.length));
  return id;
}

/** 40 characters, as secret access keys have. */
export function secretKey(): string {
  return randomBytes(30).toString('base64');
}

/** An opaque session token. */
export function sessionToken(): string {
  return randomBytes(240).toString('base64');
}
