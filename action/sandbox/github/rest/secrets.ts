import { notFound } from '../github-fault.ts';
import type { SecretNames } from '../settings.ts';
import { githubTime } from '../views/urls.ts';
import type { Repository } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';
import { namedEnvironment } from './environments.ts';

/** Where the secrets are that the path speaks of. */
type Store = (call: RestCall, repository: Repository) => SecretNames;

const ofRepository: Store = (_, { settings }) => settings.secrets;
const ofEnvironment: Store = (call, repository) => namedEnvironment(call, repository).secrets;

function list(store: Store, call: RestCall): RestAnswer {
  // A user needs write; names only, never what is in them.
  const all = [...store(call, repositoryOf(call, 'actions', 'write'))];
  const secrets = page(call, all).map(([name, { createdAt, updatedAt }]) => ({
    name,
    created_at: githubTime(createdAt),
    updated_at: githubTime(updatedAt),
  }));
  return ok({ total_count: all.length, secrets });
}

function put(store: Store, call: RestCall): RestAnswer {
  const secrets = store(call, repositoryOf(call, 'administration', 'write'));
  requiredText(call, 'encrypted_value');
  const name = param(call, 'secret_name').toUpperCase();
  const now = call.world.clock.now();
  const before = secrets.get(name);
  secrets.set(name, { createdAt: before?.createdAt ?? now, updatedAt: now });
  return before === undefined ? ok({}, 201) : { status: 204 };
}

function remove(store: Store, call: RestCall): RestAnswer {
  const secrets = store(call, repositoryOf(call, 'administration', 'write'));
  if (!secrets.delete(param(call, 'secret_name').toUpperCase())) throw notFound();
  return { status: 204 };
}

interface Operations {
  readonly list: string;
  readonly put: string;
  readonly remove: string;
}

function endpoints(path: string, store: Store, operations: Operations): readonly Endpoint[] {
  const secret = `${path}/{secret_name}`;
  return [
    { method: 'GET', path, operation: operations.list, handle: (call) => list(store, call) },
    { method: 'PUT', path: secret, operation: operations.put, handle: (call) => put(store, call) },
    { method: 'DELETE', path: secret, operation: operations.remove, handle: (call) => remove(store, call) },
  ];
}

export const SECRET_ENDPOINTS: readonly Endpoint[] = [
  ...endpoints('/repos/{owner}/{repo}/actions/secrets', ofRepository, {
    list: 'actions/list-repo-secrets',
    put: 'actions/create-or-update-repo-secret',
    remove: 'actions/delete-repo-secret',
  }),
  ...endpoints('/repos/{owner}/{repo}/environments/{environment_name}/secrets', ofEnvironment, {
    list: 'actions/list-environment-secrets',
    put: 'actions/create-or-update-environment-secret',
    remove: 'actions/delete-environment-secret',
  }),
];
