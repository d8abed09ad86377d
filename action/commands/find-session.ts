import type { ProvenSession } from '../audit/proven-session.ts';
import { BreakglassError } from '../domain/error.ts';
import { answer } from '../github/answer.ts';
import type { GitHub, Purpose } from '../github/api.ts';
import { readProvenSession, type SessionTrust } from '../github/proven-session.ts';
import { daysBefore, listSessions, type TrailSession } from '../github/trail-sessions.ts';
import { suggest } from '../playbook/nearest.ts';

export interface Wanted {
  readonly session: string;
  /** The audit branch's head. */
  readonly head: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const READ_RUN: Purpose = { what: 'read the run', permission: 'actions: read', repeatable: true };
const SESSION = /^[a-z0-9][a-z0-9-]{0,39}$/;
const DAY_MS = 24 * 3_600_000;
/** Sessions are suggested, and those whose run is gone are found, of as many days back. */
const RECENT_DAYS = 14;
/** A job waits for its approval for at most 30 days. */
const LONGEST_DAYS = 33;

/**
 * The folder of a session on the audit branch. It is named by the day of the session's first link, which is one between the start
 * and the end of its run.
 *
 * @throws BreakglassError `unknown-session`, which suggests one
 */
export async function findSession(
  github: GitHub,
  { session, head, now }: Wanted,
  drill: boolean,
): Promise<TrailSession> {
  const runId = SESSION.test(session) ? /-(\d{1,20})$/.exec(session)?.[1] : undefined;
  const days = runId === undefined ? [] : await daysOfRun(github, runId, now);
  const listed = await listSessions(github, head, days);
  const found = listed.find((each) => each.session === session && isDrill(each) === drill);
  if (found !== undefined) return found;
  const recent = await listSessions(github, head, daysBefore(now, RECENT_DAYS));
  const names = recent.filter((each) => isDrill(each) === drill).map((each) => each.session);
  throw new BreakglassError('unknown-session', `the audit branch has no session "${session.slice(0, 100)}"`, {
    hint: suggest(session, names.toReversed(), 'see breakglass status and breakglass audit list'),
  });
}

/**
 * Finds a session and reads it, every link of it proven.
 *
 * @throws BreakglassError `unknown-session`, `session-unfit` where it was refused, `audit-invalid`
 */
export async function readSessionById(github: GitHub, wanted: Wanted, trust: SessionTrust): Promise<ProvenSession> {
  const found = await findSession(github, wanted, trust.drill);
  if (!found.files.has('0001-opened.json') && found.files.has('0001-refused.json')) {
    throw new BreakglassError('session-unfit', `session ${found.session} was refused`, {
      hint: 'it changed nothing: there is nothing to undo, to extend or to end',
    });
  }
  return readProvenSession(github, { head: wanted.head, session: found, trust });
}

function isDrill({ folder }: TrailSession): boolean {
  return folder.startsWith('drill/');
}

async function daysOfRun(github: GitHub, runId: string, now: number): Promise<readonly string[]> {
  const run = await github.find(READ_RUN, 'GET /actions/runs/{run_id}', { run_id: runId });
  // GitHub keeps runs for a while; of one that is gone only what is recent is looked through.
  if (run === undefined) return daysBefore(now, LONGEST_DAYS);
  const facts = answer(run, 'run');
  const [from, to] = [Date.parse(facts.text('created_at')), Date.parse(facts.text('updated_at'))];
  if (!(from <= to)) return daysBefore(now, LONGEST_DAYS);
  // A clock may be behind, and midnight near.
  const days = Math.ceil((to - from) / DAY_MS) + 3;
  return daysBefore(to + DAY_MS, Math.min(days, LONGEST_DAYS + 3));
}
