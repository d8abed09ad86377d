import type { FromSchema } from 'json-schema-to-ts';
import { parseArn } from '../../../domain/arn.ts';
import { defineCheck } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { AttributeResource } from '../attributes.ts';
import { listenerAttributes } from '../resources/listener-attributes.ts';
import { loadBalancerAttributes } from '../resources/load-balancer-attributes.ts';
import { targetGroupAttributes } from '../resources/target-group-attributes.ts';
import type { Elbv2Client } from '../service.ts';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['resource', 'key'],
  properties: {
    resource: { type: 'string', description: 'ARN of the load balancer, listener or target group' },
    key: {
      type: 'string',
      pattern: '^[a-z0-9_]+(\\.[a-z0-9_]+)+$',
      maxLength: 256,
      description: "The API's own key, for example idle_timeout.timeout_seconds",
    },
    is: { type: 'string', maxLength: 1024, description: 'Its value as AWS has it, as text: "60", "true", "off"' },
    'at-most': {
      type: 'integer',
      minimum: 0,
      maximum: 604_800,
      description: 'In place of `is`, for a value that is a number: the largest one with which it holds',
    },
  },
} as const;

const params = {
  ...shape,
  anyOf: [{ required: ['is'] }, { required: ['at-most'] }],
  not: { required: ['is', 'at-most'] },
} as const;

type Params = FromSchema<typeof shape>;

export const expectAttribute = defineCheck<Params, Elbv2Client>({
  kind: 'elbv2/expect-attribute',
  summary: 'Holds when an attribute of a load balancer, listener or target group has a value, or at most that',
  params,
  examples: [
    {
      resource: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      key: 'zonal_shift.config.enabled',
      is: 'true',
    },
    {
      resource: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/943f017f100becff',
      key: 'deregistration_delay.timeout_seconds',
      'at-most': 330,
    },
    {
      resource:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      key: 'routing.http.response.server.enabled',
      is: 'true',
    },
  ],
  grants: ({ resource }) => [{ access: 'read', action: attributesOf(resource).api.reads, resource: '*' }],
  observe: async (context, { resource, key, is, 'at-most': most }) => {
    const { [key]: value } = await attributesOf(resource).read(context, resource);
    if (value === undefined) return { ok: false, observed: `it has no attribute ${key}` };
    if (most === undefined) return { ok: value === is, observed: `${key} is "${value}", "${is ?? ''}" wanted` };
    const isNumber = /^\d{1,9}$/.test(value);
    return { ok: isNumber && Number(value) <= most, observed: `${key} is "${value}", at most ${most} wanted` };
  },
});

/** By the first part of an ARN's resource. */
const KINDS: Readonly<Record<string, AttributeResource>> = {
  loadbalancer: loadBalancerAttributes,
  listener: listenerAttributes,
  targetgroup: targetGroupAttributes,
};

function attributesOf(arn: string): AttributeResource {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  const type = resource.split('/', 1)[0] ?? '';
  const kind = service === 'elasticloadbalancing' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind !== undefined) return kind;
  throw new BreakglassError('invalid-value', `"${arn}" is no load balancer, listener or target group`, {
    hint: 'name the ARN of one of these',
  });
}
