import type { AwsErrorClass, Registry } from '../domain/step-kind.ts';
import type { Clients } from '../ports/clients.ts';
import type { Clock } from '../ports/clock.ts';
import type { Renewal } from './attempt.ts';
import type { Ledger } from './ledger.ts';

/** What every phase after `assume` works with. */
export interface EngineContext {
  readonly session: string;
  /** Absent where credentials that have ended are not taken again. */
  readonly renewal?: Renewal;
  readonly registry: Registry;
  readonly clients: Clients;
  readonly classify: (error: unknown) => AwsErrorClass | undefined;
  readonly clock: Clock;
  readonly ledger: Ledger;
}

/** The part of a step context that reading needs. */
export function readContext(
  engine: EngineContext,
  service: string,
  signal: AbortSignal,
): { client: unknown; signal: AbortSignal; session: string } {
  return { client: engine.clients.get(service), signal, session: engine.session };
}
