import { sha256Hex } from '../audit/canonical.ts';
import { genesis } from '../audit/genesis.ts';
import { gitBlobId } from '../audit/git-blob.ts';
import { sessionFolder } from '../audit/trail-path.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import { timestamp } from '../ports/clock.ts';
import { type Journal, LinkInDoubt, type LinkReceipt } from '../ports/journal.ts';
import { AmbiguousAnswer, type GitHub } from './api.ts';
import { findCommitOf, findTrailHead, type TrailHead } from './audit-trail.ts';
import { commitFiles } from './create-commit.ts';
import { createLinkTries } from './link-tries.ts';
import {
  type Draft,
  type FolderNames,
  namesIn,
  requireFree,
  type Sealed,
  type Sealing,
  sealLink,
} from './sealed-link.ts';

export interface AuditBranchOptions extends Sealing {
  readonly branch: string;
  /** Where the branch ended a moment ago: the first link goes there, and if it ends elsewhere now, GitHub says so. */
  readonly located?: () => Promise<TrailHead>;
  /** A session that has a folder already; else a session's folder is named by the day of its first link. */
  readonly existing?: { readonly session: string; readonly folder: string };
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

const LOST = Symbol('lost answer');
/**
 * A journal on the audit branch: one commit a link, each on exactly the head that it was chained to. Links are written
 * one after another, in the order of the calls.
 */
export function createAuditBranch(github: GitHub, options: AuditBranchOptions): AuditBranch {
  const { branch, existing } = options;
  const folders = new Map(existing === undefined ? [] : [[existing.session, existing.folder] as const]);
  let head: TrailHead | undefined;
  /** What a folder held when it was looked into, and the commit up to which nobody but we has written since. */
  let seen: { readonly folder: string; readonly names: FolderNames; commit: string } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const locate = async (asker: GitHub = github) => {
    head = await findTrailHead(asker, branch, head);
    if (head === undefined) throw branchMissing(options, timestamp(github.clock));
    return head;
  };
  const tries = createLinkTries(github, branch, locate);
  const done = (link: Sealed, commit: string): LinkReceipt => {
    // A link that was lost may have others on top of it by now.
    if (head === undefined || head.commit === link.onto.commit) {
      head = { commit, previous: sha256Hex(link.text) };
      if (seen?.commit === link.onto.commit) seen.commit = commit;
    }
    folders.set(link.session, link.folder);
    tries.heard();
    return { commit, path: link.path };
  };
  const seal = async (onto: TrailHead, draft: Draft): Promise<Sealed> => {
    const at = timestamp(github.clock);
    const { session } = draft.body;
    const folder = folders.get(session) ?? sessionFolder(session, options.place.drill, at);
    const known = seen?.commit === onto.commit && seen.folder === folder ? seen.names : undefined;
    const [link, names] = await Promise.all([
      sealLink(options, draft, { onto, folder, at }),
      known ?? namesIn(github, onto.commit, folder),
    ]);
    seen = { folder, names, commit: onto.commit };
    await requireFree(github, link, names);
    return link;
  };
  /** Sends until it is known where the link is; undefined when there is no draft, and what was lost is not there. */
  const send = async (draft: Draft | undefined, before?: Sealed): Promise<LinkReceipt | undefined> => {
    let lost = before;
    const sending = tries.begin(before !== undefined);
    try {
      for (;;) {
        const onto: TrailHead = head ?? (await options.located?.().catch(() => undefined)) ?? (await locate());
        head = onto;
        // The same bytes again while the head is the same, so that whichever arrives is one link. Once the head is
        // another, what was lost is there, or can arrive no more.
        if (lost !== undefined && lost.onto.commit !== onto.commit) {
          const found = await findSent(github, onto, lost);
          if (found !== undefined) return done(lost, found);
          lost = undefined;
        }
        const link: Sealed | undefined = lost ?? (draft && (await seal(onto, draft)));
        if (link === undefined) return undefined;
        const commit = await commitLink(github, branch, link);
        if (typeof commit === 'string') return done(link, commit);
        if (commit === LOST) lost = link;
        await sending.again(commit === LOST ? 'lost' : 'stale');
      }
    } catch (error) {
      throw lost === undefined ? error : inDoubt(error, lost);
    }
  };
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = queue.then(task);
    queue = result.catch(() => {});
    return result;
  };
  const inDoubt = (error: unknown, lost: Sealed): LinkInDoubt =>
    new LinkInDoubt(asBreakglassError(error), () =>
      inOrder(async () => {
        await tries.relocate();
        return send(undefined, lost);
      }),
    );
  const append = async (draft: Draft): Promise<LinkReceipt> => {
    const receipt = await send(draft);
    if (receipt === undefined) throw new BreakglassError('internal', 'a link was neither written nor refused');
    return receipt;
  };
  return {
    locate: () => inOrder(() => locate()),
    append: (body, attachments = []) => inOrder(() => append({ body, attachments })),
  };
}

/** The commit's id; undefined when the branch has moved on; LOST when nobody knows whether the link is there. */
async function commitLink(github: GitHub, branch: string, link: Sealed): Promise<string | typeof LOST | undefined> {
  try {
    return await commitFiles(github, branch, link.onto.commit, link.headline, link.files);
  } catch (error) {
    if (error instanceof AmbiguousAnswer) return LOST;
    throw error;
  }
}

/** A lost answer may have been a yes, even a late one: writing the link again would fork the session. */
function findSent(github: GitHub, { commit }: TrailHead, { path, text }: Sealed): Promise<string | undefined> {
  return findCommitOf(github, commit, { path, blob: gitBlobId(text) });
}

function branchMissing({ branch, place }: AuditBranchOptions, at: string): BreakglassError {
  const root = genesis(place.repository, place.repositoryId, at).trim();
  const blob = `"$(printf '%s\\n' '${root}' | git hash-object -w --stdin)"`;
  const tree = `"$(printf '100644 blob %s\\taudit.json\\n' ${blob} | git mktree)"`;
  return new BreakglassError('audit-branch-missing', `${place.repository} has no branch "${branch}"`, {
    hint: `create it once, in a clone:\ngit push origin "$(git commit-tree ${tree} -m 'open the audit trail')":refs/heads/${branch}`,
  });
}
