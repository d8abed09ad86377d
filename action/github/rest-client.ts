import { Octokit } from '@octokit/rest';

/** GitHub's REST API for the command line, where nobody waits for the start: typed by route, with paging. */
export function createRestClient({ apiUrl, token }: { readonly apiUrl: string; readonly token: string }): Octokit {
  const quiet = (): void => undefined;
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'breakglass-cli',
    // Errors are told once, by the command that asked.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: { redirect: 'error' },
  });
}
