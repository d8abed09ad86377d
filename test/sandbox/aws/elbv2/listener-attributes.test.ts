import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { certificateArn, fixed, listener, loadBalancer, sandbox, secureListener } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

async function attributes(ListenerArn: string): Promise<Record<string, string>> {
  const { Attributes } = await elb.call('DescribeListenerAttributes', { ListenerArn });
  return Object.fromEntries((Attributes ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

const HSTS = 'routing.http.response.strict_transport_security.header_value';
const VERSION = 'routing.http.request.x_amzn_tls_version.header_name';

describe('listener attributes', () => {
  it('are those of the protocol, with their defaults', async () => {
    const lb = await loadBalancer(elb.call);
    const plain = await attributes(await listener(elb.call, lb, [fixed('x')]));
    const secure = await attributes(await secureListener(elb.call, lb, [fixed('x')]));
    expect(Object.keys(plain)).toHaveLength(11);
    expect(plain).toMatchObject({ 'routing.http.response.server.enabled': 'true', [HSTS]: '' });
    expect(Object.keys(secure)).toHaveLength(19);
    expect(secure).toMatchObject({ ...plain, [VERSION]: '' });
  });

  it('keep what a change leaves out, and go back', async () => {
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const before = elb.dump();
    const set = (pairs: Record<string, string>) =>
      elb.call('ModifyListenerAttributes', {
        ListenerArn,
        Attributes: Object.entries(pairs).map(([Key, Value]) => ({ Key, Value })),
      });
    await set({ [HSTS]: 'max-age=1', [VERSION]: 'X-Tls' });
    const answer = await set({ 'routing.http.response.server.enabled': 'false' });
    expect(answer.Attributes).toEqual(
      expect.arrayContaining([
        { Key: HSTS, Value: 'max-age=1' },
        { Key: VERSION, Value: 'X-Tls' },
        { Key: 'routing.http.response.server.enabled', Value: 'false' },
      ]),
    );
    await set({ [HSTS]: '', [VERSION]: '', 'routing.http.response.server.enabled': 'true' });
    expect(elb.dump()).toEqual(before);
  });

  it('lose those of HTTPS on the way to HTTP, and keep the others', async () => {
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    const Attributes = [
      { Key: HSTS, Value: 'max-age=1' },
      { Key: VERSION, Value: 'X-Tls' },
    ];
    await elb.call('ModifyListenerAttributes', { ListenerArn, Attributes });
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTP' });
    expect(await attributes(ListenerArn)).not.toHaveProperty([VERSION]);
    const Certificates = [{ CertificateArn: certificateArn(0) }];
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS', Certificates });
    expect(await attributes(ListenerArn)).toMatchObject({ [HSTS]: 'max-age=1', [VERSION]: '' });
  });
});
