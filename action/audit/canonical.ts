import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { BreakglassError } from '../domain/error.ts';

/** `value` as RFC 8785 canonical JSON. Throws `internal` for what is not JSON: NaN, a lone surrogate, undefined. */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalAsIs(value) ?? canonicalize(value);
  } catch (error) {
    throw new BreakglassError('internal', 'a value has no canonical JSON', { cause: error });
  }
  if (text === undefined) throw new BreakglassError('internal', 'a value has no canonical JSON');
  return text;
}

/** Halves of surrogate pairs come out of JSON.stringify as escapes like this, and they have no canonical form. */
const PERHAPS_SURROGATE = '\\ud';

/**
 * The canonical JSON of what is in canonical order already, as all that was read from canonical JSON is: then JSON.stringify
 * writes it, many times as fast. Undefined wherever that is not sure.
 */
function canonicalAsIs(value: unknown): string | undefined {
  const text = isOrdered(value) ? JSON.stringify(value) : undefined;
  return text?.includes(PERHAPS_SURROGATE) === true ? undefined : text;
}

/** Whether all of it is plain JSON, and every object's keys are in the order of their UTF-16 code units. */
function isOrdered(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (!isOrdered(item)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if ((before !== undefined && key < before) || !isOrdered((value as Readonly<Record<string, unknown>>)[key]))
      return false;
    before = key;
  }
  return true;
}

/** SHA-256 of bytes, or of a string's UTF-8, in lowercase hex. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data);
}

/**
 * `value` as plain JSON, with U+FFFD for every half of a surrogate pair: what others answered may hold one, it has no
 * canonical JSON, and it must not stop the record.
 */
export function wellFormed<T>(value: T): T {
  // JSON.stringify escapes lone surrogates, and never the halves of a pair.
  const text = JSON.stringify(value).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g, (escape, surrogate?: string) =>
    surrogate === undefined ? escape : '\\ufffd',
  );
  return JSON.parse(text) as T;
}
