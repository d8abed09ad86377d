import { BreakglassError } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpFetch, HttpResponse } from '../ports/http.ts';
import type { RunnerEnvironment } from './environment.ts';

/** Asks GitHub for an OIDC token of this job with the given audience. */
export type IdToken = (audience: string) => Promise<string>;

export interface OidcOptions {
  readonly oidc: RunnerEnvironment['oidc'];
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  /** Called with the token before anybody else sees it. */
  readonly mask: (secret: string) => void;
  readonly random?: () => number;
}

const ATTEMPTS = 6;
const BASE_DELAY_MS = 250;

/** The lines that a workflow needs; GitHub wants them in the calling job as well when the workflow is reusable. */
export const OIDC_PERMISSION = 'permissions:\n  id-token: write';

/**
 * OIDC tokens of this job. Not `getIDToken` of `@actions/core`: it brings undici in, which costs more than all of the
 * way to the first AWS call, and it retries every failure with whatever it was told.
 *
 * The function throws `oidc-permission-missing`, `github-unavailable` or `github-rejected`, never with a token in it.
 */
export function createIdToken(options: OidcOptions): IdToken {
  const { oidc, mask } = options;
  let granted = false;
  return async (audience) => {
    if (oidc === undefined) throw permissionMissing('the job may not request an OIDC token');
    const url = new URL(oidc.url);
    url.searchParams.set('audience', audience);
    const response = await request(url.href, oidc.token, options, (status) =>
      granted ? requestTokenEnded(status) : permissionMissing(`GitHub refused an OIDC token with status ${status}`),
    );
    const token = readToken(await response.json().catch(() => undefined));
    mask(token);
    granted = true;
    return token;
  };
}

async function request(
  url: string,
  bearer: string,
  { fetch, clock, random = Math.random }: OidcOptions,
  refused: (status: number) => BreakglassError,
): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
    }).catch((error: unknown) => describeNetworkError(error));
    if (typeof answer !== 'string') {
      if (answer.ok) return answer;
      if (answer.status === 401 || answer.status === 403) {
        throw refused(answer.status);
      }
      if (answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
        throw new BreakglassError(
          'github-rejected',
          `GitHub answered ${answer.status} to the request for an OIDC token`,
        );
      }
    }
    if (attempt === ATTEMPTS) {
      const what = typeof answer === 'string' ? answer : `status ${answer.status}`;
      throw new BreakglassError('github-unavailable', `no OIDC token after ${ATTEMPTS} attempts: ${what}`, {
        hint: 'see https://www.githubstatus.com, then make a new request',
      });
    }
    await clock.sleep(BASE_DELAY_MS * 2 ** attempt * (0.5 + random() / 2));
  }
}

function readToken(answer: unknown): string {
  const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
  if (typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) return value;
  throw new BreakglassError('github-rejected', 'the answer to the request for an OIDC token holds no token');
}

function describeNetworkError(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'network error';
}

/** GitHub gave this job tokens before: its permissions are right, and cannot have changed. */
function requestTokenEnded(status: number): BreakglassError {
  return new BreakglassError(
    'github-rejected',
    `GitHub gave this job OIDC tokens before, and refuses one now with status ${status}: ACTIONS_ID_TOKEN_REQUEST_TOKEN has ended`,
    {
      hint: 'it ends with the job, or a little earlier: recovery does what this run could not; see the runs of recover.yml',
    },
  );
}

function permissionMissing(message: string): BreakglassError {
  return new BreakglassError('oidc-permission-missing', message, {
    hint: `add to the job, and to the job that calls it when the workflow is reusable:\n${OIDC_PERMISSION}`,
  });
}
