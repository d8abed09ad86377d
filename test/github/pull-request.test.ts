import { describe, expect, it } from 'vitest';
import type { PullRequestFacts } from '../../action/domain/gate-facts.ts';
import type { GitHub } from '../../action/github/api.ts';
import { mergedPullRequest } from '../../action/github/pull-request.ts';

const SHA = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const ALICE = { login: 'alice', id: 1 };
const SIGNED = { verified: true, reason: 'valid' };

interface Change {
  readonly pull?: Readonly<Record<string, unknown>>;
  readonly commits?: readonly unknown[];
}

const commit = (change: object = {}, verification: unknown = SIGNED) => ({
  sha: HEAD,
  commit: { verification },
  author: ALICE,
  committer: ALICE,
  ...change,
});

/** GitHub's answers about one merged pull request, for what no real repository can easily be brought to. */
async function facts({ pull = {}, commits = [commit()] }: Change): Promise<PullRequestFacts | null> {
  const detail = {
    number: 7,
    user: ALICE,
    merged_by: ALICE,
    merged_at: '2026-11-21T02:13:00Z',
    merge_commit_sha: SHA,
    commits: commits.length,
    head: { sha: HEAD, ref: 'inc-4711', repo: { id: 99 } },
    base: { sha: HEAD, ref: 'main', repo: { id: 99 } },
    ...pull,
  };
  const routes: Readonly<Record<string, unknown>> = {
    'GET /commits/{commit_sha}/pulls': [detail],
    'GET /pulls/{pull_number}': detail,
    'GET /pulls/{pull_number}/reviews': [],
    'GET /pulls/{pull_number}/commits': commits,
    'GET /pulls/{pull_number}/files': [{ filename: 'playbooks/requests/inc-4711.yml', status: 'added' }],
  };
  const rest: GitHub['rest'] = async (_purpose, route) => routes[route];
  const nothing = async (): Promise<never> => Promise.reject(new Error('not asked'));
  const github: GitHub = {
    owner: 'acme',
    name: 'break-glass',
    clock: { now: () => 0, sleep: nothing },
    random: () => 0,
    rest,
    find: rest,
    graphql: nothing,
  };
  return mergedPullRequest(github, SHA, Promise.resolve('main'));
}

const reasons = async (change: Change) => (await facts(change))?.unverified.map(({ reason }) => reason);

describe('a merged pull request', () => {
  it('has nothing unverified where GitHub vouches for author and committer of each commit', async () => {
    expect(await facts({})).toMatchObject({ unverified: [], fromFork: false, contributors: [ALICE, ALICE] });
  });

  it.each([
    ['no signature', commit({}, { verified: false, reason: 'unsigned' }), 'unsigned'],
    ['a signature of which GitHub says nothing', commit({}, null), 'unknown'],
    ['an author without account', commit({ author: null }), 'no account has its address'],
    ['a committer without account', commit({ committer: {} }), 'no account has its address'],
  ])('tells of a commit with %s', async (_what, made, reason) => {
    expect(await reasons({ commits: [commit(), made] })).toEqual([reason]);
  });

  it('counts commits that GitHub does not list as unverified', async () => {
    expect(await reasons({ pull: { commits: 251 } })).toEqual(['GitHub does not list it']);
  });

  it.each([
    ['another repository', { id: 100 }],
    ['a repository that is gone', null],
  ])('is from a fork where its branch lies in %s', async (_where, repo) => {
    expect(await facts({ pull: { head: { sha: HEAD, ref: 'inc-4711', repo } } })).toMatchObject({ fromFork: true });
  });

  it.each([
    ['made another commit', { merge_commit_sha: HEAD }],
    ['is not merged', { merged_at: null }],
    ['was merged into another branch', { base: { ref: 'feature', repo: { id: 99 } } }],
  ])('is none where it %s', async (_why, pull) => {
    expect(await facts({ pull })).toBeNull();
  });
});
