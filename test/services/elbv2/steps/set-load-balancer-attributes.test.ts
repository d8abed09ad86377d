import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { defaultLoadBalancerAttributes } from '../../../../action/sandbox/aws/elbv2/load-balancer-attributes.ts';
import { setLoadBalancerAttributes } from '../../../../action/services/elbv2/steps/set-load-balancer-attributes.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const NLB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/web/50dc6c495c0c9188';
const DEFAULTS = Object.fromEntries(defaultLoadBalancerAttributes('internet-facing'));
const SECONDARY = 'secondary_ips.auto_assigned.per_subnet';

const validate = new Ajv2020({ strict: false }).compile(setLoadBalancerAttributes.params);
const accepts = (attributes: unknown): boolean => validate({ 'load-balancer': ALB, attributes });

function change(attributes: JsonObject, before: JsonObject = {}, arn = ALB, more: JsonObject = {}) {
  const params = { 'load-balancer': arn, attributes, ...more };
  return setLoadBalancerAttributes.change({ ...DEFAULTS, ...before }, params, { session: 's', step: 'x' });
}

describe('the attributes of a load balancer', () => {
  it('are set as text, and the others stay', () => {
    const { after, diff } = change({ 'idle_timeout.timeout_seconds': 4000, 'routing.http2.enabled': false });
    expect(after).toEqual({ ...DEFAULTS, 'idle_timeout.timeout_seconds': '4000', 'routing.http2.enabled': 'false' });
    expect(diff[0]).toEqual({ what: 'idle_timeout.timeout_seconds', before: '60', after: '4000' });
  });

  it('include every one that an Application Load Balancer has, but where its logs go', () => {
    const schema = JSON.stringify(setLoadBalancerAttributes.params['properties']);
    const missing = Object.keys(DEFAULTS).filter((key) => !schema.includes(`"${key}"`));
    expect(missing.toSorted()).toEqual(
      ['access', 'connection', 'health_check'].flatMap((logs) => [`${logs}_logs.s3.bucket`, `${logs}_logs.s3.prefix`]),
    );
  });

  it('let logs be switched on where their bucket is set', () => {
    const { after } = change({ 'access_logs.s3.enabled': true }, { 'access_logs.s3.bucket': 'acme-logs' });
    expect(after).toMatchObject({ 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'acme-logs' });
  });

  it.each<[string, JsonObject, JsonObject?, string?]>([
    ['logs without a bucket', { 'connection_logs.s3.enabled': true }],
    ['logs with the bucket of other logs', { 'connection_logs.s3.enabled': true }, { 'access_logs.s3.bucket': 'b' }],
    ['one of Network Load Balancers', { 'dns_record.client_routing_policy': 'any_availability_zone' }],
    ['fewer secondary addresses', { [SECONDARY]: 1 }, { [SECONDARY]: '2' }, NLB],
  ])('refuse %s', (_, attributes, before, arn) => {
    expect(() => change(attributes, before, arn)).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });

  it.each<[string, JsonObject]>([
    ['a shorter timeout', { 'idle_timeout.timeout_seconds': 59 }],
    ['a longer one beside a shorter', { 'idle_timeout.timeout_seconds': 61, 'client_keep_alive.seconds': 60 }],
  ])('that may only become higher refuse %s', (_, attributes) => {
    const refused = expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) });
    expect(() => change(attributes, {}, ALB, { only: 'higher' })).toThrow(refused);
    expect(() => change(attributes)).not.toThrow();
  });

  it('that may only become higher take the same number, a higher one, and what is none', () => {
    const attributes = {
      'idle_timeout.timeout_seconds': 60,
      'client_keep_alive.seconds': 3_601,
      'routing.http2.enabled': false,
    };
    expect(change(attributes, {}, ALB, { only: 'higher' }).diff).toHaveLength(3);
  });

  it('let a Network Load Balancer keep zones apart', () => {
    expect(() => change({ 'load_balancing.cross_zone.enabled': false }, {}, NLB)).not.toThrow();
  });

  it('say that more secondary addresses are there to stay, and nothing else is', () => {
    expect(change({ [SECONDARY]: 3 }, { [SECONDARY]: '2' }, NLB).irreversible).toMatch(/secondary/);
    expect(change({ [SECONDARY]: 2 }, { [SECONDARY]: '2' }, NLB).irreversible).toBeUndefined();
    expect(change({ 'waf.fail_open.enabled': true }).irreversible).toBeUndefined();
  });
});

describe('the parameters', () => {
  it.each<[string, unknown]>([
    ['access_logs.s3.bucket', 'somebody-elses-bucket'],
    ['access_logs.s3.prefix', 'x'],
    ['access_logs.s3.enabled', false],
    ['connection_logs.s3.enabled', false],
    ['health_check_logs.s3.enabled', false],
    ['deletion_protection.enabled', false],
    ['ipv6.deny_all_igw_traffic', false],
    ['client_keep_alive.seconds', 59],
    ['client_keep_alive.seconds', 604_801],
    ['idle_timeout.timeout_seconds', 0],
    ['idle_timeout.timeout_seconds', 4001],
    ['idle_timeout.timeout_seconds', 1.5],
    ['routing.http.desync_mitigation_mode', 'off'],
    ['routing.http.xff_header_processing.mode', 'drop'],
    ['routing.http2.enabled', 'false'],
    [SECONDARY, 8],
    ['waf.fail_open.enabled', 'on'],
    ['no.such.attribute', true],
  ])('refuse %s: %j', (key, value) => {
    expect(accepts({ [key]: value })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['access_logs.s3.enabled', true],
    ['deletion_protection.enabled', true],
    ['client_keep_alive.seconds', 604_800],
    ['idle_timeout.timeout_seconds', 4000],
    [SECONDARY, 7],
    ['zonal_shift.config.enabled', false],
  ])('take %s: %j', (key, value) => {
    expect(accepts({ [key]: value })).toBe(true);
  });

  it('refuse no attribute at all', () => {
    expect(accepts({})).toBe(false);
  });
});
