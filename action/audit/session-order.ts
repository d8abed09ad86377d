import type { Link } from './link.ts';
import { CLOSING_STATES, RECOVERY_STATES } from './parse-link.ts';
import type { ProblemCode } from './problem.ts';
import type { ProofFacts } from './proof.ts';
import { takeOverProblem } from './take-over.ts';
import { linkPath, sessionFolder } from './trail-path.ts';
import { isOurRecovery } from './workflow-ref.ts';

/** A link with what its proof says. */
export interface ProvenLink {
  readonly link: Link;
  readonly path: string;
  readonly proof: ProofFacts;
}

/** Who has a session: the run that opened it, or the recovery that took it over last. */
export interface Tenure {
  readonly runId: string;
  readonly runAttempt: number;
  readonly environment: string | null;
  readonly workflow: string | null;
  /** Time of its first link. */
  readonly since: string;
  readonly recovery: boolean;
}

/** How far a session has come on the branch, by its proven links. */
export interface SessionProgress {
  readonly first: ProvenLink;
  readonly folder: string;
  tenure: Tenure;
  sequence: number;
  closed: boolean;
}

type Report = (code: ProblemCode, path: string, reason: string) => void;

/** What stays the same in all links of a session, and what in those of one tenure. One run is one tenure. */
const OF_SESSION = ['repository', 'repositoryId', 'drill'] as const;
const CONSTANT = ['repository', 'repositoryId', 'runAttempt', 'environment', 'drill', 'workflow'] as const;
type Constant = (typeof CONSTANT)[number];

/**
 * Checks a proven link against its session so far, and moves the session on; false when the link is none of the session's.
 * Links that nobody proved must not come here: whoever can push would open, refuse and close the sessions of others.
 */
export function checkSession(sessions: Map<string, SessionProgress>, proven: ProvenLink, report: Report): boolean {
  const { link, path } = proven;
  const known = sessions.get(link.session);
  const folder = known?.folder ?? sessionFolder(link.session, link.drill, link.at);
  checkPath(link, path, folder, report);
  if (!(known === undefined ? checkFirst(proven, report) : checkNext(known, proven, report))) return false;
  const progress = known ?? {
    first: withoutContents(proven),
    folder,
    tenure: tenureOf(proven),
    sequence: 0,
    closed: false,
  };
  sessions.set(link.session, progress);
  if (known !== undefined && link.state === 'taken-over') progress.tenure = tenureOf(proven);
  progress.sequence = link.sequence;
  progress.closed ||= CLOSING_STATES.includes(link.state);
  return true;
}

/** One is kept for each session of a trail: without what it tells, and without the path, which holds on to git's whole output. */
function withoutContents({ link: { opening: _opening, ...link }, proof }: ProvenLink): ProvenLink {
  return { link: { ...link, events: [], proof: null }, path: '', proof };
}

/** Checks where an unproven link is: that is all that it can be held to. */
export function checkUnproven(link: Link, path: string, report: Report): void {
  checkPath(link, path, sessionFolder(link.session, link.drill, link.at), report);
  if (!isOwnRun(link)) report('session-mixed', path, `run ${link.runId} is not of this session`);
}

function tenureOf({ link, proof }: ProvenLink): Tenure {
  const { runId, runAttempt, environment, at, state } = link;
  return { runId, runAttempt, environment, workflow: proof.workflow, since: at, recovery: state === 'taken-over' };
}

function checkPath(link: Link, path: string, folder: string, report: Report): void {
  const wanted = linkPath(folder, link);
  if (path !== wanted) report('wrong-path', path, `a link that says this belongs at ${wanted}`);
}

/** A session is named by the run that it is of. */
function isOwnRun({ session, runId }: Link): boolean {
  return session.endsWith(`-${runId}`);
}

/** False when the link's run is not the session's. A recovery may refuse a session whose run never opened it. */
function checkFirst({ link, path, proof }: ProvenLink, report: Report): boolean {
  if (!isOwnRun(link) && !(link.state === 'refused' && link.sequence === 1 && isOurRecovery(proof.workflow))) {
    report('session-mixed', path, `run ${link.runId} is not of this session`);
    return false;
  }
  if (link.sequence !== 1) report('sequence-gap', path, `the session's first link here has number ${link.sequence}`);
  else if (link.state !== 'opened' && link.state !== 'refused') {
    report('not-opened', path, `a session begins by "opened" or "refused", not by "${link.state}"`);
  }
  return true;
}

/** False for a link that does not continue the session: a copy of an earlier one, or one by somebody else. */
function checkNext(known: SessionProgress, proven: ProvenLink, report: Report): boolean {
  const { link, path } = proven;
  const { tenure } = known;
  const takesOver = link.state === 'taken-over';
  if (!takesOver && link.runId !== tenure.runId) {
    const had = tenure.recovery ? `: run ${tenure.runId} has taken it over` : '';
    report('session-mixed', path, `run ${link.runId} is not of this session${had}`);
    return false;
  }
  if (known.closed) report('session-closed', path, 'the session was closed before');
  if (link.sequence !== known.sequence + 1) {
    report('sequence-gap', path, `number ${link.sequence} follows number ${known.sequence}`);
  }
  if (link.state === 'opened') report('opened-twice', path, 'a session is opened once, by its first link');
  const own = checkSame(known, proven, report) && (takesOver ? checkTakeOver(known, proven, report) : true);
  const allowed = takesOver || !tenure.recovery || RECOVERY_STATES.includes(link.state);
  if (!allowed) report('recovery-state', path, `a recovery writes no link in state "${link.state}"`);
  return own && allowed && !known.closed && link.sequence > known.sequence;
}

/** Whether the link has in it what is the same in all of its session, and of its tenure. */
function checkSame({ first, tenure }: SessionProgress, { link, path, proof }: ProvenLink, report: Report): boolean {
  const now = (key: Constant) => (key === 'workflow' ? proof.workflow : link[key]);
  const before = (key: Constant) =>
    key === 'runAttempt' || key === 'environment' || key === 'workflow' ? tenure[key] : first.link[key];
  const held: readonly Constant[] = link.state === 'taken-over' ? OF_SESSION : CONSTANT;
  const changed = held.find((key) => now(key) !== before(key));
  if (changed === undefined) return true;
  const [from, to] = [JSON.stringify(before(changed)), JSON.stringify(now(changed))];
  const where = tenure.recovery ? 'in the link that took it over' : "in the session's first link";
  report('session-mixed', path, `"${changed}" was ${from} ${where}, and is ${to}`);
  return false;
}

function checkTakeOver({ first, tenure }: SessionProgress, proven: ProvenLink, report: Report): boolean {
  const problem = takeOverProblem(first, tenure, proven);
  if (problem !== undefined) report(problem.code, proven.path, problem.reason);
  return problem === undefined;
}
