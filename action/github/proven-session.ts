import type { Link } from '../audit/link.ts';
import { MAX_LINK_BYTES } from '../audit/link-commit.ts';
import { openingProblem } from '../audit/opening.ts';
import { parseLink } from '../audit/parse-link.ts';
import { checkProof, PROOF_TOLERANCE_MS, type ProofKeys } from '../audit/proof.ts';
import type { ProvenSession } from '../audit/proven-session.ts';
import { checkSession, type ProvenLink, type SessionProgress } from '../audit/session-order.ts';
import { isBreakGlassOf } from '../audit/workflow-ref.ts';
import { asBreakglassError } from '../domain/error.ts';
import type { GitHub } from './api.ts';
import { type FolderEntry, readBlob, readFolder } from './audit-folder.ts';
import { type LinkCommit, MAX_LINKS, type Refuse, readFolderHistory } from './folder-history.ts';
import type { TrailSession } from './trail-sessions.ts';
import { UntrustedSession } from './untrusted-session.ts';

/** What a session has to be of, known from elsewhere than the audit branch. */
export interface SessionTrust {
  /** GitHub's keys, from GitHub. */
  readonly keys: ProofKeys;
  /** `owner/name` */
  readonly repository: string;
  readonly repositoryId: number;
  readonly drill: boolean;
  /** The default branch's full ref: the only one that sessions are opened on. */
  readonly ref: string;
  /** `owner/name` of the repository whose workflows are Breakglass. */
  readonly sourceRepository: string;
}

export interface SessionQuery {
  /** The audit branch's head. */
  readonly head: string;
  readonly session: Pick<TrailSession, 'session' | 'folder'>;
  readonly trust: SessionTrust;
}

/**
 * A session that may be acted on: every link of it proven by GitHub, in its place and in order, opened by our workflow in its
 * environment for this repository, and every commit that ever touched its folder a link's. What is beside the links, the record
 * and the report, is not looked at.
 *
 * @throws UntrustedSession `audit-invalid`, with what is wrong and where
 */
export async function readProvenSession(github: GitHub, query: SessionQuery): Promise<ProvenSession> {
  const { head, session, trust } = query;
  const refuse: Refuse = (code, commit, path, reason) => {
    throw new UntrustedSession(session.session, { code, commit, path, reason });
  };
  const [commits, entries] = await Promise.all([
    readFolderHistory(github, { head, folder: session.folder }, refuse),
    readFolder(github, head, session.folder),
  ]);
  requireSameFiles(commits, entries, session.folder, refuse);
  const sessions = new Map<string, SessionProgress>();
  const proven: ProvenLink[] = [];
  for (const commit of commits) {
    const link = await readProvenLink(github, commit, trust, refuse);
    const refuseIt = problemsOf(commit, refuse);
    if (link.link.session !== session.session) refuseIt('session-mixed', `it is of session ${link.link.session}`);
    if (proven.length === 0) requireOpening(link, trust, refuseIt);
    if (!checkSession(sessions, link, (code, _path, reason) => refuseIt(code, reason))) {
      refuseIt('session-mixed', 'it does not continue the session');
    }
    proven.push(link);
  }
  const [opening] = proven;
  const progress = sessions.get(session.session);
  if (opening === undefined || progress === undefined)
    return refuse('not-opened', head, session.folder, 'it has no link');
  return asSession(session.folder, proven, opening, progress);
}

function asSession(
  folder: string,
  proven: readonly ProvenLink[],
  { link, proof }: ProvenLink,
  { tenure, closed }: SessionProgress,
): ProvenSession {
  const links = proven.map((each) => each.link);
  return {
    session: link.session,
    folder,
    opening: link,
    from: { workflow: proof.workflow ?? '', ref: proof.ref ?? '', sha: proof.sha ?? '' },
    links,
    events: links.flatMap(({ events }) => events),
    holder: { runId: tenure.runId, runAttempt: tenure.runAttempt, since: tenure.since },
    closed,
  };
}

type RefuseLink = (code: Parameters<Refuse>[0], reason: string) => never;

function problemsOf({ oid, path }: LinkCommit, refuse: Refuse): RefuseLink {
  return (code, reason) => refuse(code, oid, path, reason);
}

/** What stands in the folder has to be what its history put there: all of it, as regular files. */
function requireSameFiles(
  commits: readonly LinkCommit[],
  entries: ReadonlyMap<string, FolderEntry> | undefined,
  folder: string,
  refuse: Refuse,
): void {
  const added = new Map(commits.flatMap((commit) => [...commit.added]));
  const wrong = [...(entries ?? [])].find(
    ([name, { oid, size }]) => size === undefined || added.get(`${folder}/${name}`) !== oid,
  );
  if (wrong !== undefined)
    refuse('unexpected-file', null, `${folder}/${wrong[0]}`, 'no commit of the folder added it so');
  const missing = [...added.keys()].find((path) => !entries?.has(path.slice(folder.length + 1)));
  if (missing !== undefined) refuse('file-changed', null, missing, 'it was added, and is not there');
  const large = commits.find(({ path }) => (entries?.get(path.slice(folder.length + 1))?.size ?? 0) > MAX_LINK_BYTES);
  if (large !== undefined) refuse('link-invalid', large.oid, large.path, `it has more than ${MAX_LINK_BYTES} bytes`);
  if (commits.length > MAX_LINKS) refuse('session-too-long', null, folder, `it has more than ${MAX_LINKS} links`);
}

async function readProvenLink(
  github: GitHub,
  commit: LinkCommit,
  { keys, repository, repositoryId, drill }: SessionTrust,
  refuse: Refuse,
): Promise<ProvenLink> {
  const refuseIt = problemsOf(commit, refuse);
  const link = await readLink(github, commit, refuseIt);
  if (link.proof === null)
    return refuseIt('proof-malformed', 'it has no proof: anyone who can push could have written it');
  const proof = checkProof(link, link.proof, keys);
  if ('code' in proof) return refuseIt(proof.code, proof.reason);
  if (link.repositoryId !== repositoryId || link.repository !== repository) {
    refuseIt('wrong-repository', `it is of ${link.repository}, repository id ${link.repositoryId}`);
  }
  if (link.drill !== drill) refuseIt('wrong-kind', `it is ${link.drill ? 'of a drill' : 'of no drill'}`);
  // A genuine link that is put there again, at its own path, has the time of whoever put it there.
  if (Math.abs(commit.at - Date.parse(link.at)) > PROOF_TOLERANCE_MS) {
    refuseIt('commit-time', `it says ${link.at}, and was committed at ${new Date(commit.at).toISOString()}`);
  }
  return { link, path: commit.path, proof };
}

async function readLink(github: GitHub, { added, path }: LinkCommit, refuse: RefuseLink): Promise<Link> {
  const bytes = await readBlob(github, added.get(path) ?? '');
  try {
    return parseLink(bytes);
  } catch (error) {
    return refuse('link-invalid', asBreakglassError(error).message);
  }
}

/** GitHub signs for every workflow of the repository alike, on every branch: only ours, behind the gate, opens a session. */
function requireOpening(
  { link, proof }: ProvenLink,
  { ref, sourceRepository }: SessionTrust,
  refuse: RefuseLink,
): void {
  if (link.state !== 'opened') refuse('not-opened', `the session begins by "${link.state}"`);
  if (!isBreakGlassOf(sourceRepository, proof.workflow)) {
    refuse(
      'proof-origin',
      `workflow ${JSON.stringify(proof.workflow)} is not the one of ${sourceRepository} that opens sessions`,
    );
  }
  if (proof.environment === null) refuse('proof-environment', 'it was opened in no environment');
  if (proof.ref !== ref) refuse('proof-ref', `it was opened on ${JSON.stringify(proof.ref)}, not on ${ref}`);
  if (proof.sha === null) refuse('proof-malformed', 'its proof does not say which commit was run');
  const mismatch = openingProblem(link);
  if (mismatch !== undefined) refuse('plan-mismatch', mismatch);
}
