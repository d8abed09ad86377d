import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { expectCertificate } from '../../../action/services/http/checks/expect-certificate.ts';
import { createHttpClient } from '../../../action/services/http/client.ts';
import { DRILL, REACH, refusal, SHOP } from './looking.ts';
import { closeServers, internet, serve, serveTls } from './servers.ts';

afterEach(closeServers);

const DAY_MS = 86_400_000;
const validate = new Ajv2020({ strict: false }).compile(expectCertificate.params);

/** Serves a certificate for shop.example.com that ends in so many days. */
const ending = (days: number): Promise<number> =>
  serveTls(undefined, { notBefore: Date.now() - 900 * DAY_MS, notAfter: Date.now() + days * DAY_MS });

function observe(params: JsonObject, client = createHttpClient(DRILL)) {
  return expectCertificate.observe({ client, signal: new AbortController().signal, session: 's' }, params);
}

const atPort = (port: number, more: JsonObject = {}): JsonObject => ({
  host: '127.0.0.1',
  port,
  'days-left': 14,
  'server-name': 'shop.example.com',
  ...more,
});

describe('a certificate that is shown', () => {
  it.each([
    [14.5, true, /in 14 days; 14 days wanted$/],
    [13.5, false, /in 13 days; 14 days wanted$/],
    [-0.5, false, / ended on [0-9-]{10}; 14 days wanted$/],
  ])('and ends in %d days holds: %s', async (days, ok, observed) => {
    expect(await observe(atPort(await ending(days)))).toEqual({ ok, observed: expect.stringMatching(observed) });
  });

  it('does not hold for another name', async () => {
    const seen = await observe(atPort(await ending(300), { 'server-name': 'api.example.com' }));
    expect(seen).toEqual({ ok: false, observed: expect.stringMatching(/not for the name/) });
  });

  it('does not hold before it begins', async () => {
    const port = await serveTls(undefined, { notBefore: Date.now() + DAY_MS, notAfter: Date.now() + 90 * DAY_MS });
    expect((await observe(atPort(port))).ok).toBe(false);
  });

  it('does not hold where nobody vouches for it, outside a drill', async () => {
    const port = await ending(300);
    const network = internet(SHOP, () => port);
    const seen = await observe({ host: 'shop.example.com', 'days-left': 1 }, createHttpClient(REACH, network));
    expect(seen).toEqual({ ok: false, observed: expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT/) });
    expect(network.dialled).toHaveLength(1);
  });

  it('does not hold where there is no TLS', async () => {
    const { port } = await serve((_, response) => response.end('ok'));
    expect(await observe(atPort(port))).toEqual({ ok: false, observed: expect.stringMatching(/^no certificate/) });
  });
});

describe('where it may look', () => {
  it.each([
    ['a private address', '10.0.0.1', {}],
    ['the metadata of the machine', '169.254.169.254', {}],
    ['this machine', 'localhost', {}],
    ['a name that leads to a private address', 'inside.example.com', { 'inside.example.com': ['10.0.0.1'] }],
    ['an address behind a public name to ask for', '[::1]', SHOP],
  ])('is not %s', async (_, host, names) => {
    const network = internet(names, () => 1);
    const asked = { host, 'days-left': 1, 'server-name': 'shop.example.com' };
    expect(await refusal(observe(asked, createHttpClient(REACH, network)))).toMatch(/may not look/);
    expect(network.dialled).toEqual([]);
  });

  it('is by the addresses of the host alone: the name to ask for is never looked up', async () => {
    const port = await ending(300);
    const network = internet(SHOP, () => port);
    const asked = { host: 'shop.example.com', 'days-left': 1, 'server-name': 'inside.example.com' };
    await observe(asked, createHttpClient(REACH, network));
    expect(network.resolved).toEqual(['shop.example.com']);
  });
});

describe('the parameters', () => {
  const params = (more: JsonObject) => ({ host: 'shop.example.com', 'days-left': 14, ...more });

  it.each<JsonObject>([
    { 'days-left': 0 },
    { 'days-left': 826 },
    { host: 'https://shop.example.com' },
    { host: 'user@shop.example.com' },
    { host: 'shop.example.com/path' },
    { host: 'shop.example.com:443' },
    { host: 'a b' },
    { host: '' },
    { port: 0 },
    { 'server-name': '127.0.0.1' },
    { 'server-name': 'shop' },
    { 'server-name': '*.example.com' },
    { within: '61s' },
    { within: '0s' },
  ])('refuse %j', (more) => {
    expect(validate(params(more))).toBe(false);
  });

  it.each<JsonObject>([
    {},
    { host: '[2606:4700::1111]' },
    { 'server-name': 'api.example.com', port: 8443, within: '60s' },
  ])('take %j', (more) => {
    expect(validate(params(more))).toBe(true);
  });
});
