import type { SandboxRequest } from '../exchange.ts';
import { GithubFault, notFound } from './github-fault.ts';
import { ISSUER, jobClaims } from './oidc-claims.ts';
import type { OidcKeys } from './oidc-keys.ts';
import type { World } from './world.ts';

/** Where the issuer's public keys are. */
export const KEYS_PATH = '/.well-known/jwks';
const TOKEN_PATH = /^\/\/idtoken\/(\d+)\/(\d+)$/;

/** The URL that a runner gives its job, to which `&audience=` is added. */
export function requestUrl(world: World, runId: number, jobId: number): string {
  return `${world.urls.oidc}//idtoken/${runId}/${jobId}?api-version=2.0`;
}

/** Which of the issuer's documents or tokens a request asks for; its name is the operation's in logs and faults. */
export function oidcOperation(url: URL): string {
  if (url.pathname === '/.well-known/openid-configuration') return 'oidc/configuration';
  if (url.pathname === KEYS_PATH) return 'oidc/jwks';
  return 'oidc/token';
}

type Asked = Pick<SandboxRequest, 'method' | 'headers'>;

/** Answers a request to the issuer. */
export async function answerOidc(world: World, keys: OidcKeys, request: Asked, url: URL): Promise<unknown> {
  switch (oidcOperation(url)) {
    case 'oidc/configuration':
      return configuration(world);
    case 'oidc/jwks':
      return keys.jwks;
    default:
      return issueToken(world, keys, request, url);
  }
}

function configuration(world: World): unknown {
  return {
    issuer: ISSUER,
    jwks_uri: `${world.urls.oidc}${KEYS_PATH}`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'ref', 'sha', 'repository', 'repository_id'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

async function issueToken(world: World, keys: OidcKeys, request: Asked, url: URL): Promise<unknown> {
  const match = TOKEN_PATH.exec(url.pathname);
  if (match === null || request.method !== 'GET') throw notFound();
  const job = world.jobs.get(Number(match[2]));
  const bearer = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (job === undefined || job.oidcToken === null || bearer !== job.oidcToken || job.run.id !== Number(match[1])) {
    throw new GithubFault(401, 'Bad credentials');
  }
  return { value: await keys.sign(jobClaims(world, job, url.searchParams.get('audience'))) };
}
