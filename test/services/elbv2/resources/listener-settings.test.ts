import type {
  Certificate,
  ElasticLoadBalancingV2Client,
  Listener,
  MutualAuthenticationAttributes,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { listenerSettings } from '../../../../action/services/elbv2/resources/listener-settings.ts';
import { acm, LISTENER, OTHER_LISTENER, POLICY, STORE, secure } from '../listener-settings.ts';

const VERSION = 'routing.http.request.x_amzn_tls_version.header_name';

interface World {
  readonly listener?: Partial<Listener>;
  /** Page by page. */
  readonly certificates?: readonly (readonly Certificate[])[];
}

/** Answers as AWS does, two pages of listeners among it; what is called is noted. */
function read({ listener = {}, certificates = [[]] }: World) {
  const called: string[] = [];
  const own: Listener = {
    ListenerArn: LISTENER,
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: POLICY,
    Certificates: [{ CertificateArn: acm(0) }],
    ...listener,
  };
  const pages: Readonly<Record<string, readonly object[]>> = {
    DescribeListenersCommand: [
      { Listeners: [{ ListenerArn: OTHER_LISTENER, Port: 80 }], NextMarker: '1' },
      { Listeners: [own], NextMarker: '' },
    ],
    DescribeListenerCertificatesCommand: certificates.map((page, index) => ({
      Certificates: page,
      ...(index + 1 < certificates.length ? { NextMarker: String(index + 1) } : {}),
    })),
    DescribeListenerAttributesCommand: [
      {
        Attributes: [
          { Key: VERSION, Value: 'X-Tls' },
          { Key: 'routing.http.response.server.enabled', Value: 'true' },
        ],
      },
    ],
  };
  const client = {
    send: async (command: { readonly input: { readonly Marker?: string } }) => {
      called.push(command.constructor.name);
      return pages[command.constructor.name]?.[Number(command.input.Marker ?? 0)];
    },
  } as unknown as ElasticLoadBalancingV2Client;
  const context = { client, signal: new AbortController().signal, session: 's' };
  return { called, model: listenerSettings.read(context, LISTENER) };
}

describe('the settings of a listener', () => {
  it('hold the certificates of every page, sorted, and the default one only where it is on the list too', async () => {
    const { model } = read({
      certificates: [
        [
          { CertificateArn: acm(0), IsDefault: true },
          { CertificateArn: acm(2), IsDefault: false },
        ],
        [
          { CertificateArn: acm(0), IsDefault: false },
          { CertificateArn: acm(1), IsDefault: false },
        ],
      ],
    });
    expect(await model).toEqual(secure([0, 1, 2], { [`header-name/${VERSION}`]: 'X-Tls' }));
    expect(Object.keys(await model).filter((unit) => unit.startsWith('certificate/'))).toEqual(
      [0, 1, 2].map((digit) => `certificate/${acm(digit)}`),
    );
  });

  it('do not hold the default certificate as one of the list where it is not', async () => {
    const { model } = read({
      certificates: [[{ CertificateArn: acm(0), IsDefault: true }, { CertificateArn: acm(1) }]],
    });
    expect(await model).toEqual(secure([1], { [`header-name/${VERSION}`]: 'X-Tls' }));
  });

  it.each<[string, MutualAuthenticationAttributes | undefined, unknown]>([
    ['is off where AWS says nothing', undefined, { mode: 'off' }],
    ['is off without what AWS remembers of a trust store', { Mode: 'off', TrustStoreArn: STORE }, { mode: 'off' }],
    [
      'verifies with what AWS takes for granted',
      { Mode: 'verify', TrustStoreArn: STORE },
      { mode: 'verify', trustStore: STORE, ignoreClientCertificateExpiry: false, advertiseTrustStoreCaNames: 'off' },
    ],
  ])('mutual authentication %s', async (_, given, mutual) => {
    const { model } = read({ listener: given === undefined ? {} : { MutualAuthentication: given } });
    expect((await model)['mutual-authentication']).toEqual(mutual);
  });

  it.each(['HTTP', 'TCP'] as const)('are none of TLS for %s, and nothing of it is asked for', async (Protocol) => {
    const { model, called } = read({ listener: { Protocol } });
    expect(await model).toMatchObject({
      'ssl-policy': null,
      'default-certificate': null,
      'mutual-authentication': null,
    });
    expect(called).toEqual(['DescribeListenersCommand', 'DescribeListenersCommand']);
  });

  it('have no header names and no mutual authentication for TLS of a Network Load Balancer', async () => {
    const { model, called } = read({ listener: { Protocol: 'TLS' } });
    expect(await model).toMatchObject({ 'ssl-policy': POLICY, 'mutual-authentication': null });
    expect(called).not.toContain('DescribeListenerAttributesCommand');
  });

  it('say that default actions authenticate users, and where other listeners are', async () => {
    const { model } = read({ listener: { DefaultActions: [{ Type: 'authenticate-oidc' }, { Type: 'forward' }] } });
    expect((await model).about).toEqual({
      authenticates: ['authenticate-oidc'],
      portsOfOthers: { '80': OTHER_LISTENER },
    });
  });

  it('are refused for a listener that is not there', async () => {
    const { model } = read({ listener: { ListenerArn: LISTENER.replace(/.$/, '9') } });
    await expect(model).rejects.toMatchObject({ code: 'resource-missing' });
  });
});
