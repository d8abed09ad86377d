import type { Account, MergeFacts, PullRequestFacts } from '../domain/gate-facts.ts';
import { type Answer, account, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';
import { mergeFacts, readCommit, readFiles } from './commit.ts';

const READ: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };
const PAGE = 100;
/** GitHub lists at most 250 commits of a pull request, and nobody reviews this often. */
const MAX_PAGES = 5;

type Review = PullRequestFacts['reviews'][number];

/** A merged pull request, with what its merge made. */
export interface Merged {
  readonly pullRequest: PullRequestFacts;
  readonly merge: MergeFacts;
}

/** The pull request whose merge into the default branch made `sha`, or null when `sha` came otherwise. */
export async function mergedPullRequest(
  github: GitHub,
  sha: string,
  defaultBranch: Promise<string>,
): Promise<Merged | null> {
  const [listed, base, made] = await Promise.all([
    github.rest(READ, 'GET /commits/{commit_sha}/pulls', { commit_sha: sha }),
    defaultBranch,
    readCommit(github, sha),
  ]);
  const [merged, ...others] = answers(listed, 'pulls').filter((pull) => isMergeInto(pull, sha, base));
  if (merged === undefined) return null;
  const { facts, commits } = await readPull(github, merged.number('number'));
  const pullRequest = { ...facts, mergedWith: others.map((pull) => pull.number('number')) };
  return { pullRequest, merge: mergeFacts(made, commits) };
}

/** The pull request of this number as it stands. */
export async function openPullRequest(github: GitHub, number: number): Promise<PullRequestFacts> {
  return (await readPull(github, number)).facts;
}

interface Pull {
  readonly facts: PullRequestFacts;
  readonly commits: readonly Answer[];
}

async function readPull(github: GitHub, number: number): Promise<Pull> {
  const at = { pull_number: number };
  const [pull, reviews, commits, files] = await Promise.all([
    github.rest(READ, 'GET /pulls/{pull_number}', at),
    pages(github, 'GET /pulls/{pull_number}/reviews', at),
    pages(github, 'GET /pulls/{pull_number}/commits', at),
    // One file is what may be there: a second one is enough to refuse.
    github.rest(READ, 'GET /pulls/{pull_number}/files', { ...at, per_page: 2 }),
  ]);
  const detail = answer(pull, 'pull');
  const facts: PullRequestFacts = {
    number,
    author: detail.account('user'),
    mergedBy: detail.optional('merged_by') === undefined ? null : detail.account('merged_by'),
    headSha: detail.object('head').text('sha'),
    base: detail.object('base').text('ref'),
    commits: detail.number('commits'),
    mergedWith: [],
    reviews: latestReviews(reviews),
    contributors: commits.flatMap(contributors),
    unverified: [...commits.flatMap(unverified), ...unlisted(detail.number('commits'), commits.length)],
    fromFork: repositoryId(detail, 'head') !== repositoryId(detail, 'base'),
    files: readFiles(answers(files, 'files')),
  };
  return { facts, commits };
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
  const body = entry.value('body');
  return {
    user: entry.account('user'),
    state: entry.oneOf('state', ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
    commitId: typeof commit === 'string' ? commit : null,
    body: typeof body === 'string' ? body : '',
  };
}

/** GitHub answers null, or an empty object, for an email that belongs to no account. */
function contributors(commit: Answer): readonly Account[] {
  return (['author', 'committer'] as const).flatMap((role) => {
    const person = commit.optional(role);
    if (person === undefined || person.value('id') === undefined) return [];
    return [account(person)];
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
