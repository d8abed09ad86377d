import type { Issue, Label, PullRequest, Repository, World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';
import { userView } from './user-view.ts';

/** `label` of GitHub's OpenAPI. */
export function labelView(world: World, repository: Repository, { id, name }: Label): Record<string, unknown> {
  return {
    id,
    node_id: nodeId('Label', id),
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(name)}`,
    name,
    description: null,
    color: 'ededed',
    default: false,
  };
}

/** `issue` of GitHub's OpenAPI. A pull request is one too, told by its key `pull_request`. */
export function issueView(world: World, repository: Repository, issue: Issue | PullRequest): Record<string, unknown> {
  const pull = 'merged' in issue;
  const url = `${apiUrl(world, repository)}/issues/${issue.number}`;
  const html = `${htmlUrl(world, repository)}/${pull ? 'pull' : 'issues'}/${issue.number}`;
  const closedAt = pull ? (issue.state === 'closed' ? (issue.merged?.at ?? issue.updatedAt) : null) : issue.closedAt;
  return {
    url,
    repository_url: apiUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: issue.id,
    node_id: nodeId(pull ? 'PullRequest' : 'Issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: userView(world, issue.author),
    labels: pull ? [] : issue.labels.map((label) => labelView(world, repository, label)),
    state: issue.state,
    state_reason: pull ? null : issue.stateReason,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...repository.comments.values()].filter((comment) => comment.issue === issue.number).length,
    created_at: githubTime(issue.createdAt),
    updated_at: githubTime(issue.updatedAt),
    closed_at: closedAt === null ? null : githubTime(closedAt),
    author_association: issue.author.id === repository.owner.id ? 'OWNER' : 'COLLABORATOR',
    active_lock_reason: null,
    body: issue.body,
    ...(pull
      ? { pull_request: { url: url.replace('/issues/', '/pulls/'), html_url: html, diff_url: null, patch_url: null } }
      : {}),
  };
}
