import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { HttpFetch, HttpResponse } from '../ports/http.ts';

/** Milliseconds of wall time until a request without an answer is given up. */
const TIMEOUT_MS = 15_000;
/** Answers above this are cut off: nothing that we read is as large. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * `fetch` over `node:http(s)` with kept-alive connections. The global `fetch` loads undici on first use, which costs
 * more than everything else that a request needs; this is on the way to the first AWS call. Redirects are not
 * followed, so a token never travels to another host.
 */
export function createHttpFetch(timeoutMs = TIMEOUT_MS): HttpFetch {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 8 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 8 }),
  };
  return async (url, init = {}) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const answer = await send(
      secure ? httpsRequest : httpRequest,
      target,
      {
        method: init.method ?? 'GET',
        headers: { ...init.headers },
        agent: secure ? agents['https:'] : agents['http:'],
        timeout: timeoutMs,
        ...(init.signal === undefined ? {} : { signal: init.signal }),
      },
      init.body,
      timeoutMs,
    );
    return toResponse(url, answer.message, answer.body);
  };
}

interface Answer {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

function send(
  request: typeof httpRequest,
  url: URL,
  options: RequestOptions,
  body: string | undefined,
  timeoutMs: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (message) => {
      const chunks: Buffer[] = [];
      let size = 0;
      message.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) outgoing.destroy(networkError('ANSWER_TOO_LARGE', url));
        chunks.push(chunk);
      });
      message.on('end', () => resolve({ message, body: Buffer.concat(chunks) }));
      message.on('error', reject);
    });
    // The socket's own timeout counts silence only; this one bounds the whole exchange.
    const limit = setTimeout(() => outgoing.destroy(networkError('ETIMEDOUT', url)), timeoutMs);
    outgoing.on('timeout', () => outgoing.destroy(networkError('ETIMEDOUT', url)));
    outgoing.on('error', reject);
    outgoing.on('close', () => clearTimeout(limit));
    if (body === undefined) outgoing.end();
    else outgoing.end(body);
  });
}

function toResponse(url: string, message: IncomingMessage, body: Buffer): HttpResponse {
  const status = message.statusCode ?? 0;
  const headers = new Map(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );
  return {
    status,
    statusText: message.statusMessage ?? '',
    ok: status >= 200 && status < 300,
    url,
    headers,
    text: async () => body.toString('utf8'),
    json: async () => JSON.parse(body.toString('utf8')),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
}

function networkError(code: string, url: URL): Error {
  return Object.assign(new Error(`${code} at ${url.host}`), { code });
}
