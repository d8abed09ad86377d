import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get } from './data-plane/tls-client.ts';
import type { Sandbox } from './fixture.ts';
import { eventually, fixed, listener, loadBalancer, sandbox } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const Certificates = [
  { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012' },
];

describe('listeners', () => {
  it('keep what a change leaves out, and drop policy and certificate on the way from HTTPS to HTTP', async () => {
    const ListenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const secure = await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS', Port: 443, Certificates });
    expect(secure.Listeners?.[0]).toMatchObject({
      SslPolicy: 'ELBSecurityPolicy-2016-08',
      Certificates,
      DefaultActions: [fixed('x')],
    });
    const plain = await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTP' });
    expect(plain.Listeners?.[0]).toMatchObject({ Port: 443, Protocol: 'HTTP' });
    expect(plain.Listeners?.[0]).not.toHaveProperty('SslPolicy');
    await expect(elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS' })).rejects.toMatchObject({
      code: 'ValidationError',
    });
  });

  it('never give back a client secret, and keep it on request', async () => {
    const config = {
      Issuer: 'https://idp.example.com',
      AuthorizationEndpoint: 'https://idp.example.com/authorize',
      TokenEndpoint: 'https://idp.example.com/token',
      UserInfoEndpoint: 'https://idp.example.com/user',
      ClientId: 'client',
    };
    const actions = (secret: object): Action[] => [
      { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: { ...config, ...secret } },
      { ...fixed('in'), Order: 2 },
    ];
    const { Listeners } = await elb.call('CreateListener', {
      LoadBalancerArn: await loadBalancer(elb.call),
      Protocol: 'HTTPS',
      Port: 443,
      Certificates,
      DefaultActions: actions({ ClientSecret: 'hidden' }),
    });
    expect(JSON.stringify([Listeners, elb.dump()])).not.toContain('hidden');
    const before = elb.dump();
    const ListenerArn = Listeners?.[0]?.ListenerArn ?? '';
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: actions({ UseExistingClientSecret: true }) });
    expect(elb.dump()).toEqual(before);
    await elb.call('ModifyListener', { ListenerArn, DefaultActions: actions({ ClientSecret: 'other' }) });
    expect(elb.dump()).not.toEqual(before);
    expect(await get(elb.listenerUrl(ListenerArn) ?? '')).toContain('401 Authorization Required');
  });

  it('stop listening when they or their load balancer are deleted', async () => {
    const lb = await loadBalancer(elb.call);
    const [first, second] = [
      await listener(elb.call, lb, [fixed('1')]),
      await listener(elb.call, lb, [fixed('2')], 81),
    ];
    const urls = [elb.listenerUrl(first) ?? '', elb.listenerUrl(second) ?? ''];
    expect(await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).toEqual(['1', '2']);
    await elb.call('DeleteListener', { ListenerArn: first });
    await expect(fetch(urls[0] ?? '')).rejects.toBeInstanceOf(TypeError);
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn: lb });
    await expect(fetch(urls[1] ?? '')).rejects.toBeInstanceOf(TypeError);
    expect(elb.listenerUrl(second)).toBeUndefined();
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn: lb });
  });
});

describe('the configuration', () => {
  it('is served again when it is put back', async () => {
    const lb = await loadBalancer(elb.call);
    const ListenerArn = await listener(elb.call, lb, [fixed('before')]);
    const before = elb.dump();
    const restore = elb.save();
    const added = await listener(elb.call, lb, [fixed('after')], 81);
    const gone = elb.listenerUrl(added) ?? '';
    await elb.call('DeleteListener', { ListenerArn });
    restore();
    expect(elb.dump()).toEqual(before);
    const url = await eventually(() => elb.listenerUrl(ListenerArn));
    expect(await (await fetch(url)).text()).toBe('before');
    await expect(fetch(gone)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('load balancers', () => {
  it('are not deleted while protected', async () => {
    const LoadBalancerArn = await loadBalancer(elb.call);
    const protect = (Value: string) =>
      elb.call('ModifyLoadBalancerAttributes', {
        LoadBalancerArn,
        Attributes: [{ Key: 'deletion_protection.enabled', Value }],
      });
    await protect('true');
    await expect(elb.call('DeleteLoadBalancer', { LoadBalancerArn })).rejects.toMatchObject({
      code: 'OperationNotPermitted',
    });
    await protect('false');
    await elb.call('DeleteLoadBalancer', { LoadBalancerArn });
    expect((await elb.call('DescribeLoadBalancers', {})).LoadBalancers).toEqual([]);
  });
});
