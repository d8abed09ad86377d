import type { Environment, Repository, World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';
import { userView } from './user-view.ts';

function rules(world: World, environment: Environment): readonly unknown[] {
  const rule = (offset: number, type: string, rest: object) => ({
    id: environment.id * 10 + offset,
    node_id: nodeId('Gate', environment.id * 10 + offset),
    ...rest,
    type,
  });
  const reviewers = environment.reviewers.map((user) => ({ type: 'User', reviewer: userView(world, user) }));
  const { preventSelfReview, waitTimer } = environment;
  return [
    ...(waitTimer > 0 ? [rule(1, 'wait_timer', { wait_timer: waitTimer })] : []),
    ...(reviewers.length > 0
      ? [rule(2, 'required_reviewers', { prevent_self_review: preventSelfReview, reviewers })]
      : []),
    ...(environment.branchPolicy === null ? [] : [rule(3, 'branch_policy', {})]),
  ];
}

function identity(world: World, repository: Repository, environment: Environment) {
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId('Environment', environment.id),
    name: environment.name,
    url: `${apiUrl(world, repository)}/environments/${name}`,
    html_url: `${htmlUrl(world, repository)}/deployments/activity_log?environments_filter=${name}`,
  };
}

/** `environment` of GitHub's OpenAPI, and `can_admins_bypass`, which live answers have. */
export function environmentView(world: World, repository: Repository, environment: Environment) {
  return {
    ...identity(world, repository, environment),
    created_at: githubTime(environment.createdAt),
    updated_at: githubTime(environment.updatedAt),
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: rules(world, environment),
    deployment_branch_policy: environment.branchPolicy,
  };
}

/** One entry of `environments` in an approval. */
export function approvedEnvironmentView(world: World, repository: Repository, environment: Environment) {
  return {
    ...identity(world, repository, environment),
    created_at: githubTime(environment.createdAt),
    updated_at: githubTime(environment.updatedAt),
  };
}

/** `pending-deployment` of GitHub's OpenAPI. */
export function pendingView(world: World, repository: Repository, environment: Environment, canApprove: boolean) {
  return {
    environment: identity(world, repository, environment),
    wait_timer: environment.waitTimer,
    wait_timer_started_at: null,
    current_user_can_approve: canApprove,
    reviewers: environment.reviewers.map((user) => ({ type: 'User', reviewer: userView(world, user) })),
  };
}
