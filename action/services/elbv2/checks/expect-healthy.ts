import type { FromSchema } from 'json-schema-to-ts';
import { defineCheck } from '../../../domain/define.ts';
import type { Elbv2Client } from '../service.ts';
import { able, describeHealth, targetHealth } from '../target-health.ts';

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
        'Share of the registered targets (50%), or their number ("2"); where health checks are off, each counts',
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
  ],
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' }],
  observe: async (context, { 'target-group': targetGroup, 'at-least': atLeast }) => {
    const health = await targetHealth(context, targetGroup);
    const { total } = health;
    const wanted = atLeast.endsWith('%') ? (total * Number.parseInt(atLeast, 10)) / 100 : Number(atLeast);
    return {
      ok: total > 0 && able(health) >= wanted,
      observed: `${describeHealth(health)}, at least ${atLeast} wanted`,
    };
  },
});
