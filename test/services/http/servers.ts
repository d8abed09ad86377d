import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { makeCertificate } from '../../../action/sandbox/aws/elbv2/data-plane/certificate.ts';
import type { Network } from '../../../action/services/http/client.ts';

const open: Server[] = [];
const sockets = new Set<Socket>();

/** A public address of the tests' own Internet. */
export const PUBLIC = '8.8.4.4';

export interface Started {
  readonly port: number;
  /** What it was asked, in order. */
  readonly requests: readonly IncomingMessage[];
}

/** A web server on this machine. */
export async function serve(answer: RequestListener): Promise<Started> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return { port: await listening(server), requests };
}

/** A server that says whatever it likes to whoever connects. */
export async function serveRaw(talk: (socket: Socket) => void): Promise<Started> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    // Else it would not see that the other side has gone.
    socket.resume();
    talk(socket);
  });
  return { port: await listening(server), requests: [] };
}

/** A web server with a certificate that nobody vouches for. */
export async function serveTls(
  answer: RequestListener = (_, response) => response.end('ok'),
  { notBefore, notAfter } = { notBefore: Date.now() - 60_000, notAfter: Date.now() + 3_600_000 },
): Promise<number> {
  const certificate = makeCertificate({ names: ['shop.example.com'], notBefore, notAfter });
  return listening(createTlsServer(certificate, answer));
}

async function listening(server: Server): Promise<number> {
  open.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export function closeServers(): void {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
}

/** An Internet in which every address is this machine, and names are what the test says. */
export function internet(
  names: Readonly<Record<string, readonly string[]>> | ((name: string) => Promise<readonly string[]>),
  ports: (address: string, port: number) => number,
): Network & { readonly dialled: string[]; readonly resolved: string[] } {
  const dialled: string[] = [];
  const resolved: string[] = [];
  return {
    dialled,
    resolved,
    resolve: async (name) => {
      resolved.push(name);
      if (typeof names === 'function') return names(name);
      const found = names[name];
      if (found === undefined) throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' });
      return found;
    },
    dial: (address, port) => {
      dialled.push(`${address}:${port}`);
      return connect({ host: '127.0.0.1', port: ports(address, port) });
    },
  };
}
