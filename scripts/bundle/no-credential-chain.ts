/**
 * Stands in the bundle for `@aws-sdk/credential-provider-node`. Every client of the action is given its credentials, so
 * this is never called; if it were, there is nothing that it may find.
 */
export function defaultProvider(): () => Promise<never> {
  return async () => {
    throw new Error('the action looks for no credentials');
  };
}
