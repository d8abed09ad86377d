import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { scaledClock } from '../../action/runtime/clock.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { createIdToken } from '../../action/runtime/oidc.ts';
import { serve } from './loopback.ts';

const TOKEN = 'aaa.bbb.ccc';
const clock = scaledClock(Date.now(), 1000);
let stop: () => Promise<void> = async () => {};

afterEach(() => stop());

interface Seen {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
}

async function start(answers: readonly ((response: ServerResponse) => void)[]) {
  const seen: Seen[] = [];
  const server = await serve((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push({ url: request.url, authorization: request.headers.authorization });
    answer?.(response);
  });
  stop = server.close;
  const masked: string[] = [];
  const idToken = createIdToken({
    oidc: { url: `${server.url}/idtoken?api-version=2.0`, token: 'request-token' },
    fetch: createHttpFetch(2_000),
    clock,
    mask: (secret) => masked.push(secret),
  });
  return { seen, masked, idToken };
}

const ok = (response: ServerResponse) => response.end(JSON.stringify({ value: TOKEN }));
const status = (code: number) => (response: ServerResponse) => void response.writeHead(code).end('{}');
const reset = (response: ServerResponse) => void response.destroy();

describe('an OIDC token', () => {
  it('is asked for with its audience and masked before it is used', async () => {
    const { seen, masked, idToken } = await start([ok]);
    await expect(idToken('urn:breakglass:link:abc')).resolves.toBe(TOKEN);
    expect(masked).toEqual([TOKEN]);
    expect(seen).toEqual([
      { url: '/idtoken?api-version=2.0&audience=urn%3Abreakglass%3Alink%3Aabc', authorization: 'Bearer request-token' },
    ]);
  });

  it('is asked for again after a 5xx, a 429 and a reset', async () => {
    const { seen, idToken } = await start([status(503), status(429), reset, ok]);
    await expect(idToken('sandbox')).resolves.toBe(TOKEN);
    expect(seen).toHaveLength(4);
  });

  it.each([401, 403])(
    'that is refused late (%i) is told as the end of the job’s own token, not of its permissions',
    async (code) => {
      const { seen, idToken } = await start([ok, status(code)]);
      await idToken('sandbox');
      await expect(idToken('sandbox')).rejects.toMatchObject({
        code: 'github-rejected',
        message: expect.stringContaining('ACTIONS_ID_TOKEN_REQUEST_TOKEN has ended'),
        hint: expect.not.stringContaining('permissions'),
      });
      expect(seen).toHaveLength(2);
    },
  );

  it('is refused without the permission, with the lines that grant it', async () => {
    const missing = createIdToken({ oidc: undefined, fetch: createHttpFetch(), clock, mask: () => {} });
    const permission = expect.objectContaining({
      code: 'oidc-permission-missing',
      hint: expect.stringContaining('id-token: write'),
    });
    await expect(missing('sandbox')).rejects.toEqual(permission);
    const { seen, idToken } = await start([status(403)]);
    await expect(idToken('sandbox')).rejects.toEqual(permission);
    expect(seen).toHaveLength(1);
  });

  it('gives up on an outage, and at once on an answer that will not change', async () => {
    const down = await start([status(500)]);
    await expect(down.idToken('sandbox')).rejects.toMatchObject({ code: 'github-unavailable' });
    await stop();
    const wrong = await start([status(404)]);
    await expect(wrong.idToken('sandbox')).rejects.toMatchObject({ code: 'github-rejected' });
    expect(wrong.seen).toHaveLength(1);
    await stop();
    const empty = await start([(response) => response.end('{"value":"\\n::x"}')]);
    await expect(empty.idToken('sandbox')).rejects.toMatchObject({ code: 'github-rejected' });
  });
});
