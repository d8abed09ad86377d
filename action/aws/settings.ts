import type { ClientSettings } from '../domain/step-kind.ts';

/**
 * Given to every client. What is not set here, the SDK would look for in `AWS_*` variables and in `~/.aws` at the first
 * call. `standard` is the mode that asks neither the instance metadata nor a file for anything.
 */
export const CLIENT_SETTINGS: ClientSettings = {
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: 'breakglass',
  authSchemePreference: ['sigv4'],
  sigv4aSigningRegionSet: [],
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
};
