import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { ProbeRequest } from '../../domain/drill.ts';

/** Where a probe goes in, and what it trusts there. */
export interface Door {
  /** `http://127.0.0.1:<port>`, or the same with https. */
  readonly url: string;
  /** The certificates that the sandbox shows, as PEM. */
  readonly authorities: readonly string[];
}

/** What one request of a customer was answered. */
export type Answer = { readonly refused: string } | Answered;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The first 64 KiB. */
  readonly body: string;
  /** What answered, by its own word: `blue-1`; undefined where it was the load balancer itself. */
  readonly by: string | undefined;
  readonly tls: string | undefined;
  /** Names in the certificate that was shown. */
  readonly certificate: readonly string[];
}

/** Longer than a slow target takes on a drill's clock. */
const LIMIT_MS = 30_000;
const BODY_LIMIT = 65_536;
/** What clients of old versions of TLS speak, which OpenSSL by itself no longer does. */
const OLD_CIPHERS = 'DEFAULT:@SECLEVEL=0';

/** Sends one request on a connection of its own. Never throws: no connection is an answer too. */
export function ask(send: ProbeRequest, { url, authorities }: Door): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const options = {
    hostname,
    port,
    method: send.method,
    path: send.path,
    headers: { ...send.headers, host: send.host },
    localAddress: send.from,
    agent: false,
    timeout: LIMIT_MS,
  };
  const secure = {
    ca: [...authorities],
    servername: send.host,
    // Which certificate is shown is what a probe is for; a wrong name must not hide it.
    checkServerIdentity: () => undefined,
    ...(send.tls === undefined ? {} : { maxVersion: send.tls, minVersion: 'TLSv1' as const, ciphers: OLD_CIPHERS }),
  };
  return new Promise((resolve) => {
    const request = send.scheme === 'https' ? secureRequest({ ...options, ...secure }) : plainRequest({ ...options });
    request.on('response', (response) => resolve(read(response)));
    request.on('timeout', () => request.destroy(new Error(`no answer within ${LIMIT_MS} ms`)));
    request.on('error', (error) => resolve({ refused: inShort(error) }));
    request.end();
  });
}

/** OpenSSL's errors tell where in its source they come from, and what is wrong last but some: `tlsv1 alert protocol version`. */
function inShort({ message }: Error): string {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? message;
}

async function read(response: IncomingMessage): Promise<Answer> {
  const { socket } = response;
  const isSecure = socket instanceof TLSSocket;
  const shown = isSecure ? namesIn(socket) : [];
  const tls = isSecure ? (socket.getProtocol() ?? undefined) : undefined;
  const parts: Buffer[] = [];
  try {
    for await (const part of response) if (Buffer.isBuffer(part)) parts.push(part);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : 'cut off' };
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  return {
    status: response.statusCode ?? 0,
    headers,
    body: Buffer.concat(parts).toString('utf8').slice(0, BODY_LIMIT),
    by: headers['x-target'],
    tls,
    certificate: shown,
  };
}

/** `DNS:old.example, DNS:www.old.example` → the names. */
function namesIn(socket: TLSSocket): readonly string[] {
  const { subjectaltname = '' } = socket.getPeerCertificate();
  return subjectaltname.split(', ').flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice('DNS:'.length)] : []));
}
