import { roleOf } from '../access.ts';
import { fullName, type Repository, type Token, type World } from '../world.ts';
import { githubTime, nodeId } from './urls.ts';
import { userView } from './user-view.ts';

const LINKS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

/** `https://api.github.com/repos/{owner}/{repo}` of this sandbox. */
export function apiUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`;
}

/** The repository's page. */
export function htmlUrl(world: World, repository: Repository): string {
  return `${world.urls.server}/${fullName(repository)}`;
}

/** `minimal-repository` of GitHub's OpenAPI: as it stands inside runs and pull requests. */
export function minimalRepositoryView(world: World, repository: Repository): Record<string, unknown> {
  const url = apiUrl(world, repository);
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.visibility !== 'public',
    owner: userView(world, repository.owner),
    html_url: htmlUrl(world, repository),
    description: repository.description,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([key, path]) => [key, `${url}${path}`])),
  };
}

/** `full-repository` of GitHub's OpenAPI. */
export function repositoryView(world: World, repository: Repository, token?: Token): Record<string, unknown> {
  const html = htmlUrl(world, repository);
  const role = token === undefined || token.kind === 'run' ? undefined : roleOf(repository, token);
  const push = role === 'write' || role === 'admin';
  return {
    ...minimalRepositoryView(world, repository),
    ...COUNTS,
    created_at: githubTime(repository.createdAt),
    updated_at: githubTime(repository.pushedAt),
    pushed_at: githubTime(repository.pushedAt),
    git_url: html.replace(/^http:/, 'git:').concat('.git'),
    ssh_url: `git@${new URL(html).hostname}:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    visibility: repository.visibility,
    default_branch: repository.defaultBranch,
    permissions: { admin: role === 'admin', maintain: role === 'admin', push, triage: push, pull: true },
    ...(repository.owner.type === 'Organization' ? { organization: userView(world, repository.owner) } : {}),
  };
}

const COUNTS = {
  homepage: null,
  language: null,
  license: null,
  mirror_url: null,
  size: 0,
  archived: false,
  disabled: false,
  is_template: false,
  has_issues: true,
  has_projects: true,
  has_wiki: false,
  has_pages: false,
  has_downloads: false,
  has_discussions: false,
  topics: [],
  forks: 0,
  forks_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  network_count: 0,
  subscribers_count: 0,
  allow_merge_commit: true,
  allow_squash_merge: true,
  allow_rebase_merge: false,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
} as const;
