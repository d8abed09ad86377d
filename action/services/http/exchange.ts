import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Asked } from './asked.ts';
import { isLike } from './body-pattern.ts';
import type { Destination } from './destination.ts';
import { failureOf, NoAnswer } from './no-answer.ts';

/** What a server answered, as far as somebody asked. */
export interface Answer {
  readonly status: number;
  /** Where it redirects to; undefined where it does not. */
  readonly location: string | undefined;
  /** Whether the text or the pattern that was looked for is at the beginning of the body; undefined where none was. */
  readonly contains: boolean | undefined;
}

const MOST_HEADER_BYTES = 16 * 1024;
const MOST_BODY_BYTES = 64 * 1024;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * One request over a connection that is open, and as much of the answer as is asked for. No proxy, no cookie and no credential: it
 * holds what is here and nothing else. Whoever gave the connection closes it.
 */
export function exchange(
  socket: Socket,
  { url }: Destination,
  { method, contains, like, redirects }: Pick<Asked, 'method' | 'contains' | 'like' | 'redirects'>,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      setHost: false,
      headers: {
        host: url.host,
        'user-agent': 'breakglass',
        accept: '*/*',
        'accept-encoding': 'identity',
        connection: 'close',
      },
      maxHeaderSize: MOST_HEADER_BYTES,
    });
    const failed = (error?: Error): void => {
      signal.removeEventListener('abort', abort);
      reject(signal.aborted ? signal.reason : new NoAnswer(`${failureOf(error)} in the answer of ${url.host}`, error));
    };
    const abort = (): void => {
      request.destroy();
      failed();
    };
    const done = (answer: Answer): void => {
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    signal.addEventListener('abort', abort, { once: true });
    request.on('error', failed);
    request.on('close', () => failed());
    // Whoever switches protocols has answered with 101, and what follows is nothing that anybody asked for.
    request.on('upgrade', ({ statusCode = 101 }) =>
      done({ status: statusCode, location: undefined, contains: undefined }),
    );
    request.on('response', (message) => {
      const status = message.statusCode ?? 0;
      const location = REDIRECTS.includes(status) ? message.headers.location : undefined;
      message.on('error', failed);
      const goesOn = location !== undefined && redirects > 0;
      const found = (is: boolean | undefined): void => done({ status, location, contains: is });
      if (goesOn) return found(undefined);
      if (contains !== undefined) return search(message, contains, found);
      return like === undefined ? found(undefined) : compare(message, like, found);
    });
    request.end();
  });
}

/** Looks for a text in the first bytes of a body, and stops at the first place where it is. */
function search(message: IncomingMessage, text: string, found: (is: boolean) => void): void {
  const wanted = Buffer.from(text, 'utf8');
  const seen = Buffer.alloc(MOST_BODY_BYTES);
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    const from = Math.max(0, size - wanted.length + 1);
    size += chunk.copy(seen, size);
    if (seen.subarray(from, size).includes(wanted)) found(true);
    else if (size === MOST_BODY_BYTES) found(false);
  });
  message.on('end', () => found(false));
}

/** Once for all of it, or for as much as is read: a server that sends a byte at a time makes nobody look for each of them. */
function compare(message: IncomingMessage, pattern: string, found: (is: boolean) => void): void {
  const seen = Buffer.alloc(MOST_BODY_BYTES);
  let size = 0;
  const judge = (): void => found(isLike(seen.toString('utf8', 0, size), pattern));
  message.on('data', (chunk: Buffer) => {
    if (size === MOST_BODY_BYTES) return;
    size += chunk.copy(seen, size);
    if (size === MOST_BODY_BYTES) judge();
  });
  message.on('end', judge);
}
