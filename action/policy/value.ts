import { BreakglassError } from '../domain/error.ts';

/** Digits that a double holds exactly: beyond them two numbers that differ could look equal. */
const EXACT_DIGITS = 15;

/** A whole or decimal number. Throws `invalid-value` for anything else, and for more digits than compare exactly. */
export function readNumber(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalid(text, 'a number');
  if (text.replace(/\D/g, '').length > EXACT_DIGITS) throw invalid(text, `a number of at most ${EXACT_DIGITS} digits`);
  return Number(text);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/**
 * Milliseconds since 1970, of a date in the forms of ISO 8601 that the W3C names, or in seconds since 1970. Four digits alone
 * could be a year or seconds: they are refused, as is a day that its month does not have. Throws `invalid-value`.
 */
export function readDate(text: string): number {
  if (/^(\d{1,3}|\d{5,12})$/.test(text)) return Number(text) * 1000;
  const ms = DATE.test(text) ? Date.parse(text) : Number.NaN;
  const day = text.slice(0, 10);
  const exists = !DAY.test(day) || (!Number.isNaN(ms) && new Date(day).toISOString().startsWith(day));
  if (Number.isNaN(ms) || !exists) throw invalid(text, 'a date, for example "2026-11-21T02:13:00Z"');
  return ms;
}

/** `true` or `false`, in any case; throws `invalid-value` for anything else. */
export function readBoolean(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== 'true' && lower !== 'false') throw invalid(text, '"true" or "false"');
  return lower === 'true';
}

/** The bytes of a text in base64; throws `invalid-value` when it is not the base64 of any bytes. */
export function readBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (text === '' || bytes.toString('base64') !== text) throw invalid(text, 'base64');
  return bytes;
}

function invalid(text: string, what: string): BreakglassError {
  return new BreakglassError('invalid-value', `"${text}" is not ${what}`);
}
