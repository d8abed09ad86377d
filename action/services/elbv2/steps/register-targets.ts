import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { POSITIVE_DURATION_PATTERN, parseDuration } from '../../../domain/duration.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { DiffLine, ParamProblem, StepContext, Verification } from '../../../domain/step-kind.ts';
import { ec2Lookups } from '../ec2-lookups.ts';
import {
  pick,
  type TargetRegistration,
  type TargetRegistrations,
  targetRegistrations,
  targetUnit,
  toTargets,
} from '../resources/target-registrations.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

const target = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'port'],
  properties: {
    id: {
      type: 'string',
      // As AWS writes them, so that what is read back is the same text.
      pattern:
        '^(i-[0-9a-f]{8,17}|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}|arn:[a-z0-9-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/app/[A-Za-z0-9/-]+)$',
      description: 'Instance id, IP address, or ARN of an Application Load Balancer',
    },
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    'availability-zone': {
      type: 'string',
      pattern: '^(all|[a-z]{2,4}-[a-z0-9-]{3,40})$',
      description: 'Only for an IP address outside of the VPC: usually "all"',
    },
  },
} as const;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['target-group', 'targets'],
  properties: {
    'target-group': { type: 'string', description: 'ARN of the target group' },
    targets: { type: 'array', minItems: 1, maxItems: 100, items: target },
    'at-least': {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      description: 'How many of these targets have to become healthy. Default: all',
    },
    'healthy-within': {
      type: 'string',
      pattern: POSITIVE_DURATION_PATTERN,
      description: 'How long that may take',
      default: '5m',
    },
  },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

/** Registering a target that still drains ends its draining; undone, it drains again, for the group's whole delay. */
export const registerTargets = defineStep<Params, TargetRegistrations, Elbv2Client>({
  kind: 'elbv2/register-targets',
  summary: 'Registers targets with a target group and waits until they are healthy',
  params,
  problems: ({ targets, 'at-least': atLeast }) => (targets === undefined ? [] : listProblems(targets, atLeast)),
  examples: [
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067',
      targets: [
        { id: '10.0.1.17', port: 8080 },
        { id: '10.0.1.18', port: 8080 },
      ],
      'at-least': 1,
      'healthy-within': '5m',
    },
  ],
  undone: 'The targets that were not registered before are deregistered, and drain',
  caveats: [OTHER_TYPES_UNPROVEN],
  resourceKind: targetRegistrations,
  resource: (input) => input['target-group'],
  grants: (input) => [
    { access: 'read', action: 'elasticloadbalancing:DescribeTargetGroups', resource: '*' },
    {
      access: 'write',
      phase: 'apply',
      action: 'elasticloadbalancing:RegisterTargets',
      resource: input['target-group'],
    },
    ...ec2Lookups('RegisterTargets', 'apply'),
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:DeregisterTargets',
      resource: input['target-group'],
    },
  ],
  change: (before, input) => {
    const wanted = input.targets.map((each) => registration(each));
    requireSameZones(before, wanted);
    const added = wanted.filter(({ id, port }) => before[targetUnit(id, port)] === undefined);
    return {
      after: { ...before, ...Object.fromEntries(added.map((each) => [targetUnit(each.id, each.port), each])) },
      diff: wanted.map((each) => difference(each, added)),
    };
  },
  apply: async (context, { after, units }, input) => {
    await context.client.send(
      new RegisterTargetsCommand({ TargetGroupArn: input['target-group'], Targets: toTargets(pick(after, units)) }),
    );
  },
  restore: async (context, { after, units }, input) => {
    await context.client.send(
      new DeregisterTargetsCommand({ TargetGroupArn: input['target-group'], Targets: toTargets(pick(after, units)) }),
    );
  },
  verify: async (context, input) => {
    const command = new DescribeTargetHealthCommand({ TargetGroupArn: input['target-group'] });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    const ours = (answer.TargetHealthDescriptions ?? []).filter(({ Target: found }) =>
      input.targets.some(({ id, port }) => id === found?.Id && port === found.Port),
    );
    // A target is told to be not in use also where its zone is not one of the load balancer's: that is worth waiting, or failing, for.
    const idle = ours.filter(({ TargetHealth: health }) => health?.Reason === NOT_IN_USE);
    if (idle.length < input.targets.length || (await isForwardedTo(context, input['target-group']))) {
      return healthOf(ours, input);
    }
    return {
      done: true,
      progress: 'registered; their health is not checked, since nothing forwards to the target group',
    };
  },
  timeoutMs: (input) => parseDuration(input['healthy-within'] ?? '5m'),
});

function registration({
  id,
  port,
  'availability-zone': zone = null,
}: {
  readonly id: string;
  readonly port: number;
  readonly 'availability-zone'?: string | null;
}): TargetRegistration & { readonly port: number } {
  return { id, port, zone, quicServerId: null };
}

/** Each target once, and no more of them wanted than there are. */
function listProblems(targets: Params['targets'], atLeast = 1): readonly ParamProblem[] {
  const units = targets.map(({ id, port }) => targetUnit(id, port));
  const twice = targets.flatMap(({ id, port }, index) =>
    units.indexOf(targetUnit(id, port)) === index
      ? []
      : [{ path: ['targets', index], message: `${id}:${port} is named twice`, hint: 'name each target once' }],
  );
  if (atLeast <= targets.length) return twice;
  const message = `at least ${atLeast} of ${targets.length} targets cannot become healthy`;
  return [...twice, { path: ['at-least'], message, hint: `let at-least be ${targets.length} or less` }];
}

function requireSameZones(
  before: TargetRegistrations,
  wanted: readonly (TargetRegistration & { readonly port: number })[],
): void {
  for (const { id, port, zone } of wanted) {
    const there = before[targetUnit(id, port)];
    if (there === undefined || zone === null || there.zone === zone) continue;
    throw new BreakglassError('not-applicable', `${id}:${port} is registered in zone ${there.zone ?? 'of its own'}`, {
      hint: `leave out availability-zone, or deregister it before it is registered in ${zone}`,
    });
  }
}

function difference({ id, port, zone }: TargetRegistration, added: readonly TargetRegistration[]): DiffLine {
  const isNew = added.some((each) => each.id === id && each.port === port);
  return {
    what: `${id}:${port}`,
    before: isNew ? 'not registered' : 'registered',
    after: zone === null || !isNew ? 'registered' : `registered in zone ${zone}`,
  };
}

/** Targets of a group to which nothing forwards are never checked: waiting for their health would be waiting in vain. */
async function isForwardedTo(context: StepContext<Elbv2Client>, targetGroup: string): Promise<boolean> {
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [targetGroup] });
  const answer = await context.client.send(command, { abortSignal: context.signal });
  return answer.TargetGroups?.every(({ LoadBalancerArns: arns = [] }) => arns.length > 0) ?? true;
}

function healthOf(ours: readonly TargetHealthDescription[], input: Params): Verification {
  const healthy = ours.filter(({ TargetHealth: health }) => health?.State === 'healthy').length;
  const wanted = input['at-least'] ?? input.targets.length;
  const waiting = ours.flatMap(({ Target: found, TargetHealth: health }) =>
    health?.State === 'healthy'
      ? []
      : [`${found?.Id}:${found?.Port} ${health?.State ?? 'unknown'}${reasonOf(health?.Reason)}`],
  );
  const progress = `${healthy} of ${input.targets.length} registered targets healthy`;
  const details = waiting.length === 0 ? '' : `: ${waiting.slice(0, MOST_NAMED).join(', ')}`;
  return { done: healthy >= wanted, progress: `${progress}, ${wanted} wanted${details}` };
}

const NOT_IN_USE = 'Target.NotInUse';
const MOST_NAMED = 3;

function reasonOf(reason: string | undefined): string {
  return reason === undefined ? '' : ` (${reason})`;
}
