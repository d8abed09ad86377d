import type { Link } from './link.ts';
import { CLOSING_STATES } from './parse-link.ts';
import type { ProblemCode } from './problem.ts';
import { linkPath, sessionFolder } from './trail-path.ts';

/** How far a session has come on the branch, by its proven links. */
export interface SessionProgress {
  readonly first: Link;
  /** `job_workflow_ref` of the first link's proof. */
  readonly workflow: string | null;
  readonly folder: string;
  sequence: number;
  closed: boolean;
}

/** A link with what its proof says. */
export interface ProvenLink {
  readonly link: Link;
  readonly path: string;
  readonly workflow: string | null;
}

type Report = (code: ProblemCode, path: string, reason: string) => void;

/** What has to stay the same in all links of one session. One run is one session. */
const CONSTANT = ['repository', 'repositoryId', 'runId', 'runAttempt', 'environment', 'drill'] as const;

/**
 * Checks a proven link against its session so far, and moves the session on; false when the link is none of the session's.
 * Links that nobody proved must not come here: whoever can push would open, refuse and close the sessions of others.
 */
export function checkSession(sessions: Map<string, SessionProgress>, proven: ProvenLink, report: Report): boolean {
  const { link, path } = proven;
  const known = sessions.get(link.session);
  const folder = known?.folder ?? sessionFolder(link.session, link.drill, link.at);
  if (!checkPlace(link, path, folder, report)) return false;
  if (known === undefined) {
    if (link.sequence !== 1) report('sequence-gap', path, `the session's first link here has number ${link.sequence}`);
    else if (link.state !== 'opened' && link.state !== 'refused') {
      report('not-opened', path, `a session begins by "opened" or "refused", not by "${link.state}"`);
    }
  } else if (!checkNext(known, proven, report)) return false;
  const progress = known ?? { first: link, workflow: proven.workflow, folder, sequence: 0, closed: false };
  sessions.set(link.session, progress);
  progress.sequence = link.sequence;
  progress.closed ||= CLOSING_STATES.includes(link.state);
  return true;
}

/** Checks where an unproven link is: that is all that it can be held to. */
export function checkUnproven(link: Link, path: string, report: Report): void {
  checkPlace(link, path, sessionFolder(link.session, link.drill, link.at), report);
}

/** False when the link's run is not the session's. */
function checkPlace(link: Link, path: string, folder: string, report: Report): boolean {
  const wanted = linkPath(folder, link);
  if (path !== wanted) report('wrong-path', path, `a link that says this belongs at ${wanted}`);
  if (link.session.endsWith(`-${link.runId}`)) return true;
  report('session-mixed', path, `run ${link.runId} is not of this session`);
  return false;
}

/** False for a link that does not continue the session: a copy of an earlier one, or one by somebody else. */
function checkNext(known: SessionProgress, { link, path, workflow }: ProvenLink, report: Report): boolean {
  if (known.closed) report('session-closed', path, 'the session was closed before');
  if (link.sequence !== known.sequence + 1) {
    report('sequence-gap', path, `number ${link.sequence} follows number ${known.sequence}`);
  }
  if (link.state === 'opened') report('opened-twice', path, 'a session is opened once, by its first link');
  const now = { ...link, workflow };
  const before = { ...known.first, workflow: known.workflow };
  const changed = ([...CONSTANT, 'workflow'] as const).find((key) => now[key] !== before[key]);
  if (changed !== undefined) {
    const [from, to] = [JSON.stringify(before[changed]), JSON.stringify(now[changed])];
    report('session-mixed', path, `"${changed}" was ${from} in the session's first link, and is ${to}`);
  }
  return changed === undefined && !known.closed && link.sequence > known.sequence;
}
