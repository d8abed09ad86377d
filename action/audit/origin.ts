import type { Link } from './link.ts';
import type { ProofFacts, ProofProblem } from './proof.ts';

/** A workflow file at its ref (`job_workflow_ref`) and an environment, as GitHub signed them. */
export interface Origin {
  readonly workflow: string | null;
  readonly environment: string | null;
  readonly links: number;
}

/** Where links may come from. Undefined or empty: anywhere. */
export interface ExpectedOrigins {
  /** `job_workflow_ref`, exactly. */
  readonly workflows?: readonly string[];
  /** Environments; what is written in any or in none, refusals and recoveries, is not held to them. */
  readonly environments?: readonly string[];
}

/**
 * What is wrong with where a proven link comes from. GitHub signs for every workflow of the repository alike: who may push
 * a workflow, and name an environment that nobody protects, gets proofs for whatever it says. Only the customer knows
 * which workflow file, at which ref, is Breakglass.
 */
export function originProblem(link: Link, proof: ProofFacts, expected: ExpectedOrigins): ProofProblem | undefined {
  const { workflows = [], environments = [] } = expected;
  const wrong = (what: string, found: string | null) =>
    ({ code: 'proof-origin', reason: `${what} ${JSON.stringify(found)} is not one that was given` }) as const;
  if (workflows.length > 0 && !workflows.some((ref) => ref === proof.workflow))
    return wrong('workflow', proof.workflow);
  // Only a recovery's link names none: by the order of the session, not by its environment, is it known to be one.
  const held = link.state !== 'refused' && link.environment !== null && environments.length > 0;
  if (held && !environments.some((name) => name === proof.environment)) return wrong('environment', proof.environment);
  return undefined;
}

export function countOrigin(origins: Map<string, Origin>, { workflow, environment }: ProofFacts): void {
  const key = JSON.stringify([workflow, environment]);
  origins.set(key, { workflow, environment, links: (origins.get(key)?.links ?? 0) + 1 });
}
