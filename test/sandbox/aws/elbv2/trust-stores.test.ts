import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { certificateArn, fixed, loadBalancer, sandbox, secureListener, trustStore } from './fixture.ts';

let elb: Sandbox;

beforeEach(() => {
  elb = sandbox();
});

afterEach(() => elb.close());

const mutualOf = async (ListenerArn: string) => {
  const { Listeners } = await elb.call('DescribeListeners', { ListenerArns: [ListenerArn] });
  return Listeners?.[0]?.MutualAuthentication;
};

describe('trust stores', () => {
  it('are created with tags, found by name and ARN, changed and deleted', async () => {
    const before = elb.dump();
    const { TrustStores } = await elb.call('CreateTrustStore', {
      Name: 'partners',
      CaCertificatesBundleS3Bucket: 'acme-ca',
      CaCertificatesBundleS3Key: 'ca.pem',
      Tags: [{ Key: 'team', Value: 'web' }],
    });
    const TrustStoreArn = TrustStores?.[0]?.TrustStoreArn ?? '';
    expect(TrustStoreArn).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore\/partners\/[0-9a-f]{16}$/,
    );
    expect(TrustStores?.[0]?.Status).toBe('CREATING');
    const active = {
      Name: 'partners',
      TrustStoreArn,
      Status: 'ACTIVE',
      NumberOfCaCertificates: 1,
      TotalRevokedEntries: 0,
    };
    expect((await elb.call('DescribeTrustStores', { Names: ['partners'] })).TrustStores).toEqual([active]);
    expect((await elb.call('DescribeTrustStores', { TrustStoreArns: [TrustStoreArn] })).TrustStores).toEqual([active]);
    const { TagDescriptions } = await elb.call('DescribeTags', { ResourceArns: [TrustStoreArn] });
    expect(TagDescriptions?.[0]?.Tags).toEqual([{ Key: 'team', Value: 'web' }]);
    const created = elb.dump();
    const bundle = { CaCertificatesBundleS3Bucket: 'acme-ca', CaCertificatesBundleS3Key: 'new.pem' };
    await elb.call('ModifyTrustStore', { TrustStoreArn, ...bundle });
    expect(elb.dump()).not.toEqual(created);
    await elb.call('DeleteTrustStore', { TrustStoreArn });
    expect(elb.dump()).toEqual(before);
  });
});

describe('mutual authentication', () => {
  it('is replaced whole when given, and stays when left out', async () => {
    const TrustStoreArn = await trustStore(elb.call);
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')]);
    expect(await mutualOf(ListenerArn)).toEqual({ Mode: 'off' });
    const before = elb.dump();
    const verify = { Mode: 'verify', TrustStoreArn, IgnoreClientCertificateExpiry: true } as const;
    await elb.call('ModifyListener', { ListenerArn, MutualAuthentication: verify });
    await elb.call('ModifyListener', { ListenerArn, SslPolicy: 'ELBSecurityPolicy-FS-1-2-2019-08' });
    expect(await mutualOf(ListenerArn)).toEqual({ ...verify, AdvertiseTrustStoreCaNames: 'off' });
    const { TrustStoreAssociations } = await elb.call('DescribeTrustStoreAssociations', { TrustStoreArn });
    expect(TrustStoreAssociations).toEqual([{ ResourceArn: ListenerArn }]);
    await expect(elb.call('DeleteTrustStore', { TrustStoreArn })).rejects.toMatchObject({ code: 'TrustStoreInUse' });
    const advertised = { Mode: 'verify', TrustStoreArn, AdvertiseTrustStoreCaNames: 'on' } as const;
    await elb.call('ModifyListener', { ListenerArn, MutualAuthentication: advertised });
    expect(await mutualOf(ListenerArn)).toEqual({ ...advertised, IgnoreClientCertificateExpiry: false });
    await elb.call('ModifyListener', { ListenerArn, MutualAuthentication: { Mode: 'passthrough' } });
    expect(await mutualOf(ListenerArn)).toEqual({ Mode: 'passthrough' });
    await elb.call('ModifyListener', { ListenerArn, MutualAuthentication: { Mode: 'off' } });
    await elb.call('ModifyListener', { ListenerArn, SslPolicy: 'ELBSecurityPolicy-2016-08' });
    expect(elb.dump()).toEqual(before);
  });

  it('comes with the creation of a listener, and goes on the way to HTTP', async () => {
    const TrustStoreArn = await trustStore(elb.call);
    const MutualAuthentication = { Mode: 'verify', TrustStoreArn };
    const ListenerArn = await secureListener(elb.call, await loadBalancer(elb.call), [fixed('x')], {
      MutualAuthentication,
    });
    expect(await mutualOf(ListenerArn)).toMatchObject(MutualAuthentication);
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTP' });
    expect(await mutualOf(ListenerArn)).toBeUndefined();
    await elb.call('DeleteTrustStore', { TrustStoreArn });
    const Certificates = [{ CertificateArn: certificateArn(0) }];
    await elb.call('ModifyListener', { ListenerArn, Protocol: 'HTTPS', Certificates });
    expect(await mutualOf(ListenerArn)).toEqual({ Mode: 'off' });
  });
});
