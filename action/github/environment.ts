import { BreakglassError } from '../domain/error.ts';
import type { DeploymentBranches, GateFacts } from '../domain/gate-facts.ts';
import type { Answer } from './answer.ts';

type Environment = NonNullable<GateFacts['environment']>;

/** An environment as GitHub's API tells it; `patterns` are listed by a call of their own. */
export function readEnvironment(environment: Answer, patterns: DeploymentBranches['patterns']): Environment {
  const required = protectionRule(environment, 'required_reviewers');
  const bypass = environment.value('can_admins_bypass');
  return {
    name: environment.text('name'),
    reviewers: (required?.list('reviewers') ?? []).map(readReviewer),
    canAdminsBypass: typeof bypass === 'boolean' ? bypass : null,
    deploymentBranches: { policy: readPolicy(environment.optional('deployment_branch_policy')), patterns },
  };
}

/** The rule of this type that protects an environment; undefined where none does. */
export function protectionRule(environment: Answer, type: string): Answer | undefined {
  const rules = environment.value('protection_rules') === undefined ? [] : environment.list('protection_rules');
  return rules.find((rule) => rule.value('type') === type);
}

/** The patterns of a custom policy. One that the page does not show would let a branch in unseen. */
export function readDeploymentBranches(listed: Answer): DeploymentBranches['patterns'] {
  const patterns = listed.list('branch_policies').map((pattern) => ({
    name: pattern.text('name'),
    type: pattern.oneOf('type', ['branch', 'tag']),
  }));
  const total = listed.number('total_count');
  if (total === patterns.length) return patterns;
  throw new BreakglassError(
    'deployment-branches',
    `${total} patterns may deploy to the environment, and GitHub lists ${patterns.length}`,
    { hint: 'an admin leaves one of them, the default branch, under Settings, Environments' },
  );
}

function readPolicy(policy: Answer | undefined): DeploymentBranches['policy'] {
  if (policy?.value('protected_branches') === true) return 'protected';
  return policy?.value('custom_branch_policies') === true ? 'custom' : 'all';
}

function readReviewer(entry: Answer): Environment['reviewers'][number] {
  const type = entry.oneOf('type', ['User', 'Team']);
  const reviewer = entry.object('reviewer');
  return { type, name: reviewer.text(type === 'User' ? 'login' : 'slug'), id: reviewer.number('id') };
}
