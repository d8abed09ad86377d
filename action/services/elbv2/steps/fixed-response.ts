import {
  CreateRuleCommand,
  DeleteRuleCommand,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep, type StepIds, type TypedTransition } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { THIS_SESSION } from '../../../domain/grant.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import {
  type CreatedRule,
  createdArn,
  isCreatedRule,
  type ListenerRules,
  listenerRules,
  priorities,
  rulesOf,
  SESSION_TAG,
  STEP_TAG,
  unitOf,
} from '../listener-rules.ts';
import { makeRoom } from '../make-room.ts';
import type { Elbv2Client } from '../service.ts';

const patterns = {
  type: 'array',
  minItems: 1,
  maxItems: 5,
  items: { type: 'string', minLength: 1, maxLength: 128 },
} as const;

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'status', 'body'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    hosts: { ...patterns, description: 'Host names that it answers for, with * and ?' },
    paths: { ...patterns, description: 'Paths that it answers for, with * and ?' },
    status: {
      type: 'integer',
      minimum: 200,
      maximum: 599,
      not: { minimum: 300, maximum: 399 },
      description: 'HTTP status: 2XX, 4XX or 5XX',
    },
    'content-type': {
      type: 'string',
      enum: ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'],
      default: 'text/plain',
    },
    body: { type: 'string', maxLength: 1024, description: 'What clients see' },
  },
} as const;

const params = { ...shape, anyOf: [{ required: ['hosts'] }, { required: ['paths'] }] } as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

/** AWS's limits of one rule's condition values, and of the `*` and `?` in them. */
const MAX_VALUES = 5;
const MAX_WILDCARDS = 5;

export const fixedResponse = defineStep<Params, ListenerRules, Elbv2Client>({
  kind: 'elbv2/fixed-response',
  summary: 'Answers some hosts or paths with a fixed page, before every other rule of the listener',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      paths: ['/checkout/*'],
      status: 503,
      'content-type': 'text/html',
      body: '<h1>Back in a few minutes</h1>',
    },
  ],
  resourceKind: listenerRules,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:CreateRule', resource: listener },
    {
      access: 'write',
      phase: 'apply',
      action: 'elasticloadbalancing:AddTags',
      resource: rulesOf(listener),
      // Only as part of CreateRule: a rule that is there already can never be made to look like ours.
      condition: { 'elasticloadbalancing:CreateAction': 'CreateRule' },
    },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:DeleteRule',
      resource: rulesOf(listener),
      condition: { [`aws:ResourceTag/${SESSION_TAG}`]: THIS_SESSION },
    },
    { access: 'write', action: 'elasticloadbalancing:SetRulePriorities', resource: rulesOf(listener) },
  ],
  change: (before, input, ids) => {
    const { rules, priority } = makeRoom(before);
    const created = ruleOf(input, priority);
    requireWithinLimits(created);
    const moved = [...priorities(rules)].filter(([unit, value]) => priorities(before).get(unit) !== value);
    return {
      after: { ...rules, [unitOf(ids)]: created },
      diff: [
        {
          what: created.conditions.map(({ field, values }) => `${field} ${values.join(', ')}`).join(' and '),
          before: 'answered by the rules below',
          after: `status ${created.status}, priority ${priority}`,
        },
        ...moved.map(([unit, value]) => ({
          what: unit.slice(unit.indexOf('/') + 1),
          before: `priority ${priorities(before).get(unit)}`,
          after: `priority ${value}`,
        })),
      ],
    };
  },
  apply: async (context, transition, input) => {
    await setPriorities(context, transition, transition.after);
    const unit = unitOf(context);
    const rule = transition.after[unit];
    const isThere = createdArn(transition.now, unit) !== undefined;
    if (isCreatedRule(rule) && transition.units.includes(unit) && !isThere) {
      await createRule(context, input.listener, rule);
    }
  },
  restore: async (context, transition) => {
    const unit = unitOf(context);
    const arn = createdArn(transition.now, unit);
    if (arn !== undefined && transition.units.includes(unit)) {
      await context.client.send(new DeleteRuleCommand({ RuleArn: arn }));
    }
    await setPriorities(context, transition, transition.before);
  },
  verify: async (context, { listener }) => {
    const rules = await listenerRules.read(context, listener);
    const done = rules[unitOf(context)] !== undefined;
    return { done, progress: done ? 'the rule is in force' : 'the rule is not there yet' };
  },
  outputs: (model, _input, ids) => ({ rule: createdArn(model, unitOf(ids)) ?? '' }),
});

function ruleOf(input: Params, priority: number): CreatedRule {
  const conditions = [
    { field: 'host-header', values: input.hosts },
    { field: 'path-pattern', values: input.paths },
  ].flatMap(({ field, values }) => (values === undefined ? [] : [{ field, values: values.toSorted() }]));
  return {
    priority,
    conditions,
    status: input.status,
    contentType: input['content-type'] ?? 'text/plain',
    body: input.body,
  };
}

/** What AWS would refuse only after the other rules have been moved. */
function requireWithinLimits({ conditions }: CreatedRule): void {
  const values = conditions.flatMap((condition) => condition.values);
  const wildcards = values.join('').match(/[*?]/g)?.length ?? 0;
  if (values.length <= MAX_VALUES && wildcards <= MAX_WILDCARDS) return;
  throw new BreakglassError('not-applicable', `${values.length} hosts and paths with ${wildcards} of * and ?`, {
    hint: `AWS takes at most ${MAX_VALUES} values and ${MAX_WILDCARDS} wildcards in one rule: use two steps`,
  });
}

/** Moves the rules whose priority is pending, all in one call: AWS checks the new order as a whole. */
async function setPriorities(
  context: StepContext<Elbv2Client>,
  { now, units }: TypedTransition<ListenerRules>,
  wanted: ListenerRules,
): Promise<void> {
  const target = priorities(wanted);
  const current = priorities(now);
  const moves = units.flatMap((unit) => {
    const priority = target.get(unit);
    const arn = unit.startsWith('priority/') ? unit.slice('priority/'.length) : createdArn(now, unit);
    if (priority === undefined || arn === undefined || current.get(unit) === priority) return [];
    return [{ RuleArn: arn, Priority: priority }];
  });
  if (moves.length > 0) await context.client.send(new SetRulePrioritiesCommand({ RulePriorities: moves }));
}

async function createRule(context: StepContext<Elbv2Client>, listener: string, rule: CreatedRule): Promise<void> {
  await context.client.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: rule.priority,
      Conditions: rule.conditions.map(({ field, values }) =>
        field === 'host-header'
          ? { Field: field, HostHeaderConfig: { Values: [...values] } }
          : { Field: field, PathPatternConfig: { Values: [...values] } },
      ),
      Actions: [
        {
          Type: 'fixed-response',
          FixedResponseConfig: {
            StatusCode: String(rule.status),
            ContentType: rule.contentType,
            MessageBody: rule.body,
          },
        },
      ],
      Tags: tagsOf(context),
    }),
  );
}

function tagsOf({ session, step }: StepIds): { Key: string; Value: string }[] {
  return [
    { Key: SESSION_TAG, Value: session },
    { Key: STEP_TAG, Value: step },
  ];
}
