import { formatDuration, parseDuration } from '../domain/duration.ts';
import { formatPath, type Problem } from './problem.ts';
import type { DocumentPath } from './yaml-node.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** AWS STS sessions last 15 minutes to 12 hours, as the role allows. */
export const SESSION_LIMITS = { minimum: 15 * MINUTE, maximum: 12 * HOUR } as const;
/** Time to work: long enough for a step, no longer than a session. */
export const WORK_LIMITS = { minimum: MINUTE, maximum: 12 * HOUR } as const;
export const MONITOR_LIMITS = { minimum: 1_000, maximum: HOUR } as const;
/** A job waits for approval for at most 30 days. */
export const APPROVAL_LIMITS = { minimum: MINUTE, maximum: 720 * HOUR } as const;

/** A duration outside its limits, as a problem at `path`. */
export function durationProblems(
  text: string,
  limits: { readonly minimum: number; readonly maximum: number },
  path: DocumentPath,
): readonly Problem[] {
  const ms = parseDuration(text);
  if (ms >= limits.minimum && ms <= limits.maximum) return [];
  return [
    {
      code: 'out-of-range',
      message: `${formatPath(path)} is ${text}`,
      hint: `write ${formatDuration(limits.minimum)} to ${formatDuration(limits.maximum)}`,
      path,
    },
  ];
}
