import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../../../action/sandbox/aws/elbv2/data-plane/certificate.ts';

const notBefore = Date.UTC(2026, 0, 1);
const notAfter = Date.UTC(2027, 5, 30, 12, 34, 56);

describe('a certificate', () => {
  it('is read back as what was asked for, signed by its own key', () => {
    const { cert, key } = makeCertificate({ names: ['shop.example.com', '*.example.org'], notBefore, notAfter });
    const read = new X509Certificate(cert);
    expect(read.subject).toBe('CN=shop.example.com');
    expect(read.issuer).toBe(read.subject);
    expect(read.subjectAltName).toBe('DNS:shop.example.com, DNS:*.example.org, IP Address:127.0.0.1');
    expect([Date.parse(read.validFrom), Date.parse(read.validTo)]).toEqual([notBefore, notAfter]);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.checkHost('a.example.org')).toBe('*.example.org');
    expect(read.toString()).toBe(cert);
  });

  it('lasts beyond 2049, and has room for a hundred names of which the first is long', () => {
    const names = Array.from({ length: 100 }, (_, index) => `${'n'.repeat(60)}${index}.example.com`);
    const read = new X509Certificate(makeCertificate({ names, notBefore, notAfter: Date.UTC(2060, 1, 1) }).cert);
    expect(Date.parse(read.validTo)).toBe(Date.UTC(2060, 1, 1));
    expect(read.subjectAltName?.split(', ')).toHaveLength(101);
    expect(read.subject).toHaveLength('CN='.length + 64);
  });
});
