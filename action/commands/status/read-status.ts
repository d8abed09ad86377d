import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { answer } from '../../github/answer.ts';
import type { GitHub, Purpose } from '../../github/api.ts';
import { type HeldLock, type OpenedSession, readOpenState } from '../../github/open-sessions.ts';
import { daysBefore, listSessions, readLinkOf, type TrailSession } from '../../github/trail-sessions.ts';
import { type ReadLink, type SessionSummary, summarize } from '../audit-lines.ts';
import { listWaiting, type Waiting } from '../remote/waiting.ts';

/** What is known, or why it is not. */
export type Known<T> = { readonly is: T } | { readonly unknown: string };

export interface Status {
  /** Sessions that were opened in the last days and not closed, and how each stands. */
  readonly open: Known<readonly OpenStatus[]>;
  readonly locks: Known<readonly HeldLock[]>;
  readonly waiting: Known<readonly Waiting[]>;
  /** Sessions of the last days, the latest first. */
  readonly recent: Known<readonly SessionSummary[]>;
}

export type OpenStatus = Omit<OpenedSession, 'files' | 'closed'>;

export interface StatusQuery {
  readonly auditBranch?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly days: number;
}

const READ: Purpose = { what: 'read the audit branch', permission: 'contents: read', repeatable: true };
/** Sessions that people look at. */
const SHOWN = 10;

/** Reads everything at once. What cannot be read is told as unknown, and never taken for nothing. */
export async function readStatus(github: GitHub, query: StatusQuery): Promise<Status> {
  const trail = auditHead(github, query.auditBranch ?? DEFAULT_AUDIT_BRANCH);
  const state = trail.then((commit) => readOpenState(github, commit, query));
  const [open, locks, waiting, recent] = await Promise.all([
    known(state.then(({ sessions }) => sessions.filter(({ closed }) => !closed).map(openStatus))),
    known(state.then((found) => found.locks)),
    known(listWaiting(github)),
    known(trail.then((commit) => readRecent(github, commit, query))),
  ]);
  return { open, locks, waiting, recent };
}

function openStatus({ files: _files, closed: _closed, ...status }: OpenedSession): OpenStatus {
  return status;
}

async function known<T>(read: Promise<T>): Promise<Known<T>> {
  try {
    return { is: await read };
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    return { unknown: `${code}: ${message}` };
  }
}

async function auditHead(github: GitHub, branch: string): Promise<string> {
  const found = await github.find(READ, 'GET /git/ref/{+ref}', { ref: `heads/${branch}` });
  if (found !== undefined) return answer(found, 'ref').object('object').text('sha');
  throw new BreakglassError('audit-branch-missing', `there is no branch "${branch}"`, { hint: 'run breakglass setup' });
}

async function readRecent(
  github: GitHub,
  commit: string,
  { now, days }: StatusQuery,
): Promise<readonly SessionSummary[]> {
  const found = await listSessions(github, commit, daysBefore(now, days));
  const latest = found.toSorted((a, b) => (dayAndRun(a) > dayAndRun(b) ? -1 : 1)).slice(0, SHOWN);
  const all = await Promise.all(latest.map((session) => readEnds(github, commit, session)));
  return all.flat().toSorted((a, b) => (a.since > b.since ? -1 : 1));
}

/** A session's id ends with that of its run, and those grow. */
function dayAndRun({ folder }: TrailSession): string {
  const run = /(\d+)$/.exec(folder)?.[1] ?? '';
  return `${folder.split('/').slice(1, 4).join('/')}/${run.padStart(20, '0')}`;
}

/** Its first and its last link say when it began and how it ended. */
async function readEnds(github: GitHub, commit: string, found: TrailSession): Promise<readonly SessionSummary[]> {
  const names = [...found.files.keys()].filter((name) => /^\d{4,6}-[a-z-]+\.json$/.test(name)).toSorted();
  const ends = [...new Set([names[0], names.at(-1)])].flatMap((name) => (name === undefined ? [] : [name]));
  const links = await Promise.all(ends.map((name) => readLinkOf(github, found, name)));
  const read = links.flatMap((link, index): ReadLink[] =>
    link === undefined ? [] : [{ commit, path: `${found.folder}/${ends[index]}`, link }],
  );
  return read.length === 0 ? [] : [{ ...summarize(read), links: names.length }];
}
