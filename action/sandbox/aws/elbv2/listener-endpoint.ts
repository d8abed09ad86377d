import type { Certificate, Listener, MutualAuthenticationAttributes } from '@aws-sdk/client-elastic-load-balancing-v2';
import { answeredActions } from './actions.ts';
import { readCertificateArn } from './certificate-arn.ts';
import { requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { describeMutualAuthentication, readMutualAuthentication } from './mutual-authentication.ts';
import type { ListenerRecord } from './records.ts';
import { findSslPolicy } from './ssl-policies.ts';
import { DEFAULT_SSL_POLICY } from './ssl-policy-table.ts';
import type { World } from './world.ts';

/** Where and how a listener listens: everything about it but its actions. */
export type Endpoint = Pick<
  ListenerRecord,
  'port' | 'protocol' | 'sslPolicy' | 'certificateArn' | 'mutualAuthentication'
>;

interface EndpointInput {
  readonly Port?: number | undefined;
  readonly Protocol?: string | undefined;
  readonly SslPolicy?: string | undefined;
  readonly Certificates?: readonly Certificate[] | undefined;
  readonly MutualAuthentication?: MutualAuthenticationAttributes | undefined;
  readonly AlpnPolicy?: readonly string[] | undefined;
}

/** The endpoint after a create (no `before`) or a modify, where omitted properties stay. */
export function readEndpoint(world: World, input: EndpointInput, before?: Endpoint): Endpoint {
  const port = input.Port ?? before?.port;
  if (port === undefined) throw validationError('A listener port must be specified');
  requireRange(port, 'port', 1, 65_535);
  const protocol = input.Protocol ?? before?.protocol;
  if (protocol === undefined) throw validationError('A listener protocol must be specified');
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    throw validationError(`Listener protocol '${protocol}' must be one of 'HTTP, HTTPS'`);
  }
  if ((input.AlpnPolicy?.length ?? 0) > 0) throw validationError('AlpnPolicy is supported only on TLS listeners');
  if (protocol === 'HTTP') return readPlain(input, port);
  return {
    port,
    protocol,
    sslPolicy: readSslPolicy(input.SslPolicy) ?? before?.sslPolicy ?? DEFAULT_SSL_POLICY,
    certificateArn: readCertificate(input.Certificates, before?.certificateArn),
    mutualAuthentication: readMutualAuthentication(world, input.MutualAuthentication, before?.mutualAuthentication),
  };
}

/** Going from HTTPS to HTTP drops the security policy, the certificate and mutual authentication. */
function readPlain(input: EndpointInput, port: number): Endpoint {
  if (input.SslPolicy !== undefined || (input.Certificates?.length ?? 0) > 0) {
    throw validationError('An SSL policy or certificates cannot be specified for HTTP listeners');
  }
  const mode = input.MutualAuthentication?.Mode ?? 'off';
  if (mode !== 'off') throw validationError(`mode '${mode}' cannot be specified for HTTP listeners`);
  return {
    port,
    protocol: 'HTTP',
    sslPolicy: undefined,
    certificateArn: undefined,
    mutualAuthentication: undefined,
  };
}

function readSslPolicy(name: string | undefined): string | undefined {
  if (name !== undefined) findSslPolicy(name);
  return name;
}

/** Exactly one certificate, the default. */
function readCertificate(certificates: readonly Certificate[] | undefined, before: string | undefined): string {
  const [certificate, ...more] = certificates ?? [];
  if (certificate === undefined) {
    if (before !== undefined) return before;
    throw validationError('A certificate must be specified for HTTPS listeners');
  }
  if (more.length > 0) throw fault('TooManyCertificates', 'exactly one certificate can be specified');
  return readCertificateArn(certificate);
}

/** A listener as the API answers it. */
export function describeListener(listener: ListenerRecord): Listener {
  const tls = {
    SslPolicy: listener.sslPolicy,
    Certificates: [{ CertificateArn: listener.certificateArn }],
    MutualAuthentication: describeMutualAuthentication(listener.mutualAuthentication ?? { mode: 'off' }),
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
