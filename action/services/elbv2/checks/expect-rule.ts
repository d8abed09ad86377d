import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineCheck } from '../../../domain/define.ts';
import { sameJson } from '../../../domain/json.ts';
import type { Observation } from '../../../domain/step-kind.ts';
import { fromAws } from '../actions.ts';
import { anyCondition, conditionProblems, conditionProperties, conditionsOf } from '../condition-params.ts';
import { conditionsFromAws, describeConditions } from '../conditions.ts';
import { describeActions } from '../describe-actions.ts';
import { HIGHEST_PRIORITY, LOWEST_PRIORITY } from '../make-room.ts';
import { describeRules } from '../resources/listener-rules.ts';
import { listenerOf, ruleParam } from '../rule-arn.ts';
import type { Elbv2Client } from '../service.ts';

const conditions = {
  type: 'object',
  description: 'Which requests it is for: these conditions, and no other',
  additionalProperties: false,
  properties: conditionProperties,
} as const;

const shape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    conditions,
    rule: { ...ruleParam, description: 'ARN of the rule, in place of listener and conditions' },
    action: {
      type: 'string',
      enum: ['forward', 'fixed-response', 'redirect'],
      description: 'What it does with them in the end',
    },
    priority: { type: 'integer', minimum: HIGHEST_PRIORITY, maximum: LOWEST_PRIORITY },
  },
} as const;

const params = {
  ...shape,
  properties: { ...shape.properties, conditions: { ...conditions, anyOf: anyCondition } },
  anyOf: [{ required: ['rule'] }, { required: ['listener', 'conditions'] }],
  not: { required: ['rule'], anyOf: [{ required: ['listener'] }, { required: ['conditions'] }] },
} as const;

type Params = FromSchema<typeof shape>;

export const expectRule = defineCheck<Params, Elbv2Client>({
  kind: 'elbv2/expect-rule',
  summary: 'Holds when a listener has a rule for exactly these requests, or when a rule is there and has its place',
  params,
  problems: ({ conditions: wanted = {} }) => conditionProblems(wanted, ['conditions']),
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      conditions: { paths: ['/api/*'] },
      action: 'forward',
    },
    {
      rule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
      priority: 10,
    },
  ],
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeRules', resource: '*' }],
  observe: async (context, params) => {
    const { listener, rule, conditions: asked = {} } = params;
    return rule === undefined
      ? lookFor(context, { ...params, listener: listener ?? '', asked })
      : lookAt(context, rule, params);
  },
});

type Context = Parameters<typeof describeRules>[0];
type Wanted = Pick<Params, 'action' | 'priority'>;

async function lookFor(
  context: Context,
  {
    listener,
    asked,
    ...params
  }: Wanted & { readonly listener: string; readonly asked: NonNullable<Params['conditions']> },
): Promise<Observation> {
  const wanted = conditionsFromAws(conditionsOf(asked));
  const rules = (await describeRules(context, listener)).filter((rule) => rule.IsDefault !== true);
  const found = rules.filter((rule) => sameJson(conditionsFromAws(rule.Conditions ?? []), wanted));
  const text = describeConditions(wanted);
  if (found.length === 0) return { ok: false, observed: `none of ${rules.length} rules is for ${text}` };
  return {
    ok: found.some((rule) => isAsWanted(rule, params)),
    observed: `for ${text}: ${found.map(describe).join('; ')}`,
  };
}

async function lookAt(context: Context, arn: string, wanted: Wanted): Promise<Observation> {
  const rule = (await describeRules(context, listenerOf(arn))).find(({ RuleArn }) => RuleArn === arn);
  if (rule === undefined) return { ok: false, observed: `${arn} is not there` };
  const text = describeConditions(conditionsFromAws(rule.Conditions ?? []));
  return { ok: isAsWanted(rule, wanted), observed: `for ${text}: ${describe(rule)}` };
}

function isAsWanted(rule: Rule, { action, priority }: Params): boolean {
  const type = fromAws(rule.Actions ?? []).at(-1)?.type;
  return (action === undefined || type === action) && (priority === undefined || rule.Priority === String(priority));
}

function describe(rule: Rule): string {
  return `priority ${rule.Priority ?? '?'}, ${describeActions(fromAws(rule.Actions ?? []))}`;
}
