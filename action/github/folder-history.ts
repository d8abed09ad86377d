import { linkPathOf, MAX_LINK_FILES } from '../audit/link-commit.ts';
import type { ProblemCode } from '../audit/problem.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub } from './api.ts';
import { READ_TRAIL } from './audit-folder.ts';
import { parentsOf } from './commit.ts';

/** A commit that added one link to a session's folder, and nothing else but the files that belong to it. */
export interface LinkCommit {
  readonly oid: string;
  /** The link's path. */
  readonly path: string;
  /** Blob id by path of all that it added. */
  readonly added: ReadonlyMap<string, string>;
  /** When GitHub made the commit, milliseconds since the epoch. */
  readonly at: number;
}

/** Ends the reading: what is wrong with which commit, and with which path. */
export type Refuse = (code: ProblemCode, commit: string | null, path: string | null, reason: string) => never;

/** The most links that a session has. */
export const MAX_LINKS = 200;
/** Commits of the branch, from its head to the session's first link, that are looked at for merges. */
const MAX_BETWEEN = 5_000;
const PAGE = 100;
/** Files of a commit that are asked for: with one more than a link's has, it is none. */
const FILES = MAX_LINK_FILES + 1;
const AT_ONCE = 8;
/** GitHub's account for the commits that it makes itself, and signs. */
const GITHUB_ITSELF = 'web-flow';

/**
 * How a session's folder came to be what it is at `head`, oldest first: by links' commits only, each made and signed by GitHub
 * for who asked its API for it, on a branch without merges since. A history with anything else in it is refused: whoever may
 * push could otherwise take a closing link away, and have a recovery undo a session that is long over. What no reader of the
 * branch can see is a branch that was set back as a whole: the rules of the branch forbid that.
 */
export async function readFolderHistory(
  github: GitHub,
  { head, folder }: { readonly head: string; readonly folder: string },
  refuse: Refuse,
): Promise<readonly LinkCommit[]> {
  const listed: string[] = [];
  for (let page = 1; listed.length === (page - 1) * PAGE; page += 1) {
    listed.push(...(await list(github, { sha: head, path: folder, page })).map(({ oid }) => oid));
    if (listed.length > MAX_LINKS) refuse('session-too-long', null, folder, `more than ${MAX_LINKS} commits touch it`);
  }
  const oldestFirst = listed.toReversed();
  const commits: LinkCommit[] = [];
  for (let at = 0; at < oldestFirst.length; at += AT_ONCE) {
    const batch = oldestFirst.slice(at, at + AT_ONCE);
    commits.push(...(await Promise.all(batch.map((oid) => readLinkCommit(github, oid, folder, refuse)))));
  }
  const [first] = commits;
  if (first !== undefined) await requireLinear(github, head, first.oid, refuse);
  return commits;
}

async function readLinkCommit(github: GitHub, oid: string, folder: string, refuse: Refuse): Promise<LinkCommit> {
  const found = await github.rest(READ_TRAIL, 'GET /commits/{ref}', { ref: oid, per_page: FILES });
  const commit = answer(found, 'commit');
  const parents = parentsOf(commit).length;
  if (parents > 1) refuse('merge-commit', oid, null, 'a merge brings in history from elsewhere');
  const files = commit.value('files') === undefined ? [] : commit.list('files').slice(0, FILES);
  const changed = files.find((file) => !isAdded(file));
  if (changed !== undefined) {
    const status = String(changed.value('status'));
    refuse(
      'file-changed',
      oid,
      changed.text('filename'),
      `the branch only ever adds files, and this commit did "${status}"`,
    );
  }
  const added = new Map(files.map((file) => [file.text('filename'), file.text('sha')]));
  const path = linkPathOf({ parents, added: [...added.keys()], otherwise: false });
  if (path === undefined || path.slice(0, path.lastIndexOf('/')) !== folder) {
    return refuse('unexpected-file', oid, [...added.keys()][0] ?? folder, 'it adds more than one link of this session');
  }
  return { oid, path, added, at: madeByGitHub(commit, path, refuse) };
}

function isAdded(file: Answer): boolean {
  return file.value('status') === 'added' && typeof file.value('sha') === 'string';
}

/** A commit that somebody made and pushed has whatever time they like. */
function madeByGitHub(commit: Answer, path: string, refuse: Refuse): number {
  const oid = commit.text('sha');
  const made = commit.object('commit');
  const signed = made.optional('verification')?.value('verified') === true;
  const at = Date.parse(made.object('committer').text('date'));
  if (signed && commit.optional('committer')?.value('login') === GITHUB_ITSELF && at > 0) return at;
  return refuse('commit-unsigned', oid, path, 'the commit was not made and signed by GitHub, as a link is');
}

/** The list of a folder's commits leaves out what a merge hid: so there has to be none. */
async function requireLinear(github: GitHub, head: string, oldest: string, refuse: Refuse): Promise<void> {
  let wanted: string | undefined = head;
  for (let page = 1; page <= MAX_BETWEEN / PAGE; page += 1) {
    for (const { oid, parents } of await list(github, { sha: head, page })) {
      if (parents.length > 1) refuse('merge-commit', oid, null, 'a merge brings in history from elsewhere');
      if (oid !== wanted) refuse('not-linear', oid, null, 'it is not the parent of the commit after it');
      if (oid === oldest) return;
      wanted = parents[0];
    }
    if (wanted === undefined) break;
  }
  refuse('not-linear', oldest, null, `the branch does not lead to it within ${MAX_BETWEEN} commits`);
}

async function list(
  github: GitHub,
  asked: { readonly sha: string; readonly page: number; readonly path?: string },
): Promise<readonly { readonly oid: string; readonly parents: readonly string[] }[]> {
  const listed = await github.rest(READ_TRAIL, 'GET /commits', { ...asked, per_page: PAGE });
  return answers(listed, 'commits').map((commit) => ({ oid: commit.text('sha'), parents: parentsOf(commit) }));
}
