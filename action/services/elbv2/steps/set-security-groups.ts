import { SetSecurityGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { sameJson } from '../../../domain/json.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { type LoadBalancerSettings, loadBalancerSettings, typeName } from '../resources/load-balancer-settings.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['load-balancer', 'security-groups'],
  properties: {
    'load-balancer': { type: 'string', description: 'ARN of the load balancer' },
    'security-groups': {
      type: 'array',
      minItems: 1,
      maxItems: 5,
      uniqueItems: true,
      items: { type: 'string', pattern: '^sg-[0-9a-f]{8,17}$' },
      description: 'All that it has afterwards: the groups that are not named are taken away',
    },
  },
} as const;

type Params = FromSchema<typeof params>;

export const setSecurityGroups = defineStep<Params, LoadBalancerSettings, Elbv2Client>({
  kind: 'elbv2/set-security-groups',
  summary: 'Replaces the security groups of a load balancer, which say who can connect to it',
  params,
  examples: [
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      'security-groups': ['sg-0a1b2c3d4e5f60718'],
    },
  ],
  undone: 'The security groups before it are set again, in their order',
  caveats: [
    "Targets whose own security group admits the load balancer's old group alone drop what the new one sends: health checks fail, and clients get 504. Nothing in ELBv2 shows this before: let the targets admit both groups first, and watch `elbv2/expect-healthy` afterwards.",
    OTHER_TYPES_UNPROVEN,
  ],
  resourceKind: loadBalancerSettings,
  resource: (input) => input['load-balancer'],
  grants: (input) => [
    { access: 'write', action: 'elasticloadbalancing:SetSecurityGroups', resource: input['load-balancer'] },
  ],
  change: (before, input) => {
    requireGroups(before, input['load-balancer']);
    const groups = input['security-groups'].toSorted();
    const all = [...new Set([...before['security-groups'], ...groups])].toSorted();
    return {
      after: { ...before, 'security-groups': groups },
      diff: all.map((group) => ({
        what: group,
        before: before['security-groups'].includes(group) ? 'applies' : 'does not apply',
        after: groups.includes(group) ? 'applies' : 'does not apply',
      })),
    };
  },
  apply: (context, { after }, input) => set(context, input['load-balancer'], after),
  restore: (context, { before }, input) => set(context, input['load-balancer'], before),
  verify: async (context, input) => {
    const now = await loadBalancerSettings.read(context, input['load-balancer']);
    const done = sameJson(now['security-groups'], input['security-groups'].toSorted());
    return { done, progress: `its security groups are ${now['security-groups'].join(', ') || 'none'}` };
  },
});

/** AWS gives security groups to no Gateway Load Balancer, and to no Network Load Balancer that was made without. */
function requireGroups({ about: { type }, 'security-groups': groups }: LoadBalancerSettings, arn: string): void {
  if (type === 'application' || (type === 'network' && groups.length > 0)) return;
  throw new BreakglassError('not-applicable', `${arn} is a ${typeName(type)} without security groups`, {
    hint: 'AWS cannot give it any: restrict who connects in the network ACLs, or at the targets',
  });
}

async function set(
  context: StepContext<Elbv2Client>,
  arn: string,
  { 'security-groups': groups, about: { groupsInOrder, privateLink } }: LoadBalancerSettings,
): Promise<void> {
  const isAsBefore = sameJson(groups, groupsInOrder.toSorted());
  await context.client.send(
    new SetSecurityGroupsCommand({
      LoadBalancerArn: arn,
      SecurityGroups: [...(isAsBefore ? groupsInOrder : groups)],
      ...(privateLink === 'on' || privateLink === 'off'
        ? { EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: privateLink }
        : {}),
    }),
  );
}
