import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { IDLE_MS } from '../idle.ts';
import { GithubFault } from './github-fault.ts';

/** A server on loopback, its base URL, and how to end it at once. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export async function listen(handler: Handler): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
    response.setHeader('x-github-request-id', requestId());
    // Not relative to a base: a path that starts with two slashes would be read as a host.
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    handler(request, response, url).catch((error: unknown) => answerError(response, error));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** In the shape of GitHub's: hexadecimal groups. */
function requestId(): string {
  const hex = randomBytes(16).toString('hex').toUpperCase();
  return [hex.slice(0, 4), hex.slice(4, 10), hex.slice(10, 17), hex.slice(17, 24), hex.slice(24)].join(':');
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A request's JSON object; GitHub answers 400 to what is none. */
export function parseObject(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new GithubFault(400, 'Problems parsing JSON');
  }
  throw new GithubFault(400, 'Body should be a JSON object');
}

export function answerJson(response: ServerResponse, status: number, body?: unknown): void {
  if (response.destroyed) return;
  response.statusCode = status;
  if (body === undefined) return void response.end();
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** Answers an error as GitHub would; what is the sandbox's own bug is a 500 that says so. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  if (error instanceof GithubFault) {
    for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
    return answerJson(response, error.status, error.body());
  }
  const message = error instanceof Error ? error.message : String(error);
  answerJson(response, 500, new GithubFault(500, `sandbox: ${message}`).body());
}
