import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';
import { sendErrorPage } from './exchange.ts';
import { endToEndHeaders } from './forwarded-headers.ts';

/** One request on its way to a target, and the answer on its way back. */
export class Forwarding {
  readonly #exchange: Exchange;
  readonly #open: (fresh: boolean) => ClientRequest;
  readonly #over = new AbortController();
  #upstream: ClientRequest | undefined;

  /** `open` sends the request, over a kept connection or a fresh one. */
  constructor(exchange: Exchange, open: (fresh: boolean) => ClientRequest) {
    this.#exchange = exchange;
    this.#open = open;
    exchange.outgoing.on('close', () => this.#end());
  }

  /** Aborts once the target answers, or cannot any more. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  start(fresh: boolean): void {
    const upstream = this.#open(fresh);
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
    sendErrorPage(this.#exchange.outgoing, status, detail);
  }

  #end(): void {
    this.#over.abort();
    this.#upstream?.destroy();
  }

  #relay(response: IncomingMessage): void {
    const { outgoing } = this.#exchange;
    const status = response.statusCode ?? 0;
    // A status code below 100 can be received, but not sent on.
    if (status < 100) {
      this.fail(502, 'the target answered nonsense');
      return;
    }
    this.#over.abort();
    outgoing.writeHead(status, endToEndHeaders(response));
    response.on('error', () => outgoing.destroy());
    response.pipe(outgoing);
  }
}
