import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { POSITIVE_DURATION_PATTERN, parseDuration } from '../../../domain/duration.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { ec2Lookups } from '../ec2-lookups.ts';
import {
  pick,
  type TargetRegistration,
  type TargetRegistrations,
  targetRegistrations,
  toTargets,
} from '../resources/target-registrations.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['target-group', 'targets'],
  properties: {
    'target-group': { type: 'string', description: 'ARN of the target group' },
    targets: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 200, description: 'Instance id or IP address' },
          port: { type: 'integer', minimum: 1, maximum: 65535, description: 'Default: every port of this id' },
        },
      },
    },
    'drain-within': {
      type: 'string',
      pattern: POSITIVE_DURATION_PATTERN,
      description: "How long draining may take; at least the group's deregistration delay",
      default: '6m',
    },
  },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

export const deregisterTargets = defineStep<Params, TargetRegistrations, Elbv2Client>({
  kind: 'elbv2/deregister-targets',
  summary: 'Takes targets out of a target group and waits until their connections have drained',
  params,
  examples: [
    {
      'target-group': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067',
      targets: [{ id: '10.0.1.17', port: 8080 }],
      'drain-within': '6m',
    },
  ],
  undone: 'The targets are registered again with their ports and zones; they take traffic once they are healthy',
  caveats: [
    "AWS shows a target as draining until the group's deregistration delay is over (up to 3600 s), also where no request is left: with a shorter `drain-within` the step fails and the target is put back. `elbv2/expect-attribute` with `at-most` finds that out before.",
    OTHER_TYPES_UNPROVEN,
  ],
  resourceKind: targetRegistrations,
  resource: (input) => input['target-group'],
  grants: (input) => [
    {
      access: 'write',
      phase: 'apply',
      action: 'elasticloadbalancing:DeregisterTargets',
      resource: input['target-group'],
    },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:RegisterTargets',
      resource: input['target-group'],
    },
    ...ec2Lookups('RegisterTargets', 'restore'),
  ],
  change: (before, input) => {
    const { gone, kept } = split(before, input);
    if (gone.length === 0) {
      throw new BreakglassError('not-applicable', `none of ${JSON.stringify(input.targets)} is registered`, {
        hint: 'name targets that are registered in the target group',
      });
    }
    if (kept.length === 0) {
      throw new BreakglassError('not-applicable', 'the target group would be left without a target', {
        hint: 'leave at least one target registered, or shift the traffic first',
      });
    }
    return {
      after: Object.fromEntries(kept),
      diff: gone.map(([unit]) => ({ what: unit.slice('target/'.length), before: 'registered', after: 'deregistered' })),
    };
  },
  apply: async (context, { before, units }, input) => {
    await context.client.send(
      new DeregisterTargetsCommand({ TargetGroupArn: input['target-group'], Targets: toTargets(pick(before, units)) }),
    );
  },
  restore: async (context, { before, units }, input) => {
    await context.client.send(
      new RegisterTargetsCommand({ TargetGroupArn: input['target-group'], Targets: toTargets(pick(before, units)) }),
    );
  },
  verify: async (context, input) => {
    const command = new DescribeTargetHealthCommand({ TargetGroupArn: input['target-group'] });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    const left = (answer.TargetHealthDescriptions ?? []).filter(({ Target: target }) =>
      names(input, { id: target?.Id ?? '', port: target?.Port ?? null }),
    );
    return { done: left.length === 0, progress: left.length === 0 ? 'drained' : `${left.length} targets draining` };
  },
  // The call itself takes a moment too, and so does seeing that they have drained.
  timeoutMs: (input) => parseDuration(input['drain-within'] ?? '6m') + CALL_MS,
});

const CALL_MS = 60_000;

function names(input: Params, target: { readonly id: string; readonly port: number | null }): boolean {
  return input.targets.some(({ id, port }) => id === target.id && (port === undefined || port === target.port));
}

function split(
  registrations: TargetRegistrations,
  input: Params,
): Record<'gone' | 'kept', (readonly [string, TargetRegistration])[]> {
  const all = Object.entries(registrations);
  return {
    gone: all.filter(([, target]) => names(input, target)),
    kept: all.filter(([, target]) => !names(input, target)),
  };
}
