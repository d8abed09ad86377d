import type { Certificate, Listener, MutualAuthenticationAttributes } from '@aws-sdk/client-elastic-load-balancing-v2';
import { answeredActions } from './actions.ts';
import { required, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import type { ListenerRecord } from './world.ts';

/** Where and how a listener listens: everything about it but its actions. */
export type Endpoint = Pick<ListenerRecord, 'port' | 'protocol' | 'sslPolicy' | 'certificateArn'>;

interface EndpointInput {
  readonly Port?: number | undefined;
  readonly Protocol?: string | undefined;
  readonly SslPolicy?: string | undefined;
  readonly Certificates?: readonly Certificate[] | undefined;
  readonly MutualAuthentication?: MutualAuthenticationAttributes | undefined;
  readonly AlpnPolicy?: readonly string[] | undefined;
}

/** What the API picks for an HTTPS listener without SslPolicy. */
const DEFAULT_SSL_POLICY = 'ELBSecurityPolicy-2016-08';

/** The endpoint after a create (no `before`) or a modify, where omitted properties stay. */
export function readEndpoint(input: EndpointInput, before?: Endpoint): Endpoint {
  const port = required(input.Port ?? before?.port, 'port');
  requireRange(port, 'port', 1, 65_535);
  const protocol = required(input.Protocol ?? before?.protocol, 'protocol');
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    throw validationError(`Listener protocol '${protocol}' must be one of 'HTTPS, HTTP'`);
  }
  if ((input.AlpnPolicy?.length ?? 0) > 0) throw validationError('AlpnPolicy is supported only on TLS listeners');
  if (protocol === 'HTTP') return readPlain(input, port);
  requireNoTrustStore(input.MutualAuthentication);
  return {
    port,
    protocol,
    sslPolicy: readSslPolicy(input.SslPolicy) ?? before?.sslPolicy ?? DEFAULT_SSL_POLICY,
    certificateArn: readCertificate(input.Certificates, before?.certificateArn),
  };
}

/** Going from HTTPS to HTTP drops the security policy and the certificate. */
function readPlain(input: EndpointInput, port: number): Endpoint {
  if (input.SslPolicy !== undefined || (input.Certificates?.length ?? 0) > 0) {
    throw validationError('SslPolicy and Certificates are supported only on HTTPS listeners');
  }
  return { port, protocol: 'HTTP', sslPolicy: undefined, certificateArn: undefined };
}

function readSslPolicy(name: string | undefined): string | undefined {
  if (name === undefined || name.startsWith('ELBSecurityPolicy-')) return name;
  throw fault('SSLPolicyNotFound', `SSL policy '${name}' not found`);
}

/** Exactly one certificate, the default, without IsDefault. The sandbox has no ACM: any certificate ARN will do. */
function readCertificate(certificates: readonly Certificate[] | undefined, before: string | undefined): string {
  const [certificate, ...more] = certificates ?? [];
  if (certificate === undefined) {
    if (before !== undefined) return before;
    throw validationError('A certificate must be specified for HTTPS listeners');
  }
  if (more.length > 0) throw fault('TooManyCertificates', 'exactly one certificate can be specified');
  if (certificate.IsDefault !== undefined) throw validationError("'IsDefault' must not be set");
  const arn = certificate.CertificateArn ?? '';
  if (!/^arn:[a-z-]+:(acm|iam):/.test(arn)) throw fault('CertificateNotFound', `Certificate ARN '${arn}' is not valid`);
  return arn;
}

/** There are no trust stores in the sandbox, so only mode `off` can be had. */
function requireNoTrustStore(mutual: MutualAuthenticationAttributes | undefined): void {
  if (mutual === undefined || mutual.Mode === undefined || mutual.Mode === 'off') return;
  throw fault('TrustStoreNotFound', `trust store '${mutual.TrustStoreArn ?? ''}' not found`);
}

/** A listener as the API answers it. */
export function describeListener(listener: ListenerRecord): Listener {
  const tls = {
    SslPolicy: listener.sslPolicy,
    Certificates: [{ CertificateArn: listener.certificateArn }],
    MutualAuthentication: { Mode: 'off' },
  };
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.loadBalancerArn,
    Port: listener.port,
    Protocol: listener.protocol,
    ...(listener.protocol === 'HTTPS' ? tls : {}),
    DefaultActions: answeredActions(listener.defaultActions),
  };
}
