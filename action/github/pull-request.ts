import type { Account, PullRequestFacts } from '../domain/gate-facts.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };
const PAGE = 100;
/** GitHub lists at most 250 commits of a pull request, and nobody reviews this often. */
const MAX_PAGES = 5;

type Review = PullRequestFacts['reviews'][number];

/** The pull request whose merge into the default branch made `sha`, or null when `sha` came otherwise. */
export async function mergedPullRequest(
  github: GitHub,
  sha: string,
  defaultBranch: Promise<string>,
): Promise<PullRequestFacts | null> {
  const [listed, base] = await Promise.all([
    github.rest(READ, 'GET /commits/{commit_sha}/pulls', { commit_sha: sha }),
    defaultBranch,
  ]);
  const merged = answers(listed, 'pulls').find((pull) => isMergeInto(pull, sha, base));
  if (merged === undefined) return null;
  const at = { pull_number: merged.number('number') };
  const [pull, reviews, commits, files] = await Promise.all([
    github.rest(READ, 'GET /pulls/{pull_number}', at),
    pages(github, 'GET /pulls/{pull_number}/reviews', at),
    pages(github, 'GET /pulls/{pull_number}/commits', at),
    // One file is what may be there: a second one is enough to refuse.
    github.rest(READ, 'GET /pulls/{pull_number}/files', { ...at, per_page: 2 }),
  ]);
  const detail = answer(pull, 'pull');
  return {
    number: at.pull_number,
    author: detail.account('user'),
    mergedBy: detail.optional('merged_by') === undefined ? null : detail.account('merged_by'),
    headSha: detail.object('head').text('sha'),
    reviews: latestReviews(reviews),
    contributors: commits.flatMap(contributors),
    unverified: [...commits.flatMap(unverified), ...unlisted(detail.number('commits'), commits.length)],
    fromFork: repositoryId(detail, 'head') !== repositoryId(detail, 'base'),
    files: answers(files, 'files').map((file) => ({ path: file.text('filename'), status: file.text('status') })),
  };
}

function isMergeInto(pull: Answer, sha: string, base: string): boolean {
  if (pull.value('merge_commit_sha') !== sha || typeof pull.value('merged_at') !== 'string') return false;
  return pull.object('base').text('ref') === base;
}

/** Undefined for a fork that is gone. */
function repositoryId(pull: Answer, side: 'head' | 'base'): number | undefined {
  return pull.object(side).optional('repo')?.number('id');
}

async function pages(github: GitHub, route: string, at: Readonly<Record<string, unknown>>): Promise<readonly Answer[]> {
  const all: Answer[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const items = answers(await github.rest(READ, route, { ...at, per_page: PAGE, page }), route);
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}

/** GitHub lists reviews oldest first; a later comment does not take an approval back, a later verdict does. */
function latestReviews(reviews: readonly Answer[]): readonly Review[] {
  const latest = new Map<number, Review>();
  for (const entry of reviews) {
    if (entry.optional('user') === undefined) continue;
    const review = readReview(entry);
    const earlier = latest.get(review.user.id);
    const isVerdict = review.state !== 'COMMENTED' && review.state !== 'PENDING';
    if (earlier === undefined || isVerdict) latest.set(review.user.id, review);
  }
  return [...latest.values()];
}

function readReview(entry: Answer): Review {
  const commit = entry.value('commit_id');
  return {
    user: entry.account('user'),
    state: entry.oneOf('state', ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
    commitId: typeof commit === 'string' ? commit : null,
  };
}

/** GitHub answers null, or an empty object, for an email that belongs to no account. */
function contributors(commit: Answer): readonly Account[] {
  return (['author', 'committer'] as const).flatMap((role) => {
    const person = commit.optional(role);
    if (person === undefined || person.value('id') === undefined) return [];
    return [{ login: person.text('login'), id: person.number('id') }];
  });
}

/** A signature speaks for the committer alone, so the author's address has to be an account's as well. */
function unverified(commit: Answer): PullRequestFacts['unverified'] {
  const sha = commit.text('sha');
  const verification = commit.object('commit').optional('verification');
  if (verification?.value('verified') !== true) {
    const reason = verification?.value('reason');
    return [{ sha, reason: typeof reason === 'string' ? reason : 'unknown' }];
  }
  return contributors(commit).length === 2 ? [] : [{ sha, reason: 'no account has its address' }];
}

function unlisted(made: number, listed: number): PullRequestFacts['unverified'] {
  return made > listed ? [{ sha: `after the ${listed}th`, reason: 'GitHub does not list it' }] : [];
}
