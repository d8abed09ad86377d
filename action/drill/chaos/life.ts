import type { Outside } from '../../commands/wiring.ts';
import type { RequestHandler } from '../../domain/step-kind.ts';
import { orAborted } from '../../engine/deadline.ts';
import type { HttpFetch, HttpInit, HttpResponse } from '../../ports/http.ts';
import { createInterruption } from '../../runtime/signals.ts';
import type { VirtualClock } from './virtual-clock.ts';

/**
 * One process of the action, played in this one: everything that it has of the outside can be taken from it at once. What it was
 * waiting for then never comes, and nothing of it reaches anybody any more.
 */
export interface Life {
  readonly outside: Required<Outside>;
  /** SIGKILL. What had left for a service by then still arrives there. */
  readonly kill: () => void;
  /** As GitHub cancels a run: SIGINT, and SIGKILL ten seconds later. */
  readonly cancel: () => void;
  readonly ended: () => boolean;
  /** Resolves when it is killed. */
  readonly death: Promise<'killed'>;
}

/** As long as the clients of the action wait, in milliseconds: see `runtime/http.ts` and `aws/settings.ts`. */
export const CLIENT_PATIENCE = { github: 15_000, aws: 4_000 } as const;
/** GitHub kills so long after it has asked a run to end. */
const KILLED_AFTER_MS = 10_000;

/** `send` is the way to the services; it waits as long as it takes. */
export function createLife(clock: VirtualClock, send: HttpFetch): Life {
  const branch = clock.branch();
  const interruption = createInterruption(branch);
  let ended = false;
  let die: (killed: 'killed') => void = () => undefined;
  const death = new Promise<'killed'>((resolve) => {
    die = resolve;
  });
  const kill = (): void => {
    ended = true;
    branch.end();
    die('killed');
  };
  /** The exchange goes on even where nobody waits for it any more: a service does not know of that. */
  const exchange = async (patience: number, url: string, init: HttpInit = {}): Promise<HttpResponse> => {
    if (ended) return never();
    const { signal, ...asked } = init;
    const release = clock.hold();
    const late = branch.alarm(patience);
    const answer = send(url, asked).finally(() => {
      late.stop();
      release();
    });
    answer.catch(() => undefined);
    const inTime = Promise.race([answer, late.rung.then(() => Promise.reject(timedOut()))]);
    return whileAlive(() => ended, signal === undefined ? inTime : orAborted(inTime, signal));
  };
  return {
    outside: {
      clock: branch,
      fetch: (url, init) => exchange(CLIENT_PATIENCE.github, url, init),
      awsHandler: awsHandler((url, init) => exchange(CLIENT_PATIENCE.aws, url, init)),
      interruption: () => interruption,
    },
    kill,
    cancel: () => {
      if (ended) return;
      interruption.stop('SIGINT');
      void branch.sleep(KILLED_AFTER_MS).then(kill);
    },
    ended: () => ended,
    death,
  };
}

/** What comes after the end is never told. */
async function whileAlive<T>(ended: () => boolean, work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    return ended() ? await never() : result;
  } catch (error) {
    if (ended()) return never();
    throw error;
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

/** The SDK's way to AWS: the query protocol, whose bodies are texts. */
function awsHandler(send: HttpFetch): RequestHandler {
  return {
    handle: async ({ protocol, hostname, port, method, path, query, headers, body }, options) => {
      const search = new URLSearchParams(
        Object.entries(query).flatMap(([name, value]) =>
          [value ?? ''].flat().map((each): [string, string] => [name, each]),
        ),
      );
      const suffix = search.size === 0 ? '' : `?${search.toString()}`;
      const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${suffix}`;
      const text = typeof body === 'string' ? body : Buffer.from(body instanceof Uint8Array ? body : []).toString();
      const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
      const sent = send(url, { method, headers, body: text });
      const answer = await (signal === undefined ? sent : unlessAborted(sent, signal)).catch(asTheSdkTellsIt);
      return {
        response: {
          statusCode: answer.status,
          reason: answer.statusText,
          headers: Object.fromEntries(answer.headers),
          body: new Uint8Array(await answer.arrayBuffer()),
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

/** An abort as the SDK's own way to AWS tells it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return orAborted(work, signal).catch((error: unknown) => {
    throw signal.aborted ? Object.assign(new Error('Request aborted'), { name: 'AbortError' }) : error;
  });
}

function asTheSdkTellsIt(error: unknown): never {
  const cut =
    error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(String(error.code));
  throw cut ? Object.assign(error, { name: 'TimeoutError' }) : error;
}
