import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ListenerRecord } from '../records.ts';
import { chainsTo, clientChain } from './client-chain.ts';
import { sameSettings, serverOptions, type TlsSettings } from './tls-settings.ts';

/** How long an idle client connection is kept, in wall milliseconds: long enough that clients see no resets. */
const CLIENT_KEEP_ALIVE_MS = 60_000;

/** Of a client that is gone already. */
const NOWHERE = '0.0.0.0';

/** Where a listener lets clients in, as it is when one connects. */
export interface Threshold {
  readonly protocol: ListenerRecord['protocol'];
  /** Of an HTTPS listener. */
  readonly tls: TlsSettings | undefined;
  /** Whether the security groups let in a client with this address. Connections that are open stay so. */
  readonly admits: (address: string) => boolean;
}

type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * One loopback port that speaks what its listener speaks: plain HTTP or TLS with its policy and certificates. The port
 * stays the same however the listener changes; what changed holds for the next connection.
 */
export class Door {
  readonly #look: () => Threshold | undefined;
  readonly #serve: Serve;
  readonly #port;
  readonly #plain;
  readonly #sockets = new Set<Socket>();
  /** Connections that have sent a request at some time, and those of them that wait for an answer. */
  readonly #clients = new Set<Socket>();
  readonly #busy = new Set<Socket>();
  #secure: { readonly settings: TlsSettings; readonly server: HttpsServer } | undefined;

  /** `look` tells how the listener is now; undefined when it is gone. */
  constructor(look: () => Threshold | undefined, serve: Serve) {
    this.#look = look;
    this.#serve = (incoming, outgoing) => {
      this.#track(incoming.socket, outgoing);
      serve(incoming, outgoing);
    };
    this.#plain = createHttpServer({ keepAliveTimeout: CLIENT_KEEP_ALIVE_MS }, this.#serve);
    this.#port = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#admit(socket));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#port.once('error', reject);
      this.#port.listen(0, '127.0.0.1', resolve);
    });
  }

  /** `http://127.0.0.1:<port>` or the same with https. */
  url(): string | undefined {
    const address = this.#port.address();
    if (typeof address !== 'object' || address === null) return undefined;
    return `${this.#look()?.protocol === 'HTTPS' ? 'https' : 'http'}://127.0.0.1:${address.port}`;
  }

  /** After a change of protocol, idle connections that speak the old one end; busy ones end with their answer. */
  reconcile(): void {
    for (const client of this.#clients) if (!this.#busy.has(client)) this.#endOutdated(client);
  }

  /** Ends the port and its connections. */
  async shut(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#port.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #track(client: Socket, outgoing: ServerResponse): void {
    if (!this.#clients.has(client)) client.once('close', () => this.#clients.delete(client));
    this.#clients.add(client);
    this.#busy.add(client);
    outgoing.once('close', () => {
      this.#busy.delete(client);
      this.#endOutdated(client);
    });
  }

  #endOutdated(client: Socket): void {
    if (client instanceof TLSSocket !== (this.#look()?.protocol === 'HTTPS')) client.end();
  }

  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    const threshold = this.#look();
    if (threshold?.admits(socket.remoteAddress ?? NOWHERE) !== true) socket.destroy();
    else if (threshold.tls === undefined) this.#plain.emit('connection', socket);
    else this.#secureServer(threshold.tls).emit('connection', socket);
  }

  #secureServer(settings: TlsSettings): HttpsServer {
    if (this.#secure !== undefined && sameSettings(this.#secure.settings, settings)) return this.#secure.server;
    const server = createHttpsServer(
      { ...serverOptions(settings), keepAliveTimeout: CLIENT_KEEP_ALIVE_MS },
      this.#serve,
    );
    server.prependListener('secureConnection', (socket) => {
      if (!isAdmitted(settings, socket)) socket.destroy();
    });
    // Connections of the server before stay with it until they end.
    this.#secure = { settings, server };
    return server;
  }
}

/** In verify mode a client needs a certificate that chains to the trust store; it may be expired if the listener says so. */
function isAdmitted({ mutual, authorities }: TlsSettings, socket: TLSSocket): boolean {
  if (mutual?.mode !== 'verify' || socket.authorized) return true;
  const expired = String(socket.authorizationError) === 'CERT_HAS_EXPIRED';
  return mutual.ignoreClientCertificateExpiry && expired && chainsTo(authorities, clientChain(socket));
}
