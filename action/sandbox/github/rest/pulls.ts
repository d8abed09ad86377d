import { requireToken } from '../access.ts';
import { changedFiles, mergeBase } from '../git/history.ts';
import { GithubFault, invalid, notFound } from '../github-fault.ts';
import { mergePull, pullCommits, tipsOf } from '../pulls.ts';
import { pullSimpleView, pullView, reviewView } from '../views/pull-view.ts';
import type { PullRequest, Repository, Review } from '../world.ts';
import {
  type Endpoint,
  ok,
  page,
  param,
  type RestAnswer,
  type RestCall,
  repositoryOf,
  requiredText,
  text,
} from './call.ts';
import { commitViews, fileView } from './commits.ts';

function namedPull(call: RestCall, repository: Repository): PullRequest {
  const pull = repository.pulls.find(({ number }) => number === Number(param(call, 'pull_number')));
  if (pull === undefined) throw notFound();
  return pull;
}

async function open(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'write');
  const author = requireToken(call.token).user;
  if (call.token?.kind === 'run' && !repository.settings.workflows.mayApprove) {
    throw new GithubFault(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  }
  const head = requiredText(call, 'head').replace(`${repository.owner.login}:`, '');
  const base = requiredText(call, 'base');
  const [headSha, baseSha] = await Promise.all(
    [head, base].map((name) => repository.git.refCommit(`refs/heads/${name}`)),
  );
  if (headSha === undefined) throw invalid('PullRequest', 'head', 'invalid');
  if (baseSha === undefined) throw invalid('PullRequest', 'base', 'invalid');
  if (await repository.git.isAncestor(headSha, baseSha)) {
    throw invalid('PullRequest', 'base', 'custom', `No commits between ${base} and ${head}`);
  }
  if (repository.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)) {
    const message = `A pull request already exists for ${repository.owner.login}:${head}.`;
    throw invalid('PullRequest', 'head', 'custom', message);
  }
  const now = call.world.clock.now();
  const pull: PullRequest = {
    id: call.world.nextId(),
    number: repository.nextNumber++,
    author,
    head,
    base,
    createdAt: now,
    updatedAt: now,
    title: requiredText(call, 'title'),
    body: text(call, 'body') ?? null,
    state: 'open',
    tips: { head: headSha, base: baseSha },
    merged: null,
    reviews: [],
  };
  repository.pulls.push(pull);
  call.world.happenings.tell({ kind: 'pull-request', repository, by: call.token, pull, action: 'opened' });
  return ok(await pullView(call.world, repository, pull), 201);
}

async function list(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  const state = call.query.get('state') ?? 'open';
  const head = call.query.get('head');
  const pulls = repository.pulls
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => head === null || head === `${repository.owner.login}:${pull.head}`)
    .toReversed();
  return ok(await Promise.all(page(call, pulls).map((pull) => pullSimpleView(call.world, repository, pull))));
}

async function merge(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const method = text(call, 'merge_method') ?? 'merge';
  if (method !== 'merge' && method !== 'squash' && method !== 'rebase') {
    throw new GithubFault(422, 'Invalid request.\n\nmerge_method is not one of merge, squash, rebase.');
  }
  const sha = await mergePull(call.world, repository, namedPull(call, repository), {
    method,
    by: requireToken(call.token).user,
    headSha: text(call, 'sha'),
    title: text(call, 'commit_title'),
    message: text(call, 'commit_message'),
  });
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

const REVIEW_STATES: Readonly<Record<string, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

async function review(call: RestCall): Promise<RestAnswer> {
  // Whoever can read may review; a run token needs the permission.
  const reader = call.token?.kind === 'user';
  const repository = repositoryOf(call, 'pull-requests', reader ? 'read' : 'write');
  const user = requireToken(call.token).user;
  const pull = namedPull(call, repository);
  const state = REVIEW_STATES[text(call, 'event') ?? ''];
  // Without an event GitHub keeps a pending draft, which nobody else sees.
  if (state === undefined) throw new GithubFault(422, 'Unprocessable Entity', ['event is not one of the known events']);
  if (state === 'APPROVED' && call.token?.kind === 'run' && !repository.settings.workflows.mayApprove) {
    throw new GithubFault(422, 'Unprocessable Entity', ['GitHub Actions is not permitted to approve pull requests.']);
  }
  if (user.id === pull.author.id && state !== 'COMMENTED') {
    const verb = state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new GithubFault(422, 'Unprocessable Entity', [`Can not ${verb} your own pull request`]);
  }
  const entry: Review = {
    id: call.world.nextId(),
    user,
    state,
    body: text(call, 'body') ?? '',
    commitId: text(call, 'commit_id') ?? (await tipsOf(repository, pull)).head,
    submittedAt: call.world.clock.now(),
  };
  pull.reviews.push(entry);
  return ok(reviewView(call.world, repository, pull, entry));
}

/** A verdict that counts no more; it stays listed. */
function dismiss(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'pull-requests', 'write');
  const pull = namedPull(call, repository);
  const found = pull.reviews.find(({ id }) => id === Number(param(call, 'review_id')));
  if (found === undefined) throw notFound();
  requiredText(call, 'message');
  if (found.state !== 'APPROVED' && found.state !== 'CHANGES_REQUESTED') {
    throw new GithubFault(422, 'Unprocessable Entity', [`Can not dismiss a ${found.state.toLowerCase()} review`]);
  }
  found.state = 'DISMISSED';
  return ok(reviewView(call.world, repository, pull, found));
}

function reviews(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  const pull = namedPull(call, repository);
  return ok(page(call, pull.reviews).map((each) => reviewView(call.world, repository, pull, each)));
}

async function commits(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  const shas = await pullCommits(repository, namedPull(call, repository));
  return ok(await commitViews(call.world, repository, page(call, shas)));
}

/** Against the merge base, as GitHub shows a pull request's changes. */
async function files(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  const { head, base } = await tipsOf(repository, namedPull(call, repository));
  const changed = await changedFiles(repository.git, await mergeBase(repository.git, base, head), head);
  return ok(page(call, changed).map((file) => fileView(call.world, repository, head, file)));
}

async function get(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  return ok(await pullView(call.world, repository, namedPull(call, repository)));
}

async function update(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'write');
  const pull = namedPull(call, repository);
  const state = text(call, 'state');
  pull.title = text(call, 'title') ?? pull.title;
  pull.body = text(call, 'body') ?? pull.body;
  const reopened = pull.merged === null && pull.state === 'closed' && state === 'open';
  if (pull.merged === null && (state === 'open' || state === 'closed')) pull.state = state;
  pull.updatedAt = call.world.clock.now();
  if (reopened) {
    call.world.happenings.tell({ kind: 'pull-request', repository, by: call.token, pull, action: 'reopened' });
  }
  return ok(await pullView(call.world, repository, pull));
}

const PULLS = '/repos/{owner}/{repo}/pulls';
const PULL = `${PULLS}/{pull_number}`;

export const PULL_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: PULLS, operation: 'pulls/create', handle: open },
  { method: 'GET', path: PULLS, operation: 'pulls/list', handle: list },
  { method: 'GET', path: PULL, operation: 'pulls/get', handle: get },
  { method: 'PATCH', path: PULL, operation: 'pulls/update', handle: update },
  { method: 'PUT', path: `${PULL}/merge`, operation: 'pulls/merge', handle: merge },
  { method: 'GET', path: `${PULL}/reviews`, operation: 'pulls/list-reviews', handle: reviews },
  { method: 'POST', path: `${PULL}/reviews`, operation: 'pulls/create-review', handle: review },
  {
    method: 'PUT',
    path: `${PULL}/reviews/{review_id}/dismissals`,
    operation: 'pulls/dismiss-review',
    handle: dismiss,
  },
  { method: 'GET', path: `${PULL}/files`, operation: 'pulls/list-files', handle: files },
  { method: 'GET', path: `${PULL}/commits`, operation: 'pulls/list-commits', handle: commits },
];
