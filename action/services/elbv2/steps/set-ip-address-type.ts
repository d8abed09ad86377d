import { SetIpAddressTypeCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { ec2Lookups } from '../ec2-lookups.ts';
import { type LoadBalancerSettings, loadBalancerSettings, typeName } from '../resources/load-balancer-settings.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

const TYPES = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] as const;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['load-balancer', 'ip-address-type'],
  properties: {
    'load-balancer': { type: 'string', description: 'ARN of the load balancer' },
    'ip-address-type': {
      type: 'string',
      enum: TYPES,
      description: 'How clients can connect: over IPv4, over both, or over IPv6 alone from the internet',
    },
  },
} as const;

type Params = FromSchema<typeof params>;
type IpAddressType = (typeof TYPES)[number];

/** What each type means for clients, as an approver has to know it. */
const REACHED: Readonly<Record<IpAddressType, string>> = {
  ipv4: 'clients connect over IPv4',
  dualstack: 'clients connect over IPv4 and IPv6',
  'dualstack-without-public-ipv4': 'clients from the internet connect over IPv6 only',
};

export const setIpAddressType = defineStep<Params, LoadBalancerSettings, Elbv2Client>({
  kind: 'elbv2/set-ip-address-type',
  summary: 'Sets the IP versions over which clients reach a load balancer',
  params,
  examples: [
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      'ip-address-type': 'ipv4',
    },
  ],
  undone: 'The IP address type before it is set again',
  caveats: [OTHER_TYPES_UNPROVEN],
  resourceKind: loadBalancerSettings,
  resource: (input) => input['load-balancer'],
  grants: (input) => [
    { access: 'write', action: 'elasticloadbalancing:SetIpAddressType', resource: input['load-balancer'] },
    ...ec2Lookups('SetIpAddressType'),
  ],
  change: (before, input) => {
    const wanted = input['ip-address-type'];
    requirePossible(before, wanted, input['load-balancer']);
    return {
      after: { ...before, 'ip-address-type': wanted },
      diff: [{ what: 'ip-address-type', before: inWords(before['ip-address-type']), after: inWords(wanted) }],
    };
  },
  apply: (context, { after }, input) => set(context, input['load-balancer'], after),
  restore: (context, { before }, input) => set(context, input['load-balancer'], before),
  verify: async (context, input) => {
    const { 'ip-address-type': type } = await loadBalancerSettings.read(context, input['load-balancer']);
    return { done: type === input['ip-address-type'], progress: `its IP address type is ${type}` };
  },
});

function requirePossible({ about }: LoadBalancerSettings, wanted: IpAddressType, arn: string): void {
  if (wanted !== 'dualstack-without-public-ipv4') return;
  if (about.type === 'application' && about.scheme !== 'internal') return;
  const what = about.type === 'application' ? 'internal' : `a ${typeName(about.type)}`;
  throw new BreakglassError('not-applicable', `${arn} is ${what}, and cannot be ${wanted}`, {
    hint: 'use ipv4 or dualstack',
  });
}

function inWords(type: string): string {
  return isKnown(type) ? `${type}: ${REACHED[type]}` : type;
}

function isKnown(type: string): type is IpAddressType {
  return TYPES.some((known) => known === type);
}

async function set(context: StepContext<Elbv2Client>, arn: string, to: LoadBalancerSettings): Promise<void> {
  const type = to['ip-address-type'];
  if (!isKnown(type)) throw new BreakglassError('internal', `unknown IP address type "${type}"`);
  await context.client.send(new SetIpAddressTypeCommand({ LoadBalancerArn: arn, IpAddressType: type }));
}
