import { afterEach, describe, expect, it } from 'vitest';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { serve } from './loopback.ts';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

describe('the light fetch', () => {
  it('sends method, headers and body, and keeps the connection', async () => {
    const ports: (number | undefined)[] = [];
    const server = await serve((request, response, body) => {
      ports.push(request.socket.remotePort);
      response.setHeader('x-seen', `${request.method} ${request.headers['x-test']?.toString()}`);
      response.end(JSON.stringify({ body }));
    });
    stop = server.close;
    const fetch = createHttpFetch();
    const init = { method: 'POST', headers: { 'x-test': 'a' }, body: 'hello — ü' };
    const answer = await fetch(`${server.url}/x`, init);
    await fetch(`${server.url}/x`, init);
    expect(answer).toMatchObject({ status: 200, ok: true });
    expect(answer.headers.get('x-seen')).toBe('POST a');
    expect(await answer.json()).toEqual({ body: 'hello — ü' });
    expect(new Set(ports).size).toBe(1);
  });

  it('does not follow redirects, which could take a token elsewhere', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
    );
    stop = server.close;
    await expect(createHttpFetch()(server.url)).resolves.toMatchObject({ status: 302, ok: false });
  });

  it('gives up on a server that never ends its answer', async () => {
    const server = await serve((_request, response) => {
      response.write('x');
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    stop = server.close;
    await expect(createHttpFetch(150)(server.url)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('gives up on a reset in the middle of an answer', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    });
    stop = server.close;
    await expect(createHttpFetch()(server.url)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
