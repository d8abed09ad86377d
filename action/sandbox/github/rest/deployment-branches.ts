import { notFound } from '../github-fault.ts';
import { nodeId } from '../views/urls.ts';
import type { DeploymentBranch, Environment, Repository } from '../world.ts';
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
import { namedEnvironment } from './environments.ts';

function view({ id, name, type }: DeploymentBranch): Record<string, unknown> {
  return { id, node_id: nodeId('GateBranchPolicy', id), name, type };
}

/** An environment whose list can be changed: one without custom policies has none. */
function listed(call: RestCall, repository: Repository): Environment {
  const environment = namedEnvironment(call, repository);
  if (environment.branchPolicy?.custom_branch_policies !== true) throw notFound();
  return environment;
}

function named(call: RestCall, environment: Environment): DeploymentBranch {
  const found = environment.deploymentBranches.find(({ id }) => id === Number(param(call, 'branch_policy_id')));
  if (found === undefined) throw notFound();
  return found;
}

function list(call: RestCall): RestAnswer {
  const { deploymentBranches } = namedEnvironment(call, repositoryOf(call, 'actions', 'read'));
  return ok({ total_count: deploymentBranches.length, branch_policies: page(call, deploymentBranches).map(view) });
}

function create(call: RestCall): RestAnswer {
  const environment = listed(call, repositoryOf(call, 'administration', 'write'));
  const name = requiredText(call, 'name');
  const type = text(call, 'type') === 'tag' ? 'tag' : 'branch';
  // As documented: 303 where the same pattern is there already.
  if (environment.deploymentBranches.some((each) => each.name === name && each.type === type)) return { status: 303 };
  const added = { id: call.world.nextId(), name, type } as const;
  environment.deploymentBranches.push(added);
  return ok(view(added));
}

function rename(call: RestCall): RestAnswer {
  const environment = listed(call, repositoryOf(call, 'administration', 'write'));
  const before = named(call, environment);
  const after = { ...before, name: requiredText(call, 'name') };
  environment.deploymentBranches.splice(environment.deploymentBranches.indexOf(before), 1, after);
  return ok(view(after));
}

function remove(call: RestCall): RestAnswer {
  const environment = listed(call, repositoryOf(call, 'administration', 'write'));
  environment.deploymentBranches.splice(environment.deploymentBranches.indexOf(named(call, environment)), 1);
  return { status: 204 };
}

const POLICIES = '/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies';
const POLICY = `${POLICIES}/{branch_policy_id}`;

export const DEPLOYMENT_BRANCH_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: POLICIES, operation: 'repos/list-deployment-branch-policies', handle: list },
  { method: 'POST', path: POLICIES, operation: 'repos/create-deployment-branch-policy', handle: create },
  {
    method: 'GET',
    path: POLICY,
    operation: 'repos/get-deployment-branch-policy',
    handle: (call) => ok(view(named(call, namedEnvironment(call, repositoryOf(call, 'actions', 'read'))))),
  },
  { method: 'PUT', path: POLICY, operation: 'repos/update-deployment-branch-policy', handle: rename },
  { method: 'DELETE', path: POLICY, operation: 'repos/delete-deployment-branch-policy', handle: remove },
];
