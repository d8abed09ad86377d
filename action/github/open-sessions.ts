import type { Link } from '../audit/link.ts';
import { isJsonObject } from '../domain/json.ts';
import { answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';
import { type Holder, parseHolder } from './lock.ts';
import { daysBefore, listSessions, readLinkOf, type TrailSession } from './trail-sessions.ts';

/** A session that was opened: by its links as they stand on the branch, unproven. */
export interface OpenedSession {
  readonly session: string;
  readonly folder: string;
  readonly install: string | null;
  readonly since: string;
  readonly runId: string;
  readonly closed: boolean;
}

/** The lock of an install. */
export interface HeldLock {
  readonly install: string;
  readonly ref: string;
  /** Undefined where the lock does not say whose it is. */
  readonly holder: Holder | undefined;
}

export interface OpenState {
  readonly sessions: readonly OpenedSession[];
  readonly locks: readonly HeldLock[];
}

const LOCKS = 'heads/break-glass/open/';
const READ_LOCKS: Purpose = { what: 'read the locks', permission: 'contents: read', repeatable: true };
const READ_RUN: Purpose = { what: 'read the run', permission: 'actions: read', repeatable: true };
/** The year 2200. */
const LAST_TIME = 7_258_118_400_000;
/** Blobs asked for at once. */
const AT_ONCE = 8;

/**
 * Sessions that were opened in the last days, and every lock. The session of a lock is found however long ago it was: the lock
 * says since when it is held.
 */
export async function readOpenState(
  github: GitHub,
  commit: string,
  within: { readonly now: number; readonly days: number },
): Promise<OpenState> {
  const days = daysBefore(within.now, within.days);
  const [locks, recent] = await Promise.all([readLocks(github), listSessions(github, commit, days)]);
  const older = locks.flatMap(({ holder }) => daysOfLock(holder)).filter((day) => !days.includes(day));
  const earlier = await listSessions(github, commit, [...new Set(older)]);
  const held = new Set(locks.map(({ holder }) => holder?.session));
  const all = [...recent, ...earlier.filter(({ session }) => held.has(session))];
  const opened = all.filter(({ files }) => files.has('0001-opened.json'));
  return { locks, sessions: (await inBatches(opened, (each) => readOpened(github, each))).flat() };
}

/** Whether a run has ended; one that is gone has. */
export async function hasEnded(github: GitHub, runId: string): Promise<boolean> {
  const run = await github.find(READ_RUN, 'GET /actions/runs/{run_id}', { run_id: runId });
  return run === undefined || answer(run, 'run').text('status') === 'completed';
}

async function readLocks(github: GitHub): Promise<readonly HeldLock[]> {
  const listed = answers(await github.rest(READ_LOCKS, `GET /git/matching-refs/${LOCKS}`), 'refs');
  return inBatches(listed, async (entry) => {
    const ref = entry.text('ref');
    const sha = entry.object('object').text('sha');
    const commit = await github.find(READ_LOCKS, 'GET /git/commits/{commit_sha}', { commit_sha: sha });
    const message = commit === undefined ? '' : answer(commit, 'commit').text('message');
    return { ref, install: ref.slice(`refs/${LOCKS}`.length), holder: parseHolder(message) };
  });
}

/** A session's folder is named by the day of its first link: that of the lock, or around midnight the next. */
function daysOfLock(holder: Holder | undefined): readonly string[] {
  const since = Date.parse(holder?.since ?? '');
  // Anyone who can push writes a lock: one from another age has no session.
  return since > 0 && since < LAST_TIME ? daysBefore(since + 24 * 3_600_000, 2) : [];
}

/** Empty where what is there is no opening link: `audit verify` names it. */
async function readOpened(github: GitHub, found: TrailSession): Promise<readonly OpenedSession[]> {
  const opening = await readLinkOf(github, found, '0001-opened.json');
  if (opening === undefined) return [];
  const { session, folder } = found;
  const closed = await isClosed(github, found, opening);
  return [{ session, folder, install: installOf(opening), since: opening.at, runId: opening.runId, closed }];
}

/** A file with the name of a closing link says little: it has to be one, of the same run, and hold a proof. */
async function isClosed(github: GitHub, found: TrailSession, { runId, runAttempt }: Link): Promise<boolean> {
  for (const name of [...found.files.keys()].filter((each) => /^\d{4,6}-closed\.json$/.test(each))) {
    const link = await readLinkOf(github, found, name);
    if (link?.state === 'closed' && link.runId === runId && link.runAttempt === runAttempt) return true;
  }
  return false;
}

function installOf({ opening }: Link): string | null {
  const plan = opening?.['plan'];
  const install = isJsonObject(plan) ? plan['install'] : undefined;
  const name = isJsonObject(install) ? install['name'] : undefined;
  return typeof name === 'string' ? name : null;
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return done;
}
