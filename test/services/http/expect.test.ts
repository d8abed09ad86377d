import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClientsFactory } from '../../../action/aws/clients.ts';
import type { JsonObject } from '../../../action/domain/json.ts';
import type { Reach } from '../../../action/domain/step-kind.ts';
import { expect as expectKind } from '../../../action/services/http/checks/expect.ts';
import { createHttpClient } from '../../../action/services/http/client.ts';
import { registry } from '../../../action/services/registry.ts';
import { type Grounds, openGrounds, respond, shift } from '../../engine/session.ts';
import { closeServers, internet, PUBLIC, serve, serveTls } from './servers.ts';

const PUBLIC_ONLY: Reach = { drill: false, privateNetworks: [] };
const URL_OF_SHOP = 'http://shop.example.com/';
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true }).compile(
  expectKind.params,
);

afterEach(closeServers);

/** What a check finds of a server that anybody can reach. */
async function observe(answer: Parameters<typeof serve>[0], params: JsonObject) {
  const { port } = await serve(answer);
  const client = createHttpClient(
    PUBLIC_ONLY,
    internet({ 'shop.example.com': [PUBLIC] }, () => port),
  );
  const context = { client, signal: new AbortController().signal, session: 's' };
  return expectKind.observe(context, { url: URL_OF_SHOP, ...params });
}

describe('an expectation of a URL', () => {
  it.each([
    [true, 200, {}],
    [true, 299, {}],
    [false, 301, {}],
    [false, 500, {}],
    [true, 301, { status: 301 }],
    [true, 503, { status: 503 }],
    [false, 200, { status: 204 }],
    [true, 404, { status: '4xx' }],
    [false, 500, { status: '4xx' }],
  ])('is %s for %i where %j is wanted', async (ok, status, params: { readonly status?: number | string }) => {
    const found = await observe((_, response) => response.writeHead(status, { location: '/' }).end(), params);
    expect(found.ok).toBe(ok);
    expect(found.observed).toContain(`${status}`);
    expect(found.observed).toContain(`${params.status ?? '2xx'} wanted`);
  });

  it.each([
    [true, 'order accepted', 'accepted'],
    [false, 'order accepted', 'refused'],
    [false, '', 'accepted'],
    [true, 'a.c', 'a.c'],
    [false, 'abc', 'a.c'],
  ])('is %s for the body "%s" where "%s" is wanted: as it stands', async (ok, body, text) => {
    expect((await observe((_, response) => response.end(body), { 'body-contains': text })).ok).toBe(ok);
  });

  it.each([
    [true, '{"version":"2.7.1"}', '"version":"2.?.*"'],
    [false, '{"version":"3.0.0"}', '"version":"2.?.*"'],
    [true, 'one, two\nand three', 'one*three'],
    [false, 'three, two, one', 'one*three'],
    [false, 'aa', 'aa*a'],
    [true, 'a.c (ok) [1]', 'a.c (ok) [1]'],
    [false, 'abc', 'a.c'],
    [true, 'grün 🙂!', 'gr?n ?!'],
    [true, '', '*'],
    [false, '', '?'],
  ])('is %s for the body %j where the pattern %j is wanted', async (ok, body, pattern) => {
    const found = await observe((_, response) => response.end(body), { 'body-pattern': pattern });
    expect(found.ok).toBe(ok);
    expect(found.observed).toContain(ok ? 'with the text' : 'without the text');
  });

  it('does not hold for an answer that comes too late', async () => {
    const found = await observe((_, response) => setTimeout(() => response.end(), 200), { within: '50ms' });
    expect(found).toMatchObject({ ok: false, observed: expect.stringContaining('within 50 ms') });
  });

  it('does not hold where nobody takes the connection', async () => {
    const client = createHttpClient(
      PUBLIC_ONLY,
      internet({ 'shop.example.com': [PUBLIC] }, () => 1),
    );
    const context = { client, signal: new AbortController().signal, session: 's' };
    const found = await expectKind.observe(context, { url: URL_OF_SHOP });
    expect(found).toEqual({ ok: false, observed: `no answer: ECONNREFUSED at ${PUBLIC}` });
  });

  it('follows redirects only where it says so', async () => {
    const answer: Parameters<typeof serve>[0] = ({ url }, response) =>
      url === '/' ? response.writeHead(302, { location: '/there' }).end() : response.end();
    expect((await observe(answer, {})).ok).toBe(false);
    expect((await observe(answer, { 'follow-redirects': true })).ok).toBe(true);
  });

  it('is refused, and not only unmet, where it leads to what may not be looked at', async () => {
    const client = createHttpClient(
      PUBLIC_ONLY,
      internet({ 'shop.example.com': ['169.254.169.254'] }, () => 1),
    );
    const context = { client, signal: new AbortController().signal, session: 's' };
    await expect(expectKind.observe(context, { url: URL_OF_SHOP })).rejects.toMatchObject({ code: 'invalid-value' });
  });

  it('does not hold for a certificate that nobody vouches for', async () => {
    const port = await serveTls();
    const network = internet({ 'shop.example.com': [PUBLIC] }, () => port);
    const context = {
      client: createHttpClient(PUBLIC_ONLY, network),
      signal: new AbortController().signal,
      session: 's',
    };
    const found = await expectKind.observe(context, { url: 'https://shop.example.com/' });
    expect(found).toMatchObject({ ok: false, observed: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|CERT/) });
  });

  it('does not care for the certificates of a drill, which are made up', async () => {
    const port = await serveTls();
    const client = createHttpClient({ drill: true, privateNetworks: [] });
    const context = { client, signal: new AbortController().signal, session: 's' };
    expect(await expectKind.observe(context, { url: `https://127.0.0.1:${port}/` })).toMatchObject({ ok: true });
  });
});

describe('the params of an expectation', () => {
  it.each([
    { url: 'https://shop.example.com' },
    { url: 'http://shop.example.com:8080/a/@b?c=d@e#f', status: 599, within: '60s' },
    { url: 'https://[2606:4700::1111]/', status: '5xx', within: '10ms', method: 'HEAD' },
    { url: 'https://a', 'body-contains': 'x'.repeat(1_024), method: 'GET', 'follow-redirects': true },
  ])('are %j', (params) => {
    expect(validate(params)).toBe(true);
  });

  it.each([
    ['no URL', {}],
    ['a URL of another kind', { url: 'ftp://shop.example.com/' }],
    ['a URL without a host', { url: 'https:///a' }],
    ['a user name', { url: 'https://me@shop.example.com/' }],
    ['a password', { url: 'https://me:secret@shop.example.com/' }],
    ['a backslash', { url: 'https://shop.example.com\\@127.0.0.1/' }],
    ['a space', { url: 'https://shop.example.com/ a' }],
    ['a line break', { url: 'https://shop.example.com/\r\nhost: other' }],
    ['a URL that is too long', { url: `https://shop.example.com/${'a'.repeat(2_048)}` }],
    ['a status below 200', { url: 'https://a', status: 199 }],
    ['a status above 599', { url: 'https://a', status: 600 }],
    ['half a status', { url: 'https://a', status: 200.5 }],
    ['a status in quotes', { url: 'https://a', status: '200' }],
    ['a class that there is not', { url: 'https://a', status: '6xx' }],
    ['no text', { url: 'https://a', 'body-contains': '' }],
    ['1,025 characters', { url: 'https://a', 'body-contains': 'x'.repeat(1_025) }],
    ['a text in the body of a HEAD', { url: 'https://a', 'body-contains': 'x', method: 'HEAD' }],
    ['a pattern of 257 characters', { url: 'https://a', 'body-pattern': '*'.repeat(257) }],
    ['a text and a pattern', { url: 'https://a', 'body-contains': 'x', 'body-pattern': 'x*' }],
    ['a pattern of the body of a HEAD', { url: 'https://a', 'body-pattern': 'x', method: 'HEAD' }],
    ['no time', { url: 'https://a', within: '0s' }],
    ['more than a minute', { url: 'https://a', within: '61s' }],
    ['a method that changes something', { url: 'https://a', method: 'POST' }],
    ['redirects by number', { url: 'https://a', 'follow-redirects': 6 }],
    ['what nobody knows', { url: 'https://a', headers: {} }],
  ])('are refused with %s', (_what, params) => {
    expect(validate(params)).toBe(false);
  });

  it('validate in every example', () => {
    expect(expectKind.examples.filter((example) => !validate(example))).toEqual([]);
  });
});

describe('the service http', () => {
  it('asks AWS for no permission', () => {
    const scope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
    for (const example of expectKind.examples) expect(expectKind.grants(example, scope)).toEqual([]);
  });

  it('has no endpoint of AWS, in a drill and outside of one', () => {
    const factory = createClientsFactory({
      services: registry.services,
      endpoint: () => {
        throw new Error('no endpoint is asked for');
      },
      now: () => 0,
      reach: PUBLIC_ONLY,
    });
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiresAt: 0 };
    const clients = factory.connect(credentials, 'us-east-1', () => undefined);
    expect(clients.get('http')).toBe(clients.get('http'));
  });
});

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

describe('in a session', () => {
  const expectation = (url: string, more: JsonObject = {}) => ({
    uses: 'http/expect',
    with: { url, within: '2s', ...more },
  });

  it('watches a listener of the sandbox as its clients see it, and undoes what breaks it', async () => {
    const session = await grounds.session();
    const { estate, lab } = session;
    const url = lab.aws.listenerUrl(estate.listener) ?? '';
    expect((await session.run([shift(estate)])).outcome).toBe('succeeded');
    const before = session.dump();
    const check = expectation(new URL('/checkout/1', url).href, { 'body-contains': 'ok' });
    const result = await session.run([respond(estate)], {
      checks: [check],
      monitor: { forMs: 60_000, checks: [check] },
    });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
    expect(session.event('degraded')?.observed).toMatch(/answered 503 .*without the text/);
    expect(session.dump()).toEqual(before);
  });

  it('changes nothing where the check leads to what may not be looked at', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const result = await session.run([shift(session.estate)], {
      checks: [expectation('http://169.254.169.254/latest/')],
    });
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'invalid-value' } });
    expect([session.dump(), session.writes()]).toEqual([before, []]);
  });
});
