import type { Link } from './link.ts';
import { CLOSING_STATES } from './parse-link.ts';
import type { ProblemCode } from './problem.ts';
import { linkPath, sessionFolder } from './trail-path.ts';

/** How far a session has come on the branch. */
export interface SessionProgress {
  readonly first: Link;
  readonly folder: string;
  sequence: number;
  closed: boolean;
}

/** What has to stay the same in all links of one session. One run is one session. */
const CONSTANT = ['repository', 'repositoryId', 'runId', 'runAttempt', 'environment', 'drill'] as const;

/** Checks a link against its session so far, and moves the session on. */
export function checkSession(
  sessions: Map<string, SessionProgress>,
  link: Link,
  path: string,
  report: (code: ProblemCode, path: string, reason: string) => void,
): void {
  const known = sessions.get(link.session);
  const progress = known ?? begin(sessions, link);
  const wanted = linkPath(progress.folder, link);
  if (path !== wanted) report('wrong-path', path, `a link that says this belongs at ${wanted}`);
  if (!link.session.endsWith(`-${link.runId}`))
    report('session-mixed', path, `run ${link.runId} is not of this session`);
  if (known === undefined) {
    if (link.sequence !== 1) report('sequence-gap', path, `the session's first link here has number ${link.sequence}`);
    else if (link.state !== 'opened' && link.state !== 'refused') {
      report('not-opened', path, `a session begins by "opened" or "refused", not by "${link.state}"`);
    }
  } else {
    checkNext(known, link, path, report);
  }
  progress.sequence = link.sequence;
  progress.closed ||= CLOSING_STATES.includes(link.state);
}

function begin(sessions: Map<string, SessionProgress>, link: Link): SessionProgress {
  const folder = sessionFolder(link.session, link.drill, link.at);
  const progress = { first: link, folder, sequence: 0, closed: false };
  sessions.set(link.session, progress);
  return progress;
}

function checkNext(
  known: SessionProgress,
  link: Link,
  path: string,
  report: (code: ProblemCode, path: string, reason: string) => void,
): void {
  if (known.closed) report('session-closed', path, 'the session was closed before');
  if (link.sequence !== known.sequence + 1) {
    report('sequence-gap', path, `number ${link.sequence} follows number ${known.sequence}`);
  }
  if (link.state === 'opened') report('opened-twice', path, 'a session is opened once, by its first link');
  const changed = CONSTANT.find((key) => link[key] !== known.first[key]);
  if (changed !== undefined) {
    const [from, to] = [JSON.stringify(known.first[changed]), JSON.stringify(link[changed])];
    report('session-mixed', path, `"${changed}" was ${from} in the session's first link, and is ${to}`);
  }
}
