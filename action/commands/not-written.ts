import { asBreakglassError } from '../domain/error.ts';

/** What is said when the audit branch was not written, whether or not there is a record. */
export function notWritten(failure: unknown): string {
  const { code, message, hint } = asBreakglassError(failure);
  return `the audit branch was not written: ${code}: ${message}${hint === undefined ? '' : `: ${hint}`}`;
}
