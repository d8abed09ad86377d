import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** GitHub's REST API as it is where `can_admins_bypass` is not among an environment's fields. */
export async function withoutBypass(api: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization = '', accept = '*/*' } = request.headers;
      const body = Buffer.concat(chunks);
      void fetch(`${api}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: { authorization, accept, 'content-type': 'application/json' },
        ...(body.length === 0 ? {} : { body }),
      }).then(async (answer) => {
        const text = (await answer.text()).replace(/"can_admins_bypass":(true|false),?/g, '');
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(text);
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
