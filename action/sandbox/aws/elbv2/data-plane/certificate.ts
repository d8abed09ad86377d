import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a certificate says. Times in milliseconds since the epoch, kept to the second. */
export interface CertificateSpec {
  /** DNS names, wildcards such as `*.example.com` among them; the first is the common name too. */
  readonly names: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A certificate and its private key, as PEM. */
export interface KeyedCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a self-signed X.509 v3 certificate over a fresh P-256 key (RFC 5280). Beside its names it holds for 127.0.0.1,
 * where the sandbox's listeners are, so that a client that trusts it can connect there by the address.
 */
export function makeCertificate(spec: CertificateSpec): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = distinguishedName(spec.names[0] ?? '');
  const body = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(spec.notBefore), time(spec.notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(OID_SUBJECT_ALT_NAME, octets(alternativeNames(spec.names))))),
  );
  const signature = sign('sha256', body, privateKey);
  return {
    cert: pem(sequence(body, ECDSA_WITH_SHA256, bits(signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A value of the distinguished encoding: its tag, its length, its content. */
function tagged(tag: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(value.byteLength), value]);
}

/** Up to 127 in one byte; beyond that, the number of bytes that follow and then those. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.byteLength), bytes]);
}

const sequence = (...content: readonly Buffer[]): Buffer => tagged(0x30, ...content);
const integer = (value: Buffer): Buffer => tagged(0x02, value);
const octets = (value: Buffer): Buffer => tagged(0x04, value);
const bits = (value: Buffer): Buffer => tagged(0x03, Buffer.of(0), value);

const OID_COMMON_NAME = Buffer.from('0603550403', 'hex');
const OID_SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex');
const ECDSA_WITH_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));

/** A common name has at most 64 characters. */
function distinguishedName(commonName: string): Buffer {
  const text = tagged(0x0c, Buffer.from(commonName.slice(0, 64)));
  return sequence(tagged(0x31, sequence(OID_COMMON_NAME, text)));
}

function alternativeNames(names: readonly string[]): Buffer {
  const dns = names.map((name) => tagged(0x82, Buffer.from(name, 'latin1')));
  return sequence(...dns, tagged(0x87, Buffer.of(127, 0, 0, 1)));
}

/** Two digits of the year up to 2049, four beyond it. */
function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return Number(digits.slice(0, 4)) < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
