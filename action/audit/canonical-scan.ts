/**
 * Finds the ends of values in canonical JSON, where that is sure from the bytes alone: then nothing has to be read, written
 * anew and compared. Every function here gives the index behind what begins at `at`, and `UNSURE` for whatever is not plainly
 * canonical: a byte outside of ASCII, a rare escape, a number that is no small integer, much nesting. Unsure is not wrong: who
 * asks reads such a text in full.
 */
export const UNSURE = -1;

/** The end of a value that is a member or an item, so deep; `from` and `to` are where the member's key stands, without quotes. */
export type MemberEnd = (bytes: Uint8Array, at: number, depth: number, from: number, to: number) => number;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
/** Numbers of so many digits are all exact, and are written as they are. */
const MOST_DIGITS = 15;
const DEEPEST = 32;
const LITERALS = ['true', 'false', 'null'].map((word) => Buffer.from(word));

const PLAIN = 0;
const ENDS = 1;
const ESCAPES = 2;
/** What each byte is inside a string; 0 for a byte that is none, too. */
const IN_STRING = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE) return ENDS;
  if (byte === 0x5c) return ESCAPES;
  return byte >= 0x20 && byte < 0x7f ? PLAIN : 3;
});
/** What may stand after a backslash, where nothing else writes the same character. */
const SHORT_ESCAPES = new Set(Buffer.from('"\\bfnrt'));

export function valueEnd(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at] ?? 0;
  if (first === QUOTE) return stringEnd(bytes, at);
  if (depth > DEEPEST) return UNSURE;
  if (first === OBJECT) return objectEnd(bytes, at, depth, valueEnd);
  if (first === LIST) return listEnd(bytes, at, depth, valueEnd);
  return first === MINUS || (first >= ZERO && first <= NINE) ? integerEnd(bytes, at) : literalEnd(bytes, at);
}

export function stringEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return UNSURE;
  for (let next = at + 1; next < bytes.length; next++) {
    const kind = IN_STRING[bytes[next] ?? 0];
    if (kind === PLAIN) continue;
    if (kind === ENDS) return next + 1;
    next++;
    if (kind !== ESCAPES || !SHORT_ESCAPES.has(bytes[next] ?? 0)) return UNSURE;
  }
  return UNSURE;
}

/** Keys have to be in order, none of them twice, and without an escape. */
export function objectEnd(bytes: Uint8Array, at: number, depth: number, memberEnd: MemberEnd): number {
  if (bytes[at] !== OBJECT) return UNSURE;
  if (bytes[at + 1] === OBJECT_END) return at + 2;
  let [from, to] = [0, 0];
  for (let next = at; ; ) {
    const key = next + 2;
    const end = keyEnd(bytes, next + 1);
    if (end < 0 || bytes[end + 1] !== COLON) return UNSURE;
    if (from > 0 && !isBefore(bytes, from, to, key, end)) return UNSURE;
    [from, to] = [key, end];
    next = memberEnd(bytes, end + 2, depth + 1, from, to);
    if (bytes[next] === OBJECT_END) return next + 1;
    if (bytes[next] !== COMMA) return UNSURE;
  }
}

export function listEnd(bytes: Uint8Array, at: number, depth: number, itemEnd: MemberEnd): number {
  if (bytes[at] !== LIST) return UNSURE;
  if (bytes[at + 1] === LIST_END) return at + 2;
  for (let next = at; ; ) {
    next = itemEnd(bytes, next + 1, depth + 1, 0, 0);
    if (bytes[next] === LIST_END) return next + 1;
    if (bytes[next] !== COMMA) return UNSURE;
  }
}

/** The index of the quote that ends a key. */
function keyEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return UNSURE;
  let next = at + 1;
  while (next < bytes.length && IN_STRING[bytes[next] ?? 0] === PLAIN) next++;
  return bytes[next] === QUOTE ? next : UNSURE;
}

/** Whether one key, of ASCII, comes before another. */
function isBefore(bytes: Uint8Array, from: number, to: number, nextFrom: number, nextTo: number): boolean {
  const common = Math.min(to - from, nextTo - nextFrom);
  for (let index = 0; index < common; index++) {
    const one = bytes[from + index] ?? 0;
    const other = bytes[nextFrom + index] ?? 0;
    if (one !== other) return one < other;
  }
  return to - from < nextTo - nextFrom;
}

function integerEnd(bytes: Uint8Array, at: number): number {
  const from = bytes[at] === MINUS ? at + 1 : at;
  let next = from;
  for (let digit = bytes[next]; digit !== undefined && digit >= ZERO && digit <= NINE; digit = bytes[next]) next++;
  const digits = next - from;
  if (digits === 0 || digits > MOST_DIGITS) return UNSURE;
  // A zero is written alone, and never with a sign.
  return bytes[from] === ZERO && next - at > 1 ? UNSURE : next;
}

function literalEnd(bytes: Uint8Array, at: number): number {
  const found = LITERALS.find((word) => word.every((byte, index) => bytes[at + index] === byte));
  return found === undefined ? UNSURE : at + found.length;
}
