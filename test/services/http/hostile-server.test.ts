import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Asked } from '../../../action/services/http/asked.ts';
import { NoAnswer } from '../../../action/services/http/no-answer.ts';
import { asked, look, SHOP } from './looking.ts';
import { closeServers, internet, serveRaw } from './servers.ts';

afterEach(closeServers);

const HEAD = 'HTTP/1.1 200 OK\r\n';

describe('a hostile server', () => {
  const at = async (talk: Parameters<typeof serveRaw>[0], more: Partial<Asked> = {}) => {
    const { port } = await serveRaw(talk);
    const network = internet(SHOP, () => port);
    return look(network, asked('http://shop.example.com/', { withinMs: 1_000, ...more }));
  };

  it('with a body without an end is read no further than 64 KiB', async () => {
    let sent = 0;
    const seen = await at(
      (socket) => {
        socket.write(`${HEAD}\r\n`);
        const pour = (): void => {
          while (!socket.destroyed && socket.write('x'.repeat(16_384))) sent += 16_384;
        };
        socket.on('drain', pour);
        pour();
      },
      { contains: 'not there' },
    );
    expect(seen).toMatchObject({ status: 200, contains: false });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('whose text comes after 64 KiB has not said it', async () => {
    const seen = await at((socket) => socket.end(`${HEAD}\r\n${'x'.repeat(65_536)}ok`), { contains: 'ok' });
    expect(seen.contains).toBe(false);
    const just = await at((socket) => socket.end(`${HEAD}\r\n${'x'.repeat(65_534)}ok`), { contains: 'ok' });
    expect(just.contains).toBe(true);
  });

  it.each([
    ['many parts', '*a'.repeat(128)],
    ['many gaps', `${'?'.repeat(255)}b`],
    ['many parts with gaps', '*a?'.repeat(85)],
  ])('that sends what a pattern with %s is slow for on a naive reader is judged at once', async (_, like) => {
    const seen = await at((socket) => socket.end(`${HEAD}\r\n${'a'.repeat(65_536)}`), { like });
    expect(seen.ms).toBeLessThan(1_000);
  });

  it('that goes on after 64 KiB is compared with a pattern by what was read', async () => {
    const body = `${'x'.repeat(65_534)}ok, and more`;
    const seen = await at((socket) => socket.write(`${HEAD}\r\n${body}`), { like: 'x*ok' });
    expect(seen.contains).toBe(true);
  });

  it('that sends its body a byte at a time is given up in time', async () => {
    const slow = at(
      (socket) => {
        socket.write(`${HEAD}\r\n`);
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      { contains: 'ok', withinMs: 200 },
    );
    await expect(slow).rejects.toThrow('within 200 ms');
  });

  it('that sends its headers a byte at a time is given up in time', async () => {
    const slow = at(
      (socket) => {
        const timer = setInterval(() => socket.write('H'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      { withinMs: 200 },
    );
    await expect(slow).rejects.toThrow(NoAnswer);
  });

  it.each([
    ['one header of a megabyte', `${HEAD}x: ${'x'.repeat(1_048_576)}\r\n\r\n`],
    ['a hundred thousand headers', `${HEAD}${'x: y\r\n'.repeat(100_000)}\r\n`],
  ])('with %s is no answer', async (_what, head) => {
    await expect(at((socket) => socket.write(head))).rejects.toThrow('HPE_HEADER_OVERFLOW');
  });

  it('with interim answers without an end is given up in time', async () => {
    const slow = at(
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50)), 5);
        socket.on('close', () => clearInterval(timer));
      },
      { withinMs: 200 },
    );
    await expect(slow).rejects.toThrow('within 200 ms');
  });

  it.each([
    ['says nothing and closes', (socket: Socket) => socket.end()],
    ['speaks something else', (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['cuts its answer off', (socket: Socket) => socket.end(`${HEAD}content-length: 9\r\n\r\nok`)],
    [
      'says two lengths at once',
      (socket: Socket) => socket.end(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\nok`),
    ],
  ])('that %s is no answer', async (_what, talk) => {
    await expect(at(talk, { contains: 'never' })).rejects.toThrow(NoAnswer);
  });

  it('that switches protocols has answered with 101, and is left there', async () => {
    const seen = await at((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nanything'),
    );
    expect(seen.status).toBe(101);
  });

  it('leaves no connection behind', async () => {
    const closed = new Promise<void>((resolve) => {
      void at((socket) => {
        socket.on('close', () => resolve());
        socket.write(`${HEAD}\r\nfor ever`);
      });
    });
    await closed;
  });
});
