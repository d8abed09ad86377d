import { roleOf } from '../access.ts';
import { changedFiles, commitsBetween, mergeBase, mergeTree } from '../git/history.ts';
import { tipsOf } from '../pulls.ts';
import type { PullRequest, Repository, Review, User, World } from '../world.ts';
import { apiUrl, htmlUrl, repositoryView } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';
import { userView } from './user-view.ts';

function association(repository: Repository, user: User): string {
  if (user.id === repository.owner.id) return 'OWNER';
  return roleOf(repository, { kind: 'user', value: '', user }) === undefined ? 'NONE' : 'COLLABORATOR';
}

function links(world: World, repository: Repository, pull: PullRequest, head: string) {
  const api = apiUrl(world, repository);
  const url = `${api}/pulls/${pull.number}`;
  const html = `${htmlUrl(world, repository)}/pull/${pull.number}`;
  const urls = {
    self: url,
    html,
    issue: `${api}/issues/${pull.number}`,
    comments: `${api}/issues/${pull.number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${head}`,
  };
  return {
    urls,
    flat: {
      url,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: urls.issue,
      comments_url: urls.comments,
      review_comments_url: urls.review_comments,
      review_comment_url: urls.review_comment,
      commits_url: urls.commits,
      statuses_url: urls.statuses,
    },
    _links: Object.fromEntries(Object.entries(urls).map(([key, href]) => [key, { href }])),
  };
}

/** `pull-request-simple` of GitHub's OpenAPI: a pull request in a list. */
export async function pullSimpleView(world: World, repository: Repository, pull: PullRequest) {
  const { head, base } = await tipsOf(repository, pull);
  const { flat, _links } = links(world, repository, pull, head);
  const side = (ref: string, sha: string) => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: userView(world, repository.owner),
    repo: repositoryView(world, repository),
  });
  return {
    ...flat,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userView(world, pull.author),
    body: pull.body,
    created_at: githubTime(pull.createdAt),
    updated_at: githubTime(pull.updatedAt),
    closed_at: pull.state === 'closed' ? githubTime(pull.merged?.at ?? pull.updatedAt) : null,
    merged_at: pull.merged === null ? null : githubTime(pull.merged.at),
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: false,
    head: side(pull.head, head),
    base: side(pull.base, base),
    _links,
    author_association: association(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** `pull-request` of GitHub's OpenAPI. */
export async function pullView(world: World, repository: Repository, pull: PullRequest) {
  const { head, base } = await tipsOf(repository, pull);
  const [simple, commits, files, tree] = await Promise.all([
    pullSimpleView(world, repository, pull),
    commitsBetween(repository.git, base, head),
    mergeBase(repository.git, base, head).then((ancestor) => changedFiles(repository.git, ancestor, head)),
    pull.merged === null ? mergeTree(repository.git, base, head) : undefined,
  ]);
  const open = pull.state === 'open';
  return {
    ...simple,
    merged: pull.merged !== null,
    mergeable: open ? tree !== undefined : null,
    rebaseable: open ? false : null,
    mergeable_state: open ? (tree === undefined ? 'dirty' : 'clean') : 'unknown',
    merged_by: pull.merged === null ? null : userView(world, pull.merged.by),
    comments: [...repository.comments.values()].filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/** `pull-request-review` of GitHub's OpenAPI. */
export function reviewView(world: World, repository: Repository, pull: PullRequest, review: Review) {
  const html = `${htmlUrl(world, repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const pullUrl = `${apiUrl(world, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userView(world, review.user),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(repository, review.user),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: githubTime(review.submittedAt),
    commit_id: review.commitId,
  };
}
