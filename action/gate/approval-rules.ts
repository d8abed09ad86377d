import { formatDuration } from '../domain/duration.ts';
import { formatAccount } from '../domain/gate-facts.ts';
import { BOUND_LENGTH, isBound, otherPlan } from './binding.ts';
import { allApprovers, environmentAnswers, environmentApprovals, environmentApprovers, isAmong } from './people.ts';
import type { Provenance } from './provenance.ts';
import { describe, names } from './request-rules.ts';
import type { GateInput, Refusal } from './rule.ts';

export function requireApproval({ facts, install }: GateInput): Refusal | undefined {
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
export function requireSeparation({ facts, install }: GateInput, people: Provenance): Refusal | undefined {
  const both = environmentApprovers(facts, install).find(({ id }) => people.excluded.some((other) => other.id === id));
  if (both === undefined) return undefined;
  return {
    message: `${formatAccount(both)} approved a request that they made, wrote, merged or dispatched`,
    hint: 'somebody who took no part in the request approves it; turn on "Prevent self-review" as well',
  };
}

export function requireListedApprovers({ facts, install }: GateInput): Refusal | undefined {
  const stranger = environmentApprovers(facts, install).find((who) => !isAmong(who, install.approvers.people));
  if (stranger === undefined) return undefined;
  return {
    message: `${describe(stranger)} is not an approver of install "${install.install}"`,
    hint: `one of ${names(install.approvers.people)} approves; make the environment's reviewers the same people`,
  };
}

/** Approvals of the pull request that name no digest are not counted at all, so they need no rule. */
export function requireBoundApprovals({ facts, install, digest }: GateInput): Refusal | undefined {
  if (install.approvers.binding === 'none') return undefined;
  const loose = environmentApprovals(facts, install).find(({ comment }) => !isBound(comment, digest));
  if (loose === undefined) return undefined;
  const wanted = digest.slice(0, BOUND_LENGTH);
  return {
    message: `the approval of ${formatAccount(loose.user)} does not name the plan ${wanted}`,
    hint: `make a new request; whoever approves writes the plan's digest, at least its first ${BOUND_LENGTH} characters, into the comment`,
  };
}

/** Whatever the install asks for: who says which plan they approve has approved no other one. */
export function refuseOtherPlan({ facts, install, digest }: GateInput): Refusal | undefined {
  for (const { user, comment } of environmentApprovals(facts, install)) {
    const other = otherPlan(comment, digest);
    if (other === undefined) continue;
    return {
      message: `${formatAccount(user)} approved plan ${other}, not plan ${digest}`,
      hint: 'make a new request, and approve it by the digest that its own plan shows',
    };
  }
  return undefined;
}

export function requireEnoughApprovers(input: GateInput, people: Provenance): Refusal | undefined {
  const found = allApprovers(input, people).length;
  const { minimum, binding } = input.install.approvers;
  if (found >= minimum) return undefined;
  const bound = binding === 'digest' ? ', naming the plan in their review' : '';
  return {
    message: `${found} of ${minimum} approvers approved`,
    hint: `one approval starts the job: the others approve the last commit of the pull request before it is merged${bound}`,
  };
}

/** GitHub gives approvals no timestamp, so the age of the run stands in for it: an approval is never older than its run. */
export function requireFreshApproval({ facts, install, now }: GateInput): Refusal | undefined {
  const age = now - facts.run.startedAt;
  if (age <= install.approvers.withinMs) return undefined;
  return {
    message: `the run is ${formatDuration(age)} old, approvals hold for ${formatDuration(install.approvers.withinMs)}`,
    hint: 'make a new request: what was approved may no longer be what is wanted',
  };
}
