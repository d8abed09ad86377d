import { SetSubnetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { sameJson } from '../../../domain/json.ts';
import type { DiffLine, StepContext } from '../../../domain/step-kind.ts';
import { ec2Lookups } from '../ec2-lookups.ts';
import { type LoadBalancerSettings, loadBalancerSettings, typeName } from '../resources/load-balancer-settings.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

/** AWS takes one subnet a zone, and at least two zones. */
const LEAST_ZONES = 2;

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['load-balancer'],
  properties: {
    'load-balancer': { type: 'string', description: 'ARN of the Application Load Balancer' },
    subnets: {
      type: 'array',
      minItems: LEAST_ZONES,
      maxItems: 20,
      uniqueItems: true,
      items: { type: 'string', pattern: '^subnet-[0-9a-f]{8,17}$' },
      description: 'All that it has afterwards, one a zone',
    },
    'without-zones': {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z]{2,4}-[a-z0-9-]{3,40}$' },
      description: 'Zones that it leaves; its subnets in the others stay',
    },
  },
} as const;

const params = {
  ...shape,
  anyOf: [{ required: ['subnets'] }, { required: ['without-zones'] }],
  not: { required: ['subnets', 'without-zones'] },
} as const;

type Params = FromSchema<typeof shape>;

export const setSubnets = defineStep<Params, LoadBalancerSettings, Elbv2Client>({
  kind: 'elbv2/set-subnets',
  summary: 'Replaces the subnets of an Application Load Balancer, or takes it out of zones',
  params,
  examples: [
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      'without-zones': ['us-east-1a'],
    },
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'],
    },
  ],
  undone: 'The subnets before it are set again',
  caveats: [OTHER_TYPES_UNPROVEN],
  resourceKind: loadBalancerSettings,
  resource: (input) => input['load-balancer'],
  grants: (input) => [
    { access: 'write', action: 'elasticloadbalancing:SetSubnets', resource: input['load-balancer'] },
    ...ec2Lookups('SetSubnets'),
  ],
  change: (before, input) => {
    requireApplication(before, input['load-balancer']);
    const subnets = input.subnets?.toSorted() ?? remaining(before, input['without-zones'] ?? []);
    return { after: { ...before, subnets }, diff: difference(before, subnets) };
  },
  apply: (context, { after }, input) => set(context, input['load-balancer'], after),
  restore: (context, { before }, input) => set(context, input['load-balancer'], before),
  verify: async (context, input) => {
    const { subnets, about } = await loadBalancerSettings.read(context, input['load-balancer']);
    const left = Object.values(about.zones).filter((zone) => input['without-zones']?.includes(zone) === true);
    const isAsNamed = input.subnets === undefined || sameJson(subnets, input.subnets.toSorted());
    const places = subnets.map((subnet) => `${subnet} (${about.zones[subnet] ?? 'zone unknown'})`);
    return { done: isAsNamed && left.length === 0, progress: `it stands in ${places.join(', ')}` };
  },
});

/** The subnets of a Network Load Balancer can have fixed addresses of their own, which would be lost; a Gateway's can only grow. */
function requireApplication({ about: { type } }: LoadBalancerSettings, arn: string): void {
  if (type === 'application') return;
  throw new BreakglassError('not-applicable', `${arn} is a ${typeName(type)}`, {
    hint: 'its subnets cannot be put back as they were: use zonal shift, or take its targets out',
  });
}

function remaining({ subnets, about: { zones } }: LoadBalancerSettings, without: readonly string[]): readonly string[] {
  const unknown = subnets.find((subnet) => zones[subnet] === undefined);
  if (unknown !== undefined) {
    throw new BreakglassError(
      'not-applicable',
      `the zone of ${unknown}, which an earlier step brings, is not known yet`,
      {
        hint: 'name all subnets in that step, without those of the zones to leave',
      },
    );
  }
  const inUse = new Set(subnets.map((subnet) => zones[subnet]));
  const missing = without.find((zone) => !inUse.has(zone));
  if (missing !== undefined) {
    throw new BreakglassError('not-applicable', `the load balancer is not in zone ${missing}`, {
      hint: `it is in ${[...inUse].join(', ')}`,
    });
  }
  const kept = subnets.filter((subnet) => !without.includes(zones[subnet] ?? ''));
  if (kept.length < LEAST_ZONES) {
    throw new BreakglassError(
      'not-applicable',
      `the load balancer would be left in ${kept.length} of ${inUse.size} zones`,
      {
        hint: `AWS wants at least ${LEAST_ZONES}: leave fewer zones, or name other subnets`,
      },
    );
  }
  return kept;
}

function difference({ subnets: before, about: { zones } }: LoadBalancerSettings, after: readonly string[]): DiffLine[] {
  const all = [...new Set([...before, ...after])].toSorted();
  return all.map((subnet) => ({
    what: zones[subnet] === undefined ? subnet : `${subnet} in zone ${zones[subnet]}`,
    before: before.includes(subnet) ? 'takes traffic' : 'not used',
    after: after.includes(subnet) ? 'takes traffic' : 'not used',
  }));
}

async function set(context: StepContext<Elbv2Client>, arn: string, { subnets }: LoadBalancerSettings): Promise<void> {
  await context.client.send(new SetSubnetsCommand({ LoadBalancerArn: arn, Subnets: [...subnets] }));
}
