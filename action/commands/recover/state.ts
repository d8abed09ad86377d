import type { ProvenSession } from '../../audit/proven-session.ts';
import { BreakglassError, type ErrorCode } from '../../domain/error.ts';
import type { TimedEvent } from '../../domain/event.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Outcome } from '../../domain/session.ts';
import type { RunState } from '../../github/open-sessions.ts';
import { credentialsEnd as lastCredentialsEnd } from '../seal/credentials-end.ts';

/** STS gives credentials for this long at least, whenever the session policy ends. */
const LEAST_CREDENTIALS_MS = 900_000;
/** How far the clocks of a runner and of AWS may be apart. */
export const CLOCKS_APART_MS = 60_000;
/** A recovery's own job is over by then. */
export const RECOVERY_MS = 2 * 3_600_000;

/** When every credential that a session can have had has ended, by STS itself: milliseconds since the epoch. */
export function credentialsEnd({ opening, events }: ProvenSession, { durations, role }: Plan): number {
  // The role was taken before the link that opened the session was written; it may have been taken again since.
  const heldMs = (durations.leaveMs ?? durations.workMs) + durations.undoMs;
  const planned = Date.parse(opening.at) + Math.max(LEAST_CREDENTIALS_MS, heldMs);
  return Math.max(planned, lastCredentialsEnd(events, role.arn) ?? 0) + CLOCKS_APART_MS;
}

/** Until when a run may have a session, although nobody hears of it: milliseconds since the epoch. */
export function holdsUntil(proven: ProvenSession, plan: Plan): number {
  const { holder, opening } = proven;
  if (holder.runId === opening.runId && holder.runAttempt === opening.runAttempt) return credentialsEnd(proven, plan);
  return Date.parse(holder.since) + RECOVERY_MS;
}

/** How the session's work ended, where nothing is left to do but to close it. */
export interface WorkEnded {
  readonly outcome: Outcome;
  readonly error: BreakglassError | undefined;
}

export function workEnded({ events }: ProvenSession): WorkEnded | undefined {
  const ended = events.findLast((event) => event.type === 'ended');
  if (ended === undefined) return undefined;
  const { outcome, code, message } = ended;
  return { outcome, error: code === null ? undefined : new BreakglassError(code, message ?? '') };
}

/** Evidence of the end of access that is on record already. */
export function isSealed({ events }: ProvenSession): boolean {
  const seal = events.findLast((event) => event.type === 'sealed')?.seal;
  // Credentials that were given after it are not what was tried.
  const given = events.findLastIndex((event) => event.type === 'assumed' && event.purpose === undefined);
  const tried = events.findLastIndex((event) => event.type === 'sealed');
  return tried > given && (seal?.kind === 'probed' || seal?.kind === 'expired');
}

/** Whether its run, or a recovery, has left it as it is on purpose, with its access ended or denied. */
export function wasLeft(proven: ProvenSession): boolean {
  const { events } = proven;
  const denied = isSealed(proven) || events.some((event) => event.type === 'denied');
  return denied && events.some((event) => event.type === 'left-to-recover');
}

/** When what an earlier recovery was given to restore with has ended, milliseconds since the epoch; it may be at work unseen. */
export function restoringUntil({ events }: ProvenSession): number {
  const ends = events.flatMap((event) =>
    event.type === 'assumed' && event.purpose === 'restore' ? [Date.parse(event.expires) + CLOCKS_APART_MS] : [],
  );
  return Math.max(0, ...ends);
}

/** Not to be undone before then, milliseconds since the epoch; undefined: at once. */
export function notBefore({ events, links }: ProvenSession, plan: Plan, run: RunState): number | undefined {
  if (run === 'cancelled') return undefined;
  const left = events.findLast((event) => event.type === 'left-to-recover');
  if (left !== undefined) return left.notBefore === null ? undefined : Date.parse(left.notBefore);
  // A temporary change that was in force when its run died stays for as long as was approved.
  const inForce = links.some(({ state }) => state === 'verified' || state === 'monitored');
  if (plan.revert !== 'at-end' || !inForce || events.some(isTrouble)) return undefined;
  return Date.parse(links[0]?.at ?? '') + plan.durations.workMs;
}

const TROUBLE: readonly TimedEvent['type'][] = ['rollback-started', 'step-failed', 'degraded', 'interrupted'];

function isTrouble({ type }: TimedEvent): boolean {
  return TROUBLE.includes(type);
}

/** Why what the session did is to be put back even where it stands; undefined: what stands, stays. */
export function whyUndo({ events }: ProvenSession, plan: Plan, run: RunState): BreakglassError | undefined {
  if (run === 'cancelled') {
    return new BreakglassError('interrupted', 'the run was cancelled, and ended before it had undone what it did');
  }
  const trouble = events.find(isTrouble);
  if (trouble !== undefined) {
    const code = troubleCode(trouble);
    return new BreakglassError(code, `the session was being undone (${trouble.type}) when its run ended`);
  }
  if (plan.revert === 'at-end') return new BreakglassError('out-of-time', 'the temporary change reached its end');
  return undefined;
}

function troubleCode(event: TimedEvent): ErrorCode {
  switch (event.type) {
    case 'step-failed':
      return event.code;
    case 'rollback-started':
      return event.why;
    default:
      return event.type === 'degraded' ? 'degraded' : 'interrupted';
  }
}

/** Health had been watched for as long as was approved. */
export function wasWatched({ links }: ProvenSession): boolean {
  return links.some(({ state }) => state === 'monitored');
}
