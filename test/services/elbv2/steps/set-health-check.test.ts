import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import type { Verification } from '../../../../action/domain/step-kind.ts';
import { defaultHealthCheck } from '../../../../action/sandbox/aws/elbv2/health-check-settings.ts';
import { setHealthCheck } from '../../../../action/services/elbv2/steps/set-health-check.ts';
import { buildEstate, type Estate, elbv2Of } from '../../../contract/estate.ts';
import { type Lab, SESSION, startLab } from '../../../contract/lab.ts';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067';

const BEFORE = {
  enabled: true,
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/',
  interval: 30,
  timeout: 6,
  'healthy-threshold': 5,
  'unhealthy-threshold': 2,
  matcher: '200',
  group: { protocol: 'HTTP', targetType: 'ip' },
};
const TCP = { ...BEFORE, protocol: 'TCP', path: null, matcher: null, group: { protocol: 'TCP', targetType: 'ip' } };
const GRPC = { ...BEFORE, matcher: null };
const LAMBDA = { ...BEFORE, protocol: '', port: '', group: { protocol: null, targetType: 'lambda' } };

const validate = new Ajv2020({ strict: false }).compile(setHealthCheck.params);
const accepts = (settings: JsonObject): boolean => validate({ 'target-group': GROUP, ...settings });

function change(settings: JsonObject, before: JsonObject = BEFORE) {
  return setHealthCheck.change(before, { 'target-group': GROUP, ...settings }, { session: 's', step: 'x' });
}

describe('a health check', () => {
  it.each<[JsonObject, JsonObject, JsonObject?]>([
    [{ path: '/alive' }, { path: '/alive' }],
    [
      { interval: '2m', timeout: '60s' },
      { interval: 120, timeout: 60 },
    ],
    [{ port: 8081 }, { port: '8081' }],
    [
      { 'healthy-threshold': 2, 'unhealthy-threshold': 10 },
      { 'healthy-threshold': 2, 'unhealthy-threshold': 10 },
    ],
    [
      { protocol: 'HTTPS', matcher: '200,301-302' },
      { protocol: 'HTTPS', matcher: '200,301-302' },
    ],
    [
      { protocol: 'TCP' },
      { protocol: 'TCP', path: null, matcher: null },
      { ...TCP, protocol: 'HTTP', path: '/x', matcher: '200' },
    ],
    [{ protocol: 'HTTP' }, { protocol: 'HTTP', path: '/', matcher: '200-399' }, TCP],
    [{ protocol: 'HTTPS', path: '/a', matcher: '500' }, { protocol: 'HTTPS', path: '/a', matcher: '500' }, TCP],
    [{ protocol: 'HTTPS' }, { protocol: 'HTTPS' }, GRPC],
    [{ enabled: true }, { enabled: true }, { ...LAMBDA, enabled: false }],
    [{ path: '/' }, {}],
  ])('of %j becomes %j, and the rest stays', (settings, expected, before = BEFORE) => {
    expect(change(settings, before).after).toEqual({ ...before, ...expected });
  });

  it('shows what it means for a target that fails, or recovers', () => {
    expect(change({ interval: '10s', 'unhealthy-threshold': 3 }).diff).toEqual([
      { what: 'interval', before: '30 s', after: '10 s' },
      { what: 'unhealthy-threshold', before: '2', after: '3' },
      { what: 'a target that fails gets no traffic after', before: 'about 60 s', after: 'about 30 s' },
      { what: 'a target that recovers gets traffic after', before: 'about 150 s', after: 'about 50 s' },
    ]);
  });

  it.each<[string, JsonObject, JsonObject?]>([
    ['a timeout as long as the interval', { timeout: '30s' }],
    ['an interval as short as the timeout', { interval: '6s' }],
    ['no checks of IP targets', { enabled: false }],
    ['TCP for targets by HTTP', { protocol: 'TCP' }],
    ['TCP for a Lambda function', { protocol: 'TCP' }, { ...LAMBDA, protocol: 'HTTP' }],
    ['a path of a check by TCP', { path: '/alive' }, TCP],
    ['codes of a check by TCP', { matcher: '200' }, TCP],
    ['HTTP codes of a check by gRPC', { matcher: '200' }, GRPC],
    ['codes above 499 for an Application Load Balancer', { matcher: '200-599' }],
    [
      'codes above 399 for a Gateway Load Balancer',
      { matcher: '400' },
      { ...BEFORE, group: { protocol: 'GENEVE', targetType: 'ip' } },
    ],
    ['the port of a Lambda function', { port: 80 }, LAMBDA],
    ['the protocol of a Lambda function', { protocol: 'HTTPS' }, LAMBDA],
  ])('refuses %s', (_, settings, before) => {
    expect(() => change(settings, before)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });
});

describe('the parameters', () => {
  it.each<JsonObject>([
    {},
    { 'at-least': 1 },
    { interval: '4s' },
    { interval: '301s' },
    { interval: '6m' },
    { interval: 30 },
    { timeout: '1s' },
    { timeout: '121s' },
    { timeout: '3m' },
    { 'healthy-threshold': 1 },
    { 'healthy-threshold': 11 },
    { 'unhealthy-threshold': 1 },
    { 'unhealthy-threshold': 11 },
    { path: 'alive' },
    { path: '/a b' },
    { path: `/${'a'.repeat(1024)}` },
    { port: 0 },
    { port: 65_536 },
    { port: 'http' },
    { protocol: 'UDP' },
    { matcher: '199' },
    { matcher: '600' },
    { matcher: '200,' },
    { matcher: '2xx' },
    { matcher: '200', 'at-least': -1 },
    { matcher: '200', 'healthy-within': '5' },
    { codes: '200' },
  ])('refuse %j', (settings) => {
    expect(accepts(settings)).toBe(false);
  });

  it.each<JsonObject>([
    { interval: '5s' },
    { interval: '300s' },
    { interval: '5m' },
    { timeout: '2s' },
    { timeout: '120s' },
    { timeout: '2m' },
    { path: '/' },
    { port: 'traffic-port' },
    { port: 1 },
    { matcher: '200-499,502' },
    { enabled: true },
  ])('take %j', (settings) => {
    expect(accepts(settings)).toBe(true);
  });

  it('take what AWS fills in by itself', () => {
    const { protocol, path, matcher, healthyThreshold, intervalSeconds } = defaultHealthCheck('HTTP');
    const settings = {
      protocol,
      path,
      matcher,
      interval: `${intervalSeconds}s`,
      'healthy-threshold': healthyThreshold,
    };
    expect(accepts(settings)).toBe(true);
  });
});

describe('on a load balancer', () => {
  let lab: Lab;
  let estate: Estate;
  // Is alive, and says that it is not ready.
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/alive' ? 200 : 503;
    response.end();
  });

  beforeAll(async () => {
    lab = await startLab(500);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    estate = await buildEstate(lab, (server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await lab.close();
    server.close();
    server.closeAllConnections();
  });

  it('is verified once a target is healthy under it, and not before', async () => {
    const client = elbv2Of((await lab.clients()).get('elbv2'));
    const context = { client, signal: new AbortController().signal, session: SESSION, step: 'x' };
    const params = { 'target-group': estate.green, path: '/alive' };
    const verified = (more: JsonObject = {}): Promise<Verification> =>
      setHealthCheck.verify(context, { ...params, ...more });
    expect(await verified()).toMatchObject({
      done: false,
      progress: expect.stringContaining('0 of 1 targets healthy'),
    });
    expect(await verified({ 'at-least': 0 })).toMatchObject({ done: true });

    const before = await setHealthCheck.resourceKind.read(context, estate.green);
    const { after } = setHealthCheck.change(before, params, { session: SESSION, step: 'x' });
    await setHealthCheck.apply(context, { before, after, now: before, units: ['path'] }, params);
    await expect.poll(async () => (await verified()).done, { timeout: 5_000 }).toBe(true);
    expect(await verified({ 'at-least': 2 })).toMatchObject({ done: false });

    await setHealthCheck.restore(context, { before, after, now: after, units: ['path'] }, params);
    expect(await setHealthCheck.resourceKind.read(context, estate.green)).toEqual(before);
  });

  it('is verified at once where no target is checked, and says so', async () => {
    const client = elbv2Of(lab.owner.get('elbv2'));
    const context = { client, signal: new AbortController().signal, session: SESSION, step: 'x' };
    expect(await setHealthCheck.verify(context, { 'target-group': estate.grey, path: '/' })).toMatchObject({
      done: true,
      progress: expect.stringContaining('no target is checked'),
    });
  });
});
