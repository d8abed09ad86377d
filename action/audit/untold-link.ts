import type { Json } from '../domain/json.ts';
import { listEnd, objectEnd, UNSURE, valueEnd } from './canonical-scan.ts';
import type { Link } from './link.ts';
import { checkLink, parseLink } from './parse-link.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const ZERO = 0x30;
const EVENTS = Buffer.from('events');
const TYPE = Buffer.from('type');
const AT = Buffer.from('at');
/** A time in quotes; zeros stand for digits. */
const TIME = Buffer.from('"0000-00-00T00:00:00.000Z"');
/** Days that each month has in every year, by its number. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A link from its file's bytes, as strict as `parseLink`, but without its events: they are most of it, and who walks a trail
 * does not look at them. That they are canonical and events is seen where they stand; where that is not sure, by `parseLink`.
 * Throws `audit-invalid`.
 */
export function parseUntoldLink(bytes: Uint8Array): Link {
  const text = withoutEvents(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return text === undefined ? { ...parseLink(bytes), events: [] } : checkLink(JSON.parse(text) as Json);
}

/** The text of a file that surely is canonical and has nothing but events in `events`: with none of them. */
function withoutEvents(file: Buffer): string | undefined {
  let start = UNSURE;
  let behind = UNSURE;
  const end = objectEnd(file, 0, 0, (_, at, depth, from, to) => {
    if (!isKey(file, from, to, EVENTS)) return valueEnd(file, at, depth);
    start = at;
    behind = listEnd(file, at, depth, eventEnd);
    return behind;
  });
  if (start < 0 || file[end] !== NEWLINE || end + 1 !== file.length) return undefined;
  return `${file.toString('latin1', 0, start)}[]${file.toString('latin1', behind)}`;
}

/** An event is an object with a type and a time. */
function eventEnd(bytes: Uint8Array, at: number, depth: number): number {
  let seen = 0;
  const end = objectEnd(bytes, at, depth, (_, value, below, from, to) => {
    const after = valueEnd(bytes, value, below);
    if (isKey(bytes, from, to, TYPE) && bytes[value] === QUOTE && after - value > 2) seen++;
    else if (isKey(bytes, from, to, AT) && isTime(bytes, value, after)) seen++;
    return after;
  });
  return seen === 2 ? end : UNSURE;
}

function isKey(bytes: Uint8Array, from: number, to: number, key: Buffer): boolean {
  if (to - from !== key.length) return false;
  for (let index = 0; index < key.length; index++) if (bytes[from + index] !== key[index]) return false;
  return true;
}

/** Whether it surely is a time: one that not every calendar has, such as February 29, is left to who reads it in full. */
function isTime(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== TIME.length) return false;
  for (let index = 0; index < TIME.length; index++) {
    const [byte, wanted] = [bytes[from + index] ?? 0, TIME[index]];
    if (wanted === ZERO ? byte < ZERO || byte > ZERO + 9 : byte !== wanted) return false;
  }
  const two = (at: number): number => 10 * ((bytes[from + at] ?? 0) - ZERO) + ((bytes[from + at + 1] ?? 0) - ZERO);
  const [month, day] = [two(6), two(9)];
  return day >= 1 && day <= (DAYS[month] ?? 0) && two(12) < 24 && two(15) < 60 && two(18) < 60;
}
