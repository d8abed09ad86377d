import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A request as the sandbox's servers saw it, which are in this process. Milliseconds of `performance.now()`. */
export interface ServedRequest {
  readonly port: number;
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

export interface RequestLog {
  /** Those since the last `take`, in the order in which they came, the load balancer's own traffic left out. */
  readonly take: () => readonly ServedRequest[];
  readonly stop: () => void;
}

interface Served {
  readonly request: IncomingMessage;
}

/** Listens to Node's own channels, so that nothing is wrapped and nothing is slowed. */
export function logRequests(): RequestLog {
  const served: { port: number; name: string; from: number; until: number; request: IncomingMessage }[] = [];
  const onStart = (message: unknown): void => {
    const { request } = message as Served;
    const [path = ''] = (request.url ?? '').split('?');
    if (path === '/healthz') return;
    const from = performance.now();
    served.push({
      port: request.socket.localPort ?? 0,
      name: `${request.method} ${path}`,
      from,
      until: Number.NaN,
      request,
    });
  };
  const onFinish = (message: unknown): void => {
    const { request } = message as Served;
    const found = served.findLast((entry) => entry.request === request);
    if (found !== undefined) found.until = performance.now();
  };
  subscribe('http.server.request.start', onStart);
  subscribe('http.server.response.finish', onFinish);
  return {
    take: () => served.splice(0).map(({ request: _seen, ...entry }) => entry),
    stop: () => {
      unsubscribe('http.server.request.start', onStart);
      unsubscribe('http.server.response.finish', onFinish);
    },
  };
}

/** Milliseconds in which at least one of the requests was being answered: the session was waiting for the sandbox. */
export function waited(requests: readonly ServedRequest[]): number {
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, until } of requests.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, until - Math.max(from, end));
    end = Math.max(end, until);
  }
  return sum;
}
