import { Resolver } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { HttpPost, PostAnswer } from '../ports/http-post.ts';

/** How much of an answer's body is taken in, and for how long, before the connection is cut: nothing reads it. */
const BODY_BYTES = 4_096;
const BODY_MS = 500;
const DNS = { timeout: 2_000, tries: 2 } as const;

/**
 * POSTs that share nothing with the rest of the process: each has a connection of its own, and names are looked up
 * without the system's resolver. That one runs on the threads on which AWS's names are looked up too, and two names that
 * nobody answers for would keep the fix waiting.
 */
export function createPost(newResolver: () => Resolver = () => new Resolver(DNS)): HttpPost {
  const agents = { 'http:': new HttpAgent({ keepAlive: false }), 'https:': new HttpsAgent({ keepAlive: false }) };
  return (url, { headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const secure = target.protocol === 'https:';
      const options = {
        method: 'POST',
        headers: { 'user-agent': 'breakglass', ...headers, 'content-length': Buffer.byteLength(body) },
        agent: secure ? agents['https:'] : agents['http:'],
        lookup: lookupBy(newResolver, signal),
        signal,
      };
      let answered = false;
      const fail = (error: Error): void => {
        if (!answered) reject(error);
      };
      const outgoing = (secure ? httpsRequest : httpRequest)(target, options, (answer) => {
        answered = true;
        void drain(answer).then(() => resolve(toAnswer(answer)));
      });
      outgoing.on('error', fail);
      outgoing.on('close', () => fail(Object.assign(new Error('closed without an answer'), { code: 'ECLOSED' })));
      outgoing.end(body);
    });
}

/** Resolves when the body has ended, is longer than anybody cares for, or takes too long. */
function drain(answer: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const limit = setTimeout(() => answer.destroy(), BODY_MS);
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_BYTES) answer.destroy();
    });
    answer.on('error', () => undefined);
    answer.on('close', () => {
      clearTimeout(limit);
      resolve();
    });
  });
}

function toAnswer({ statusCode = 0, headers }: IncomingMessage): PostAnswer {
  return { status: statusCode, retryAfter: headers['retry-after'] };
}

function lookupBy(newResolver: () => Resolver, signal: AbortSignal): LookupFunction {
  return (hostname, options, callback) => {
    const resolver = newResolver();
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const answer = (addresses: readonly string[]): void => {
      const found = addresses.map((address) => ({ address, family: isIP(address) }));
      const [first] = found;
      if (options.all === true) callback(null, found);
      else callback(null, first?.address ?? '', first?.family);
    };
    resolver.resolve4(hostname, (error, addresses) => {
      if (error === null && addresses.length > 0) return answer(addresses);
      resolver.resolve6(hostname, (failure, others) => {
        if (failure === null && others.length > 0) answer(others);
        else callback(failure ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
      });
    });
  };
}
