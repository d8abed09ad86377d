import type { JsonObject } from '../../domain/json.ts';

/**
 * How a listener listens. Beside the members below, each certificate of its list is a unit of its own (`certificate/<ARN>`, true),
 * and so is each name of a header that tells targets of TLS (`header-name/<attribute>`), which goes and comes with HTTPS.
 */
export interface ListenerSettings extends JsonObject {
  readonly port: number;
  /** As AWS spells it: HTTP, HTTPS, TLS, TCP … */
  readonly protocol: string;
  /** Null on a listener without TLS, like the two below. */
  readonly 'ssl-policy': string | null;
  readonly 'default-certificate': string | null;
  /** Null on listeners that are not HTTPS. */
  readonly 'mutual-authentication': MutualAuthentication | null;
  /** What nothing here changes: no unit. */
  readonly about: AboutListener;
}

export interface AboutListener extends JsonObject {
  /** Types of its default actions that authenticate users: AWS has them on HTTPS listeners only. */
  readonly authenticates: readonly string[];
  /** Port → ARN of the other listeners of its load balancer. */
  readonly portsOfOthers: Readonly<Record<string, string>>;
}

/** What a listener makes of its clients' certificates. */
export type MutualAuthentication = WithoutTrustStore | VerifyingClients;

interface WithoutTrustStore extends JsonObject {
  readonly mode: 'off' | 'passthrough';
}

export interface VerifyingClients extends JsonObject {
  readonly mode: 'verify';
  /** Its ARN; null where AWS answers none. */
  readonly trustStore: string | null;
  readonly ignoreClientCertificateExpiry: boolean;
  readonly advertiseTrustStoreCaNames: 'on' | 'off';
}

const CERTIFICATE = 'certificate/';
const HEADER_NAME = 'header-name/';

/** The members that only a listener with TLS has. */
const TLS_MEMBERS = ['ssl-policy', 'default-certificate', 'mutual-authentication'] as const;

export function isSecure(protocol: string): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

export function certificateUnit(arn: string): string {
  return `${CERTIFICATE}${arn}`;
}

export function headerNameUnit(attribute: string): string {
  return `${HEADER_NAME}${attribute}`;
}

/** The certificate that a unit is about; undefined for another unit. */
export function certificateOf(unit: string): string | undefined {
  return unit.startsWith(CERTIFICATE) ? unit.slice(CERTIFICATE.length) : undefined;
}

/** The attribute that a unit is about; undefined for another unit. */
export function attributeOf(unit: string): string | undefined {
  return unit.startsWith(HEADER_NAME) ? unit.slice(HEADER_NAME.length) : undefined;
}

/** The certificates beside the default one, which clients are shown by the name that they ask for. */
export function certificatesIn(settings: ListenerSettings): readonly string[] {
  return Object.keys(settings).flatMap((unit) => certificateOf(unit) ?? []);
}

/** Everything that goes when a listener turns to a protocol without TLS. */
export function tlsUnits(settings: ListenerSettings): readonly string[] {
  const own = Object.keys(settings).filter((unit) => (certificateOf(unit) ?? attributeOf(unit)) !== undefined);
  return [...TLS_MEMBERS.filter((unit) => settings[unit] !== null), ...own];
}

/** The settings with this certificate list in place of theirs. */
export function withCertificates(settings: ListenerSettings, certificates: readonly string[]): ListenerSettings {
  const names = Object.entries(settings).filter(([unit]) => attributeOf(unit) !== undefined);
  const list = certificates.map((arn) => [certificateUnit(arn), true] as const);
  return { ...membersOf(settings), ...Object.fromEntries([...names, ...list]) };
}

/** The settings of the listener once it is plain HTTP on `port`. */
export function withoutTls(settings: ListenerSettings, port: number): ListenerSettings {
  return {
    ...membersOf(settings),
    port,
    protocol: 'HTTP',
    'ssl-policy': null,
    'default-certificate': null,
    'mutual-authentication': null,
  };
}

function membersOf(settings: ListenerSettings): ListenerSettings {
  const { port, protocol, about } = settings;
  return {
    port,
    protocol,
    'ssl-policy': settings['ssl-policy'],
    'default-certificate': settings['default-certificate'],
    'mutual-authentication': settings['mutual-authentication'],
    about,
  };
}

/** Mutual authentication in words, for the approver. */
export function describeMutualAuthentication(mutual: MutualAuthentication | null): string {
  switch (mutual?.mode) {
    case 'passthrough':
      return 'passthrough: client certificates are asked for, and handed to targets unchecked';
    case 'verify': {
      const expired = mutual.ignoreClientCertificateExpiry ? 'let in' : 'refused';
      const advertised = mutual.advertiseTrustStoreCaNames === 'on' ? ', its authorities are named to clients' : '';
      const store = mutual.trustStore ?? 'no trust store';
      return `verify: clients need a certificate that ${store} trusts, expired ones are ${expired}${advertised}`;
    }
    case undefined:
    case 'off':
      return 'off: no client certificates';
  }
}
