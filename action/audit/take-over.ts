import type { ProofProblem } from './proof.ts';
import type { ProvenLink, Tenure } from './session-order.ts';
import { isRecoveryOf } from './workflow-ref.ts';

/**
 * Why a proven link does not take the session over, or undefined. Whoever can push a workflow gets GitHub's signature for
 * whatever it says: so a take-over comes from the recovery of the repository whose workflow opened the session, on the branch
 * that it was opened on, and from a run of its own. Where an approver stands before recoveries, that is the session's own.
 */
export function takeOverProblem(
  opening: ProvenLink,
  tenure: Pick<Tenure, 'runId' | 'runAttempt'>,
  { link, proof }: ProvenLink,
): ProofProblem | undefined {
  const [opened, now] = [JSON.stringify(opening.proof.workflow), JSON.stringify(proof.workflow)];
  if (!isRecoveryOf(opening.proof.workflow, proof.workflow)) {
    return { code: 'take-over-workflow', reason: `workflow ${now} is not the recovery of ${opened}` };
  }
  const [from, to] = [JSON.stringify(opening.proof.ref), JSON.stringify(proof.ref)];
  if (proof.ref === null || proof.ref !== opening.proof.ref) {
    return { code: 'take-over-ref', reason: `the session was opened on ${from}, and the recovery ran on ${to}` };
  }
  const same = link.runId === tenure.runId && link.runAttempt === tenure.runAttempt;
  if (same || link.runId === opening.link.runId) {
    return { code: 'take-over-run', reason: `run ${link.runId} cannot take the session over from itself` };
  }
  if (link.environment !== null && link.environment !== opening.link.environment) {
    const [there, here] = [JSON.stringify(opening.link.environment), JSON.stringify(link.environment)];
    return { code: 'take-over-environment', reason: `the session is of environment ${there}, the recovery of ${here}` };
  }
  return undefined;
}
