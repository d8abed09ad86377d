import type { Person } from '../domain/documents.ts';
import { formatDuration } from '../domain/duration.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Account, formatAccount } from '../domain/gate-facts.ts';
import { requireOneAddedFile, requireVerifiedCommits } from './change-rules.ts';
import {
  allApprovers,
  authenticatedCommander,
  environmentAnswers,
  environmentApprovers,
  isAmong,
  samePerson,
} from './people.ts';
import {
  refuseAdminBypass,
  refuseReRun,
  requireDefaultBranch,
  requireEnvironment,
  requirePrivateRepository,
  requireProtectedBranch,
  requireReviewers,
} from './platform-rules.ts';
import { type Provenance, provenance } from './provenance.ts';
import type { GateInput, GateRule, Refusal } from './rule.ts';

/** The people behind a session that the gate let through, as GitHub authenticated them. */
export interface GateDecision {
  readonly requester: Account;
  readonly commander: Account;
  readonly approvers: readonly Account[];
}

/** The rules in the order in which they are told to people: the platform first, then what is asked, then who asks, then who approved. */
export const GATE_RULES: readonly GateRule[] = [
  { code: 're-run', check: refuseReRun },
  { code: 'public-repository', check: requirePrivateRepository },
  { code: 'not-default-branch', check: requireDefaultBranch },
  { code: 'environment-missing', check: requireEnvironment },
  { code: 'environment-unprotected', check: requireReviewers },
  { code: 'admin-bypass', check: refuseAdminBypass },
  { code: 'branch-unprotected', check: requireProtectedBranch },
  { code: 'mixed-change', check: requireOneAddedFile },
  { code: 'requester-not-vetted', check: requireVettedRequester },
  { code: 'commander-not-listed', check: requireListedCommander },
  { code: 'commander-not-authenticated', check: requireAuthenticatedCommander },
  { code: 'not-approved', check: requireApproval },
  { code: 'requester-is-approver', check: requireSeparation },
  { code: 'approver-not-listed', check: requireListedApprovers },
  { code: 'unverified-contributor', check: requireVerifiedCommits },
  { code: 'not-approved', check: requireEnoughApprovers },
  { code: 'approval-stale', check: requireFreshApproval },
];

/**
 * Lets a session through, or throws the first rule that does not hold.
 *
 * @throws BreakglassError with the code of that rule
 */
export function decideGate(input: GateInput, rules: readonly GateRule[] = GATE_RULES): GateDecision {
  const people = provenance(input.facts);
  for (const { code, check } of rules) {
    const refusal = check(input, people);
    if (refusal !== undefined) throw new BreakglassError(code, refusal.message, { hint: refusal.hint });
  }
  const commander = authenticatedCommander(input.install, input.request.commander, people);
  if (commander === undefined) throw new BreakglassError('internal', 'the gate passed without a commander');
  return { requester: people.requester, commander, approvers: allApprovers(input.facts, input.install, people) };
}

function requireVettedRequester({ install }: GateInput, people: Provenance): Refusal | undefined {
  if (isAmong(people.requester, install.requesters)) return undefined;
  return {
    message: `${formatAccount(people.requester)} is not a requester of install "${install.install}"`,
    hint: `one of ${names(install.requesters)} makes the request, or requesters: in playbooks/installs/${install.install}.yml is extended`,
  };
}

function requireListedCommander({ install, request }: GateInput): Refusal | undefined {
  if (install.commanders.some((person) => samePerson(person, request.commander))) return undefined;
  return {
    message: `commander "${request.commander.login}" is not a commander of install "${install.install}"`,
    hint: `name one of ${names(install.commanders)}`,
  };
}

function requireAuthenticatedCommander(input: GateInput, people: Provenance): Refusal | undefined {
  if (authenticatedCommander(input.install, input.request.commander, people) !== undefined) return undefined;
  return {
    message: `commander "${input.request.commander.login}" took no part in this request as themselves`,
    hint: 'the commander dispatches the run, opens or merges the pull request, or approves its last commit',
  };
}

function requireApproval({ facts, install }: GateInput): Refusal | undefined {
  const answers = environmentAnswers(facts, install);
  const rejection = answers.find((answer) => answer.state === 'rejected');
  if (rejection !== undefined) {
    return {
      message: `${formatAccount(rejection.user)} rejected the deployment to "${install.environment}"`,
      hint: 'settle the objection, then make a new request',
    };
  }
  if (answers.some((answer) => answer.state === 'approved')) return undefined;
  return {
    message: `nobody approved this run for environment "${install.environment}"`,
    hint: `the job needs "environment: ${install.environment}", so that it waits for an approval`,
  };
}

/**
 * "Prevent self-review" keeps out only who started the run, so whether it is on is not asked: this rule keeps out more.
 */
function requireSeparation({ facts, install }: GateInput, people: Provenance): Refusal | undefined {
  const both = environmentApprovers(facts, install).find(({ id }) => people.excluded.some((other) => other.id === id));
  if (both === undefined) return undefined;
  return {
    message: `${formatAccount(both)} approved a request that they made, wrote, merged or dispatched`,
    hint: 'somebody who took no part in the request approves it; turn on "Prevent self-review" as well',
  };
}

function requireListedApprovers({ facts, install }: GateInput): Refusal | undefined {
  const stranger = environmentApprovers(facts, install).find((who) => !isAmong(who, install.approvers.people));
  if (stranger === undefined) return undefined;
  return {
    message: `${formatAccount(stranger)} is not an approver of install "${install.install}"`,
    hint: `one of ${names(install.approvers.people)} approves; make the environment's reviewers the same people`,
  };
}

function requireEnoughApprovers(input: GateInput, people: Provenance): Refusal | undefined {
  const found = allApprovers(input.facts, input.install, people).length;
  const { minimum } = input.install.approvers;
  if (found >= minimum) return undefined;
  return {
    message: `${found} of ${minimum} approvers approved`,
    hint: 'one approval starts the job: the others approve the last commit of the pull request before it is merged',
  };
}

/** GitHub gives approvals no timestamp, so the age of the run stands in for it: an approval is never older than its run. */
function requireFreshApproval({ facts, install, now }: GateInput): Refusal | undefined {
  const age = now - facts.run.startedAt;
  if (age <= install.approvers.withinMs) return undefined;
  return {
    message: `the run is ${formatDuration(age)} old, approvals hold for ${formatDuration(install.approvers.withinMs)}`,
    hint: 'make a new request: what was approved may no longer be what is wanted',
  };
}

function names(people: readonly Person[]): string {
  return people.map(({ login, id }) => (id === undefined ? login : `${login}#${id}`)).join(', ');
}
