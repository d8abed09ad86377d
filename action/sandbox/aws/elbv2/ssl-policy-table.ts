/** TLS versions as the API spells them. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface SslPolicyRow {
  /** From the oldest on. */
  readonly protocols: readonly TlsVersion[];
  /** OpenSSL's names, the preferred one first. */
  readonly ciphers: readonly string[];
}

const TLS13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];

/** Key exchange by elliptic curves, authenticated encryption. */
const GCM_128 = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'];
const GCM_256 = ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'];
/** The same with CBC, by the hash of the message authentication. */
const CBC_128 = ['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-RSA-AES128-SHA256'];
const CBC_256 = ['ECDHE-ECDSA-AES256-SHA384', 'ECDHE-RSA-AES256-SHA384'];
const SHA1_128 = ['ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA'];
const SHA1_256 = ['ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA'];
/** Key exchange by RSA: no forward secrecy. */
const RSA = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES256-GCM-SHA384', 'AES256-SHA256'];
const RSA_SHA1 = [
  'AES128-GCM-SHA256',
  'AES128-SHA256',
  'AES128-SHA',
  'AES256-GCM-SHA384',
  'AES256-SHA256',
  'AES256-SHA',
];

const STRICT = [...GCM_128, ...GCM_256];
const FORWARD_SECRET = [...GCM_128, ...CBC_128, ...GCM_256, ...CBC_256];
const FORWARD_SECRET_SHA1 = [...GCM_128, ...CBC_128, ...SHA1_128, ...GCM_256, ...CBC_256, ...SHA1_256];
const COMPATIBLE = [...FORWARD_SECRET, ...RSA];
const COMPATIBLE_SHA1 = [...FORWARD_SECRET_SHA1, ...RSA_SHA1];

const SINCE_1_0: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];
const SINCE_1_1: readonly TlsVersion[] = ['TLSv1.1', 'TLSv1.2'];
const ONLY_1_2: readonly TlsVersion[] = ['TLSv1.2'];

const upTo12 = (protocols: readonly TlsVersion[], ciphers: readonly string[]): SslPolicyRow => ({ protocols, ciphers });
const upTo13 = (protocols: readonly TlsVersion[], ciphers: readonly string[]): SslPolicyRow => ({
  protocols: [...protocols, 'TLSv1.3'],
  ciphers: [...TLS13, ...ciphers],
});

/**
 * The security policies of Application Load Balancers, but for the FIPS ones. A policy with PQ in its name differs from
 * its namesake in the key exchange alone, which the API does not show.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const SSL_POLICIES: ReadonlyMap<string, SslPolicyRow> = new Map([
  ['ELBSecurityPolicy-2016-08', upTo12(SINCE_1_0, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-2-2021-06', upTo13(ONLY_1_2, FORWARD_SECRET)],
  ['ELBSecurityPolicy-TLS13-1-2-PQ-2025-09', upTo13(ONLY_1_2, FORWARD_SECRET)],
  ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06', upTo13(ONLY_1_2, STRICT)],
  ['ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', upTo13(ONLY_1_2, STRICT)],
  ['ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06', upTo13(ONLY_1_2, COMPATIBLE)],
  ['ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09', upTo13(ONLY_1_2, COMPATIBLE)],
  ['ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06', upTo13(ONLY_1_2, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09', upTo13(ONLY_1_2, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-1-2021-06', upTo13(SINCE_1_1, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-0-2021-06', upTo13(SINCE_1_0, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-0-PQ-2025-09', upTo13(SINCE_1_0, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', upTo13([], [])],
  ['ELBSecurityPolicy-TLS13-1-3-PQ-2025-09', upTo13([], [])],
  ['ELBSecurityPolicy-TLS-1-2-2017-01', upTo12(ONLY_1_2, COMPATIBLE)],
  ['ELBSecurityPolicy-TLS-1-1-2017-01', upTo12(SINCE_1_1, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', upTo12(ONLY_1_2, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-FS-2018-06', upTo12(SINCE_1_0, FORWARD_SECRET_SHA1)],
  ['ELBSecurityPolicy-2015-05', upTo12(SINCE_1_0, COMPATIBLE_SHA1)],
  ['ELBSecurityPolicy-TLS-1-0-2015-04', upTo12(SINCE_1_0, [...COMPATIBLE_SHA1, 'DES-CBC3-SHA'])],
  ['ELBSecurityPolicy-FS-1-2-Res-2019-08', upTo12(ONLY_1_2, FORWARD_SECRET)],
  ['ELBSecurityPolicy-FS-1-1-2019-08', upTo12(SINCE_1_1, FORWARD_SECRET_SHA1)],
  ['ELBSecurityPolicy-FS-1-2-2019-08', upTo12(ONLY_1_2, FORWARD_SECRET_SHA1)],
  ['ELBSecurityPolicy-FS-1-2-Res-2020-10', upTo12(ONLY_1_2, STRICT)],
]);

/** What the API picks for an HTTPS listener without SslPolicy. */
export const DEFAULT_SSL_POLICY = 'ELBSecurityPolicy-2016-08';
