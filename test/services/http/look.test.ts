import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BreakglassError } from '../../../action/domain/error.ts';
import { createHttpClient } from '../../../action/services/http/client.ts';
import { destinationOf } from '../../../action/services/http/destination.ts';
import { NoAnswer } from '../../../action/services/http/no-answer.ts';
import { openSocket } from '../../../action/services/http/open-socket.ts';
import { asked, DRILL, look, REACH, refusal, SHOP } from './looking.ts';
import { closeServers, internet, PUBLIC, serve, serveTls } from './servers.ts';

afterEach(() => {
  closeServers();
  vi.unstubAllEnvs();
});

describe('a look at a public URL', () => {
  it('tells the status and the time, and connects to the address that was judged', async () => {
    const { port, requests } = await serve((_, response) => response.writeHead(204).end());
    const network = internet(SHOP, () => port);
    const seen = await look(network, asked('https://shop.example.com/'.replace('https', 'http')));
    expect(seen).toMatchObject({ status: 204, from: 'http://shop.example.com', contains: undefined });
    expect(seen.ms).toBeGreaterThanOrEqual(0);
    expect(network.dialled).toEqual([`${PUBLIC}:80`]);
    expect(requests[0]?.headers.host).toBe('shop.example.com');
  });

  it('sends nothing of the runner: no proxy, cookie or credential', async () => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:9');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const { port, requests } = await serve((_, response) =>
      response.writeHead(302, { location: '/next', 'set-cookie': 'a=b' }).end(),
    );
    const network = internet(SHOP, () => port);
    await look(network, asked('http://shop.example.com/a?b=c#d', { redirects: 1 })).catch(() => undefined);
    expect(requests.map(({ url }) => url)).toEqual(['/a?b=c', '/next']);
    for (const { headers } of requests) {
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
    expect(network.dialled).toHaveLength(2);
  });

  it('asks by the method that it is told to', async () => {
    const { port, requests } = await serve((_, response) => response.end('body'));
    await look(
      internet(SHOP, () => port),
      asked('http://shop.example.com/', { method: 'HEAD' }),
    );
    expect(requests[0]?.method).toBe('HEAD');
  });

  it('tries the next address where one does not take the connection', async () => {
    const { port } = await serve((_, response) => response.end('ok'));
    const network = internet({ 'shop.example.com': ['2606:4700::1111', PUBLIC] }, (address) =>
      address === PUBLIC ? port : 1,
    );
    expect(await look(network, asked('http://shop.example.com/'))).toMatchObject({ status: 200 });
    expect(network.dialled).toHaveLength(2);
  });

  it.each([
    ['yes, there is', true],
    ['yes, there was', false],
  ])('looks for a text as it stands: "%s" is %s', async (text, found) => {
    const { port } = await serve((_, response) => {
      response.write('yes, the');
      setImmediate(() => response.end('re is'));
    });
    const seen = await look(
      internet(SHOP, () => port),
      asked('http://shop.example.com/', { contains: text }),
    );
    expect(seen.contains).toBe(found);
  });

  it('finds a text that is not of ASCII across two pieces of it', async () => {
    const whole = Buffer.from('grün ist gut');
    const { port } = await serve((_, response) => {
      response.write(whole.subarray(0, 3));
      setImmediate(() => response.end(whole.subarray(3)));
    });
    const seen = await look(
      internet(SHOP, () => port),
      asked('http://shop.example.com/', { contains: 'grün' }),
    );
    expect(seen.contains).toBe(true);
  });
});

const URLS: readonly { readonly name: string; readonly url: string; readonly says: string }[] = JSON.parse(
  readFileSync(new URL('urls.json', import.meta.url), 'utf8'),
);

describe('a URL', () => {
  it.each(URLS)('is refused: $name', async ({ url, says }) => {
    const network = internet({}, () => 1);
    const message = await refusal(look(network, asked(url)));
    expect(message).toContain(says);
    expect(message).not.toContain('secret');
    expect([network.resolved, network.dialled]).toEqual([[], []]);
  });

  it.each(URLS)('is refused after a redirect: $name', async ({ url, says }) => {
    // What is no URL by itself may be one that is relative to where it was found.
    if (!URL.canParse(url) || url === 'http://') return;
    const { port } = await serve((_, response) =>
      response.writeHead(302, { location: Buffer.from(url).toString('latin1') }).end(),
    );
    const network = internet(SHOP, () => port);
    const first = asked('http://shop.example.com/', { redirects: 5 });
    // Letters outside ASCII arrive as others, and then are no address.
    const isAscii = /^[\x20-\x7e]*$/.test(url);
    if (isAscii) expect(await refusal(look(network, first))).toContain(says);
    else await expect(look(network, first)).rejects.toBeInstanceOf(Error);
    expect(network.dialled).toEqual([`${PUBLIC}:80`]);
  });
});

describe('a name', () => {
  it.each([
    ['the metadata of AWS', ['169.254.169.254']],
    ['this machine', ['127.0.0.1']],
    ['a private network', ['10.0.0.7']],
    ['a public and a private address', [PUBLIC, '10.0.0.7']],
    ['a public address and the metadata over IPv6', [PUBLIC, 'fd00:ec2::254']],
    ['what is no address', [PUBLIC, '0x7f.1']],
  ])('that leads to %s is refused, and nothing is connected to', async (_what, addresses) => {
    const network = internet({ 'evil.example.com': addresses }, () => 1);
    const message = await refusal(look(network, asked('http://evil.example.com/')));
    expect(message).toContain(addresses.at(-1));
    expect(network.dialled).toEqual([]);
  });

  it('that means something else when it is looked up again is looked up once', async () => {
    const { port } = await serve((_, response) => response.end());
    let answers = 0;
    const network = internet(
      async () => [(answers += 1) === 1 ? PUBLIC : '169.254.169.254'],
      () => port,
    );
    await look(network, asked('http://rebind.example.com/'));
    expect([network.resolved, network.dialled]).toEqual([['rebind.example.com'], [`${PUBLIC}:80`]]);
  });

  it('that means something else after a redirect is judged again', async () => {
    const { port } = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    let answers = 0;
    const network = internet(
      async () => [(answers += 1) === 1 ? PUBLIC : '169.254.169.254'],
      () => port,
    );
    const message = await refusal(look(network, asked('http://rebind.example.com/', { redirects: 5 })));
    expect(message).toContain('169.254.169.254');
    expect(network.dialled).toHaveLength(1);
  });

  it('that leads into a private network is looked at where the install allows that network', async () => {
    const { port } = await serve((_, response) => response.end());
    const network = internet({ 'intern.example.com': ['10.1.0.7'] }, () => port);
    const reach = { drill: false, privateNetworks: ['10.1.0.0/16'] };
    expect(await look(network, asked('http://intern.example.com/'), reach)).toMatchObject({ status: 200 });
    expect(network.dialled).toEqual(['10.1.0.7:80']);
  });

  it.each([
    ['is not there', async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))],
    ['has no address', async () => []],
  ])('that %s is no answer', async (_what, resolve) => {
    const network = internet(resolve, () => 1);
    await expect(look(network, asked('http://gone.example.com/'))).rejects.toThrow(NoAnswer);
  });

  it('that nobody answers for is given up in time', async () => {
    const network = internet(
      () => new Promise(() => undefined),
      () => 1,
    );
    await expect(look(network, asked('http://slow.example.com/', { withinMs: 50 }))).rejects.toThrow('within 50 ms');
  });
});

describe('redirects', () => {
  async function chain(locations: readonly string[], redirects: number) {
    const { port, requests } = await serve((_, response) => {
      const location = locations[requests.length - 1];
      if (location === undefined) response.end('there');
      else response.writeHead(302, { location }).end('here');
    });
    const network = internet({ ...SHOP, 'www.example.com': [PUBLIC] }, () => port);
    return { network, requests, what: asked('http://shop.example.com/', { redirects, contains: 'there' }) };
  }

  it('are not followed unless somebody says so', async () => {
    const { network, what } = await chain(['http://169.254.169.254/'], 0);
    expect(await look(network, what)).toMatchObject({ status: 302, contains: false });
    expect(network.dialled).toHaveLength(1);
  });

  it('are followed, relative ones too, and only the last answer counts', async () => {
    const { network, what, requests } = await chain(['http://www.example.com/a/b', '../c', '?d=e'], 5);
    expect(await look(network, what)).toMatchObject({ status: 200, contains: true, from: 'http://www.example.com/c' });
    expect(requests.map(({ url }) => url)).toEqual(['/', '/a/b', '/c', '/c?d=e']);
  });

  it('are followed five times and no more', async () => {
    const { network, what, requests } = await chain(['/1', '/2', '/3', '/4', '/5', '/6'], 5);
    await expect(look(network, what)).rejects.toThrow('more than 5 redirects');
    expect(requests).toHaveLength(6);
  });

  it('to the metadata of AWS at the end of a chain are refused there', async () => {
    const { network, what, requests } = await chain(
      ['/1', 'http://www.example.com/', 'http://169.254.169.254/latest/'],
      5,
    );
    expect(await refusal(look(network, what))).toMatch(/169\.254\.169\.254.*metadata of AWS/);
    expect(requests).toHaveLength(3);
  });

  it('away from https are no answer', async () => {
    const { port, requests } = await serve((_, response) => response.end('in the clear'));
    const secure = await serveTls((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end(),
    );
    const going = createHttpClient(DRILL).look(
      asked(`https://127.0.0.1:${secure}/`, { redirects: 5 }),
      new AbortController().signal,
    );
    await expect(going).rejects.toThrow('away from https');
    expect(requests).toEqual([]);
  });

  it('to what is no URL are no answer', async () => {
    const { network, what } = await chain(['http://['], 5);
    await expect(look(network, what)).rejects.toThrow(NoAnswer);
  });
});

describe('an abort', () => {
  it.each([
    ['a name is looked up', () => new Promise<never>(() => undefined)],
    ['an answer is waited for', async () => [PUBLIC]],
  ])('ends the look at once while %s', async (_what, resolve) => {
    const { port } = await serve(() => undefined);
    const controller = new AbortController();
    const going = look(
      internet(resolve, () => port),
      asked('http://shop.example.com/', { withinMs: 60_000 }),
      REACH,
      controller.signal,
    );
    const why = new BreakglassError('interrupted', 'received SIGINT');
    setTimeout(() => controller.abort(why), 50);
    await expect(going).rejects.toBe(why);
  });

  it('before it keeps it from beginning', async () => {
    const network = internet(SHOP, () => 1);
    const going = look(network, asked('http://shop.example.com/'), REACH, AbortSignal.abort(new Error('enough')));
    await expect(going).rejects.toThrow('enough');
    expect(network.resolved).toEqual([]);
  });
});

describe('in a drill', () => {
  it('a listener of the sandbox is looked at, at whatever port it has', async () => {
    const { port } = await serve((_, response) => response.end('ok'));
    const seen = await createHttpClient(DRILL).look(
      asked(`http://127.0.0.1:${port}/`, { contains: 'ok' }),
      new AbortController().signal,
    );
    expect(seen).toMatchObject({ status: 200, contains: true });
  });

  it.each([
    'http://8.8.8.8/',
    'http://169.254.169.254/',
    'http://10.0.0.1/',
    'http://shop.example.com/',
    'http://localhost/',
  ])('nothing else is: %s is refused', async (url) => {
    const network = internet(SHOP, () => 1);
    await refusal(look(network, asked(url), { drill: true, privateNetworks: ['0.0.0.0/0'] }));
    expect([network.resolved, network.dialled]).toEqual([[], []]);
  });
});

describe('a connection', () => {
  it('is judged by the address that it goes to, whoever judged it before', async () => {
    const network = internet({}, () => 1);
    const destination = destinationOf('http://shop.example.com/', REACH);
    const opening = { dial: network.dial, reach: REACH, signal: new AbortController().signal };
    await refusal(openSocket(destination, ['169.254.169.254'], opening));
    await refusal(openSocket(destination, ['shop.example.com'], opening));
    expect(network.dialled).toEqual([]);
  });
});

describe('this machine', () => {
  it('is never looked at by a client as a run has it, by no name and no address', async () => {
    const { port, requests } = await serve((_, response) => response.end('secret'));
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0', '[::ffff:127.0.0.1]']) {
      const going = createHttpClient({ drill: false, privateNetworks: ['0.0.0.0/0', '::/0'] });
      await refusal(going.look(asked(`http://${host}:${port}/`), new AbortController().signal));
    }
    expect(requests).toEqual([]);
  });
});
