import type { Install, Request } from '../domain/documents.ts';
import type { ErrorCode } from '../domain/error.ts';
import type { GateFacts } from '../domain/gate-facts.ts';
import type { Provenance } from './provenance.ts';

/** What the gate decides on. */
export interface GateInput {
  readonly facts: GateFacts;
  readonly install: Install;
  readonly request: Pick<Request, 'commander'>;
  /** Where the run took its request from: a file at the run's commit, or the inputs of its dispatch. */
  readonly source: { readonly path: string } | { readonly dispatch: unknown };
  /** The plan's digest. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why a rule does not hold, and what to do about it. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/**
 * When a rule can be decided: `request`, as soon as there is one, so that an open pull request's plan is held to it; `merge`, once
 * it is merged or dispatched; `approval`, once somebody has approved.
 */
export type GatePhase = 'request' | 'merge' | 'approval';

/** One rule: undefined when it holds. */
export interface GateRule {
  /** Unique among the rules. */
  readonly name: string;
  readonly code: ErrorCode;
  readonly phase: GatePhase;
  readonly check: (input: GateInput, people: Provenance) => Refusal | undefined;
}
