import type { Install } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { RepositoryFacts, Seen } from '../../domain/setup-facts.ts';
import { openAuditBranch, readGenesis } from '../../github/audit-genesis.ts';
import {
  readEnvironments,
  readRulesets,
  readWorkflowToken,
  type SettingsPlace,
  type WorkflowToken,
} from '../../github/settings.ts';
import { readBranch } from '../../github/settings-branches.ts';
import { writeWorkflowToken } from '../../github/settings-write.ts';
import { type Change, difference } from './change.ts';
import { environmentChange } from './environment-change.ts';
import { AUDIT_BRANCH } from './facts.ts';
import { accountOf } from './install-file.ts';
import { AUDIT_BRANCH_RULES, DEFAULT_BRANCH_RULES, rulesetChange } from './ruleset-change.ts';

/** The changes before the files are published, and those that need a commit on the default branch. */
export interface Goals {
  readonly before: readonly Change[];
  readonly after: readonly Change[];
}

/** What has to be changed of a repository's settings, from what they are now. */
export async function planChanges(
  place: SettingsPlace,
  repository: RepositoryFacts,
  installs: readonly Install[],
): Promise<Goals> {
  const approvers = await Promise.all(
    installs.map(({ approvers: { people } }) => Promise.all(people.map((person) => accountOf(place, person)))),
  );
  const [environments, rulesets, token, audit] = await Promise.all([
    readEnvironments(place).then(requireSeen),
    readRulesets(place),
    readWorkflowToken(place).then(requireSeen),
    auditBranchChange(place, repository),
  ]);
  const before = installs.map((install, index) => {
    const name = install.environment.toLowerCase();
    const now = environments.find((each) => each.name.toLowerCase() === name);
    const goal = { install, approvers: approvers[index] ?? [], defaultBranch: repository.defaultBranch };
    return environmentChange(place, goal, now);
  });
  const rules = [DEFAULT_BRANCH_RULES, AUDIT_BRANCH_RULES].map((wish) => rulesetChange(place, wish, rulesets));
  // The branch is begun by a commit that nobody signed: its rules come after it.
  return { before, after: [audit, ...rules, workflowTokenChange(place, token)] };
}

function requireSeen<T>(seen: Seen<T>): T {
  if (seen.seen) return seen.value;
  throw new BreakglassError('github-forbidden', seen.why, {
    hint: 'nothing was changed: use a token of somebody with the role "admin" in the repository',
  });
}

async function auditBranchChange(place: SettingsPlace, repository: RepositoryFacts): Promise<Change> {
  const branch = await readBranch(place, AUDIT_BRANCH);
  if (branch.exists) await requireOwnGenesis(place, repository);
  return {
    subject: `branch ${AUDIT_BRANCH}`,
    differences: difference('', branch.exists ? 'present' : 'missing', 'present'),
    apply: () =>
      openAuditBranch(place, {
        branch: AUDIT_BRANCH,
        repositoryId: repository.id,
        at: new Date().toISOString(),
      }),
  };
}

/** Somebody else's branch of that name is never written over. */
async function requireOwnGenesis(place: SettingsPlace, { id }: RepositoryFacts): Promise<void> {
  const found = await readGenesis(place, AUDIT_BRANCH);
  if (!found.seen || found.value === id) return;
  const what = found.value === null ? 'no valid genesis' : `the genesis of repository ${found.value}, not of ${id}`;
  throw new BreakglassError('audit-invalid', `the branch ${AUDIT_BRANCH} has ${what}`, {
    hint: 'nothing was changed: keep that branch under another name, then run setup again',
  });
}

/**
 * One switch is for creating and for approving: on a branch of their own, whoever can write could let a workflow approve what they
 * ask for. Off, the post-mortem's pull request is opened by a person, from the link that the incident job prints.
 */
function workflowTokenChange(place: SettingsPlace, now: WorkflowToken): Change {
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  return {
    subject: 'workflow permissions',
    differences: [
      ...difference('default permissions of GITHUB_TOKEN', now.permissions, 'read'),
      ...difference('Actions may create and approve pull requests', yes(now.mayCreatePullRequests), 'no'),
    ],
    apply: () => writeWorkflowToken(place, { permissions: 'read', mayCreatePullRequests: false }),
  };
}
