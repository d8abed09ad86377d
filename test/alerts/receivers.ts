import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What a receiver was sent. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody who is told, on loopback. */
export interface Receiver {
  readonly url: string;
  /** Connections so far. */
  readonly connections: () => number;
  /** Connections that the other side closed before anything was answered. */
  readonly abandoned: () => number;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** Takes everything, by default; else answers with what `answer` says. */
export async function startReceiver(
  answer: (received: Received) => { readonly status: number; readonly headers?: Record<string, string> } = () => ({
    status: 204,
  }),
): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      const { status, headers = {} } = answer(one);
      response.writeHead(status, headers).end();
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/services/T0000/B0000/0123456789abcdef`,
    connections: () => connections,
    abandoned: () => 0,
    received,
    close: () => close(server, () => server.closeAllConnections()),
  };
}

/** Does with each connection what `misbehave` says, and nothing else. */
export async function startMisbehaving(
  misbehave: (socket: Socket) => void,
  { scheme = 'http', listens = true }: { readonly scheme?: 'http' | 'https'; readonly listens?: boolean } = {},
): Promise<Receiver> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let abandoned = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (socket.bytesWritten === 0) abandoned += 1;
    });
    misbehave(socket);
  });
  const port = await listen(server);
  const stop = (): Promise<void> =>
    close(server, () => {
      for (const socket of sockets) socket.destroy();
    });
  if (!listens) await stop();
  return {
    url: `${scheme}://127.0.0.1:${port}/services/T0000/B0000/0123456789abcdef`,
    connections: () => connections,
    abandoned: () => abandoned,
    received: [],
    close: listens ? stop : async () => undefined,
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}

const OK = 'HTTP/1.1 200 OK\r\n';

/** One way to be a bad receiver, and what the record says of it. */
export interface Misbehaviour {
  readonly name: string;
  /** What it was told counts as taken. */
  readonly taken: boolean;
  readonly lastError: RegExp | null;
  readonly scheme?: 'https';
  readonly listens?: false;
  readonly act: (socket: Socket) => void;
}

const onData = (act: (socket: Socket) => void) => (socket: Socket) => void socket.once('data', () => act(socket));
const says = (text: string) => onData((socket) => void socket.write(text));
const failing = (name: string, lastError: RegExp, act: (socket: Socket) => void): Misbehaviour => ({
  name,
  taken: false,
  lastError,
  act,
});
const taking = (name: string, act: (socket: Socket) => void): Misbehaviour => ({
  name,
  taken: true,
  lastError: null,
  act,
});

function drip(socket: Socket): void {
  socket.write(`${OK}content-type: text/plain\r\n\r\n`);
  const timer = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(timer));
}

function flood(socket: Socket): void {
  socket.write(`${OK}content-type: text/plain\r\n\r\n`);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  failing('hangs', /^timeout$|^null$/, () => undefined),
  failing(
    'hangs-midway',
    /^timeout$|^null$/,
    onData((socket) => void socket.write('HTTP/1.1 200')),
  ),
  failing('refuses-status', /^status:404$/, says('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')),
  failing('breaks', /^status:503$/, says('HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n')),
  failing('throttles', /^status:429$/, says('HTTP/1.1 429 Slow\r\nretry-after: 3600\r\ncontent-length: 0\r\n\r\n')),
  failing(
    'redirects',
    /^redirect:307$/,
    says('HTTP/1.1 307 T\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'),
  ),
  failing(
    'resets',
    /^network:/,
    onData((socket) => socket.resetAndDestroy()),
  ),
  failing(
    'hangs-up',
    /^network:/,
    onData((socket) => socket.end()),
  ),
  failing('garbles', /^network:/, says('\u0000\u0016\u0003not http at all\r\n\r\n')),
  failing(
    'switches',
    /^network:/,
    says('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  ),
  failing('headers-without-end', /^network:/, says(`${OK}x: ${'y'.repeat(200_000)}\r\n\r\n`)),
  {
    name: 'speaks-no-tls',
    taken: false,
    lastError: /^network:/,
    scheme: 'https',
    act: says('HTTP/1.1 200 OK\r\n\r\n'),
  },
  { name: 'is-not-there', taken: false, lastError: /^network:ECONNREFUSED$/, listens: false, act: () => undefined },
  taking('drips', onData(drip)),
  taking('floods', onData(flood)),
  taking('answers-first', (socket) => void socket.write(`${OK}content-length: 0\r\n\r\n`)),
  taking(
    'promises-more',
    onData((socket) => void socket.end(`${OK}content-length: 999\r\n\r\nx`)),
  ),
  taking('adds-garbage', says(`${OK}content-length: 2\r\n\r\nok\u0000\u0000HTTP/1.1 500 no\r\n\r\n`)),
];
