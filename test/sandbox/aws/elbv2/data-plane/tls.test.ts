import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../fixture.ts';
import { certificateArn, fixed, forward, listener, loadBalancer, secureListener } from '../fixture.ts';
import { blueGreen, closeAll, closeLater, start, text } from './blue-green.ts';
import { get, handshake } from './tls-client.ts';

const one = (digit: number) => [{ CertificateArn: certificateArn(digit) }];
const DAY_MS = 86_400_000;

let elb: Sandbox;
let lb: string;
let arn: string;
let url: string;

beforeEach(async () => {
  elb = start(1);
  lb = await loadBalancer(elb.call);
  arn = await secureListener(elb.call, lb, [fixed('in')]);
  url = elb.listenerUrl(arn) ?? '';
});

afterEach(closeAll);

const setPolicy = (SslPolicy: string) => elb.call('ModifyListener', { ListenerArn: arn, SslPolicy });

describe('an HTTPS listener', () => {
  it('speaks TLS, with a certificate that a client can check', async () => {
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const options = { ca: elb.certificates.pem(certificateArn(0)), rejectUnauthorized: true };
    expect(await get(url, options)).toBe('in');
    const { name, notAfter } = await handshake(url, options);
    expect(name).toBe('12345678-1234-1234-1234-123456789010.certificate.test');
    expect((notAfter - Date.now()) / DAY_MS).toBeCloseTo(395, 1);
    await expect(get(url, { rejectUnauthorized: true })).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    await expect(fetch(url.replace('https', 'http'))).rejects.toBeInstanceOf(TypeError);
  });

  it('obeys its security policy, and a new one from the next connection on', async () => {
    expect((await handshake(url)).protocol).toBe('TLSv1.2');
    await setPolicy('ELBSecurityPolicy-TLS13-1-3-2021-06');
    expect(await handshake(url)).toMatchObject({ protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' });
    await expect(handshake(url, { maxVersion: 'TLSv1.2' })).rejects.toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/),
    });
    await setPolicy('ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
    const old = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' } as const;
    await expect(handshake(url, old)).rejects.toMatchObject({ code: expect.stringMatching(/HANDSHAKE_FAILURE/) });
    await setPolicy('ELBSecurityPolicy-TLS13-1-2-2021-06');
    expect(await handshake(url, old)).toMatchObject({ protocol: 'TLSv1.2', cipher: old.ciphers });
  });

  it('still has the old versions of TLS where the policy has them', async () => {
    const ancient = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect((await handshake(url, ancient)).protocol).toBe('TLSv1');
    await setPolicy('ELBSecurityPolicy-TLS-1-1-2017-01');
    await expect(handshake(url, ancient)).rejects.toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/),
    });
    const middling = { ...ancient, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' } as const;
    expect((await handshake(url, middling)).protocol).toBe('TLSv1.1');
    await setPolicy('ELBSecurityPolicy-TLS-1-2-2017-01');
    await expect(handshake(url, middling)).rejects.toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/),
    });
  });

  it('picks the certificate of the list by the name that the client asks for, else the default one', async () => {
    const notAfter = Date.now() + 10 * DAY_MS;
    const main = { names: ['shop.example.com', 'www.example.org'], notAfter: notAfter + 2 * DAY_MS };
    elb.certificates.declare({ arn: certificateArn(0), ...main });
    elb.certificates.declare({ arn: certificateArn(1), names: ['*.example.org', 'example.org'], notAfter });
    elb.certificates.declare({ arn: certificateArn(2), names: ['api.example.org'], notAfter: notAfter + DAY_MS });
    for (const digit of [1, 2]) {
      await elb.call('AddListenerCertificates', { ListenerArn: arn, Certificates: one(digit) });
    }
    const served = async (servername?: string) =>
      (await handshake(url, servername === undefined ? {} : { servername })).name;
    expect(await served()).toBe('shop.example.com');
    expect(await served('www.example.org')).toBe('*.example.org');
    expect(await served('EXAMPLE.org')).toBe('*.example.org');
    expect(await served('api.example.org')).toBe('api.example.org');
    expect(await served('a.b.example.org')).toBe('shop.example.com');
    elb.certificates.declare({ arn: certificateArn(3), names: ['www.example.net'], notAfter });
    await elb.call('RemoveListenerCertificates', { ListenerArn: arn, Certificates: one(2) });
    await elb.call('AddListenerCertificates', { ListenerArn: arn, Certificates: one(3) });
    expect(await served('www.example.net')).toBe('www.example.net');
    expect(await served('api.example.org')).toBe('*.example.org');
    await elb.call('ModifyListener', { ListenerArn: arn, Certificates: one(2) });
    expect(await served()).toBe('api.example.org');
  });

  it('serves an expired certificate if that is what was declared, and the old one again when put back', async () => {
    const restore = elb.save();
    const notAfter = Date.now() - 2 * DAY_MS;
    elb.certificates.declare({ arn: certificateArn(0), names: ['shop.example.com'], notAfter });
    const expired = await handshake(url);
    expect(Math.abs(expired.notAfter - notAfter)).toBeLessThan(1000);
    const options = { ca: elb.certificates.pem(certificateArn(0)), rejectUnauthorized: true };
    await expect(get(url, options)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    restore();
    expect((await handshake(url)).name).toBe('12345678-1234-1234-1234-123456789010.certificate.test');
  });

  it('keeps its port when it turns plain, ends the idle connections and comes back', async () => {
    await elb.call('ModifyListener', { ListenerArn: arn, Protocol: 'HTTP' });
    const plain = elb.listenerUrl(arn) ?? '';
    expect(plain).toBe(url.replace('https', 'http'));
    expect(await text(plain)).toBe('in');
    const agent = new Agent({ keepAlive: true });
    closeLater({ close: async () => agent.destroy() });
    const kept = () =>
      new Promise<boolean>((resolve, reject) => {
        const sent = request(plain, { agent }, (response) => {
          response.resume().on('end', () => resolve(sent.reusedSocket));
        });
        sent.on('error', reject).end();
      });
    expect([await kept(), await kept()]).toEqual([false, true]);
    await elb.call('ModifyListener', { ListenerArn: arn, Protocol: 'HTTPS', Certificates: one(0) });
    await expect(kept()).rejects.toBeInstanceOf(Error);
    expect(elb.listenerUrl(arn)).toBe(url);
    expect(await get(url)).toBe('in');
  });

  it('stops with its connections when it is deleted', async () => {
    await elb.call('DeleteListener', { ListenerArn: arn });
    await expect(handshake(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('targets', () => {
  it('are told of TLS: the scheme always, version and cipher when asked for, by the names that were set', async () => {
    const { call, listenerUrl, loadBalancerArn, blueArn, blue } = await blueGreen();
    const secure = await secureListener(call, loadBalancerArn, [forward([blueArn, 1])], {
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
    });
    const headers = async () => {
      await get(listenerUrl(secure) ?? '');
      return blue.requests.at(-1)?.headers ?? {};
    };
    expect(await headers()).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' });
    expect(await headers()).not.toHaveProperty('x-amzn-tls-version');
    await call('ModifyLoadBalancerAttributes', {
      LoadBalancerArn: loadBalancerArn,
      Attributes: [{ Key: 'routing.http.x_amzn_tls_version_and_cipher_suite.enabled', Value: 'true' }],
    });
    await call('ModifyListenerAttributes', {
      ListenerArn: secure,
      Attributes: [{ Key: 'routing.http.request.x_amzn_tls_version.header_name', Value: 'X-Tls' }],
    });
    expect(await headers()).toMatchObject({ 'x-tls': 'TLSv1.3', 'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256' });
    const plain = await listener(call, loadBalancerArn, [forward([blueArn, 1])], 8080);
    await text(listenerUrl(plain) ?? '');
    expect(blue.requests.at(-1)?.headers).not.toHaveProperty('x-tls');
  });
});
