import { isIP } from 'node:net';
import { partitionOf } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';
import type { RequestHandler } from '../domain/step-kind.ts';
import type { Clock } from '../ports/clock.ts';
import { scaledClock, systemClock } from './clock.ts';
import type { RunnerEnvironment, Variables } from './environment.ts';

/** Where a service answers, and what decides it. */
export interface EndpointQuery {
  /** For example `elasticloadbalancing`; the first label of the public host. */
  readonly prefix: string;
  /** Suffix of `AWS_ENDPOINT_URL_…`, for example `STS`. */
  readonly variable: string;
  readonly region: string;
  /** One host answers for all Regions of a partition, as IAM's does. */
  readonly global?: boolean;
}

/** Whether this is the real world or a drill; derived from where the outside systems are, never set. */
export interface Mode {
  readonly drill: boolean;
  /** Audience of the OIDC token for STS: AWS refuses a drill's token, and the sandbox a real one. */
  readonly audience: 'sts.amazonaws.com' | 'sandbox';
  readonly clock: Clock;
  readonly endpoint: (query: EndpointQuery) => string;
  /** Another way to AWS than the SDK's own: of a drill that plays many sessions in one process. */
  readonly awsHandler?: RequestHandler | undefined;
}

/** Variables that would send credentials elsewhere, or trust somebody else, if a poisoned `GITHUB_ENV` set them. */
const OVERRIDES: ReadonlySet<string> = new Set([
  'AWS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'BREAKGLASS_CLOCK',
]);
const ENDPOINT_OVERRIDE = /^AWS_ENDPOINT_URL/;
const OIDC_HOST = /^[a-z0-9.-]+\.actions\.githubusercontent\.com$/;
const DNS_SUFFIX = { aws: 'amazonaws.com', 'aws-cn': 'amazonaws.com.cn', 'aws-us-gov': 'amazonaws.com' } as const;

/** What stands between a global service's prefix and the suffix. Source: the endpoint rules of the SDK's IAM client. */
const GLOBAL_HOST = { aws: [], 'aws-cn': ['cn-north-1'], 'aws-us-gov': ['us-gov'] } as const;

/**
 * A drill is when GitHub's API, its OIDC service and every AWS endpoint are literal loopback addresses. Everything else
 * is the real world, where nothing in the environment may move an endpoint, a certificate authority or the clock.
 *
 * @throws BreakglassError `endpoint-override` naming the variable
 */
export function deriveMode(variables: Variables, runner: RunnerEnvironment): Mode {
  const github = { GITHUB_API_URL: runner.apiUrl, GITHUB_GRAPHQL_URL: runner.graphqlUrl };
  const oidc = runner.oidc === undefined ? {} : { ACTIONS_ID_TOKEN_REQUEST_URL: runner.oidc.url };
  const aws = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => ENDPOINT_OVERRIDE.test(name) && value),
  );
  const outside: Readonly<Record<string, string | undefined>> = { ...github, ...oidc, ...aws };
  if (!Object.values(github).some(isLoopback)) return realWorld(variables, runner);
  const elsewhere = Object.entries(outside).find(([, url]) => !isLoopback(url));
  if (elsewhere !== undefined) {
    throw override(elsewhere[0], `${elsewhere[0]} is no loopback address although GitHub's API is`);
  }
  return {
    drill: true,
    audience: 'sandbox',
    clock: drillClock(variables['BREAKGLASS_CLOCK']),
    endpoint: (query) => loopbackEndpoint(aws, query),
  };
}

/** True for `http(s)://127.x.y.z` and `[::1]`: a name such as localhost could resolve to anything. */
export function isLoopback(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '') return false;
  return hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}

function realWorld(variables: Variables, runner: RunnerEnvironment): Mode {
  const set = Object.keys(variables).filter((name) => variables[name]);
  const found = set.find((name) => ENDPOINT_OVERRIDE.test(name) || OVERRIDES.has(name));
  if (found !== undefined) throw override(found, `${found} is set`);
  requireUrl('GITHUB_API_URL', runner.apiUrl, (url) => url.host === 'api.github.com');
  requireUrl('GITHUB_GRAPHQL_URL', runner.graphqlUrl, (url) => url.host === 'api.github.com');
  if (runner.oidc !== undefined) {
    requireUrl('ACTIONS_ID_TOKEN_REQUEST_URL', runner.oidc.url, (url) => OIDC_HOST.test(url.host));
  }
  return {
    drill: false,
    audience: 'sts.amazonaws.com',
    clock: systemClock,
    endpoint: publicEndpoint,
  };
}

/** Where AWS itself answers, in the partition of the Region. */
export function publicEndpoint({ prefix, region, global = false }: EndpointQuery): string {
  const partition = partitionOf(region);
  return `https://${[prefix, ...(global ? GLOBAL_HOST[partition] : [region])].join('.')}.${DNS_SUFFIX[partition]}`;
}

function requireUrl(name: string, text: string, accept: (url: URL) => boolean): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && accept(url)) return;
  throw override(name, `${name} is not GitHub's: "${url?.origin ?? text.slice(0, 100)}"`);
}

/** Every AWS call of a drill goes to loopback; a service without an endpoint would go to the real cloud and is refused. */
function loopbackEndpoint(aws: Variables, { variable }: EndpointQuery): string {
  const endpoint = aws[`AWS_ENDPOINT_URL_${variable}`] ?? aws['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) return endpoint;
  const name = `AWS_ENDPOINT_URL_${variable}`;
  throw new BreakglassError(
    'endpoint-override',
    `${name} is not set in a drill, so its calls would reach the real cloud`,
    {
      hint: `set ${name} or AWS_ENDPOINT_URL to the sandbox's address`,
    },
  );
}

/** `<epoch ms>/<scale>`: the action and the sandbox agree on the time by these two numbers. */
function drillClock(text: string | undefined): Clock {
  if (!text) return systemClock;
  const match = /^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(text);
  const scale = Number(match?.[2]);
  if (match === null || scale <= 0) throw override('BREAKGLASS_CLOCK', `BREAKGLASS_CLOCK is "${text.slice(0, 100)}"`);
  return scaledClock(Number(match[1]), scale);
}

function override(name: string, message: string): BreakglassError {
  return new BreakglassError('endpoint-override', message, {
    hint: `unset ${name}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`,
  });
}
