import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { certificateArn, fixed, listener, loadBalancer, sandbox, secureListener } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const one = (digit: number) => [{ CertificateArn: certificateArn(digit) }];

async function listed(ListenerArn: string): Promise<(readonly [string | undefined, boolean | undefined])[]> {
  const { Certificates } = await elb.call('DescribeListenerCertificates', { ListenerArn });
  return (Certificates ?? []).map(({ CertificateArn, IsDefault }) => [CertificateArn, IsDefault] as const);
}

describe('listener certificates', () => {
  it('are added once, listed with the default one, and removed', async () => {
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const before = elb.dump();
    const answer = await elb.call('AddListenerCertificates', { ListenerArn, Certificates: one(1) });
    expect(answer.Certificates).toEqual([{ CertificateArn: certificateArn(1), IsDefault: false }]);
    await elb.call('AddListenerCertificates', { ListenerArn, Certificates: one(1) });
    expect(await listed(ListenerArn)).toEqual([
      [certificateArn(0), true],
      [certificateArn(1), false],
    ]);
    const { Listeners } = await elb.call('DescribeListeners', { ListenerArns: [ListenerArn] });
    expect(Listeners?.[0]?.Certificates).toEqual(one(0));
    await elb.call('RemoveListenerCertificates', { ListenerArn, Certificates: one(1) });
    expect(elb.dump()).toEqual(before);
  });

  it('are listed twice when default and added', async () => {
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    await elb.call('AddListenerCertificates', { ListenerArn, Certificates: one(0) });
    expect(await listed(ListenerArn)).toEqual([
      [certificateArn(0), true],
      [certificateArn(0), false],
    ]);
    const first = await elb.call('DescribeListenerCertificates', { ListenerArn, PageSize: 1 });
    const second = await elb.call('DescribeListenerCertificates', { ListenerArn, Marker: first.NextMarker });
    expect(second.Certificates).toEqual([{ CertificateArn: certificateArn(0), IsDefault: false }]);
    await elb.call('RemoveListenerCertificates', { ListenerArn, Certificates: one(0) });
    expect(await listed(ListenerArn)).toEqual([[certificateArn(0), true]]);
  });

  it('stay when the default one is replaced, and go on the way from HTTPS to HTTP', async () => {
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    await elb.call('AddListenerCertificates', { ListenerArn, Certificates: one(1) });
    await elb.call('ModifyListener', { ListenerArn, Certificates: one(2) });
    expect(await listed(ListenerArn)).toEqual([
      [certificateArn(2), true],
      [certificateArn(1), false],
    ]);
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTP' });
    expect(await listed(ListenerArn)).toEqual([]);
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS', Certificates: one(2) });
    expect(await listed(ListenerArn)).toEqual([[certificateArn(2), true]]);
  });

  it('are counted for all listeners of a load balancer, without the default ones', async () => {
    const lb = await loadBalancer(elb.call);
    const first = await secureListener(elb.call, lb, [fixed('x')]);
    const second = await secureListener(elb.call, lb, [fixed('x')], { Port: 8443 });
    const add = (ListenerArn: string, index: number) =>
      elb.call('AddListenerCertificates', {
        ListenerArn,
        Certificates: [{ CertificateArn: `${certificateArn(0)}${index}` }],
      });
    for (let index = 0; index < 25; index += 1) await add(index < 20 ? first : second, index);
    await expect(add(second, 25)).rejects.toMatchObject({ code: 'TooManyCertificates' });
    await add(second, 24);
  });

  it('are none of a listener that is plain HTTP', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    expect(await listed(ListenerArn)).toEqual([]);
  });
});

describe('security policies', () => {
  it('are described by name, with protocols and ciphers in order', async () => {
    const Names = ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06'];
    const { SslPolicies } = await elb.call('DescribeSSLPolicies', { Names });
    expect(SslPolicies).toEqual([
      {
        Name: Names[0],
        SslProtocols: ['TLSv1.2', 'TLSv1.3'],
        Ciphers: [
          'TLS_AES_128_GCM_SHA256',
          'TLS_AES_256_GCM_SHA384',
          'TLS_CHACHA20_POLY1305_SHA256',
          'ECDHE-ECDSA-AES128-GCM-SHA256',
          'ECDHE-RSA-AES128-GCM-SHA256',
          'ECDHE-ECDSA-AES256-GCM-SHA384',
          'ECDHE-RSA-AES256-GCM-SHA384',
        ].map((Name, index) => ({ Name, Priority: index + 1 })),
        SupportedLoadBalancerTypes: ['application', 'network'],
      },
    ]);
  });

  it('are listed in pages, every one of them good for a listener', async () => {
    const first = await elb.call('DescribeSSLPolicies', { PageSize: 20 });
    const second = await elb.call('DescribeSSLPolicies', { Marker: first.NextMarker });
    const names = [...(first.SslPolicies ?? []), ...(second.SslPolicies ?? [])].map(({ Name }) => Name ?? '');
    expect(names).toEqual([...new Set(names)]);
    expect(names).toHaveLength(24);
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    for (const SslPolicy of names) {
      const { Listeners } = await elb.call('ModifyListener', { ListenerArn, SslPolicy });
      expect(Listeners?.[0]?.SslPolicy).toBe(SslPolicy);
    }
  });
});
