import { canonicalJson, sha256Hex } from '../audit/canonical.ts';
import type { Link } from '../audit/link.ts';
import { openingProblem } from '../audit/opening.ts';
import { parseRecord } from '../audit/parse-record.ts';
import type { SessionRecord } from '../audit/record.ts';
import { BreakglassError } from '../domain/error.ts';
import { answers } from './answer.ts';
import type { GitHub } from './api.ts';
import { READ_TRAIL, readBlob } from './audit-folder.ts';
import { daysBefore, listSessions, readLinkOf, type TrailSession } from './trail-sessions.ts';

/** A closed session as the audit branch tells of it. Its hashes fit together; its proofs are not checked. */
export interface ClosedSession {
  readonly record: SessionRecord;
  /** The session's folder on the audit branch. */
  readonly folder: string;
  readonly runId: string;
  readonly links: number;
  /** Commits that wrote the folder, oldest first. */
  readonly commits: readonly string[];
}

/** A session is looked for this many days back: its first link is from when its run job began. */
const DAYS = 7;
const MAX_LINKS = 200;
const MAX_COMMITS = 100;

/**
 * Finds a session by its id. Undefined where it has no closing link. What can be checked without GitHub's keys is: the links
 * follow each other, the record is the one that the last of them names, and its plan is the one that was opened.
 *
 * @throws BreakglassError `audit-invalid`
 */
export async function readClosedSession(
  github: GitHub,
  head: string,
  wanted: { readonly session: string; readonly now: number },
): Promise<ClosedSession | undefined> {
  const found = await listSessions(github, head, daysBefore(wanted.now, DAYS));
  for (const each of found.filter(({ session }) => session === wanted.session)) {
    const closed = await readClosed(github, head, each);
    if (closed !== undefined) return closed;
  }
  return undefined;
}

async function readClosed(github: GitHub, head: string, found: TrailSession): Promise<ClosedSession | undefined> {
  const links = await readLinks(github, found);
  const [first, last] = [links[0], links.at(-1)];
  if (first === undefined || last?.state !== 'closed') return undefined;
  requireInOrder(links);
  const bytes = await readFile(github, found, 'record.json');
  if (bytes === undefined || sha256Hex(bytes) !== last.files?.['record.json']) {
    throw invalid(`${found.folder}/record.json is not the one that its closing link names`);
  }
  const record = parseRecord(bytes);
  requireSamePlan(record, first);
  return {
    record,
    folder: found.folder,
    runId: first.runId,
    links: links.length,
    commits: await commitsOf(github, head, found.folder),
  };
}

async function readLinks(github: GitHub, found: TrailSession): Promise<readonly Link[]> {
  const names = [...found.files.keys()].filter((name) => /^\d{4,6}-[a-z-]+\.json$/.test(name)).toSorted();
  const links: Link[] = [];
  for (const name of names.slice(0, MAX_LINKS)) {
    const link = await readLinkOf(github, found, name);
    // No link: `audit verify` names it and says why.
    if (link !== undefined) links.push(link);
  }
  return links.toSorted((a, b) => a.sequence - b.sequence);
}

function requireInOrder(links: readonly Link[]): void {
  const [first] = links;
  let run = first?.runId;
  links.forEach(({ sequence, runId, state }, index) => {
    if (sequence !== index + 1) throw invalid(`link ${index + 1} of session ${first?.session ?? ''} is missing`);
    if (state === 'taken-over') run = runId;
    if (runId !== run) {
      throw invalid(
        `link ${sequence} of session ${first?.session ?? ''} is of run ${runId}, which does not have the session`,
      );
    }
  });
}

function requireSamePlan(record: SessionRecord, opening: Link): void {
  const problem = openingProblem(opening);
  if (problem !== undefined) throw invalid(`the opening link of session ${opening.session}: ${problem}`);
  const digest = opening.opening?.['digest'];
  if (record.session === opening.session && record.digest === digest && digestOf(record) === digest) return;
  throw invalid(`the record of session ${opening.session} is of another plan than its opening link`);
}

function digestOf({ plan }: SessionRecord): string | undefined {
  return plan === null ? undefined : sha256Hex(canonicalJson(plan));
}

async function readFile(github: GitHub, { files }: TrailSession, name: string): Promise<Uint8Array | undefined> {
  const oid = files.get(name);
  return oid === undefined ? undefined : readBlob(github, oid);
}

async function commitsOf(github: GitHub, head: string, folder: string): Promise<readonly string[]> {
  const asked = { sha: head, path: folder, per_page: MAX_COMMITS };
  const listed = answers(await github.rest(READ_TRAIL, 'GET /commits', asked), 'commits');
  return listed.map((commit) => commit.text('sha')).toReversed();
}

function invalid(message: string): BreakglassError {
  return new BreakglassError('audit-invalid', message, { hint: 'run breakglass audit verify on a clone' });
}
