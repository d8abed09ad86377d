import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';
import { sendErrorPage } from './exchange.ts';
import { endToEndHeaders } from './forwarded-headers.ts';
import { answerHeaders } from './response-headers.ts';

interface Way {
  /** Sends the request, over a kept connection or a fresh one. */
  readonly open: (fresh: boolean) => ClientRequest;
  /** The cookies that the load balancer adds to an answer. */
  readonly cookies: (response: IncomingMessage) => readonly string[];
}

/** Why nobody waits for the target any more: with a reason given, no error is made for each request. */
const OVER = 'over';

/** One request on its way to a target, and the answer on its way back. */
export class Forwarding {
  readonly #exchange: Exchange;
  readonly #way: Way;
  readonly #over = new AbortController();
  #upstream: ClientRequest | undefined;

  constructor(exchange: Exchange, way: Way) {
    this.#exchange = exchange;
    this.#way = way;
    exchange.outgoing.on('close', () => this.#end());
  }

  /** Aborts once the target answers, or cannot any more. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  start(fresh: boolean): void {
    const upstream = this.#way.open(fresh);
    this.#upstream = upstream;
    upstream.on('response', (response) => this.#relay(response));
    upstream.on('error', (error) => {
      if (this.over.aborted || this.#exchange.outgoing.destroyed) return;
      // A kept connection that the target closed meanwhile says nothing about the target: ask again on a new one.
      if (upstream.reusedSocket) this.start(true);
      else this.fail(502, `the target could not be reached: ${'code' in error ? String(error.code) : 'error'}`);
    });
  }

  /** Answers with an error page, or breaks the connection when the answer has already begun. */
  fail(status: 502 | 504, detail: string): void {
    this.#end();
    sendErrorPage(this.#exchange, status, detail);
  }

  #end(): void {
    this.#over.abort(OVER);
    this.#upstream?.destroy();
  }

  #relay(response: IncomingMessage): void {
    const { outgoing, listener } = this.#exchange;
    const status = response.statusCode ?? 0;
    // A status code below 100 can be received, but not sent on.
    if (status < 100) {
      this.fail(502, 'the target answered nonsense');
      return;
    }
    this.#over.abort(OVER);
    const headers = endToEndHeaders(response);
    const cookies = this.#way.cookies(response);
    if (cookies.length > 0) headers['set-cookie'] = [...(response.headers['set-cookie'] ?? []), ...cookies];
    outgoing.writeHead(status, answerHeaders(listener, headers, 'target'));
    response.on('error', () => outgoing.destroy());
    response.pipe(outgoing);
  }
}
