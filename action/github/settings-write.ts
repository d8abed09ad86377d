import type { RuleFacts } from '../domain/setup-facts.ts';
import type { SettingsPlace, WorkflowToken } from './settings.ts';
import { type Errand, errand } from './settings-error.ts';

const ADMINISTRATION = '"Administration: write"';

/** What an environment is to be protected by. */
export interface EnvironmentWish {
  readonly name: string;
  /** Ids of accounts. */
  readonly reviewers: readonly number[];
  /** Minutes: kept as it was. */
  readonly waitTimer: number;
}

/** Sets all of an environment's protection at once: what GitHub's call leaves out, it takes away. */
export async function writeEnvironment(place: SettingsPlace, wish: EnvironmentWish): Promise<void> {
  const { octokit, owner, repo } = place;
  const given: Errand = { what: `protect the environment ${wish.name}`, permission: '"Administration: write"' };
  const work = octokit.request('PUT /repos/{owner}/{repo}/environments/{environment_name}', {
    owner,
    repo,
    environment_name: wish.name,
    wait_timer: wish.waitTimer,
    prevent_self_review: true,
    can_admins_bypass: false,
    reviewers: wish.reviewers.map((id) => ({ type: 'User' as const, id })),
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
  await errand(given, work);
}

/** Lists one branch for an environment, and takes the others away, once it stands. */
export async function writeDeploymentBranches(
  place: SettingsPlace,
  environment: string,
  wish: { readonly add: readonly string[]; readonly remove: readonly number[] },
): Promise<void> {
  const { octokit, owner, repo } = place;
  const named = { owner, repo, environment_name: environment };
  const given: Errand = { what: `list the branches of the environment ${environment}`, permission: ADMINISTRATION };
  for (const name of wish.add) {
    await errand(given, octokit.rest.repos.createDeploymentBranchPolicy({ ...named, name, type: 'branch' }));
  }
  for (const id of wish.remove) {
    await errand(given, octokit.rest.repos.deleteDeploymentBranchPolicy({ ...named, branch_policy_id: id }));
  }
}

/** A ruleset as it is to be, without anybody who may bypass it. */
export interface RulesetWish {
  readonly name: string;
  readonly include: readonly string[];
  readonly rules: readonly RuleFacts[];
}

/** Creates a ruleset, or replaces the one of this id. */
export async function writeRuleset(place: SettingsPlace, wish: RulesetWish, id?: number): Promise<void> {
  const { octokit, owner, repo } = place;
  const body = {
    owner,
    repo,
    name: wish.name,
    target: 'branch',
    enforcement: 'active',
    bypass_actors: [],
    conditions: { ref_name: { include: [...wish.include], exclude: [] } },
    rules: wish.rules.map(({ type, parameters }) =>
      Object.keys(parameters).length === 0 ? { type } : { type, parameters },
    ),
  };
  const given: Errand = { what: `write the ruleset "${wish.name}"`, permission: ADMINISTRATION };
  // Octokit's types name every kind of rule: what is kept of somebody else's may be newer than they are.
  const work =
    id === undefined
      ? octokit.request({ method: 'POST', url: '/repos/{owner}/{repo}/rulesets', ...body })
      : octokit.request({ method: 'PUT', url: '/repos/{owner}/{repo}/rulesets/{ruleset_id}', ruleset_id: id, ...body });
  await errand(given, work);
}

export async function writeWorkflowToken(place: SettingsPlace, wish: WorkflowToken): Promise<void> {
  const { octokit, owner, repo } = place;
  const work = octokit.rest.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    owner,
    repo,
    default_workflow_permissions: wish.permissions,
    can_approve_pull_request_reviews: wish.mayCreatePullRequests,
  });
  await errand({ what: "set the workflow token's default permissions", permission: ADMINISTRATION }, work);
}
