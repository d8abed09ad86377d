import type { MutualAuthenticationAttributes } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireOneOf } from './constraints.ts';
import { validationError } from './faults.ts';
import { findTrustStore } from './find.ts';
import type { MutualAuthentication } from './records.ts';
import type { World } from './world.ts';

/** What a create or modify makes of mutual authentication: given, it is replaced whole; left out, it stays. */
export function readMutualAuthentication(
  world: World,
  given: MutualAuthenticationAttributes | undefined,
  before: MutualAuthentication | undefined,
): MutualAuthentication {
  if (given === undefined) return before ?? { mode: 'off' };
  const { Mode: mode = 'off', TrustStoreArn, IgnoreClientCertificateExpiry, AdvertiseTrustStoreCaNames } = given;
  requireOneOf(mode, 'mutualAuthentication.mode', ['off', 'passthrough', 'verify']);
  requireOneOf(AdvertiseTrustStoreCaNames, 'mutualAuthentication.advertiseTrustStoreCaNames', ['on', 'off']);
  if (mode !== 'verify') {
    if (TrustStoreArn !== undefined || IgnoreClientCertificateExpiry === true || AdvertiseTrustStoreCaNames === 'on') {
      throw validationError(`a trust store can be specified only in mode 'verify', not in mode '${mode}'`);
    }
    return { mode: mode === 'passthrough' ? 'passthrough' : 'off' };
  }
  if (TrustStoreArn === undefined) throw validationError("mode 'verify' needs a trust store");
  return {
    mode,
    trustStoreArn: findTrustStore({ world }, TrustStoreArn).arn,
    ignoreClientCertificateExpiry: IgnoreClientCertificateExpiry ?? false,
    advertiseTrustStoreCaNames: AdvertiseTrustStoreCaNames ?? 'off',
  };
}

/** As the API answers it. */
export function describeMutualAuthentication(mutual: MutualAuthentication): MutualAuthenticationAttributes {
  if (mutual.mode !== 'verify') return { Mode: mutual.mode };
  return {
    Mode: mutual.mode,
    TrustStoreArn: mutual.trustStoreArn,
    IgnoreClientCertificateExpiry: mutual.ignoreClientCertificateExpiry,
    AdvertiseTrustStoreCaNames: mutual.advertiseTrustStoreCaNames,
  };
}
