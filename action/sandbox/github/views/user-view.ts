import type { User, World } from '../world.ts';
import { githubTime, nodeId } from './urls.ts';

const USER_LINKS = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
} as const;

/** `simple-user` of GitHub's OpenAPI. */
export function userView(world: World, user: User): Record<string, unknown> {
  const url = `${world.urls.api}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: `${world.urls.server}/avatars/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${world.urls.server}/${user.type === 'Bot' ? `apps/${user.login.replace('[bot]', '')}` : user.login}`,
    ...Object.fromEntries(Object.entries(USER_LINKS).map(([key, path]) => [key, `${url}${path}`])),
    type: user.type,
    user_view_type: 'public',
    site_admin: user.siteAdmin,
  };
}

/** `organization-simple` of GitHub's OpenAPI. */
export function organizationView(world: World, { login, id }: User): Record<string, unknown> {
  const url = `${world.urls.api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('Organization', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.server}/avatars/u/${id}?v=4`,
    description: null,
  };
}

/** `public-user`: the account of a token, as `GET /user` tells it. */
export function ownUserView(world: World, user: User): Record<string, unknown> {
  return {
    ...userView(world, user),
    name: user.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: githubTime(user.createdAt),
    updated_at: githubTime(user.createdAt),
  };
}

/** The address that stands in commits made over the API: how GitHub finds the account again. */
export function noreply(user: User): string {
  return user.login === 'web-flow' ? 'noreply@github.com' : `${user.id}+${user.login}@users.noreply.github.com`;
}

/** The account whose commits carry this address. */
export function userByEmail(world: World, email: string): User | undefined {
  if (email === 'noreply@github.com') return world.webFlow;
  const match = /^(?:(\d+)\+)?(.+)@users\.noreply\.github\.com$/.exec(email);
  if (match === null) return undefined;
  const user = world.users.get((match[2] ?? '').toLowerCase());
  return user !== undefined && (match[1] === undefined || Number(match[1]) === user.id) ? user : undefined;
}
