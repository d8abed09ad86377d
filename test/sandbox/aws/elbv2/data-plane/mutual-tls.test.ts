import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../../../action/sandbox/aws/elbv2/data-plane/certificate.ts';
import { forward, secureListener, trustStore } from '../fixture.ts';
import { blueGreen, closeAll } from './blue-green.ts';
import { get } from './tls-client.ts';

const DAY_MS = 86_400_000;
const bundle = { bucket: 'acme-ca', key: 'ca.pem' };

/** A client's certificate, which is its own authority. */
const client = (name: string, days = 1) =>
  makeCertificate({
    names: [name],
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Math.floor(Date.now() / 1000) * 1000 + days * DAY_MS,
  });

const known = client('alice');
const stranger = client('mallory');
const expired = client('old', -1);

let world: Awaited<ReturnType<typeof blueGreen>>;
let arn: string;
let url: string;

beforeEach(async () => {
  world = await blueGreen();
  arn = await secureListener(world.call, world.loadBalancerArn, [forward([world.blueArn, 1])]);
  url = world.listenerUrl(arn) ?? '';
});

afterEach(closeAll);

const told = () =>
  Object.fromEntries(
    Object.entries(world.blue.requests.at(-1)?.headers ?? {}).filter(([name]) => name.startsWith('x-amzn-mtls')),
  );

describe('a listener in mode verify', () => {
  const verify = async (more: object = {}) => {
    const { TrustStores } = await world.call('DescribeTrustStores', {});
    const TrustStoreArn = TrustStores?.[0]?.TrustStoreArn ?? (await trustStore(world.call));
    const MutualAuthentication = { Mode: 'verify', TrustStoreArn, ...more };
    await world.call('ModifyListener', { ListenerArn: arn, MutualAuthentication });
  };

  it('admits only clients that the trust store knows, and tells the target who they are', async () => {
    world.certificates.declareBundle({ ...bundle, pem: known.cert + expired.cert });
    expect(await get(url)).toBe('blue');
    await verify();
    for (const refused of [{}, stranger, expired]) await expect(get(url, refused)).rejects.toBeInstanceOf(Error);
    expect(world.blue.requests).toHaveLength(1);
    expect(await get(url, known)).toBe('blue');
    expect(told()).toMatchObject({
      'x-amzn-mtls-clientcert-subject': 'CN=alice',
      'x-amzn-mtls-clientcert-issuer': 'CN=alice',
      'x-amzn-mtls-clientcert-serial-number': expect.stringMatching(/^[0-9A-F]{32}$/),
      'x-amzn-mtls-clientcert-validity': expect.stringMatching(/^NotBefore=2026-01-01T00:00:00Z;NotAfter=\S+Z$/),
      'x-amzn-mtls-clientcert-leaf': expect.stringMatching(/^-----BEGIN%20CERTIFICATE-----%0A/),
    });
    expect(decodeURIComponent(String(told()['x-amzn-mtls-clientcert-leaf']))).toBe(known.cert);
    await verify({ IgnoreClientCertificateExpiry: true });
    expect(await get(url, expired)).toBe('blue');
    for (const refused of [stranger, client('trudy', -1)]) {
      await expect(get(url, refused)).rejects.toBeInstanceOf(Error);
    }
  });

  it('admits nobody when nothing is known of the trust store’s bundle', async () => {
    await verify();
    await expect(get(url, known)).rejects.toBeInstanceOf(Error);
    await world.call('ModifyListener', { ListenerArn: arn, MutualAuthentication: { Mode: 'off' } });
    expect(await get(url, known)).toBe('blue');
    expect(told()).toEqual({});
  });
});

describe('a listener in mode passthrough', () => {
  it('admits every client, and hands its certificate on under the name that was set', async () => {
    await world.call('ModifyListener', { ListenerArn: arn, MutualAuthentication: { Mode: 'passthrough' } });
    expect(await get(url)).toBe('blue');
    expect(told()).toEqual({});
    expect(await get(url, stranger)).toBe('blue');
    expect(Object.keys(told())).toEqual(['x-amzn-mtls-clientcert']);
    expect(decodeURIComponent(String(told()['x-amzn-mtls-clientcert']))).toBe(stranger.cert);
    await world.call('ModifyListenerAttributes', {
      ListenerArn: arn,
      Attributes: [{ Key: 'routing.http.request.x_amzn_mtls_clientcert.header_name', Value: 'X-Client' }],
    });
    await get(url, stranger);
    expect(told()).toEqual({});
    expect(world.blue.requests.at(-1)?.headers['x-client']).toMatch(/^-----BEGIN/);
  });
});
