import type { RunAttempt } from '../domain/event.ts';
import { isJsonObject } from '../domain/json.ts';

/**
 * What a lock says of its holder: the message of the commit that it points at. Anyone who may push can have written it, so that
 * nothing but a name, a page and a time is read from it, each in its closed form.
 */
export interface Holder {
  readonly session: string;
  /** Page of the run that took it: the session's own, or a recovery's. */
  readonly run: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** Null in a marker that does not say which attempt. */
  readonly runAttempt: number | null;
}

const SESSION = /^[a-z0-9][a-z0-9-]{0,39}$/;
const PAGE = /^https?:\/\/[\w.-]+(?::\d{1,5})?\/[\w.-]+\/[\w.-]+\/actions\/runs\/(\d{1,20})$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** Undefined where it is no marker of ours. */
export function parseHolder(message: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(message);
    if (!isJsonObject(value)) return undefined;
    const { session, run, since, runAttempt } = value;
    if (!matches(session, SESSION) || !matches(run, PAGE) || !matches(since, TIME)) return undefined;
    if (Number.isNaN(Date.parse(since))) return undefined;
    const attempt = typeof runAttempt === 'number' && Number.isSafeInteger(runAttempt) && runAttempt > 0;
    return { session, run, since, runAttempt: attempt ? runAttempt : null };
  } catch {
    return undefined;
  }
}

/** Id of the run whose page it is. */
export function runIdOf(page: string): string {
  return PAGE.exec(page)?.[1] ?? '';
}

/** The attempt that a marker names; its first, where it says none. */
export function attemptOf({ run, runAttempt }: Holder): RunAttempt {
  return { runId: runIdOf(run), runAttempt: runAttempt ?? 1 };
}

function matches(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
