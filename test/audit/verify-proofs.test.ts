import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Link } from '../../action/audit/link.ts';
import { ATTACHMENTS, newSigner, START, stepOf } from './trail-fixture.ts';
import { found, linkAt, replaced, signer, stranger, verify, writeTwoSessions } from './two-sessions.ts';

beforeAll(writeTwoSessions);

describe('the proof of a link', () => {
  it.each<[string, (link: Link) => Promise<string>, string]>([
    ["another issuer's key", (link) => stranger.sign(link), 'proof-signature'],
    ['a key that is not known', async (link) => (await newSigner('key-2')).sign(link), 'proof-unknown-key'],
    ["another link's token", async () => linkAt(6).proof ?? '', 'proof-other-link'],
    ['no signature', async (link) => (link.proof ?? '').replace(/[^.]*$/, ''), 'proof-malformed'],
    ['algorithm none', async (link) => unsigned(link), 'proof-malformed'],
    ['algorithm none, and no signature', async (link) => unsigned(link).replace(/[^.]*$/, ''), 'proof-malformed'],
    ['a secret that is the public key', async (link) => signedBySecret(link), 'proof-malformed'],
    ['an elliptic curve', async (link) => signedByCurve(link), 'proof-malformed'],
    ['another algorithm of the same key', async (link) => renamed(link, { alg: 'RS384' }), 'proof-malformed'],
    ['a key without a name', async (link) => renamed(link, {}), 'proof-unknown-key'],
    ['a key named in another case', async (link) => renamed(link, { kid: 'KEY-1' }), 'proof-unknown-key'],
    ['a key that it brings itself', async (link) => renamed(link, { jwk: {}, jku: 'https://x' }), 'proof-unknown-key'],
    ['a name that is inherited', async (link) => renamed(link, { kid: '__proto__' }), 'proof-unknown-key'],
    ['a token of a megabyte', async (link) => `${link.proof}${'A'.repeat(1024 * 1024)}`, 'proof-signature'],
    ['a megabyte of dots', async () => '.'.repeat(1024 * 1024), 'proof-malformed'],
    ['a header in which a name stands twice', async (link) => twice(link), 'proof-malformed'],
    ['another issuer', (link) => signer.sign(link, { iss: 'https://example.com' }), 'proof-issuer'],
    ['another repository', (link) => signer.sign(link, { repository: 'mallory/playbooks' }), 'proof-repository'],
    ['another repository id', (link) => signer.sign(link, { repository_id: '666' }), 'proof-repository'],
    ['another run', (link) => signer.sign(link, { run_id: '1' }), 'proof-run'],
    ['a re-run', (link) => signer.sign(link, { run_attempt: '2' }), 'proof-run'],
    ['another environment', (link) => signer.sign(link, { environment: 'sandbox' }), 'proof-environment'],
    ['no environment', (link) => signer.sign(link, { environment: undefined }), 'proof-environment'],
    ['a token from another time', (link) => signer.sign(link, { iat: Date.parse(START) / 1000 + 700 }), 'proof-time'],
    ['a token without a time', (link) => signer.sign(link, { iat: 'now' }), 'proof-time'],
  ])('refuses a link proven by %s', async (_what, prove, code) => {
    const link = linkAt(7);
    const result = await verify(replaced(7, stepOf({ ...link, proof: await prove(link) }, ATTACHMENTS)));
    expect(found(result)).toEqual([`${code}@7`]);
    // A closing link that nobody proved closes nothing.
    expect(result.open.map(({ session }) => session)).toEqual(['inc-2-102']);
  });
});

/** The link's token under another header, with the signature that it had. */
function withHeader(link: Link, header: string): string {
  return `${Buffer.from(header).toString('base64url')}.${link.proof?.split('.').slice(1).join('.')}`;
}

function renamed(link: Link, header: object): string {
  return withHeader(link, JSON.stringify({ alg: 'RS256', typ: 'JWT', ...header }));
}

/** The last of two counts, for JSON's readers at least. */
function twice(link: Link): string {
  return withHeader(link, '{"alg":"RS256","kid":"key-1","alg":"none"}');
}

/** What a reader takes who lets the header choose: a MAC whose key everybody has. */
function signedBySecret(link: Link): string {
  const [jwk] = (JSON.parse(signer.jwks) as { keys: [JsonWebKey] }).keys;
  const secret = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const signed = signedPart(link, { alg: 'HS256', kid: 'key-1' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function signedByCurve(link: Link): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = signedPart(link, { alg: 'ES256', kid: 'key-1' });
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function signedPart(link: Link, header: object): string {
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${link.proof?.split('.')[1]}`;
}

function unsigned(link: Link): string {
  const header = Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url');
  return `${header}.${link.proof?.split('.')[1]}.${link.proof?.split('.')[2]}`;
}
