import type { GateInput, Refusal } from './rule.ts';

export function refuseReRun({ facts }: GateInput): Refusal | undefined {
  if (facts.run.attempt === 1) return undefined;
  return {
    message: `attempt ${facts.run.attempt} of run ${facts.run.id}`,
    hint: 'start a new run: GitHub does not say to which attempt an approval belongs',
  };
}

export function requirePrivateRepository({ facts, install }: GateInput): Refusal | undefined {
  if (facts.repository.visibility !== 'public' || install.acceptPublicRepository) return undefined;
  return {
    message: `${facts.repository.fullName} is public`,
    hint: `make it private, or say "accept-public-repository: true" in playbooks/installs/${install.install}.yml`,
  };
}

/**
 * Files are read at the run's commit: on a branch of one's own, the install says what its owner wants it to say. A pull
 * request's own run is of no branch, so it is asked where the request would be merged.
 */
export function requireDefaultBranch({ facts: { run, repository, pullRequest } }: GateInput): Refusal | undefined {
  const open = run.event === 'pull_request';
  const branch = open ? (pullRequest?.base ?? null) : run.branch;
  if (branch === repository.defaultBranch) return undefined;
  const where = branch === null ? 'no branch' : `branch "${branch}"`;
  return {
    message: open
      ? `the pull request is for ${where}, not for the default branch "${repository.defaultBranch}"`
      : `the run is of ${where}, not of the default branch "${repository.defaultBranch}"`,
    hint: `merge the request into "${repository.defaultBranch}", or dispatch the workflow on it`,
  };
}

export function requireEnvironment({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment !== null) return undefined;
  return {
    message: `environment "${install.environment}" does not exist`,
    hint: 'an admin creates it under Settings, Environments, with required reviewers and without admin bypass',
  };
}

export function requireReviewers({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment !== null && facts.environment.reviewers.length > 0) return undefined;
  return {
    message: `environment "${install.environment}" has no required reviewers`,
    hint: 'an admin adds them under Settings, Environments; private repositories need GitHub Enterprise for it',
  };
}

/** A missing field is treated as unsafe: GitHub's published schema does not promise `can_admins_bypass`. */
export function refuseAdminBypass({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment?.canAdminsBypass === false) return undefined;
  const state = facts.environment?.canAdminsBypass === true ? 'on' : 'unknown';
  return {
    message: `admin bypass of environment "${install.environment}" is ${state}`,
    hint: 'an admin clears "Allow administrators to bypass configured protection rules" under Settings, Environments',
  };
}

/**
 * The environment's own guard against jobs from other branches, which never reach this code. "Protected branches only" would
 * let in every branch that somebody may protect, or all of them where none is; a pattern, whatever it comes to match.
 */
export function requireDeploymentBranches({ facts, install }: GateInput): Refusal | undefined {
  const { defaultBranch } = facts.repository;
  const { policy, patterns } = facts.environment?.deploymentBranches ?? { policy: 'all', patterns: [] };
  const [pattern, ...others] = patterns;
  const isExact = pattern?.type === 'branch' && pattern.name === defaultBranch && others.length === 0;
  if (policy === 'custom' && isExact) return undefined;
  const listed = patterns.map(({ type, name }) => `${type} "${name}"`).join(', ');
  const who = { all: 'every branch', protected: 'every protected branch', custom: listed || 'nothing' }[policy];
  return {
    message: `${who} may deploy to environment "${install.environment}", which is for branch "${defaultBranch}" alone`,
    hint: `an admin sets "Deployment branches and tags" under Settings, Environments, to "Selected branches and tags" with the one branch "${defaultBranch}"`,
  };
}

export function requireProtectedBranch({ facts: { repository } }: GateInput): Refusal | undefined {
  if (repository.defaultBranchProtected) return undefined;
  return {
    message: `the default branch "${repository.defaultBranch}" is not protected`,
    hint: `an admin protects "${repository.defaultBranch}" under Settings, Rules: reviews, code owners for playbooks/, no force pushes`,
  };
}
