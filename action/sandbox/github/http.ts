import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Door, headersOf, type SandboxAnswer } from '../exchange.ts';
import { IDLE_MS } from '../idle.ts';
import { ConnectionCut } from './fault-gate.ts';
import { GithubFault } from './github-fault.ts';

/** Header of every answer, in lower case. */
export const REQUEST_ID = 'x-github-request-id';

/** A server on loopback, its base URL, and how to end it at once. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers a request on its socket. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export async function listen(handler: Handler): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
    handler(request, response).catch((error: unknown) => {
      const id = String(response.getHeader(REQUEST_ID) ?? requestId());
      send(response, response.headersSent ? undefined : answerToError(error, id));
    });
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

/** A door as a server has it: the request is read whole, and then answered whole. */
export function throughDoor(door: Door): Handler {
  return async (request, response) => {
    const body = await readBody(request);
    const { method = 'GET', url: target = '/' } = request;
    send(response, await door({ method, target, headers: headersOf(request), body }));
  };
}

function send(response: ServerResponse, answer: SandboxAnswer | undefined): void {
  if (answer === undefined) return void response.destroy();
  if (response.destroyed) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.end(answer.body);
}

/** In the shape of GitHub's: hexadecimal groups. */
export function requestId(): string {
  const hex = randomUUID().replaceAll('-', '').toUpperCase();
  return [hex.slice(0, 4), hex.slice(4, 10), hex.slice(10, 17), hex.slice(17, 24), hex.slice(24)].join(':');
}

/** The URL that a request's path and query stand for. Not relative to a base: a path that starts with two slashes would be read as a host. */
export function targetUrl(target: string): URL {
  return new URL(`http://localhost${target}`);
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

export function jsonAnswer(
  status: number,
  body: unknown,
  id: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxAnswer {
  const named = { [REQUEST_ID]: id, ...headers };
  if (body === undefined) return { status, headers: named, body: '' };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...named, ...type }, body: JSON.stringify(body) };
}

/** Answers an error as GitHub would; what is the sandbox's own bug is a 500 that says so. */
export function answerToError(error: unknown, id: string): SandboxAnswer | undefined {
  if (error instanceof ConnectionCut) return undefined;
  if (error instanceof GithubFault) return jsonAnswer(error.status, error.body(), id, error.headers);
  const message = error instanceof Error ? error.message : String(error);
  return jsonAnswer(500, new GithubFault(500, `sandbox: ${message}`).body(), id);
}
