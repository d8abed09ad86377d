import type { FromSchema } from 'json-schema-to-ts';
import { BreakglassError } from '../../../domain/error.ts';
import { type Attributes, attributeStep, textsOf } from '../attributes.ts';
import { targetGroupAttributes } from '../resources/target-group-attributes.ts';

const flag = { type: 'boolean' } as const;
const cookieSeconds = { type: 'integer', minimum: 1, maximum: 604_800 } as const;
const percentOrOff = { anyOf: [{ type: 'integer', minimum: 1, maximum: 100 }, { const: 'off' }] } as const;
const failover = { type: 'string', enum: ['rebalance', 'no_rebalance'] } as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const properties = {
  'deregistration_delay.timeout_seconds': {
    type: 'integer',
    minimum: 0,
    maximum: 3600,
    description: 'How long a target drains; 0 cuts its requests off',
  },
  'deregistration_delay.connection_termination.enabled': flag,
  'lambda.multi_value_headers.enabled': flag,
  'load_balancing.algorithm.anomaly_mitigation': { type: 'string', enum: ['on', 'off'] },
  'load_balancing.algorithm.type': {
    type: 'string',
    enum: ['round_robin', 'least_outstanding_requests', 'weighted_random'],
  },
  'load_balancing.cross_zone.enabled': { enum: [true, false, 'use_load_balancer_configuration'] },
  'preserve_client_ip.enabled': flag,
  'proxy_protocol_v2.enabled': flag,
  'send_tcp_reset.on_deregistration.enabled': flag,
  'send_tcp_reset.on_unhealthy.enabled': flag,
  'slow_start.duration_seconds': {
    type: 'integer',
    minimum: 0,
    maximum: 900,
    not: { minimum: 1, maximum: 29 },
    description: '30 to 900 seconds; 0 is off',
  },
  'stickiness.app_cookie.cookie_name': { type: 'string', pattern: "^(?!AWSALB)[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$" },
  'stickiness.app_cookie.duration_seconds': cookieSeconds,
  'stickiness.enabled': flag,
  'stickiness.lb_cookie.duration_seconds': cookieSeconds,
  'stickiness.type': {
    type: 'string',
    enum: ['lb_cookie', 'app_cookie', 'source_ip', 'source_ip_dest_ip', 'source_ip_dest_ip_proto'],
  },
  'target_failover.on_deregistration': failover,
  'target_failover.on_unhealthy': failover,
  'target_group_health.dns_failover.minimum_healthy_targets.count': {
    anyOf: [{ type: 'integer', minimum: 1, maximum: 1000 }, { const: 'off' }],
    description: 'With fewer healthy targets, a zone is taken out of DNS',
  },
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': percentOrOff,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description: 'With fewer healthy targets, all targets get traffic, the unhealthy ones too',
  },
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': percentOrOff,
  'target_health_state.unhealthy.connection_termination.enabled': flag,
  'target_health_state.unhealthy.draining_interval_seconds': { type: 'integer', minimum: 0, maximum: 360_000 },
} as const;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['target-group', 'attributes'],
  properties: {
    'target-group': { type: 'string', description: 'ARN of the target group' },
    attributes: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties,
      description: "What to set, by the API's own keys; the others keep their values",
    },
  },
} as const;

type Params = FromSchema<typeof params>;

export const setTargetGroupAttributes = attributeStep<Params>({
  kind: 'elbv2/set-target-group-attributes',
  summary: 'Sets attributes of a target group: draining, slow start, algorithm, stickiness, thresholds of failover',
  params,
  examples: [
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067',
      attributes: {
        'deregistration_delay.timeout_seconds': 30,
        'load_balancing.algorithm.type': 'least_outstanding_requests',
      },
    },
  ],
  resourceKind: targetGroupAttributes,
  resource: (input) => input['target-group'],
  wanted: ({ attributes }) => attributes,
  problems: ({ attributes = {} }) => {
    const set = textsOf(attributes);
    const complete = RULES.filter(({ keys, holds }) => keys.every((key) => Object.hasOwn(set, key)) && !holds(set));
    return complete.map((rule) => ({
      path: ['attributes', rule.keys[0] ?? ''],
      message: valuesOf(rule, set),
      hint: rule.hint,
    }));
  },
  require: ({ after, wanted }) => {
    const broken = RULES.find(({ keys, holds }) => keys.some((key) => wanted.includes(key)) && !holds(after));
    if (broken === undefined) return;
    throw new BreakglassError('not-applicable', valuesOf(broken, after), { hint: broken.hint });
  },
  irreversible: ({ before, after }) =>
    before[COOKIE_NAME] === '' && after[COOKIE_NAME] !== ''
      ? 'AWS documents no way to take a cookie name away'
      : undefined,
});

function valuesOf({ keys }: (typeof RULES)[number], after: Attributes): string {
  return keys.map((key) => `${key} would be "${after[key] ?? ''}"`).join(', ');
}

const COOKIE_NAME = 'stickiness.app_cookie.cookie_name';
const ALGORITHM = 'load_balancing.algorithm.type';
const DNS_FAILOVER = 'target_group_health.dns_failover.minimum_healthy_targets';
const ROUTING_FAILOVER = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';

/** What AWS asks of attributes that depend on each other, and refuses otherwise. */
const RULES: readonly {
  readonly keys: readonly string[];
  readonly holds: (after: Attributes) => boolean;
  readonly hint: string;
}[] = [
  {
    keys: ['load_balancing.algorithm.anomaly_mitigation', ALGORITHM],
    holds: (after) =>
      after['load_balancing.algorithm.anomaly_mitigation'] !== 'on' || after[ALGORITHM] === 'weighted_random',
    hint: 'anomaly mitigation needs the algorithm weighted_random: set both in one step',
  },
  {
    keys: ['slow_start.duration_seconds', ALGORITHM],
    holds: (after) => (after['slow_start.duration_seconds'] ?? '0') === '0' || after[ALGORITHM] === 'round_robin',
    hint: 'slow start needs the algorithm round_robin: set slow_start.duration_seconds to 0 in the same step',
  },
  {
    keys: ['stickiness.enabled', 'stickiness.type', COOKIE_NAME],
    holds: (after) =>
      after['stickiness.enabled'] !== 'true' || after['stickiness.type'] !== 'app_cookie' || !!after[COOKIE_NAME],
    hint: `stickiness of type app_cookie needs ${COOKIE_NAME}`,
  },
  {
    keys: ['target_failover.on_deregistration', 'target_failover.on_unhealthy'],
    holds: (after) => after['target_failover.on_deregistration'] === after['target_failover.on_unhealthy'],
    hint: 'AWS takes only the same value for both: set both in one step',
  },
  {
    keys: [
      'target_health_state.unhealthy.draining_interval_seconds',
      'target_health_state.unhealthy.connection_termination.enabled',
    ],
    holds: (after) =>
      (after['target_health_state.unhealthy.draining_interval_seconds'] ?? '0') === '0' ||
      after['target_health_state.unhealthy.connection_termination.enabled'] === 'false',
    hint: 'a draining interval needs target_health_state.unhealthy.connection_termination.enabled: false',
  },
  ...['count', 'percentage'].map((unit) => ({
    keys: [`${DNS_FAILOVER}.${unit}`, `${ROUTING_FAILOVER}.${unit}`],
    holds: (after: Attributes) => {
      const [dns, routing] = [after[`${DNS_FAILOVER}.${unit}`], after[`${ROUTING_FAILOVER}.${unit}`]];
      return [dns, routing].some((value) => value === undefined || value === 'off') || Number(dns) >= Number(routing);
    },
    hint: 'the threshold of DNS failover has to be at least that of routing failover: set both in one step',
  })),
];
