import type { Install, Person, Request } from '../domain/documents.ts';
import { formatDuration } from '../domain/duration.ts';
import { BreakglassError, type ErrorCode } from '../domain/error.ts';
import { type Account, formatAccount, type GateFacts } from '../domain/gate-facts.ts';
import {
  allApprovers,
  authenticatedCommander,
  environmentAnswers,
  environmentApprovers,
  isAmong,
  samePerson,
} from './people.ts';
import { type Provenance, provenance } from './provenance.ts';

/** What the gate decides on. */
export interface GateInput {
  readonly facts: GateFacts;
  readonly install: Install;
  readonly request: Pick<Request, 'commander'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The people behind a session that the gate let through, as GitHub authenticated them. */
export interface GateDecision {
  readonly requester: Account;
  readonly commander: Account;
  readonly approvers: readonly Account[];
}

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** One rule: undefined when it holds. */
export interface GateRule {
  readonly code: ErrorCode;
  readonly check: (input: GateInput, people: Provenance) => Refusal | undefined;
}

/** The rules in the order in which they are told to people: the platform first, then who asks, then who approved. */
export const GATE_RULES: readonly GateRule[] = [
  { code: 're-run', check: refuseReRun },
  { code: 'public-repository', check: requirePrivateRepository },
  { code: 'environment-missing', check: requireEnvironment },
  { code: 'environment-unprotected', check: requireReviewers },
  { code: 'admin-bypass', check: refuseAdminBypass },
  { code: 'requester-not-vetted', check: requireVettedRequester },
  { code: 'commander-not-listed', check: requireListedCommander },
  { code: 'commander-not-authenticated', check: requireAuthenticatedCommander },
  { code: 'not-approved', check: requireApproval },
  { code: 'requester-is-approver', check: requireSeparation },
  { code: 'approver-not-listed', check: requireListedApprovers },
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

function refuseReRun({ facts }: GateInput): Refusal | undefined {
  if (facts.run.attempt === 1) return undefined;
  return {
    message: `attempt ${facts.run.attempt} of run ${facts.run.id}`,
    hint: 'start a new run: GitHub does not say to which attempt an approval belongs',
  };
}

function requirePrivateRepository({ facts, install }: GateInput): Refusal | undefined {
  if (facts.repository.visibility !== 'public' || install.acceptPublicRepository) return undefined;
  return {
    message: `${facts.repository.fullName} is public`,
    hint: `make it private, or say "accept-public-repository: true" in playbooks/installs/${install.install}.yml`,
  };
}

function requireEnvironment({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment !== null) return undefined;
  return {
    message: `environment "${install.environment}" does not exist`,
    hint: 'an admin creates it under Settings, Environments, with required reviewers and without admin bypass',
  };
}

function requireReviewers({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment !== null && facts.environment.reviewers.length > 0) return undefined;
  return {
    message: `environment "${install.environment}" has no required reviewers`,
    hint: 'an admin adds them under Settings, Environments; private repositories need GitHub Enterprise for it',
  };
}

/** A missing field is treated as unsafe: GitHub's published schema does not promise `can_admins_bypass`. */
function refuseAdminBypass({ facts, install }: GateInput): Refusal | undefined {
  if (facts.environment?.canAdminsBypass === false) return undefined;
  const state = facts.environment?.canAdminsBypass === true ? 'on' : 'unknown';
  return {
    message: `admin bypass of environment "${install.environment}" is ${state}`,
    hint: 'an admin clears "Allow administrators to bypass configured protection rules" under Settings, Environments',
  };
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
