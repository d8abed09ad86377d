import type { FromSchema } from 'json-schema-to-ts';
import { parseArn } from '../../../domain/arn.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { type AttributeChange, type Attributes, attributeStep } from '../attributes.ts';
import { loadBalancerAttributes } from '../resources/load-balancer-attributes.ts';

const flag = { type: 'boolean' } as const;

/** Whoever may run an emergency must not be able to work unseen, so that logs can be switched on, and neither off nor elsewhere. */
const onlyOn = { const: true } as const;

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html, without the buckets and prefixes
 * of logs: what is logged names customers, and another bucket would be a way to carry it out of the account.
 */
const properties = {
  'access_logs.s3.enabled': { ...onlyOn, description: 'true: to the bucket that is set already' },
  'client_keep_alive.seconds': { type: 'integer', minimum: 60, maximum: 604_800 },
  'connection_logs.s3.enabled': { ...onlyOn, description: 'true: to the bucket that is set already' },
  'deletion_protection.enabled': { ...onlyOn, description: 'true: an emergency takes no protection away' },
  'dns_record.client_routing_policy': {
    type: 'string',
    enum: ['availability_zone_affinity', 'partial_availability_zone_affinity', 'any_availability_zone'],
  },
  'health_check_logs.s3.enabled': { ...onlyOn, description: 'true: to the bucket that is set already' },
  'idle_timeout.timeout_seconds': {
    type: 'integer',
    minimum: 1,
    maximum: 4000,
    description: 'How long a connection may be silent',
  },
  'ipv6.deny_all_igw_traffic': {
    ...onlyOn,
    description: 'true: an internal load balancer is not opened to the internet',
  },
  'load_balancing.cross_zone.enabled': flag,
  'routing.http.desync_mitigation_mode': { type: 'string', enum: ['monitor', 'defensive', 'strictest'] },
  'routing.http.drop_invalid_header_fields.enabled': flag,
  'routing.http.preserve_host_header.enabled': flag,
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag,
  'routing.http.xff_client_port.enabled': flag,
  'routing.http.xff_header_processing.mode': { type: 'string', enum: ['append', 'preserve', 'remove'] },
  'routing.http2.enabled': flag,
  'secondary_ips.auto_assigned.per_subnet': { type: 'integer', minimum: 0, maximum: 7 },
  'waf.fail_open.enabled': { ...flag, description: 'true: requests pass unchecked while AWS WAF cannot be asked' },
  'zonal_shift.config.enabled': flag,
} as const;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['load-balancer', 'attributes'],
  properties: {
    'load-balancer': { type: 'string', description: 'ARN of the load balancer' },
    attributes: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties,
      description: "What to set, by the API's own keys; the others keep their values",
    },
    only: { const: 'higher', description: 'Refused where a number would become smaller than it is' },
  },
} as const;

type Params = FromSchema<typeof params>;

const CROSS_ZONE = 'load_balancing.cross_zone.enabled';
const SECONDARY_IPS = 'secondary_ips.auto_assigned.per_subnet';

export const setLoadBalancerAttributes = attributeStep<Params>({
  kind: 'elbv2/set-load-balancer-attributes',
  summary: 'Sets attributes of a load balancer: timeouts, HTTP routing, WAF fail-open, zonal shift; logs only on',
  params,
  examples: [
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      attributes: { 'idle_timeout.timeout_seconds': 300, 'client_keep_alive.seconds': 600 },
    },
  ],
  resourceKind: loadBalancerAttributes,
  resource: (input) => input['load-balancer'],
  wanted: ({ attributes }) => attributes,
  problems: ({ 'load-balancer': arn = '', attributes = {} }) => {
    if (attributes[CROSS_ZONE] !== false || !isApplication(arn)) return [];
    return [
      {
        path: ['attributes', CROSS_ZONE],
        message: `${CROSS_ZONE} is always true for an Application Load Balancer`,
        hint: 'set it for the target group, with elbv2/set-target-group-attributes',
      },
    ];
  },
  require: (asked, { only }) => {
    requireBuckets(asked);
    if (only === 'higher') requireHigher(asked);
    const { before, after } = asked;
    if (secondaryIps(after) < secondaryIps(before)) {
      throw new BreakglassError('not-applicable', `${SECONDARY_IPS} is ${secondaryIps(before)} already`, {
        hint: 'AWS never takes secondary addresses back: name a higher number',
      });
    }
  },
  irreversible: ({ before, after }) =>
    secondaryIps(after) > secondaryIps(before) ? 'AWS never takes secondary addresses back' : undefined,
});

function requireHigher({ before, after, wanted }: AttributeChange): void {
  const lower = wanted.find((key) => Number(after[key]) < Number(before[key]));
  if (lower === undefined) return;
  throw new BreakglassError(
    'not-applicable',
    `${lower} is ${before[lower]} already, and would become ${after[lower]}`,
    {
      hint: 'name a higher number; to set a lower one, use a step without "only"',
    },
  );
}

function requireBuckets({ after, wanted, arn }: AttributeChange): void {
  const buckets = wanted.filter((key) => key.includes('_logs.s3.')).map((key) => key.replace(/enabled$/, 'bucket'));
  const missing = buckets.find((bucket) => !after[bucket]);
  if (missing === undefined) return;
  throw new BreakglassError('not-applicable', `${arn} has no ${missing}`, {
    hint: 'have the owner of the account set it: a playbook cannot choose where logs go',
  });
}

function isApplication(arn: string): boolean {
  return parseArn(arn)?.resource.startsWith('loadbalancer/app/') === true;
}

function secondaryIps(attributes: Attributes): number {
  return Number(attributes[SECONDARY_IPS] ?? 0);
}
