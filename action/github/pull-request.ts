import type { Account, PullRequestFacts } from '../domain/gate-facts.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };
const PAGE = 100;
/** GitHub lists at most 250 commits of a pull request, and nobody reviews this often. */
const MAX_PAGES = 5;

type Review = PullRequestFacts['reviews'][number];

/** The pull request whose merge made `sha`, or null when `sha` came otherwise. */
export async function mergedPullRequest(github: GitHub, sha: string): Promise<PullRequestFacts | null> {
  const found = answers(await github.rest(READ, 'GET /commits/{commit_sha}/pulls', { commit_sha: sha }), 'pulls');
  const merged = found.find((pull) => pull.value('merge_commit_sha') === sha && pull.value('merged_at') !== null);
  if (merged === undefined) return null;
  const at = { pull_number: merged.number('number') };
  const [pull, reviews, commits] = await Promise.all([
    github.rest(READ, 'GET /pulls/{pull_number}', at),
    pages(github, 'GET /pulls/{pull_number}/reviews', at),
    pages(github, 'GET /pulls/{pull_number}/commits', at),
  ]);
  const detail = answer(pull, 'pull');
  return {
    number: at.pull_number,
    author: detail.account('user'),
    mergedBy: detail.optional('merged_by') === undefined ? null : detail.account('merged_by'),
    headSha: detail.object('head').text('sha'),
    reviews: latestReviews(reviews),
    contributors: commits.flatMap(contributors),
  };
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
