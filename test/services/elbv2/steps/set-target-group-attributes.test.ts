import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { defaultTargetGroupAttributes } from '../../../../action/sandbox/aws/elbv2/target-group-attributes.ts';
import { setTargetGroupAttributes } from '../../../../action/services/elbv2/steps/set-target-group-attributes.ts';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067';
const DEFAULTS = Object.fromEntries(defaultTargetGroupAttributes());
const DNS = 'target_group_health.dns_failover.minimum_healthy_targets';
const ROUTING = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';

const validate = new Ajv2020({ strict: false }).compile(setTargetGroupAttributes.params);
const accepts = (attributes: unknown): boolean => validate({ 'target-group': GROUP, attributes });

function change(attributes: JsonObject, before: JsonObject = DEFAULTS) {
  const params = { 'target-group': GROUP, attributes };
  return setTargetGroupAttributes.change(before, params, { session: 's', step: 'x' });
}

describe('the attributes of a target group', () => {
  it('are set as text, and shown with what they were; the others stay', () => {
    const attributes = { 'deregistration_delay.timeout_seconds': 0, 'stickiness.enabled': true };
    const { after, diff, irreversible } = change(attributes);
    expect(after).toEqual({
      ...DEFAULTS,
      'deregistration_delay.timeout_seconds': '0',
      'stickiness.enabled': 'true',
    });
    expect(diff).toEqual([
      { what: 'deregistration_delay.timeout_seconds', before: '300', after: '0' },
      { what: 'stickiness.enabled', before: 'false', after: 'true' },
    ]);
    expect(irreversible).toBeUndefined();
  });

  it('stay as they are where they are so already', () => {
    expect(change({ 'slow_start.duration_seconds': 0 }).after).toEqual(DEFAULTS);
  });

  it('include every one that an Application Load Balancer has', () => {
    const schema = JSON.stringify(setTargetGroupAttributes.params['properties']);
    expect(Object.keys(DEFAULTS).filter((key) => !schema.includes(`"${key}"`))).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject?]>([
    ['one that AWS does not answer for it', { 'proxy_protocol_v2.enabled': true }],
    ['anomaly mitigation with round robin', { 'load_balancing.algorithm.anomaly_mitigation': 'on' }],
    [
      'another algorithm under anomaly mitigation',
      { 'load_balancing.algorithm.type': 'round_robin' },
      { 'load_balancing.algorithm.type': 'weighted_random', 'load_balancing.algorithm.anomaly_mitigation': 'on' },
    ],
    [
      'slow start with another algorithm',
      { 'slow_start.duration_seconds': 30, 'load_balancing.algorithm.type': 'least_outstanding_requests' },
    ],
    [
      'another algorithm under slow start',
      { 'load_balancing.algorithm.type': 'weighted_random' },
      { 'slow_start.duration_seconds': '30' },
    ],
    ['an application cookie without a name', { 'stickiness.enabled': true, 'stickiness.type': 'app_cookie' }],
    [
      'one half of a failover of flows',
      { 'target_failover.on_deregistration': 'rebalance' },
      { 'target_failover.on_deregistration': 'no_rebalance', 'target_failover.on_unhealthy': 'no_rebalance' },
    ],
    [
      'a draining interval while connections are cut',
      { 'target_health_state.unhealthy.draining_interval_seconds': 30 },
      {
        'target_health_state.unhealthy.draining_interval_seconds': '0',
        'target_health_state.unhealthy.connection_termination.enabled': 'true',
      },
    ],
    ['routing failover before DNS failover', { [`${ROUTING}.count`]: 2 }],
    ['routing failover before DNS failover, in percent', { [`${ROUTING}.percentage`]: 50, [`${DNS}.percentage`]: 20 }],
  ])('refuse %s', (_, attributes, before = {}) => {
    expect(() => change(attributes, { ...DEFAULTS, ...before })).toThrow(
      expect.objectContaining({ code: 'not-applicable', hint: expect.any(String) }),
    );
  });

  it.each<[string, JsonObject]>([
    [
      'anomaly mitigation together with its algorithm',
      { 'load_balancing.algorithm.anomaly_mitigation': 'on', 'load_balancing.algorithm.type': 'weighted_random' },
    ],
    ['both thresholds at once', { [`${ROUTING}.count`]: 9, [`${DNS}.count`]: 10 }],
    ['routing failover where DNS failover is off', { [`${ROUTING}.count`]: 9, [`${DNS}.count`]: 'off' }],
  ])('take %s', (_, attributes) => {
    expect(() => change(attributes)).not.toThrow();
  });

  it('do not judge what was contradictory before, and is not touched', () => {
    const before = { ...DEFAULTS, 'load_balancing.algorithm.anomaly_mitigation': 'on' };
    expect(() => change({ 'deregistration_delay.timeout_seconds': 9 }, before)).not.toThrow();
  });

  it('say that a first cookie name is there to stay, and that another one is not', () => {
    const attributes = { 'stickiness.app_cookie.cookie_name': 'session' };
    expect(change(attributes).irreversible).toMatch(/cookie name/);
    expect(
      change(attributes, { ...DEFAULTS, 'stickiness.app_cookie.cookie_name': 'old' }).irreversible,
    ).toBeUndefined();
  });
});

describe('the parameters', () => {
  it.each<[string, unknown]>([
    ['deregistration_delay.timeout_seconds', 3601],
    ['deregistration_delay.timeout_seconds', -1],
    ['deregistration_delay.timeout_seconds', '30'],
    ['load_balancing.algorithm.type', 'random'],
    ['load_balancing.algorithm.anomaly_mitigation', true],
    ['load_balancing.cross_zone.enabled', 'yes'],
    ['slow_start.duration_seconds', 29],
    ['slow_start.duration_seconds', 901],
    ['stickiness.app_cookie.cookie_name', 'AWSALBAPP'],
    ['stickiness.app_cookie.cookie_name', 'a b'],
    ['stickiness.app_cookie.cookie_name', ''],
    ['stickiness.app_cookie.duration_seconds', 0],
    ['stickiness.lb_cookie.duration_seconds', 604_801],
    ['stickiness.enabled', 'true'],
    ['stickiness.type', 'cookie'],
    [`${DNS}.count`, 0],
    [`${DNS}.count`, 'on'],
    [`${DNS}.percentage`, 101],
    [`${ROUTING}.count`, 'off'],
    [`${ROUTING}.percentage`, 0],
    ['target_health_state.unhealthy.draining_interval_seconds', 360_001],
    ['no.such.attribute', 'x'],
  ])('refuse %s: %j', (key, value) => {
    expect(accepts({ [key]: value })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['deregistration_delay.timeout_seconds', 3600],
    ['slow_start.duration_seconds', 0],
    ['slow_start.duration_seconds', 30],
    ['load_balancing.cross_zone.enabled', false],
    ['load_balancing.cross_zone.enabled', 'use_load_balancer_configuration'],
    ['stickiness.lb_cookie.duration_seconds', 604_800],
    [`${DNS}.count`, 'off'],
    [`${DNS}.percentage`, 100],
  ])('take %s: %j', (key, value) => {
    expect(accepts({ [key]: value })).toBe(true);
  });

  it('refuse no attribute at all', () => {
    expect(accepts({})).toBe(false);
  });
});
