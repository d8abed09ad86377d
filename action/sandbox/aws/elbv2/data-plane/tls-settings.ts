import { createSecureContext, type SecureContextOptions, type SecureVersion, type TlsOptions } from 'node:tls';
import type { ListenerRecord } from '../records.ts';
import { findSslPolicy } from '../ssl-policies.ts';
import type { SslPolicyRow } from '../ssl-policy-table.ts';
import type { World } from '../world.ts';
import { type CertificateStore, isFor, type ServedCertificate } from './certificate-store.ts';

/** How a listener speaks TLS, at one moment. Equal settings have equal members. */
export interface TlsSettings {
  readonly policy: SslPolicyRow;
  readonly main: ServedCertificate;
  readonly extras: readonly ServedCertificate[];
  readonly mutual: ListenerRecord['mutualAuthentication'];
  /** PEM of the authorities in the listener's trust store. */
  readonly authorities: string;
}

export function tlsSettings(listener: ListenerRecord, world: World, certificates: CertificateStore): TlsSettings {
  const mutual = listener.mutualAuthentication;
  const store = mutual?.mode === 'verify' ? world.trustStores.get(mutual.trustStoreArn) : undefined;
  return {
    policy: findSslPolicy(listener.sslPolicy ?? ''),
    main: certificates.of(listener.certificateArn ?? ''),
    extras: listener.extraCertificates.map((arn) => certificates.of(arn)),
    mutual,
    authorities: store === undefined ? '' : (world.caBundles.get(`${store.bundle.bucket}/${store.bundle.key}`) ?? ''),
  };
}

export function sameSettings(a: TlsSettings, b: TlsSettings): boolean {
  return (
    a.policy === b.policy &&
    a.main === b.main &&
    a.mutual === b.mutual &&
    a.authorities === b.authorities &&
    a.extras.length === b.extras.length &&
    a.extras.every((certificate, index) => certificate === b.extras[index])
  );
}

/**
 * What Node's TLS server needs to serve these settings. The certificate list is searched for the name that the client
 * asks for; the default certificate is for clients that ask for none or for one that no certificate of the list has.
 */
export function serverOptions(settings: TlsSettings): TlsOptions {
  const common = policyOptions(settings.policy);
  return {
    ...common,
    key: settings.main.key,
    cert: settings.main.cert,
    honorCipherOrder: true,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => {
      const { key, cert } = settings.extras.filter((extra) => isFor(extra.names, name)).toSorted(longest)[0] ?? {};
      done(null, key === undefined || cert === undefined ? undefined : createSecureContext({ ...common, key, cert }));
    },
    ...clientOptions(settings),
  };
}

/** Of several certificates for a name, the one that is good for longest: their keys are alike. */
function longest(a: ServedCertificate, b: ServedCertificate): number {
  return b.notAfter - a.notAfter;
}

/** Whether the client is admitted is decided after the handshake, because OpenSSL cannot be told to look away from expiry. */
function clientOptions({ mutual, authorities }: TlsSettings): TlsOptions {
  if (mutual === undefined || mutual.mode === 'off') return {};
  // An empty list of authorities trusts nobody; without a list, Node would trust the public ones.
  return { requestCert: true, rejectUnauthorized: false, ca: authorities === '' ? [] : [authorities] };
}

const NODE_VERSIONS: Readonly<Record<SslPolicyRow['protocols'][number], SecureVersion>> = {
  TLSv1: 'TLSv1',
  'TLSv1.1': 'TLSv1.1',
  'TLSv1.2': 'TLSv1.2',
  'TLSv1.3': 'TLSv1.3',
};

function policyOptions({ protocols, ciphers }: SslPolicyRow): SecureContextOptions {
  const [oldest = 'TLSv1.2'] = protocols;
  const newest = protocols.at(-1) ?? oldest;
  // Below level 1 OpenSSL speaks TLS 1.0 and 1.1, which some policies still have.
  const level = ciphers.every((cipher) => cipher.startsWith('TLS_')) ? [] : ['@SECLEVEL=0'];
  return {
    minVersion: NODE_VERSIONS[oldest],
    maxVersion: NODE_VERSIONS[newest],
    ciphers: [...ciphers, ...level].join(':'),
  };
}
