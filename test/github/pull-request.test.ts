import { describe, expect, it } from 'vitest';
import type { PullRequestFacts } from '../../action/domain/gate-facts.ts';
import type { GitHub } from '../../action/github/api.ts';
import { mergedPullRequest } from '../../action/github/pull-request.ts';

const SHA = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const ALICE = { login: 'alice', id: 1 };
const USER = { ...ALICE, type: 'User' };
const BASE = 'c'.repeat(40);
const SIGNED = { verified: true, reason: 'valid' };

const WRITTEN = '2026-11-21T02:10:00Z';

interface Change {
  readonly pull?: Readonly<Record<string, unknown>>;
  readonly commits?: readonly unknown[];
  readonly reviews?: readonly unknown[];
  /** Other pull requests that GitHub lists for the commit. */
  readonly others?: readonly object[];
  /** The commit that the merge made. */
  readonly made?: Readonly<Record<string, unknown>>;
}

/** Squashed: a commit of its own, at another time. */
const MADE = {
  sha: SHA,
  parents: [{ sha: BASE }],
  files: [{ filename: 'playbooks/requests/inc-4711.yml', status: 'added' }],
  commit: { author: { name: 'alice', email: 'a@example.com', date: '2026-11-21T02:13:00Z' }, message: 'ask (#7)' },
};

const commit = (change: object = {}, verification: unknown = SIGNED) => ({
  sha: HEAD,
  commit: { verification, author: { name: 'alice', email: 'a@example.com', date: WRITTEN }, message: 'ask' },
  author: USER,
  committer: USER,
  ...change,
});

/** GitHub's answers about one merged pull request, for what no real repository can easily be brought to. */
async function read({ pull = {}, commits = [commit()], reviews = [], others = [], made = {} }: Change) {
  const detail = {
    number: 7,
    user: USER,
    merged_by: USER,
    merged_at: '2026-11-21T02:13:00Z',
    merge_commit_sha: SHA,
    commits: commits.length,
    head: { sha: HEAD, ref: 'inc-4711', repo: { id: 99 } },
    base: { sha: HEAD, ref: 'main', repo: { id: 99 } },
    ...pull,
  };
  const routes: Readonly<Record<string, unknown>> = {
    'GET /commits/{commit_sha}/pulls': [detail, ...others.map((other) => ({ ...detail, ...other }))],
    'GET /commits/{ref}': { ...MADE, ...made },
    'GET /pulls/{pull_number}': detail,
    'GET /pulls/{pull_number}/reviews': reviews,
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

const facts = async (change: Change): Promise<PullRequestFacts | null> => (await read(change))?.pullRequest ?? null;
const reasons = async (change: Change) => (await facts(change))?.unverified.map(({ reason }) => reason);

const review = (state: string, change: object = {}) => ({ user: USER, state, commit_id: HEAD, body: 'yes', ...change });
const BOB = { login: 'bob', id: 2, type: 'User' };

describe('the reviews of a pull request', () => {
  it.each([
    ['an approval', [review('APPROVED')], 'APPROVED'],
    ['an approval with a comment after it', [review('APPROVED'), review('COMMENTED')], 'APPROVED'],
    ['an approval that was dismissed', [review('DISMISSED')], 'DISMISSED'],
    ['an approval and then a wish for changes', [review('APPROVED'), review('CHANGES_REQUESTED')], 'CHANGES_REQUESTED'],
    ['a wish for changes and then an approval', [review('CHANGES_REQUESTED'), review('APPROVED')], 'APPROVED'],
    ['a comment and then an approval', [review('COMMENTED'), review('APPROVED')], 'APPROVED'],
  ])('come to one verdict of each reviewer: %s', async (_what, reviews, state) => {
    const theirs = await facts({ reviews: [...reviews, review('APPROVED', { user: BOB })] });
    expect(theirs?.reviews.map((each) => [each.user.login, each.state])).toEqual([
      ['alice', state],
      ['bob', 'APPROVED'],
    ]);
  });

  it('are of the commit that was reviewed, in the words of the reviewer', async () => {
    const [earlier] = (await facts({ reviews: [review('APPROVED', { commit_id: BASE })] }))?.reviews ?? [];
    expect(earlier).toEqual({ user: ALICE, state: 'APPROVED', commitId: BASE, body: 'yes' });
  });

  it('tell bots from people', async () => {
    const bot = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };
    const reviewers = (await facts({ reviews: [review('APPROVED', { user: bot })] }))?.reviews;
    expect(reviewers?.map(({ user }) => user)).toEqual([{ login: bot.login, id: bot.id, machine: true }]);
  });

  it('leave out those of an account that is gone', async () => {
    expect((await facts({ reviews: [review('APPROVED', { user: null })] }))?.reviews).toEqual([]);
  });
});

describe('the commit that a merge made', () => {
  it('has its parents and what it changes against the first', async () => {
    expect((await read({}))?.merge).toEqual({
      parents: [BASE],
      files: [{ path: 'playbooks/requests/inc-4711.yml', status: 'added' }],
      replayed: false,
    });
  });

  it('is known for a commit of the pull request by its author, date and message', async () => {
    const one = commit();
    expect((await read({ commits: [commit({ sha: BASE }), one], made: { commit: one.commit } }))?.merge.replayed).toBe(
      true,
    );
  });

  it('changes nothing that is known where GitHub lists no files', async () => {
    expect((await read({ made: { files: undefined } }))?.merge.files).toEqual([]);
  });

  it('names every other pull request that it merged into the same branch', async () => {
    const others = [{ number: 8 }, { number: 9, merged_at: null }, { number: 10, base: { ref: 'feature' } }];
    expect((await facts({ others }))?.mergedWith).toEqual([8]);
  });
});

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
