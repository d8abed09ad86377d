import { BreakglassError } from './error.ts';

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
const DURATION = /^(\d{1,6})(s|m|h)$/;

/** Pattern of a duration as people write it, for JSON Schemas: `90s`, `2m`, `1h`. */
export const DURATION_PATTERN = '^[0-9]{1,6}(s|m|h)$';

/** The same, of what has to take some time: without `0s`. */
export const POSITIVE_DURATION_PATTERN = '^(?!0+[smh]$)[0-9]{1,6}(s|m|h)$';

/** `90s`, `2m` or `1h` in milliseconds. */
export function parseDuration(text: string): number {
  const match = DURATION.exec(text);
  const unit = match?.[2];
  if (match === null || (unit !== 's' && unit !== 'm' && unit !== 'h')) {
    throw new BreakglassError('invalid-value', `invalid duration "${text}"`, {
      hint: 'write a whole number and a unit: 90s, 2m or 1h',
    });
  }
  return Number(match[1]) * UNIT_MS[unit];
}

/** Milliseconds in the largest unit that divides them: `2m`, `90s`, `1h`; below a second in `ms`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms % UNIT_MS.h === 0) return `${ms / UNIT_MS.h}h`;
  if (ms % UNIT_MS.m === 0) return `${ms / UNIT_MS.m}m`;
  if (ms % UNIT_MS.s === 0) return `${ms / UNIT_MS.s}s`;
  return ms < UNIT_MS.s ? `${Math.round(ms)}ms` : `${(ms / UNIT_MS.s).toFixed(1)}s`;
}
