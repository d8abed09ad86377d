import { GithubFault, invalid, notFound } from '../github-fault.ts';
import { environmentView } from '../views/environment-view.ts';
import type { Environment, Repository, User, World } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf } from './call.ts';

/** The environment of this name, created without any protection when there is none. */
export function ensureEnvironment(world: World, repository: Repository, name: string): Environment {
  const existing = repository.environments.get(name.toLowerCase());
  if (existing !== undefined) return existing;
  const now = world.clock.now();
  const environment: Environment = {
    id: world.nextId(),
    name,
    createdAt: now,
    updatedAt: now,
    reviewers: [],
    preventSelfReview: false,
    canAdminsBypass: true,
    waitTimer: 0,
    branchPolicy: null,
    deploymentBranches: [],
    secrets: new Map(),
  };
  repository.environments.set(name.toLowerCase(), environment);
  return environment;
}

/** The environment that the path names. */
export function namedEnvironment(call: RestCall, repository: Repository): Environment {
  const environment = repository.environments.get(param(call, 'environment_name').toLowerCase());
  if (environment === undefined) throw notFound();
  return environment;
}

function readReviewers(call: RestCall, repository: Repository): readonly User[] {
  const given = call.body['reviewers'] ?? [];
  if (!Array.isArray(given) || given.length > 6) {
    throw invalid('Environment', 'reviewers', 'invalid', 'at most 6 reviewers');
  }
  return given.map((entry: { type?: unknown; id?: unknown }) => {
    // Teams belong to organisations' directories, which the sandbox does not have.
    if (entry.type !== 'User') throw invalid('Environment', 'reviewers', 'invalid', 'only users can review here');
    const user = [...call.world.users.values()].find(({ id }) => id === entry.id);
    const reads = user !== undefined && (repository.visibility === 'public' || mayRead(repository, user));
    if (user === undefined || !reads)
      throw invalid('Environment', 'reviewers', 'invalid', `reviewer ${String(entry.id)}`);
    return user;
  });
}

function mayRead(repository: Repository, user: User): boolean {
  return user.siteAdmin || user.id === repository.owner.id || repository.collaborators.has(user.id);
}

function readBranchPolicy(call: RestCall): Environment['branchPolicy'] {
  const policy = call.body['deployment_branch_policy'];
  if (policy === undefined || policy === null) return null;
  const { protected_branches, custom_branch_policies } = policy as Record<string, unknown>;
  if (typeof protected_branches !== 'boolean' || typeof custom_branch_policies !== 'boolean') {
    throw invalid('Environment', 'deployment_branch_policy', 'invalid');
  }
  if (protected_branches === custom_branch_policies) {
    throw new GithubFault(422, 'protected_branches and custom_branch_policies cannot have the same value');
  }
  return { protected_branches, custom_branch_policies };
}

/** PUT replaces every setting: what the body leaves out is off again. */
function putEnvironment(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  const settings = {
    reviewers: readReviewers(call, repository),
    preventSelfReview: call.body['prevent_self_review'] === true,
    canAdminsBypass: call.body['can_admins_bypass'] !== false,
    waitTimer: Number(call.body['wait_timer'] ?? 0),
    branchPolicy: readBranchPolicy(call),
  };
  const environment = ensureEnvironment(call.world, repository, param(call, 'environment_name'));
  // The list belongs to the custom policy, and goes with it.
  if (settings.branchPolicy?.custom_branch_policies !== true) environment.deploymentBranches.length = 0;
  Object.assign(environment, settings, { updatedAt: call.world.clock.now() });
  return ok(environmentView(call.world, repository, environment));
}

function deleteEnvironment(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  repository.environments.delete(namedEnvironment(call, repository).name.toLowerCase());
  return { status: 204 };
}

function listEnvironments(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'actions', 'read');
  const all = [...repository.environments.values()];
  const environments = page(call, all).map((environment) => environmentView(call.world, repository, environment));
  return ok({ total_count: all.length, environments });
}

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment_name}';

export const ENVIRONMENT_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/environments',
    operation: 'repos/get-all-environments',
    handle: listEnvironments,
  },
  {
    method: 'GET',
    path: ENVIRONMENT,
    operation: 'repos/get-environment',
    handle: (call) => {
      const repository = repositoryOf(call, 'actions', 'read');
      return ok(environmentView(call.world, repository, namedEnvironment(call, repository)));
    },
  },
  { method: 'PUT', path: ENVIRONMENT, operation: 'repos/create-or-update-environment', handle: putEnvironment },
  { method: 'DELETE', path: ENVIRONMENT, operation: 'repos/delete-an-environment', handle: deleteEnvironment },
];
