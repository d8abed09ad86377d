import type { Link } from '../../audit/link.ts';
import { checkProof } from '../../audit/proof.ts';
import type { ProvenSession } from '../../audit/proven-session.ts';
import { parseWorkflowRef } from '../../audit/workflow-ref.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { SOURCE_REPOSITORY } from '../../domain/trusted-names.ts';
import { answer } from '../../github/answer.ts';
import { type HeldLock, type OpenedSession, readOpenState } from '../../github/open-sessions.ts';
import { readProvenSession, type SessionTrust } from '../../github/proven-session.ts';
import { readProofKeys } from '../../runtime/proof-keys.ts';
import type { Wiring } from '../wiring.ts';

/** What a recovery finds on the audit branch and among the locks. */
export interface Survey {
  /** Sessions that are open, each link proven. */
  readonly open: readonly ProvenSession[];
  /** Sessions that were read, open and closed, each link proven. */
  readonly sessions: readonly ProvenSession[];
  /** What calls itself a session, and is not proven to be one. */
  readonly untrusted: readonly { readonly session: OpenedSession; readonly error: BreakglassError }[];
  readonly locks: readonly HeldLock[];
  /** What GitHub says of this repository, and its keys. */
  readonly trust: SessionTrust;
  /** How many were looked at, for people. */
  readonly looked: string;
}

/** Days of the audit branch that are looked through. A session of before is found as long as its lock is held. */
const DAYS = 14;
/**
 * Of an older session that says it is closed, only the link that says so is proven: to prove all of one takes a dozen requests of the
 * thousand that GitHub gives a repository in an hour.
 */
const DOUBTED_MS = 3 * 3_600_000;

/** Reads, and proves, whatever may be open. It changes nothing. */
export async function survey(wiring: Wiring): Promise<Survey> {
  const { github, mode } = wiring;
  const trust = await readTrust(wiring);
  // Not where it ended when the job began: a recovery may have waited since.
  const { commit: head } = await wiring.journal(null).locate();
  const now = mode.clock.now();
  const { sessions: found, locks } = await readOpenState(github, head, { now, days: DAYS });
  const held = new Set(locks.map(({ holder }) => holder?.session));
  const recent = ({ since }: OpenedSession): boolean => Date.parse(since) > now - DOUBTED_MS;
  const doubted: OpenedSession[] = [];
  for (const each of found) {
    const believed = each.closed && !held.has(each.session) && !recent(each) && (await isOurs(each.last, trust));
    if (!believed) doubted.push(each);
  }
  const sessions: ProvenSession[] = [];
  const untrusted: Survey['untrusted'][number][] = [];
  // An install that is held waits for it: what somebody piles up beside it comes later.
  for (const session of doubted.toSorted((a, b) => Number(held.has(b.session)) - Number(held.has(a.session)))) {
    try {
      sessions.push(await readProvenSession(github, { head, session, trust }));
    } catch (error) {
      // What cannot be read keeps no other session from being ended.
      untrusted.push({ session, error: asBreakglassError(error) });
    }
  }
  const open = sessions.filter(({ closed }) => !closed);
  const looked = `${found.length} sessions that were opened in the last ${DAYS} days, ${locks.length} locks`;
  return { open, sessions, untrusted, locks, trust, looked };
}

/** Whether GitHub has signed for a link as one of this repository, by a workflow of ours. */
export async function isOurs(link: Link, { keys, repositoryId, sourceRepository }: SessionTrust): Promise<boolean> {
  if (link.proof === null || link.repositoryId !== repositoryId) return false;
  const proof = checkProof(link, link.proof, keys);
  return !('code' in proof) && parseWorkflowRef(proof.workflow)?.repository === sourceRepository;
}

/** What a session has to be of: this repository, as GitHub knows it, and its default branch. */
async function readTrust(wiring: Wiring): Promise<SessionTrust> {
  const { github, fetch, mode, runner } = wiring;
  const purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true } as const;
  const [keys, found] = await Promise.all([
    readProofKeys({ fetch, clock: mode.clock, drill: mode.drill, oidc: runner.oidc }),
    github.rest(purpose, 'GET '),
  ]);
  const repository = answer(found, 'repository');
  const ref = `refs/heads/${repository.text('default_branch')}`;
  if (runner.ref !== ref) {
    throw new BreakglassError('not-default-branch', `the recovery runs on ${runner.ref}, not on ${ref}`, {
      hint: 'let the workflow run on the default branch: whose files it reads decides which roles it takes',
    });
  }
  return {
    keys,
    ref,
    drill: mode.drill,
    repository: `${runner.owner}/${runner.name}`,
    repositoryId: Number(runner.repositoryId),
    sourceRepository: SOURCE_REPOSITORY,
  };
}
