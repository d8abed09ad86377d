import { createHash } from 'node:crypto';
import { requireToken, roleOf } from '../access.ts';
import { createUser, createUserToken } from '../accounts.ts';
import { GithubFault, invalid, notFound } from '../github-fault.ts';
import { createRepository } from '../repositories.ts';
import { repositoryView } from '../views/repository-view.ts';
import { githubTime } from '../views/urls.ts';
import { organizationView, ownUserView, userView } from '../views/user-view.ts';
import type { Repository, Role, User } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf, requiredText, text } from './call.ts';

function currentUser(call: RestCall): User {
  const token = requireToken(call.token);
  if (token.kind === 'run') throw new GithubFault(403, 'Resource not accessible by integration');
  return token.user;
}

function namedUser(call: RestCall, name: string): User {
  const user = call.world.users.get(param(call, name).toLowerCase());
  if (user === undefined) throw notFound();
  return user;
}

function visibility(call: RestCall): Repository['visibility'] {
  const value = text(call, 'visibility') ?? (call.body['private'] === false ? 'public' : 'private');
  if (value !== 'public' && value !== 'private' && value !== 'internal') {
    throw invalid('Repository', 'visibility', 'invalid');
  }
  return value;
}

async function create(call: RestCall, owner: User): Promise<RestAnswer> {
  const creator = currentUser(call);
  const options = {
    owner,
    name: requiredText(call, 'name'),
    visibility: visibility(call),
    description: text(call, 'description') ?? null,
  };
  const repository = await createRepository(call.world, options, creator);
  return ok(repositoryView(call.world, repository, requireToken(call.token)), 201);
}

function update(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  if (call.body['visibility'] !== undefined || call.body['private'] !== undefined) {
    repository.visibility = visibility(call);
  }
  repository.description = text(call, 'description') ?? repository.description;
  return ok(repositoryView(call.world, repository, call.token));
}

/** The two calls of GitHub Enterprise Server's administration API with which a world gets its people. */
function administer(call: RestCall): void {
  if (!currentUser(call).siteAdmin) throw notFound();
}

function addUser(call: RestCall): RestAnswer {
  administer(call);
  return ok(userView(call.world, createUser(call.world, requiredText(call, 'login'))), 201);
}

function addOrganization(call: RestCall): RestAnswer {
  administer(call);
  const owner = call.world.users.get(requiredText(call, 'admin').toLowerCase());
  if (owner === undefined) throw invalid('Organization', 'admin', 'invalid');
  const options = { type: 'Organization', owners: [owner] } as const;
  return ok(organizationView(call.world, createUser(call.world, requiredText(call, 'login'), options)), 201);
}

function createInOrganization(call: RestCall): Promise<RestAnswer> {
  const organization = namedUser(call, 'org');
  const user = currentUser(call);
  if (organization.type !== 'Organization') throw notFound();
  if (!user.siteAdmin && !organization.owners.has(user.id)) {
    throw new GithubFault(403, 'You need admin access to the organization before adding a repository to it.');
  }
  return create(call, organization);
}

function impersonate(call: RestCall): RestAnswer {
  administer(call);
  const user = namedUser(call, 'username');
  const { value } = createUserToken(call.world, user);
  const now = githubTime(call.world.clock.now());
  const id = call.world.nextId();
  const url = `${call.world.urls.api}/authorizations/${id}`;
  return ok(
    {
      id,
      url,
      app: { name: 'Breakglass sandbox', url: call.world.urls.server, client_id: '00000000000000000000' },
      token: value,
      hashed_token: createHash('sha256').update(value).digest('hex'),
      token_last_eight: value.slice(-8),
      note: null,
      note_url: null,
      created_at: now,
      updated_at: now,
      scopes: ['repo'],
      fingerprint: null,
      expires_at: null,
      user: userView(call.world, user),
    },
    201,
  );
}

const ROLE_NAMES: Readonly<Record<string, Role>> = {
  pull: 'read',
  read: 'read',
  triage: 'read',
  push: 'write',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** On GitHub an outsider is invited and accepts; here the role holds at once, as it does for an organisation's member. */
function addCollaborator(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  const role = ROLE_NAMES[text(call, 'permission') ?? 'push'];
  if (role === undefined) throw invalid('Repository', 'permission', 'invalid');
  repository.collaborators.set(namedUser(call, 'username').id, role);
  return { status: 204 };
}

function collaboratorPermission(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'metadata', 'read');
  const user = namedUser(call, 'username');
  const permission = roleOf(repository, { kind: 'user', value: '', user }) ?? 'none';
  return ok({ permission, role_name: permission, user: { ...userView(call.world, user), role_name: permission } });
}

export const ACCOUNT_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/user',
    operation: 'users/get-authenticated',
    handle: (call) => ok(ownUserView(call.world, currentUser(call))),
  },
  {
    method: 'GET',
    path: '/users/{username}',
    operation: 'users/get-by-username',
    handle: (call) => ok(ownUserView(call.world, namedUser(call, 'username'))),
  },
  {
    method: 'POST',
    path: '/admin/users',
    operation: 'enterprise-admin/create-user',
    handle: addUser,
  },
  {
    method: 'POST',
    path: '/admin/organizations',
    operation: 'enterprise-admin/create-org',
    handle: addOrganization,
  },
  {
    method: 'POST',
    path: '/admin/users/{username}/authorizations',
    operation: 'enterprise-admin/create-impersonation-o-auth-token',
    handle: impersonate,
  },
  {
    method: 'POST',
    path: '/user/repos',
    operation: 'repos/create-for-authenticated-user',
    handle: (call) => create(call, currentUser(call)),
  },
  {
    method: 'POST',
    path: '/orgs/{org}/repos',
    operation: 'repos/create-in-org',
    handle: createInOrganization,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    operation: 'repos/get',
    handle: (call) => ok(repositoryView(call.world, repositoryOf(call, 'metadata', 'read'), call.token)),
  },
  { method: 'PATCH', path: '/repos/{owner}/{repo}', operation: 'repos/update', handle: update },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    operation: 'repos/add-collaborator',
    handle: addCollaborator,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    operation: 'repos/get-collaborator-permission-level',
    handle: collaboratorPermission,
  },
];
