import type { CallRecord } from '../domain/event.ts';
import type { AwsErrorClass } from '../domain/step-kind.ts';
import type { SessionCredentials } from './credentials.ts';

/** SDK clients by service name, each wired to the call recorder. */
export interface Clients {
  get(service: string): unknown;
}

export interface ClientsFactory {
  /** `onCall` is told of every HTTP attempt's outcome, reads and writes alike. */
  connect(credentials: SessionCredentials, region: string, onCall: (call: CallRecord) => void): Clients;
  /** How an error thrown by such a client is to be treated; undefined when it is not AWS's. */
  classify(error: unknown): AwsErrorClass | undefined;
}
