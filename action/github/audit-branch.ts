import { sha256Hex } from '../audit/canonical.ts';
import { genesis } from '../audit/genesis.ts';
import { gitBlobId } from '../audit/git-blob.ts';
import { buildLink, type LinkPlace, linkAudience, linkDigest, serializeLink } from '../audit/link.ts';
import { linkPath, sessionFolder } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import { timestamp } from '../ports/clock.ts';
import type { Journal, LinkAttachment, LinkBody, LinkReceipt } from '../ports/journal.ts';
import { AmbiguousAnswer, type GitHub } from './api.ts';
import { findCommitOf, findTrailHead, type TrailHead } from './audit-trail.ts';
import { commitFiles, type NewFile } from './create-commit.ts';

export interface AuditBranchOptions {
  readonly branch: string;
  readonly place: Omit<LinkPlace, 'at'>;
  /** Where the branch ended a moment ago: the first link goes there, and if it ends elsewhere now, GitHub says so. */
  readonly located?: () => Promise<TrailHead>;
  /** GitHub's token with this audience, or null where the job may not ask for one. */
  readonly proof: (audience: string) => Promise<string | null>;
}

/** The audit trail on a branch of the playbook repository. */
export interface AuditBranch extends Journal {
  /**
   * Reads the head ahead of the first link, so that a missing branch is known before anything else happens.
   *
   * @throws BreakglassError `audit-branch-missing`, `audit-invalid`
   */
  readonly locate: () => Promise<TrailHead>;
}

interface Draft {
  readonly body: LinkBody;
  readonly attachments: readonly LinkAttachment[];
}

/** A link as it is sent: chained, proven, and made for exactly one head. */
interface Sealed {
  readonly onto: TrailHead;
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly files: readonly NewFile[];
  readonly headline: string;
}

const LOST = Symbol('lost answer');
const MAX_STALE = 20;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 3_000;

/**
 * A journal on the audit branch: one commit a link, each on exactly the head that it was chained to. Links are written
 * one after another, in the order of the calls.
 */
export function createAuditBranch(github: GitHub, options: AuditBranchOptions): AuditBranch {
  const folders = new Map<string, string>();
  let head: TrailHead | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const locate = async () => {
    head = await findTrailHead(github, options.branch, head);
    if (head === undefined) throw branchMissing(options, timestamp(github.clock));
    return head;
  };
  const done = (link: Sealed, session: string, commit: string): LinkReceipt => {
    head = { commit, previous: sha256Hex(link.text) };
    folders.set(session, link.folder);
    return { commit, path: link.path };
  };
  const write = async (draft: Draft): Promise<LinkReceipt> => {
    const { session } = draft.body;
    let lost: Sealed | undefined;
    for (let stale = 0; stale < MAX_STALE; stale += 1) {
      const onto = head ?? (await options.located?.().catch(() => undefined)) ?? (await locate());
      head = onto;
      const found = lost === undefined ? undefined : await findSent(github, options.branch, lost);
      if (found !== undefined && lost !== undefined) return done(lost, session, found);
      // The same bytes again while the head is the same, so that whichever arrives is one link. Once the head is
      // another, what was lost can arrive no more.
      if (lost?.onto.commit !== onto.commit) lost = undefined;
      const link: Sealed = lost ?? (await seal(github, options, onto, draft, folders.get(session)));
      const commit = await send(github, options.branch, link);
      if (typeof commit === 'string') return done(link, session, commit);
      if (commit === LOST) lost = link;
      await github.clock.sleep(Math.min(BASE_DELAY_MS * 1.5 ** stale, MAX_DELAY_MS) * github.random());
      await locate();
    }
    throw new BreakglassError('audit-contention', `the head of ${options.branch} moved ${MAX_STALE} times`, {
      hint: 'see what else commits to the audit branch, then make a new request',
    });
  };
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = queue.then(task);
    queue = result.catch(() => {});
    return result;
  };
  return {
    locate: () => inOrder(locate),
    append: (body, attachments = []) => inOrder(() => write({ body, attachments })),
  };
}

/** Chains a link to `onto` and has GitHub prove it. */
async function seal(
  github: GitHub,
  { place, proof }: AuditBranchOptions,
  onto: TrailHead,
  { body, attachments }: Draft,
  knownFolder: string | undefined,
): Promise<Sealed> {
  const at = timestamp(github.clock);
  // A job may be refused because it runs in another environment than the install's: its proof says in which.
  const environment = body.state === 'refused' ? null : place.environment;
  const link = buildLink(body, { ...place, environment, at }, onto.previous, attachments);
  const text = serializeLink({ ...link, proof: await proof(linkAudience(linkDigest(link))) });
  const folder = knownFolder ?? sessionFolder(body.session, place.drill, at);
  const path = linkPath(folder, link);
  const beside = attachments.map(({ name, content }) => ({ path: `${folder}/${name}`, content }));
  return {
    onto,
    path,
    folder,
    text,
    files: [{ path, content: text }, ...beside],
    headline: `${body.state}: ${body.session}`,
  };
}

/** The commit's id; undefined when the branch has moved on; LOST when nobody knows whether the link is there. */
async function send(github: GitHub, branch: string, link: Sealed): Promise<string | typeof LOST | undefined> {
  try {
    return await commitFiles(github, branch, link.onto.commit, link.headline, link.files);
  } catch (error) {
    if (error instanceof AmbiguousAnswer) return LOST;
    throw error;
  }
}

/** A lost answer may have been a yes, even a late one: writing the link again would fork the session. */
function findSent(github: GitHub, branch: string, { onto, path, text }: Sealed): Promise<string | undefined> {
  return findCommitOf(github, branch, onto.commit, { path, blob: gitBlobId(text) });
}

function branchMissing({ branch, place }: AuditBranchOptions, at: string): BreakglassError {
  const root = genesis(place.repository, place.repositoryId, at).trim();
  const blob = `"$(printf '%s\\n' '${root}' | git hash-object -w --stdin)"`;
  const tree = `"$(printf '100644 blob %s\\taudit.json\\n' ${blob} | git mktree)"`;
  return new BreakglassError('audit-branch-missing', `${place.repository} has no branch "${branch}"`, {
    hint: `create it once, in a clone:\ngit push origin "$(git commit-tree ${tree} -m 'open the audit trail')":refs/heads/${branch}`,
  });
}
