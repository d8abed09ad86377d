import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headersOf, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import { IDLE_MS } from '../idle.ts';
import type { ReceivedRequest } from './auth/sigv4.ts';
import { AwsFault } from './service.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request; of one that is larger than any may be, only as much as shows it. */
export async function receive(request: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    // The rest is still read, so that the client gets to see the answer, but not kept.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    size += chunk.byteLength;
  }
  const { method = 'POST', url: target = '/' } = request;
  return { method, target, headers: headersOf(request), body: Buffer.concat(chunks) };
}

/** A request as services take it; throws RequestEntityTooLarge beyond 1 MB. */
export function readRequest({ method, target, headers, body }: SandboxRequest): ReceivedRequest {
  if (body.byteLength > MAX_BODY_BYTES) {
    throw new AwsFault('RequestEntityTooLarge', 'Request size exceeds 1 MB', 413);
  }
  const [path = '/', ...query] = target.split('?');
  return { method, path, query: new URLSearchParams(query.join('?')), headers, body };
}

/** Sends an answer, or none at all. */
export function send(response: ServerResponse, answer: SandboxAnswer | undefined): void {
  if (answer === undefined) return void response.destroy();
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.byteLength });
  response.end(body);
}

/** An HTTP server on a free port of 127.0.0.1, and its URL. */
export async function listenOnLoopback(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer({ keepAliveTimeout: IDLE_MS }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

/** Stops a server at once: open connections are destroyed. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
