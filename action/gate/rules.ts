import { BreakglassError } from '../domain/error.ts';
import type { Account } from '../domain/gate-facts.ts';
import {
  refuseOtherPlan,
  requireApproval,
  requireBoundApprovals,
  requireEnoughApprovers,
  requireFreshApproval,
  requireListedApprovers,
  requireSeparation,
} from './approval-rules.ts';
import {
  requireMergeShape,
  requireOneAddedFile,
  requireOnePullRequest,
  requireSamePolicy,
  requireVerifiedCommits,
} from './change-rules.ts';
import { allApprovers, authenticatedCommander } from './people.ts';
import {
  refuseAdminBypass,
  refuseReRun,
  requireDefaultBranch,
  requireDeploymentBranches,
  requireEnvironment,
  requirePrivateRepository,
  requireProtectedBranch,
  requireReviewers,
} from './platform-rules.ts';
import { isOpenRequest, type Provenance, provenance, requireAsked } from './provenance.ts';
import {
  requireAuthenticatedCommander,
  requireListedCommander,
  requirePullRequest,
  requireVettedRequester,
} from './request-rules.ts';
import type { GateInput, GatePhase, GateRule } from './rule.ts';

/** The people behind a session that the gate let through, as GitHub authenticated them. */
export interface GateDecision {
  readonly requester: Account;
  readonly commander: Account;
  readonly approvers: readonly Account[];
}

const rule = (name: string, code: GateRule['code'], phase: GatePhase, check: GateRule['check']): GateRule => ({
  name,
  code,
  phase,
  check,
});

/** The rules in the order in which they are told to people: the platform first, then what is asked, then who asks, then who approved. */
export const GATE_RULES: readonly GateRule[] = [
  rule('asked-for', 'requester-not-vetted', 'merge', requireAsked),
  rule('first-attempt', 're-run', 'merge', refuseReRun),
  rule('private-repository', 'public-repository', 'request', requirePrivateRepository),
  rule('default-branch', 'not-default-branch', 'request', requireDefaultBranch),
  rule('environment-exists', 'environment-missing', 'request', requireEnvironment),
  rule('required-reviewers', 'environment-unprotected', 'request', requireReviewers),
  rule('no-admin-bypass', 'admin-bypass', 'request', refuseAdminBypass),
  rule('one-deployment-branch', 'deployment-branches', 'request', requireDeploymentBranches),
  rule('protected-branch', 'branch-unprotected', 'request', requireProtectedBranch),
  rule('one-added-file', 'mixed-change', 'request', requireOneAddedFile),
  rule('one-pull-request', 'mixed-change', 'merge', requireOnePullRequest),
  rule('same-policy', 'policy-changed', 'merge', requireSamePolicy),
  rule('merge-shape', 'policy-changed', 'merge', requireMergeShape),
  rule('vetted-requester', 'requester-not-vetted', 'request', requireVettedRequester),
  rule('listed-commander', 'commander-not-listed', 'request', requireListedCommander),
  rule('authenticated-commander', 'commander-not-authenticated', 'merge', requireAuthenticatedCommander),
  rule('pull-request-for-two', 'needs-pull-request', 'request', requirePullRequest),
  rule('approved', 'not-approved', 'approval', requireApproval),
  rule('separation', 'requester-is-approver', 'approval', requireSeparation),
  rule('listed-approvers', 'approver-not-listed', 'approval', requireListedApprovers),
  rule('verified-commits', 'unverified-contributor', 'approval', requireVerifiedCommits),
  rule('bound-approvals', 'approval-not-bound', 'approval', requireBoundApprovals),
  rule('no-other-plan', 'approval-not-bound', 'approval', refuseOtherPlan),
  rule('enough-approvers', 'not-approved', 'approval', requireEnoughApprovers),
  rule('fresh-approval', 'approval-stale', 'approval', requireFreshApproval),
];

/**
 * Lets a session through, or throws the first rule that does not hold.
 *
 * @throws BreakglassError with the code of that rule
 */
export function decideGate(input: GateInput, rules: readonly GateRule[] = GATE_RULES): GateDecision {
  const people = provenance(input.facts);
  requireAll(rules, input, people);
  const commander = authenticatedCommander(input.install, input.request.commander, people);
  if (commander === undefined) throw new BreakglassError('internal', 'the gate passed without a commander');
  return { requester: people.requester, commander, approvers: allApprovers(input, people) };
}

/**
 * Holds a plan to every rule that can be known before an approval, so that nobody is woken for what the gate will refuse. An
 * open pull request is held to what its merge cannot mend; see `pendingBeforeMerge` for the rest.
 *
 * @throws BreakglassError with the code of the first rule that does not hold
 */
export function decideBeforeApproval(input: GateInput, rules: readonly GateRule[] = GATE_RULES): void {
  const open = isOpenRequest(input.facts);
  const known = rules.filter(({ phase }) => phase === 'request' || (phase === 'merge' && !open));
  requireAll(known, input, provenance(input.facts));
}

function requireAll(rules: readonly GateRule[], input: GateInput, people: Provenance): void {
  for (const { code, check } of rules) {
    const refusal = check(input, people);
    if (refusal !== undefined) throw new BreakglassError(code, refusal.message, { hint: refusal.hint });
  }
}
