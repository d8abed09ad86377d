import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checkProof } from '../../action/audit/proof.ts';
import type { HttpFetch } from '../../action/ports/http.ts';
import { scaledClock } from '../../action/runtime/clock.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { readProofKeys } from '../../action/runtime/proof-keys.ts';
import { newSigner, TWO_SESSIONS, writeTrail } from '../audit/trail-fixture.ts';
import { serve } from './loopback.ts';

const clock = scaledClock(Date.now(), 1000);
const signer = await newSigner();
let stop: () => Promise<void> = async () => {};

afterEach(() => stop());

type Answer = (response: ServerResponse) => void;

/** A drill whose issuer answers so, one answer after the other. */
async function drill(...answers: readonly Answer[]) {
  const seen: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push(request.url);
    answer?.(response);
  });
  stop = server.close;
  const oidc = { url: `${server.url}//idtoken/1/2?api-version=2.0`, token: 'request-token' };
  return { seen, keys: () => readProofKeys({ fetch: createHttpFetch(2_000), clock, drill: true, oidc }) };
}

const ok = (response: ServerResponse) => response.end(signer.jwks);
const text = (body: string) => (response: ServerResponse) => void response.end(body);
const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('{}');
const reset = (response: ServerResponse) => void response.destroy();

describe('the keys that links are proven with', () => {
  it('come from GitHub’s own issuer, wherever tokens are asked for', async () => {
    const asked: string[] = [];
    const fetch: HttpFetch = async (url) => {
      asked.push(url);
      throw Object.assign(new Error('closed'), { code: 'ECONNREFUSED' });
    };
    const oidc = { url: 'https://pipelines.actions.githubusercontent.com/x', token: 't' };
    for (const given of [oidc, undefined]) {
      await expect(readProofKeys({ fetch, clock, drill: false, oidc: given })).rejects.toMatchObject({
        code: 'github-unavailable',
      });
    }
    expect(new Set(asked)).toEqual(new Set(['https://token.actions.githubusercontent.com/.well-known/jwks']));
  });

  it('come in a drill from the issuer on loopback, asked again after a 5xx, a 429 and a reset', async () => {
    const { seen, keys } = await drill(status(503), status(429), reset, ok);
    const link = (await writeTrail(TWO_SESSIONS.slice(0, 1), signer))[1]?.link ?? expect.fail('no link');
    expect(checkProof(link, link.proof ?? '', await keys())).toMatchObject({ environment: 'acme-prod' });
    expect(seen).toEqual(Array.from({ length: 4 }, () => '/.well-known/jwks'));
  });

  it.each<[string, Answer, string]>([
    ['a redirect, which is not followed', status(302, { location: '/.well-known/other' }), 'github-rejected'],
    ['a refusal', status(404), 'github-rejected'],
    ['what is no JSON', text('<html>'), 'github-rejected'],
    ['no keys', text('{"keys":[]}'), 'github-rejected'],
    ['a key of another kind', text('{"keys":[{"kty":"oct","kid":"1","k":"AA"}]}'), 'github-rejected'],
    ['more than keys take', (response) => void response.end(`${signer.jwks}${' '.repeat(300_000)}`), 'github-rejected'],
    ['an outage that does not end', status(503), 'github-unavailable'],
  ])('are none where the issuer answers %s', async (_what, answer, code) => {
    const { keys } = await drill(answer);
    await expect(keys()).rejects.toMatchObject({ code });
  });

  it.each([undefined, { url: 'https://example.com/idtoken', token: 't' }])(
    'are none in a drill without an issuer on loopback',
    async (oidc) => {
      const fetch: HttpFetch = () => expect.fail('asked somebody');
      await expect(readProofKeys({ fetch, clock, drill: true, oidc })).rejects.toMatchObject({
        code: 'oidc-permission-missing',
      });
    },
  );
});
