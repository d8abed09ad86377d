import type { Platform, Row } from './row.ts';

const GUARD = new URL('network-guard.cjs', import.meta.url).pathname;
const INVALID = { code: 'invalid-input', stage: 'wire', unwritten: true } as const;
/** Said by the guard when the process that it is loaded into connects to anything. */
export const CONNECTED = 'the network was used';

function wireRows(): readonly Row[] {
  const real = {
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://vstoken.actions.githubusercontent.com/token',
    AWS_ENDPOINT_URL: undefined,
    BREAKGLASS_CLOCK: undefined,
  };
  const overrides = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_STS: 'https://sts.example.com',
    AWS_CA_BUNDLE: '/dev/null',
    NODE_EXTRA_CA_CERTS: '/dev/null',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    AWS_PROFILE: 'mallory',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    BREAKGLASS_CLOCK: '0/1',
  };
  const row = (name: string, hint: string, environment: Readonly<Record<string, string | undefined>>): Row => ({
    name,
    code: 'endpoint-override',
    stage: 'wire',
    platform: { hooks: { environment: { ...environment, NODE_OPTIONS: `--require ${GUARD}` } } },
    hint,
    unwritten: true,
  });
  const sts = 'https://sts.us-east-1.amazonaws.com';
  const inputs = (values: Readonly<Record<string, string>>): Platform => ({ hooks: { inputs: values } });
  return [
    ...Object.entries(overrides).map(([name, value]) =>
      row(`${name} in the real world`, name, { ...real, [name]: value }),
    ),
    row('an address of AWS in a drill', 'AWS_ENDPOINT_URL_STS', { AWS_ENDPOINT_URL_STS: sts }),
    row("GitHub's own GraphQL in a drill", 'GITHUB_GRAPHQL_URL', { GITHUB_GRAPHQL_URL: real.GITHUB_GRAPHQL_URL }),
    row("GitHub's own OIDC in a drill", 'ACTIONS_ID_TOKEN_REQUEST_URL', {
      ACTIONS_ID_TOKEN_REQUEST_URL: real.ACTIONS_ID_TOKEN_REQUEST_URL,
    }),
    row("GitHub's own API with GraphQL on loopback", 'GITHUB_API_URL', { GITHUB_API_URL: real.GITHUB_API_URL }),
    row('a name that could be anything', 'AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: 'http://localhost:4566' }),
    {
      name: 'a process outside GitHub Actions',
      code: 'not-in-actions',
      stage: 'wire',
      platform: { hooks: { environment: { GITHUB_RUN_ID: undefined } } },
      unwritten: true,
    },
    { name: 'an unknown command', ...INVALID, platform: inputs({ command: 'destroy' }) },
    { name: 'a digest that is none', ...INVALID, platform: inputs({ digest: 'latest' }) },
    { name: 'an audit branch by path', ...INVALID, platform: inputs({ 'audit-branch': '../main' }) },
    { name: 'a request given twice', ...INVALID, platform: inputs({ playbook: 'shift-traffic' }) },
  ];
}

/** Refusals before anything is known of the run: nothing is asked of anybody, and no link can be written. */
export const WIRE_ROWS: readonly Row[] = wireRows();
