import type { Clock } from '../../../../ports/clock.ts';
import type { CertificateRecord } from '../records.ts';
import type { World } from '../world.ts';
import { type KeyedCertificate, makeCertificate } from './certificate.ts';

/** A certificate that a listener can serve. */
export interface ServedCertificate extends KeyedCertificate {
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly notAfter: number;
}

const DAY_MS = 86_400_000;
/** How long a certificate is good that nobody declared: ACM's thirteen months. */
const UNDECLARED_DAYS = 395;

/**
 * The certificates behind their ARNs. The sandbox has no ACM: a certificate is made when it is first asked for, as
 * declared, or else with a name that comes from its ARN.
 */
export class CertificateStore {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #undeclared = new Map<string, CertificateRecord>();
  /** By record: records are replaced whole, so that a declared anew certificate is made anew. */
  readonly #made = new WeakMap<CertificateRecord, ServedCertificate>();

  constructor(world: World, clock: Clock) {
    this.#world = world;
    this.#clock = clock;
  }

  /** The same object for as long as the certificate is the same. */
  of(arn: string): ServedCertificate {
    const record = this.#world.certificates.get(arn) ?? this.#recordOf(arn);
    const found = this.#made.get(record);
    if (found !== undefined) return found;
    const { names, notAfter } = record;
    const notBefore = Math.min(this.#clock.now(), notAfter) - 30 * DAY_MS;
    const made = { ...makeCertificate({ names, notBefore, notAfter }), names, notAfter };
    this.#made.set(record, made);
    return made;
  }

  #recordOf(arn: string): CertificateRecord {
    const found = this.#undeclared.get(arn);
    if (found !== undefined) return found;
    const notAfter = this.#clock.now() + UNDECLARED_DAYS * DAY_MS;
    const record = { arn, names: [nameFrom(arn)], notAfter };
    this.#undeclared.set(arn, record);
    return record;
  }
}

/** `arn:…:certificate/1234-abcd` → `1234-abcd.certificate.test`. */
function nameFrom(arn: string): string {
  const label = (arn.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${label.slice(0, 40).replace(/^-+|-+$/g, '') || 'unnamed'}.certificate.test`;
}

/** True when a certificate with these names is one for a host; `*` stands for the whole first label. */
export function isFor(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  const wildcard = wanted.replace(/^[^.]+/, '*');
  return names.some((name) => name.toLowerCase() === wanted || name.toLowerCase() === wildcard);
}
