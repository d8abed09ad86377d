import { dirname } from 'node:path/posix';
import type { Octokit } from '@octokit/rest';
import { stringify } from 'yaml';
import { type Hosting, OWNER, PEOPLE, putFile, putUnsigned, REPOSITORY } from './hosting.ts';

/** Who does what until the request is merged, where it is not as in `mergeRequest`. */
export interface Merge {
  /** The request's name, for another one in the same world. */
  readonly name?: string;
  readonly author?: string;
  /** Writes the request's file, when it is not the author of the pull request. */
  readonly committer?: string;
  /** Commits as with git: unsigned, under the address that the commit claims. */
  readonly unsigned?: boolean;
  /** Commits on the branch before the one that adds the request, and on the default branch after the branch began. */
  readonly beforehand?: readonly Change[];
  readonly meanwhile?: readonly Change[];
  /** The request is there before, and is changed. */
  readonly rewrites?: boolean;
  /** A file that the pull request adds beside the request. */
  readonly beside?: string;
  /** Approves the pull request's last commit; null for nobody. */
  readonly reviewer?: string | null;
  /** What others say of it, after the reviewer and in this order. */
  readonly reviews?: readonly Review[];
  /** Somebody pushes once more after the reviews. */
  readonly pushedSince?: boolean;
  readonly merger?: string;
  readonly method?: 'squash' | 'merge' | 'rebase';
}

/** A file with a new text. */
export interface Change {
  readonly path: string;
  readonly text: string;
}

/** What somebody says of a pull request. */
export interface Review {
  readonly by: string;
  /** `DISMISS`: an approval that the administrator takes away again. */
  readonly event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT' | 'DISMISS';
  readonly body?: string;
}

/** A pull request that is not merged yet. */
export interface OpenRequest {
  readonly number: number;
  /** Its last commit. */
  readonly head: string;
  /** Where the branch began. */
  readonly base: string;
}

const PLACE = { owner: OWNER, repo: REPOSITORY };

/** Alice, or who is named, writes the request at `path` on a branch, opens the pull request, and others review it. */
export async function openRequest(
  hosting: Hosting,
  request: Readonly<Record<string, unknown>> | string,
  { name, path }: { readonly name: string; readonly path: string },
  merge: Merge = {},
): Promise<OpenRequest> {
  const { author = PEOPLE.requester, committer = author, unsigned = false, beside } = merge;
  const asks = hosting.as(author);
  const main = await asks.rest.git.getRef({ ...PLACE, ref: 'heads/main' });
  const base = main.data.object.sha;
  await asks.rest.git.createRef({ ...PLACE, ref: `refs/heads/${name}`, sha: base });
  for (const change of merge.beforehand ?? []) await edit(asks, change, name);
  for (const change of merge.meanwhile ?? []) await edit(hosting.as('admin'), change, 'main');
  const text = typeof request === 'string' ? request : stringify(request);
  const writes = hosting.as(committer);
  if (merge.rewrites === true) await edit(writes, { path, text }, name);
  else await (unsigned ? putUnsigned : putFile)(writes, path, text, `ask for ${name}`, name);
  if (beside !== undefined) await putFile(asks, beside, 'seen\n', `note on ${name}`, name);
  const pull = await asks.rest.pulls.create({ ...PLACE, title: name, head: name, base: 'main' });
  const number = pull.data.number;
  await reviewPull(hosting, number, merge);
  if (merge.pushedSince === true) await edit(asks, { path, text: `${text}# once more\n` }, name);
  const branch = await asks.rest.git.getRef({ ...PLACE, ref: `heads/${name}` });
  return { number, head: branch.data.object.sha, base };
}

/** A commit that GitHub makes, and so vouches for, of a file that may be there. */
async function edit(asks: Octokit, { path, text }: Change, branch: string): Promise<void> {
  const listed = await asks.rest.repos.getContent({ ...PLACE, path: dirname(path), ref: branch });
  const found = Array.isArray(listed.data) ? listed.data.find((entry) => entry.path === path) : undefined;
  await asks.rest.repos.createOrUpdateFileContents({
    ...PLACE,
    path,
    message: `edit ${path}`,
    content: Buffer.from(text).toString('base64'),
    branch,
    ...(found === undefined ? {} : { sha: found.sha }),
  });
}

async function reviewPull(hosting: Hosting, number: number, { reviewer, reviews = [] }: Merge): Promise<void> {
  const first: Review = { by: reviewer ?? PEOPLE.commander, event: 'APPROVE', body: 'criteria confirmed' };
  for (const { by, event, body = 'seen' } of [...(reviewer === null ? [] : [first]), ...reviews]) {
    const at = { ...PLACE, pull_number: number };
    const given = event === 'DISMISS' ? 'APPROVE' : event;
    const { data } = await hosting.as(by).rest.pulls.createReview({ ...at, event: given, body });
    if (event !== 'DISMISS') continue;
    await hosting.as('admin').rest.pulls.dismissReview({ ...at, review_id: data.id, message: 'not theirs to give' });
  }
}
