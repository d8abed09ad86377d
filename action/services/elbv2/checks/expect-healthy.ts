import type { FromSchema } from 'json-schema-to-ts';
import { defineCheck } from '../../../domain/define.ts';
import type { Elbv2Client } from '../service.ts';
import { able, describeHealth, type TargetHealth, targetHealth } from '../target-health.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['target-group', 'at-least'],
  properties: {
    'target-group': { type: 'string', description: 'ARN of the target group' },
    'at-least': {
      type: 'string',
      pattern: '^([1-9][0-9]?%|100%|[1-9][0-9]{0,3})$',
      description:
        'Share of the registered targets that are in use (50%), or their number ("2"); where health checks are off, each counts',
    },
    'without-zones': {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z]{2,4}-[a-z0-9-]{3,40}$' },
      description:
        'Zones whose targets are left out, such as us-east-1a. AWS says only of IP addresses in which zone they are: other targets are counted',
    },
  },
} as const;

type Params = FromSchema<typeof params>;

export const expectHealthy = defineCheck<Params, Elbv2Client>({
  kind: 'elbv2/expect-healthy',
  summary: 'Holds when enough targets of a target group are healthy',
  params,
  examples: [
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
      'at-least': '50%',
    },
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067',
      'at-least': '2',
      'without-zones': ['us-east-1a'],
    },
  ],
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' }],
  observe: async (context, { 'target-group': targetGroup, 'at-least': atLeast, 'without-zones': zones = [] }) => {
    const health = await targetHealth(context, targetGroup, zones);
    const counted = inUse(health);
    const wanted = atLeast.endsWith('%') ? (counted * Number.parseInt(atLeast, 10)) / 100 : Number(atLeast);
    return {
      ok: counted > 0 && able(health) >= wanted,
      observed: `${describeHealth({ ...health, total: counted }, outside(health, zones))}, at least ${atLeast} wanted${rest(health)}`,
    };
  },
});

/** AWS calls targets so that were stopped or cannot be reached as well, for another reason: they are missing. */
const NOT_IN_USE = 'unused (Target.NotInUse)';

/** Targets of a zone that the load balancer has left say nothing of those that have its traffic. */
function inUse({ total, reasons: { [NOT_IN_USE]: unused = 0 } }: TargetHealth): number {
  return unused === total ? total : total - unused;
}

function outside({ zoneless }: TargetHealth, zones: readonly string[]): string {
  if (zones.length === 0) return '';
  const unknown = zoneless === 0 ? '' : ` (of ${zoneless} the zone is not known)`;
  return ` outside of ${zones.join(', ')}${unknown}`;
}

/** What the others are, with AWS's reasons; and what a group needs that nobody uses. */
function rest({ total, reasons }: TargetHealth): string {
  const others = Object.entries(reasons).filter(([reason]) => reason !== 'healthy');
  if (others.length === 0) return total === 0 ? '; no target is registered' : '';
  const text = others.map(([reason, count]) => `${count} ${reason}`).join(', ');
  if (reasons[NOT_IN_USE] !== total) return `; ${text}`;
  const hint = 'AWS checks the targets of a group only while a listener or a rule names it, weight 0 is enough';
  return `; ${text}: ${hint}`;
}
