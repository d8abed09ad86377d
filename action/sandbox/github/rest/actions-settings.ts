import { GithubFault } from '../github-fault.ts';
import { apiUrl } from '../views/repository-view.ts';
import { type Endpoint, ok, type RestAnswer, type RestCall, repositoryOf, text } from './call.ts';

function getPermissions(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'read');
  const { enabled, allowed, shaPinning } = repository.settings.actions;
  return ok({
    enabled,
    ...(enabled ? { allowed_actions: allowed } : {}),
    ...(allowed === 'selected'
      ? { selected_actions_url: `${apiUrl(call.world, repository)}/actions/permissions/selected-actions` }
      : {}),
    sha_pinning_required: shaPinning,
  });
}

function putPermissions(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  const { enabled, sha_pinning_required } = call.body;
  const allowed = text(call, 'allowed_actions') ?? 'all';
  if (typeof enabled !== 'boolean') throw new GithubFault(422, `Invalid request.\n\n"enabled" wasn't supplied.`);
  if (allowed !== 'all' && allowed !== 'local_only' && allowed !== 'selected') {
    throw new GithubFault(422, `${allowed} is not one of all, local_only, selected`);
  }
  const shaPinning =
    typeof sha_pinning_required === 'boolean' ? sha_pinning_required : repository.settings.actions.shaPinning;
  repository.settings.actions = { enabled, allowed, shaPinning };
  return { status: 204 };
}

function getWorkflow(call: RestCall): RestAnswer {
  const { permissions, mayApprove } = repositoryOf(call, 'administration', 'read').settings.workflows;
  return ok({ default_workflow_permissions: permissions, can_approve_pull_request_reviews: mayApprove });
}

/** What the body leaves out stays as it is. */
function putWorkflow(call: RestCall): RestAnswer {
  const { settings } = repositoryOf(call, 'administration', 'write');
  const permissions = text(call, 'default_workflow_permissions') ?? settings.workflows.permissions;
  if (permissions !== 'read' && permissions !== 'write') {
    throw new GithubFault(422, `${permissions} is not one of read, write`);
  }
  const given = call.body['can_approve_pull_request_reviews'];
  const mayApprove = typeof given === 'boolean' ? given : settings.workflows.mayApprove;
  settings.workflows = { permissions, mayApprove };
  return { status: 204 };
}

const ACTIONS = '/repos/{owner}/{repo}/actions';
const PERMISSIONS = `${ACTIONS}/permissions`;
const WORKFLOW = `${PERMISSIONS}/workflow`;

export const ACTIONS_SETTINGS_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: WORKFLOW,
    operation: 'actions/get-github-actions-default-workflow-permissions-repository',
    handle: getWorkflow,
  },
  {
    method: 'PUT',
    path: WORKFLOW,
    operation: 'actions/set-github-actions-default-workflow-permissions-repository',
    handle: putWorkflow,
  },
  {
    method: 'GET',
    path: PERMISSIONS,
    operation: 'actions/get-github-actions-permissions-repository',
    handle: getPermissions,
  },
  {
    method: 'PUT',
    path: PERMISSIONS,
    operation: 'actions/set-github-actions-permissions-repository',
    handle: putPermissions,
  },
];
