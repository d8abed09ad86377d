import type { ClientSettings, RequestHandler } from '../domain/step-kind.ts';

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
  // A write that is under way is always awaited, so its limit has to leave room for undoing before the runner is killed,
  // 10 s after a cancel. Without `throwOnRequestTimeout` the SDK only warns.
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 4_000,
    socketTimeout: 4_000,
    throwOnRequestTimeout: true,
  },
};

/** The same with another way to AWS, where there is one. */
export function clientSettings(handler: RequestHandler | undefined): ClientSettings {
  return handler === undefined ? CLIENT_SETTINGS : { ...CLIENT_SETTINGS, requestHandler: handler };
}
