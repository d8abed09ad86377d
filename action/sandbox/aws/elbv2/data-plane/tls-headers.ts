import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { ListenerRecord, LoadBalancerRecord } from '../records.ts';
import { clientChain } from './client-chain.ts';

/** The headers that the load balancer can add of a client's TLS connection; a listener's attributes can rename each. */
const HEADERS = {
  x_amzn_tls_version: 'x-amzn-tls-version',
  x_amzn_tls_cipher_suite: 'x-amzn-tls-cipher-suite',
  x_amzn_mtls_clientcert: 'x-amzn-mtls-clientcert',
  x_amzn_mtls_clientcert_leaf: 'x-amzn-mtls-clientcert-leaf',
  x_amzn_mtls_clientcert_serial_number: 'x-amzn-mtls-clientcert-serial-number',
  x_amzn_mtls_clientcert_issuer: 'x-amzn-mtls-clientcert-issuer',
  x_amzn_mtls_clientcert_subject: 'x-amzn-mtls-clientcert-subject',
  x_amzn_mtls_clientcert_validity: 'x-amzn-mtls-clientcert-validity',
} as const;

type HeaderKey = keyof typeof HEADERS;

/** What targets are told of a client's TLS version, cipher and certificate. Empty over plain HTTP. */
export function tlsHeaders(
  incoming: IncomingMessage,
  listener: ListenerRecord,
  loadBalancer: LoadBalancerRecord,
): Readonly<Record<string, string>> {
  const { socket } = incoming;
  if (!(socket instanceof TLSSocket)) return {};
  const told = loadBalancer.attributes.get('routing.http.x_amzn_tls_version_and_cipher_suite.enabled') === 'true';
  const values: Partial<Record<HeaderKey, string>> = {
    ...(told
      ? { x_amzn_tls_version: socket.getProtocol() ?? '', x_amzn_tls_cipher_suite: socket.getCipher().name }
      : {}),
    ...certificateValues(socket, listener),
  };
  const headers: Record<string, string> = {};
  for (const [key, name] of Object.entries(HEADERS)) {
    const value = values[key as HeaderKey];
    const renamed = listener.attributes.get(`routing.http.request.${key}.header_name`) ?? '';
    if (value !== undefined) headers[renamed === '' ? name : renamed.toLowerCase()] = value;
  }
  return headers;
}

function certificateValues(socket: TLSSocket, { mutualAuthentication }: ListenerRecord) {
  const mode = mutualAuthentication?.mode ?? 'off';
  const certificate = socket.getPeerX509Certificate();
  if (mode === 'off' || certificate === undefined) return {};
  if (mode === 'passthrough') return { x_amzn_mtls_clientcert: encoded(clientChain(socket).join('')) };
  return {
    x_amzn_mtls_clientcert_leaf: encoded(certificate.toString()),
    x_amzn_mtls_clientcert_serial_number: certificate.serialNumber,
    x_amzn_mtls_clientcert_issuer: distinguished(certificate.issuer),
    x_amzn_mtls_clientcert_subject: distinguished(certificate.subject),
    x_amzn_mtls_clientcert_validity: `NotBefore=${instant(certificate.validFrom)};NotAfter=${instant(certificate.validTo)}`,
  };
}

/** URL-encoded, but for `+`, `=` and `/`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/%2B/g, '+').replace(/%3D/g, '=').replace(/%2F/g, '/');
}

/** One line, the most specific part first (RFC 2253). */
function distinguished(name: string): string {
  return name.split('\n').toReversed().join(',');
}

function instant(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z');
}
