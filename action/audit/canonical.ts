import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { BreakglassError } from '../domain/error.ts';

/** `value` as RFC 8785 canonical JSON. Throws `internal` for what is not JSON: NaN, a lone surrogate, undefined. */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (error) {
    throw new BreakglassError('internal', 'a value has no canonical JSON', { cause: error });
  }
  if (text === undefined) throw new BreakglassError('internal', 'a value has no canonical JSON');
  return text;
}

/** SHA-256 of bytes, or of a string's UTF-8, in lowercase hex. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
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
