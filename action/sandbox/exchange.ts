import type { IncomingMessage } from 'node:http';

/** A request as it came: over a socket, or from a caller in the same process that needs none. */
export interface SandboxRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface SandboxAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request; undefined where the connection is cut instead. */
export type Door = (request: SandboxRequest) => Promise<SandboxAnswer | undefined>;

/** A message's headers, each with all its values. */
export function headersOf({ headersDistinct }: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(Object.entries(headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]));
}
