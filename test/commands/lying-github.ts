import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LyingGithub {
  readonly api: string;
  /** Changes answers from here on: `GET /repos/…` as it came, to what the caller is told. */
  tell(lie: Lie | undefined): void;
  close(): Promise<void>;
}

export type Lie = (call: string, answer: Record<string, unknown>) => unknown;

/** Stands between the command line and the sandbox's API, and may say something else. */
export async function startLyingGithub(api: string): Promise<LyingGithub> {
  let lie: Lie | undefined;
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const forwarded = request(
      `${api}${url}`,
      { method, headers: { ...headers, host: new URL(api).host } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => void parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const told =
            lie === undefined || text === '' ? text : JSON.stringify(lie(`${method} ${url}`, JSON.parse(text)));
          outgoing.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' }).end(told);
        });
      },
    );
    // An answer that is lost behind is lost here too.
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tell: (next) => {
      lie = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
