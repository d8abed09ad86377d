import type { Link } from '../audit/link.ts';
import type { RunAttempt } from '../domain/event.ts';
import { isJsonObject } from '../domain/json.ts';
import type { SessionState } from '../domain/session.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';
import { type Holder, parseHolder } from './lock-marker.ts';
import { daysBefore, listSessions, readLinkOf, type TrailSession } from './trail-sessions.ts';

/** A session that was opened, and how it stands: by its links as they stand on the branch, unproven. */
export interface OpenedSession extends TrailSession {
  readonly install: string | null;
  readonly since: string;
  readonly runId: string;
  readonly runAttempt: number;
  /** State of its last link. */
  readonly state: SessionState;
  readonly closed: boolean;
  /** The link that says so. */
  readonly last: Link;
}

/** The lock of an install. */
export interface HeldLock {
  readonly install: string;
  readonly ref: string;
  /** Undefined where the lock does not say whose it is. */
  readonly holder: Holder | undefined;
  /** Since when its session has it, through every take-over; as the locks say. */
  readonly first: string | undefined;
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
/** Locks that are looked back through, of one that was taken over. */
const MOST_TAKE_OVERS = 20;
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
  const older = locks.flatMap(({ first }) => daysOfLock(first)).filter((day) => !days.includes(day));
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

/** One attempt of a run, as GitHub tells it. `gone`: GitHub knows no such attempt; a run can be deleted only when it is over. */
export type RunState = 'running' | 'ended' | 'cancelled' | 'gone';

/**
 * How one attempt of a run stands. A later attempt says nothing of an earlier one, but that it is over: GitHub runs nothing
 * again that has not ended.
 *
 * @throws BreakglassError `github-unavailable`, `github-forbidden`: then it may be running
 */
export async function runState(github: GitHub, { runId, runAttempt }: RunAttempt): Promise<RunState> {
  const at = { run_id: runId, attempt_number: runAttempt };
  const found = await github.find(READ_RUN, 'GET /actions/runs/{run_id}/attempts/{attempt_number}', at);
  if (found !== undefined) return stateOf(answer(found, 'run attempt'));
  // An attempt that is not found although its run is there is no proof of its end.
  const run = await github.find(READ_RUN, 'GET /actions/runs/{run_id}', { run_id: runId });
  if (run === undefined) return 'gone';
  const latest = answer(run, 'run');
  if (latest.number('run_attempt') === runAttempt) return stateOf(latest);
  return latest.number('run_attempt') > runAttempt ? 'ended' : 'gone';
}

function stateOf(attempt: Answer): RunState {
  if (attempt.text('status') !== 'completed') return 'running';
  return attempt.value('conclusion') === 'cancelled' ? 'cancelled' : 'ended';
}

async function readLocks(github: GitHub): Promise<readonly HeldLock[]> {
  const listed = answers(await github.rest(READ_LOCKS, `GET /git/matching-refs/${LOCKS}`), 'refs');
  return inBatches(listed, async (entry) => {
    const ref = entry.text('ref');
    const sha = entry.object('object').text('sha');
    const marker = await readMarker(github, sha);
    const install = ref.slice(`refs/${LOCKS}`.length);
    return { ref, install, holder: marker.holder, first: await firstSince(github, marker) };
  });
}

interface Marker {
  readonly holder: Holder | undefined;
  readonly parent: string | undefined;
}

async function readMarker(github: GitHub, sha: string): Promise<Marker> {
  const found = await github.find(READ_LOCKS, 'GET /git/commits/{commit_sha}', { commit_sha: sha });
  if (found === undefined) return { holder: undefined, parent: undefined };
  const commit = answer(found, 'commit');
  return { holder: parseHolder(commit.text('message')), parent: commit.list('parents')[0]?.text('sha') };
}

/** A lock that was taken over stands on the one before it: how long the session has had it is in the first of them. */
async function firstSince(github: GitHub, marker: Marker): Promise<string | undefined> {
  let { holder, parent } = marker;
  for (let depth = 0; depth < MOST_TAKE_OVERS && parent !== undefined; depth += 1) {
    const before = await readMarker(github, parent);
    if (before.holder === undefined || before.holder.session !== holder?.session) break;
    ({ holder, parent } = before);
  }
  return holder?.since;
}

/** A session's folder is named by the day of its first link: that of the lock, or around midnight the next. */
function daysOfLock(first: string | undefined): readonly string[] {
  const since = Date.parse(first ?? '');
  // Anyone who can push writes a lock: one from another age has no session.
  return since > 0 && since < LAST_TIME ? daysBefore(since + 24 * 3_600_000, 2) : [];
}

/** Empty where what is there is no opening link: `audit verify` names it. */
async function readOpened(github: GitHub, found: TrailSession): Promise<readonly OpenedSession[]> {
  const opening = await readLinkOf(github, found, '0001-opened.json');
  if (opening === undefined) return [];
  const { at: since, runId, runAttempt } = opening;
  const last = await readLast(github, found, opening);
  const { state } = last;
  const closed = state === 'closed';
  return [{ ...found, install: installOf(opening), since, runId, runAttempt, state, closed, last }];
}

/**
 * A file with the name of a link says little: it has to be one, of the run that has the session then, and hold a proof. A run
 * that takes a session over begins with a link that says so.
 */
async function readLast(github: GitHub, found: TrailSession, opening: Link): Promise<Link> {
  let last = opening;
  for (const name of [...found.files.keys()].filter((each) => LATER_LINK.test(each)).toSorted(bySequence)) {
    const link = await readLinkOf(github, found, name);
    if (link === undefined || !name.endsWith(`-${link.state}.json`)) continue;
    if (link.state === 'taken-over' || isOf(link, last)) last = link;
    if (last.state === 'closed') break;
  }
  return last;
}

/** Links after the first that tell how a session stands: what it does in between is for the record. */
const LATER_LINK = /^\d{4,6}-(?:left|taken-over|unsealed|closed)\.json$/;

function bySequence(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10);
}

function isOf(link: Link, { runId, runAttempt }: Link): boolean {
  return link.runId === runId && link.runAttempt === runAttempt;
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
