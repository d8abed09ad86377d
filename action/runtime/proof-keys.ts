import { type ProofKeys, parseProofKeys } from '../audit/proof.ts';
import { BreakglassError } from '../domain/error.ts';
import { GITHUB_ISSUER } from '../domain/trusted-names.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpFetch } from '../ports/http.ts';
import type { RunnerEnvironment } from './environment.ts';
import { isLoopback } from './test-mode.ts';

export interface ProofKeysOptions {
  /** Does not follow redirects, and ends an answer that has no end. */
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  readonly drill: boolean;
  readonly oidc: RunnerEnvironment['oidc'];
  readonly random?: () => number;
}

const KEYS_PATH = '/.well-known/jwks';
/** Bytes; GitHub's own has a few thousand. */
const MAX_KEYS = 256 * 1024;
const ATTEMPTS = 6;
const BASE_DELAY_MS = 250;

/**
 * The keys that GitHub signs its tokens with, from GitHub itself; in a drill from the issuer on loopback. Never from the
 * repository, where whoever can push would then sign the proofs. They are today's keys: a link that was signed by one which
 * GitHub has retired since is not proven by them.
 *
 * @throws BreakglassError `github-unavailable`, `github-rejected`; in a drill `oidc-permission-missing`
 */
export async function readProofKeys(options: ProofKeysOptions): Promise<ProofKeys> {
  const url = options.drill ? drillUrl(options.oidc) : `https://${GITHUB_ISSUER}${KEYS_PATH}`;
  const text = await read(url, options);
  if (Buffer.byteLength(text) > MAX_KEYS) throw rejected(`${url} answered more than ${MAX_KEYS} bytes`);
  try {
    return parseProofKeys(text);
  } catch (error) {
    throw rejected(`${url} did not answer a set of RSA keys`, error);
  }
}

/** The sandbox serves its keys where it issues its tokens. */
function drillUrl(oidc: RunnerEnvironment['oidc']): string {
  const url = oidc === undefined ? undefined : new URL(KEYS_PATH, oidc.url).href;
  if (url !== undefined && isLoopback(url)) return url;
  throw new BreakglassError('oidc-permission-missing', 'the drill has no issuer on loopback to take the keys from', {
    hint: 'add to the job:\npermissions:\n  id-token: write',
  });
}

async function read(url: string, { fetch, clock, random = Math.random }: ProofKeysOptions): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(networkError);
    if (typeof answer !== 'string') {
      if (answer.ok) return answer.text();
      const passing = answer.status >= 500 || answer.status === 429 || answer.status === 408;
      if (!passing) throw rejected(`${url} answered ${answer.status}`);
    }
    if (attempt === ATTEMPTS) {
      const what = typeof answer === 'string' ? answer : `status ${answer.status}`;
      throw new BreakglassError('github-unavailable', `no keys of GitHub's after ${ATTEMPTS} attempts: ${what}`, {
        hint: 'see https://www.githubstatus.com; until then no session can be proven, and none is recovered',
      });
    }
    await clock.sleep(BASE_DELAY_MS * 2 ** attempt * (0.5 + random() / 2));
  }
}

function networkError(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'network error';
}

function rejected(message: string, cause?: unknown): BreakglassError {
  return new BreakglassError('github-rejected', message, cause === undefined ? {} : { cause });
}
