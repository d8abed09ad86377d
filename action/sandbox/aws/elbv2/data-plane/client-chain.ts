import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

interface Link {
  readonly raw: Buffer;
  readonly issuerCertificate?: Link;
}

/** The certificates that a client sent, its own first; empty without any. */
export function clientChain(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  if (socket.getPeerX509Certificate() === undefined) return chain;
  let next: Link | undefined = socket.getPeerCertificate(true);
  while (next !== undefined && !seen.has(next.raw.toString('hex'))) {
    seen.add(next.raw.toString('hex'));
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

/**
 * True when a chain ends at one of the authorities (PEM), whatever the time is. OpenSSL alone does not tell: of several
 * errors it keeps one, and an expired stranger looks the same as an expired friend.
 */
export function chainsTo(authorities: string, chain: readonly X509Certificate[]): boolean {
  const trusted = (authorities.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  );
  for (const [index, certificate] of chain.entries()) {
    if (trusted.some((authority) => isSame(authority, certificate) || isIssued(certificate, authority))) return true;
    const issuer = chain[index + 1];
    if (issuer === undefined || !issuer.ca || !isIssued(certificate, issuer)) return false;
  }
  return false;
}

function isSame(a: X509Certificate, b: X509Certificate): boolean {
  return a.raw.equals(b.raw);
}

function isIssued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
