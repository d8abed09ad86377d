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
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why a rule does not hold, and what to do about it. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** One rule: undefined when it holds. */
export interface GateRule {
  readonly code: ErrorCode;
  readonly check: (input: GateInput, people: Provenance) => Refusal | undefined;
}
