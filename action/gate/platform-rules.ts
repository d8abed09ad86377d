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

/** Files are read at the run's commit: on a branch of one's own, the install says what its owner wants it to say. */
export function requireDefaultBranch({ facts }: GateInput): Refusal | undefined {
  const { defaultBranch } = facts.repository;
  if (facts.run.branch === defaultBranch) return undefined;
  const where = facts.run.branch === null ? 'of no branch' : `of branch "${facts.run.branch}"`;
  return {
    message: `the run is ${where}, not of the default branch "${defaultBranch}"`,
    hint: `merge the request into "${defaultBranch}", or dispatch the workflow on it`,
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
 * The environment's own guard against jobs from other branches, which never reach this code. "Protected branches only"
 * lets every branch deploy where none is protected, so the default branch has to be.
 */
export function requireProtectedBranch({ facts, install }: GateInput): Refusal | undefined {
  const { defaultBranch, defaultBranchProtected } = facts.repository;
  const branches = facts.environment?.deploymentBranches ?? 'all';
  if (branches === 'all') {
    return {
      message: `every branch may deploy to environment "${install.environment}"`,
      hint: `an admin sets "Deployment branches and tags" under Settings, Environments, to "${defaultBranch}" or to protected branches`,
    };
  }
  if (branches === 'custom' || defaultBranchProtected) return undefined;
  return {
    message: `environment "${install.environment}" is for protected branches, and "${defaultBranch}" is not protected`,
    hint: `an admin protects "${defaultBranch}" under Settings, Branches: where no branch is protected, every branch may deploy`,
  };
}
