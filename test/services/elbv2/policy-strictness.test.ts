import { describe, expect, it } from 'vitest';
import { SSL_POLICIES, type TlsVersion } from '../../../action/sandbox/aws/elbv2/ssl-policy-table.ts';
import { isAtLeastAsStrict } from '../../../action/services/elbv2/policy-strictness.ts';

const VERSIONS: readonly (TlsVersion | undefined)[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const names = [...SSL_POLICIES.keys()];
const pairs = names.flatMap((policy) => names.map((than) => [policy, than] as const));

/** As AWS lists what policies speak: the ciphers of TLS 1.3 are no weaker ones. */
function speaksNoLess(policy: string, than: string): boolean {
  const [one, other] = [SSL_POLICIES.get(policy), SSL_POLICIES.get(than)];
  if (one === undefined || other === undefined) throw new Error('there is no such policy');
  const at = (protocols: readonly TlsVersion[], index: number): number => VERSIONS.indexOf(protocols.at(index));
  const isAsNew = [0, -1].every((index) => at(one.protocols, index) >= at(other.protocols, index));
  const old = (ciphers: readonly string[]) => ciphers.filter((cipher) => !cipher.startsWith('TLS_'));
  const added = old(one.ciphers).some((cipher) => !old(other.ciphers).includes(cipher));
  return isAsNew && !added;
}

describe('whether a security policy is at least as strict as another', () => {
  it('is as their versions and ciphers say, of every pair', () => {
    const wrong = pairs.filter(([policy, than]) => isAtLeastAsStrict(policy, than) !== speaksNoLess(policy, than));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04', 'ELBSecurityPolicy-2016-08'],
    ['ELBSecurityPolicy-TLS13-1-3-2021-06', 'ELBSecurityPolicy-toString'],
  ])('of %s and %s is not known', (policy, than) => {
    expect(isAtLeastAsStrict(policy, than)).toBeUndefined();
  });
});
