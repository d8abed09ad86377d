import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { createPost } from '../../action/runtime/post.ts';
import { serve } from './loopback.ts';

const REQUEST = { headers: { 'content-type': 'application/json' }, body: '{"ü":1}' };
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function server(answer: Parameters<typeof serve>[0]): Promise<string> {
  const { url, close } = await serve(answer);
  stops.push(close);
  return url;
}

describe('a post', () => {
  it('sends its body and its headers, each on a connection of its own', async () => {
    const ports = new Set<number | undefined>();
    const bodies: string[] = [];
    const url = await server((request, response, body) => {
      ports.add(request.socket.remotePort);
      bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
      response.writeHead(202, { 'retry-after': '7' }).end('ok');
    });
    const post = createPost();
    const { signal } = new AbortController();
    expect(await post(url, { ...REQUEST, signal })).toEqual({ status: 202, retryAfter: '7' });
    await post(url, { ...REQUEST, signal });
    expect(bodies[0]).toBe('POST application/json {"ü":1}');
    expect(ports.size).toBe(2);
  });

  it('does not follow redirects', async () => {
    let followed = false;
    const other = await server((_request, response) => {
      followed = true;
      response.end();
    });
    const url = await server((_request, response) => response.writeHead(307, { location: other }).end());
    const { signal } = new AbortController();
    expect(await createPost()(url, { ...REQUEST, signal })).toMatchObject({ status: 307 });
    expect(followed).toBe(false);
  });

  it('takes in no more of an answer than a few kilobytes', async () => {
    let cut: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      cut = resolve;
    });
    const url = await server((_request, response) => {
      response.on('close', cut);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const { signal } = new AbortController();
    expect(await createPost()(url, { ...REQUEST, signal })).toMatchObject({ status: 200 });
    await closed;
  });

  it('rejects when it is aborted, and cuts the connection', async () => {
    let cut: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      cut = resolve;
    });
    const abort = new AbortController();
    const url = await server((_request, response) => {
      response.on('close', cut);
      abort.abort();
    });
    await expect(createPost()(url, { ...REQUEST, signal: abort.signal })).rejects.toMatchObject({ code: 'ABORT_ERR' });
    await closed;
  });

  it('asks name servers itself, and gives up on one that never answers', async () => {
    const asked: string[] = [];
    const silent = createSocket('udp4');
    stops.push(() => silent.close());
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const abort = new AbortController();
    silent.on('message', (query) => {
      asked.push(query.toString('latin1'));
      abort.abort();
    });
    const post = createPost(() => {
      const resolver = new Resolver({ timeout: 60_000, tries: 1 });
      resolver.setServers([`127.0.0.1:${silent.address().port}`]);
      return resolver;
    });
    await expect(post('http://hooks.example.com/x', { ...REQUEST, signal: abort.signal })).rejects.toMatchObject({
      code: 'ABORT_ERR',
    });
    expect(asked[0]).toContain('hooks');
  });
});
