import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IDLE_MS } from '../idle.ts';
import type { ReceivedRequest } from './auth/sigv4.ts';
import { AwsFault } from './service.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** What to answer: undefined destroys the connection instead. */
export type Answer =
  | { readonly status: number; readonly body: string; readonly requestId: string }
  | { readonly destroy: true };

/** Reads a whole request; throws RequestEntityTooLarge beyond 1 MB. */
export async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    // The rest is still read, so that the client gets to see the answer, but not kept.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new AwsFault('RequestEntityTooLarge', 'Request size exceeds 1 MB', 413);
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  return {
    method: request.method ?? 'POST',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: new Map(Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')])),
    body: Buffer.concat(chunks),
  };
}

/** Sends an answer, or none at all. */
export function send(response: ServerResponse, answer: Answer): void {
  if ('destroy' in answer) {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'text/xml',
    'content-length': body.byteLength,
    'x-amzn-requestid': answer.requestId,
  });
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
