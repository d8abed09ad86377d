import { requireToken } from '../access.ts';
import { notFound } from '../github-fault.ts';
import { apiUrl, htmlUrl } from '../views/repository-view.ts';
import { githubTime, nodeId } from '../views/urls.ts';
import { userView } from '../views/user-view.ts';
import type { IssueComment, Repository } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';

const SCOPES = ['issues', 'pull-requests'] as const;

function commentView(call: RestCall, repository: Repository, comment: IssueComment) {
  const api = apiUrl(call.world, repository);
  const kind = repository.pulls.some((pull) => pull.number === comment.issue) ? 'pull' : 'issues';
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${htmlUrl(call.world, repository)}/${kind}/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issue}`,
    user: userView(call.world, comment.user),
    created_at: githubTime(comment.createdAt),
    updated_at: githubTime(comment.updatedAt),
    author_association: comment.user.id === repository.owner.id ? 'OWNER' : 'COLLABORATOR',
    body: comment.body,
  };
}

/** Comments hang on issues, and every pull request is one. */
function issueNumber(call: RestCall, repository: Repository): number {
  const number = Number(param(call, 'issue_number'));
  if (![...repository.pulls, ...repository.issues].some((each) => each.number === number)) throw notFound();
  return number;
}

function create(call: RestCall): RestAnswer {
  // Whoever can read may comment; a run token needs the permission.
  const repository = repositoryOf(call, SCOPES, call.token?.kind === 'user' ? 'read' : 'write');
  const now = call.world.clock.now();
  const comment: IssueComment = {
    id: call.world.nextId(),
    issue: issueNumber(call, repository),
    user: requireToken(call.token).user,
    createdAt: now,
    updatedAt: now,
    body: requiredText(call, 'body'),
  };
  repository.comments.set(comment.id, comment);
  return ok(commentView(call, repository, comment), 201);
}

function list(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, SCOPES, 'read');
  const issue = issueNumber(call, repository);
  const comments = [...repository.comments.values()].filter((comment) => comment.issue === issue);
  return ok(page(call, comments).map((comment) => commentView(call, repository, comment)));
}

function named(call: RestCall, repository: Repository): IssueComment {
  const comment = repository.comments.get(Number(param(call, 'comment_id')));
  if (comment === undefined) throw notFound();
  return comment;
}

function update(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, SCOPES, 'write');
  const comment = named(call, repository);
  comment.body = requiredText(call, 'body');
  comment.updatedAt = call.world.clock.now();
  return ok(commentView(call, repository, comment));
}

function get(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, SCOPES, 'read');
  return ok(commentView(call, repository, named(call, repository)));
}

function remove(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, SCOPES, 'write');
  repository.comments.delete(named(call, repository).id);
  return { status: 204 };
}

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export const COMMENT_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: COMMENTS, operation: 'issues/create-comment', handle: create },
  { method: 'GET', path: COMMENTS, operation: 'issues/list-comments', handle: list },
  { method: 'GET', path: COMMENT, operation: 'issues/get-comment', handle: get },
  { method: 'PATCH', path: COMMENT, operation: 'issues/update-comment', handle: update },
  { method: 'DELETE', path: COMMENT, operation: 'issues/delete-comment', handle: remove },
];
