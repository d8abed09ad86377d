import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Clock } from '../../../../ports/clock.ts';
import { isLoopback } from './address.ts';
import type { Exchange } from './exchange.ts';
import { sendErrorPage } from './exchange.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { Forwarding } from './forwarding.ts';
import type { InFlight } from './in-flight.ts';
import type { Stickiness } from './stickiness.ts';
import type { Chosen } from './target-choice.ts';

/** How long AWS tries to connect to a target, in milliseconds of the clock. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Passes requests on to targets, over connections that are kept. */
export class Proxy {
  readonly #clock: Clock;
  readonly #inFlight: InFlight;
  readonly #stickiness: Stickiness;
  readonly #http = new HttpAgent({ keepAlive: true, maxFreeSockets: 64 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxFreeSockets: 64, rejectUnauthorized: false });

  constructor(clock: Clock, inFlight: InFlight, stickiness: Stickiness) {
    this.#clock = clock;
    this.#inFlight = inFlight;
    this.#stickiness = stickiness;
  }

  /** Answers `exchange` with what the target answers; 502 when it cannot be reached, 504 when it says nothing. */
  forward(exchange: Exchange, chosen: Chosen): void {
    const { outgoing } = exchange;
    if (chosen.group.targetType === 'instance') {
      sendErrorPage(exchange, 503, 'the sandbox has no address for an instance id: use targets of type ip');
      return;
    }
    if (!isLoopback(chosen.target.id)) {
      sendErrorPage(exchange, 504, 'the sandbox connects to loopback addresses only');
      return;
    }
    const forwarding = new Forwarding(exchange, {
      open: (fresh) => this.#send(exchange, chosen, fresh),
      cookies: (response) => this.#stickiness.cookies(chosen, exchange, response),
    });
    const done = this.#inFlight.add(chosen.key, () => forwarding.fail(502, 'the deregistration delay is over'));
    outgoing.on('close', done);
    this.#watchIdle(exchange, forwarding.over, () => forwarding.fail(504, 'the target did not answer in time'));
    forwarding.start(!isRepeatable(exchange.incoming));
  }

  /** A target whose security group drops what the load balancer sends: 504 once connecting has taken too long. */
  drop(exchange: Exchange): void {
    const gone = new AbortController();
    exchange.outgoing.once('close', () => gone.abort());
    this.#clock.sleep(CONNECT_TIMEOUT_MS, gone.signal).then(
      () => sendErrorPage(exchange, 504, "the target's security group lets in none of the load balancer's"),
      () => undefined,
    );
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** `fresh` is a connection of its own, for what must not or could not be sent a second time. */
  #send(exchange: Exchange, chosen: Chosen, fresh: boolean): ClientRequest {
    const { incoming, request } = exchange;
    const secure = chosen.group.protocol === 'HTTPS';
    const upstream = (secure ? httpsRequest : httpRequest)({
      host: chosen.target.id,
      port: chosen.target.port,
      method: request.method,
      path: request.query === '' ? request.path : `${request.path}?${request.query}`,
      headers: forwardedHeaders(exchange, this.#clock.now()),
      agent: fresh ? false : secure ? this.#https : this.#http,
      ...(secure ? { rejectUnauthorized: false } : {}),
    });
    if (hasBody(incoming)) incoming.pipe(upstream);
    else upstream.end();
    return upstream;
  }

  #watchIdle(exchange: Exchange, signal: AbortSignal, onIdle: () => void): void {
    const seconds = Number(exchange.loadBalancer.attributes.get('idle_timeout.timeout_seconds'));
    this.#clock.sleep(seconds * 1000, signal).then(onIdle, () => undefined);
  }
}

function isRepeatable(incoming: IncomingMessage): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(incoming.method ?? '') && !hasBody(incoming);
}

function hasBody(incoming: IncomingMessage): boolean {
  return incoming.headers['transfer-encoding'] !== undefined || Number(incoming.headers['content-length'] ?? 0) > 0;
}
