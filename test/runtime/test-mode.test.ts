import { describe, expect, it } from 'vitest';
import { readRunnerEnvironment, type Variables } from '../../action/runtime/environment.ts';
import { deriveMode, isLoopback } from '../../action/runtime/test-mode.ts';
import { DRILL, HOSTED } from './variables.ts';

const derive = (variables: Variables) => deriveMode(variables, readRunnerEnvironment(variables));
const elb = { prefix: 'elasticloadbalancing', variable: 'ELASTIC_LOAD_BALANCING_V2', region: 'us-east-1' };
const refused = (name: string) =>
  expect.objectContaining({ code: 'endpoint-override', message: expect.stringContaining(name) });

describe('the real world', () => {
  it('asks for the audience that AWS expects and builds public endpoints', () => {
    const mode = derive(HOSTED);
    expect(mode).toMatchObject({ drill: false, audience: 'sts.amazonaws.com' });
    expect(mode.endpoint(elb)).toBe('https://elasticloadbalancing.us-east-1.amazonaws.com');
    expect(mode.endpoint({ ...elb, prefix: 'sts', region: 'cn-north-1' })).toBe(
      'https://sts.cn-north-1.amazonaws.com.cn',
    );
  });

  it.each([
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_STS',
    'AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2',
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
  ])('refuses %s and names it', (name) => {
    expect(() => derive({ ...HOSTED, [name]: 'https://example.com' })).toThrow(refused(name));
    expect(derive({ ...HOSTED, [name]: '' }).drill).toBe(false);
  });

  it('refuses an AWS endpoint on loopback as well: a drill is all of it or nothing', () => {
    expect(() => derive({ ...HOSTED, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toThrow(refused('AWS_ENDPOINT_URL'));
  });

  it.each([
    'https://example.com/idtoken',
    'http://pipelines.actions.githubusercontent.com/idtoken',
    'https://actions.githubusercontent.com.example.com/idtoken',
    'https://user@pipelines.actions.githubusercontent.com/idtoken',
    'http://127.0.0.1:1/idtoken',
    'not a url',
  ])('refuses an OIDC service at %s', (url) => {
    expect(() => derive({ ...HOSTED, ACTIONS_ID_TOKEN_REQUEST_URL: url })).toThrow(
      refused('ACTIONS_ID_TOKEN_REQUEST_URL'),
    );
  });

  it.each(['GITHUB_API_URL', 'GITHUB_GRAPHQL_URL'])('refuses another %s', (name) => {
    expect(() => derive({ ...HOSTED, [name]: 'https://api.github.com.example.com' })).toThrow(refused(name));
  });
});

describe('a drill', () => {
  it('has its own audience and sends every AWS call to loopback', () => {
    const mode = derive(DRILL);
    expect(mode).toMatchObject({ drill: true, audience: 'sandbox' });
    expect(mode.endpoint(elb)).toBe('http://127.0.0.1:4002');
    const own = { ...DRILL, AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: 'http://127.0.0.1:9' };
    expect(derive(own).endpoint(elb)).toBe('http://127.0.0.1:9');
  });

  it('refuses a service without an endpoint of its own, which would be the real one', () => {
    const mode = derive({ ...DRILL, AWS_ENDPOINT_URL: undefined, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:4002' });
    expect(() => mode.endpoint(elb)).toThrow(refused('AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2'));
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'https://sts.amazonaws.com'],
    ['AWS_ENDPOINT_URL_STS', 'http://localhost:4002'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'https://pipelines.actions.githubusercontent.com/idtoken'],
    ['GITHUB_API_URL', 'https://api.github.com'],
    ['GITHUB_GRAPHQL_URL', 'https://api.github.com/graphql'],
  ])('refuses a mixture with %s=%s', (name, url) => {
    expect(() => derive({ ...DRILL, [name]: url })).toThrow(refused(name));
  });

  it('runs on the clock that it is given', () => {
    const { clock } = derive({ ...DRILL, BREAKGLASS_CLOCK: '1000/10' });
    expect(Math.abs(clock.now() - (1000 + (Date.now() - 1000) * 10))).toBeLessThan(5_000);
  });

  it.each(['10', '1/0', '/5', '1/2/3', 'x/y', '-1/2'])('refuses the clock "%s"', (text) => {
    expect(() => derive({ ...DRILL, BREAKGLASS_CLOCK: text })).toThrow(refused('BREAKGLASS_CLOCK'));
  });
});

describe('a literal loopback address', () => {
  it.each(['http://127.0.0.1:1', 'https://127.9.9.9', 'http://[::1]:80/x'])('is %s', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each([
    'http://localhost',
    'http://127.0.0.1.example.com',
    'http://user@127.0.0.1',
    'ftp://127.0.0.1',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'http://[::]',
    '127.0.0.1',
    undefined,
  ])('is not %s', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
