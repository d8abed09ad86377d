import { requireToken, roleOf } from '../access.ts';
import { notFound } from '../github-fault.ts';
import { ownUserView, userView } from '../views/user-view.ts';
import { atLeast, type Repository, type Role, type User, type World } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf } from './call.ts';

/** The roles that a filter of `permission` takes in, by the weakest of them. */
const PERMISSIONS: Readonly<Record<string, Role>> = {
  pull: 'read',
  triage: 'read',
  push: 'write',
  maintain: 'write',
  admin: 'admin',
};

function userById(world: World, id: number): User | undefined {
  return [...world.users.values()].find((user) => user.id === id);
}

/** Everybody with a role of their own: collaborators, and the owners of the organisation or the account itself. */
function members(world: World, repository: Repository): readonly User[] {
  const { owner, collaborators } = repository;
  const owners = owner.type === 'Organization' ? [...owner.owners] : [owner.id];
  return [...new Set([...owners, ...collaborators.keys()])].flatMap((id) => userById(world, id) ?? []);
}

function list(call: RestCall): RestAnswer {
  // Whoever can push may see who else can; GitHub answers a reader 403.
  const repository = repositoryOf(call, 'metadata', call.token?.kind === 'run' ? 'read' : 'write');
  const weakest = PERMISSIONS[call.query.get('permission') ?? 'pull'] ?? 'read';
  const found = members(call.world, repository).flatMap((user) => {
    const role = roleOf(repository, { kind: 'user', value: '', user });
    return role !== undefined && atLeast(role, weakest) ? [{ user, role }] : [];
  });
  return ok(
    page(call, found).map(({ user, role }) => ({
      ...userView(call.world, user),
      permissions: {
        pull: true,
        triage: atLeast(role, 'write'),
        push: atLeast(role, 'write'),
        maintain: role === 'admin',
        admin: role === 'admin',
      },
      role_name: role,
    })),
  );
}

function byId(call: RestCall): RestAnswer {
  requireToken(call.token);
  const user = userById(call.world, Number(param(call, 'account_id')));
  if (user === undefined) throw notFound();
  return ok(ownUserView(call.world, user));
}

export const COLLABORATOR_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators',
    operation: 'repos/list-collaborators',
    handle: list,
  },
  { method: 'GET', path: '/user/{account_id}', operation: 'users/get-by-id', handle: byId },
];
