import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ListenerRecord, LoadBalancerRecord } from '../records.ts';
import { answerHeaders } from './response-headers.ts';
import type { RoutedRequest } from './rule-matching.ts';

/** One request of a client and the answer to it, at one listener. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly listener: ListenerRecord;
  readonly loadBalancer: LoadBalancerRecord;
  /** What rules look at; a rewrite by a transform stands in `path`, `query` and `host`. */
  readonly request: RoutedRequest;
}

/** A client's request as rules see it. */
export function routedRequest(incoming: IncomingMessage): RoutedRequest {
  const url = incoming.url ?? '/';
  const at = url.indexOf('?');
  return {
    host: (incoming.headers.host ?? '').replace(/:\d+$/, ''),
    path: at === -1 ? url : url.slice(0, at),
    query: at === -1 ? '' : url.slice(at + 1),
    method: incoming.method ?? 'GET',
    sourceIp: incoming.socket.remoteAddress ?? '',
    header: (name) => incoming.headersDistinct[name] ?? [],
  };
}

/** Whom an answer is for; the listener is unknown only when it is gone. */
type AnswerTo = Pick<Exchange, 'outgoing'> & { readonly listener?: ListenerRecord | undefined };

/** An answer of the load balancer's own. */
export function sendOwn(to: AnswerTo, status: number, headers: OutgoingHttpHeaders, body: string): void {
  const length = { 'content-length': Buffer.byteLength(body) };
  to.outgoing.writeHead(status, answerHeaders(to.listener, { ...headers, ...length }, 'load balancer'));
  to.outgoing.end(body);
}

const REASONS = {
  401: 'Authorization Required',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
} as const;

/** The load balancer's own error page. `detail` is the sandbox's: it says what AWS leaves to its metrics. */
export function sendErrorPage(to: AnswerTo, status: keyof typeof REASONS, detail: string): void {
  const { outgoing } = to;
  if (outgoing.headersSent) {
    // Too late for a status code: a broken connection is all that can still tell the client.
    outgoing.destroy();
    return;
  }
  const title = `${status} ${REASONS[status]}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<!-- ${detail} -->\r\n</body>\r\n</html>\r\n`;
  sendOwn(to, status, { 'content-type': 'text/html' }, body);
}
