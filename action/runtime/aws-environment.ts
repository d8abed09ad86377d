import { BreakglassError } from '../domain/error.ts';
import type { Variables } from './environment.ts';
import { type EndpointQuery, isLoopback, publicEndpoint } from './test-mode.ts';

/** Whose credentials for AWS somebody has in their terminal, and where AWS answers. */
export interface AwsEnvironment {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly endpoint: (query: EndpointQuery) => string;
}

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;

/**
 * From AWS's standard variables alone: no profile, no file, no instance's role. They are used with AWS itself, or with a sandbox on
 * loopback, whatever `AWS_ENDPOINT_URL` says.
 *
 * @throws BreakglassError `token-missing`, `endpoint-override`
 */
export function readAwsEnvironment(variables: Variables): AwsEnvironment {
  const [accessKeyId, secretAccessKey] = KEYS.map((name) => variables[name] || undefined);
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const missing = KEYS.filter((name) => !variables[name]);
    throw new BreakglassError(
      'token-missing',
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
      {
        hint: 'export AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, of a session, AWS_SESSION_TOKEN of somebody who may read IAM',
      },
    );
  }
  const sessionToken = variables['AWS_SESSION_TOKEN'];
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    endpoint: endpointOf(variables),
  };
}

function endpointOf(variables: Variables): AwsEnvironment['endpoint'] {
  return (query) => {
    const names = [`AWS_ENDPOINT_URL_${query.variable}`, 'AWS_ENDPOINT_URL'];
    const name = names.find((each) => variables[each]);
    if (name === undefined) return publicEndpoint(query);
    const url = variables[name] ?? '';
    if (isLoopback(url)) return url;
    throw new BreakglassError('endpoint-override', `${name} is "${url.slice(0, 100)}"`, {
      hint: 'unset it: the credentials are used with AWS itself, or with a sandbox on loopback',
    });
  };
}
