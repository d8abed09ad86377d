import type { Install } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { type Account, formatAccount } from '../../domain/gate-facts.ts';
import type { EnvironmentSettings } from '../../domain/setup-facts.ts';
import { MOST_REVIEWERS } from '../../gate/doctor/environments.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { writeDeploymentBranches, writeEnvironment } from '../../github/settings-write.ts';
import { type Change, type Difference, difference, list } from './change.ts';

/** An install's environment as it is to be: its approvers, nobody by the side, and the default branch alone. */
export interface EnvironmentGoal {
  readonly install: Install;
  readonly approvers: readonly Account[];
  readonly defaultBranch: string;
}

/** Refuses what GitHub would refuse halfway through. */
export function requireFewApprovers({ install, approvers }: Install): void {
  if (approvers.people.length <= MOST_REVIEWERS) return;
  throw new BreakglassError('out-of-range', `install "${install}" has ${approvers.people.length} approvers`, {
    hint: `an environment takes at most ${MOST_REVIEWERS} reviewers: leave as many in playbooks/installs/${install}.yml`,
  });
}

export function environmentChange(
  place: SettingsPlace,
  goal: EnvironmentGoal,
  now: EnvironmentSettings | undefined,
): Change {
  const { install, approvers, defaultBranch } = goal;
  const listed = now?.branches.patterns ?? [];
  const kept = listed.filter(({ name, type }) => name === defaultBranch && type === 'branch').slice(0, 1);
  const protection = protectionDifferences(goal, now);
  const branches = branchDifferences(goal, now);
  const name = install.environment;
  return {
    subject: `environment ${name}`,
    differences: [...difference('', now === undefined ? 'missing' : 'present', 'present'), ...protection, ...branches],
    apply: async () => {
      const custom = now?.branches.policy === 'custom';
      if (now === undefined || protection.length > 0 || !custom) {
        const reviewers = approvers.map(({ id }) => id);
        await writeEnvironment(place, { name, reviewers, waitTimer: now?.waitTimer ?? 0 });
      }
      // Where the policy was another one, GitHub has forgotten what it listed.
      const standing = custom ? listed : [];
      await writeDeploymentBranches(place, name, {
        add: custom && kept.length > 0 ? [] : [defaultBranch],
        remove: standing.filter((each) => !kept.includes(each)).map(({ id }) => id),
      });
    },
  };
}

function protectionDifferences({ approvers }: EnvironmentGoal, now: EnvironmentSettings | undefined): Difference[] {
  const reviewers = (now?.reviewers ?? []).map(({ type, name, id }) =>
    type === 'User' ? formatAccount({ login: name, id }) : `team ${name}`,
  );
  const bypass = now?.canAdminsBypass;
  const told = bypass === null ? 'not said' : bypass === false ? 'no' : 'yes';
  return [
    ...difference('required reviewers', list(reviewers.toSorted()), list(approvers.map(formatAccount).toSorted())),
    ...difference('prevent self-review', now?.preventSelfReview === true ? 'yes' : 'no', 'yes'),
    ...difference('administrators may bypass', told, 'no'),
  ];
}

function branchDifferences({ defaultBranch }: EnvironmentGoal, now: EnvironmentSettings | undefined): Difference[] {
  const { policy = 'all', patterns = [] } = now?.branches ?? {};
  const listed = patterns.map(({ name, type }) => (type === 'branch' ? name : `${type} ${name}`));
  const told = policy === 'custom' ? list(listed) : policy === 'protected' ? 'protected branches' : 'every branch';
  return [...difference('deployment branches', told, defaultBranch)];
}
