import { ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { defineStep, type TypedTransition } from '../../../domain/define.ts';
import { sameJson } from '../../../domain/json.ts';
import type { DiffLine, StepContext } from '../../../domain/step-kind.ts';
import { actionOf, actionParam, actionProblems } from '../action-params.ts';
import { isAuthenticate, type ListenerAction, requireRestorable, toAws } from '../actions.ts';
import { passingLines, passingParam } from '../authentication.ts';
import {
  anyCondition,
  type ConditionParams,
  conditionProblems,
  conditionProperties,
  conditionsOf,
} from '../condition-params.ts';
import { conditionsFromAws, conditionsToAws, describeConditions, requireWritable } from '../conditions.ts';
import { describeActions } from '../describe-actions.ts';
import { requireExisting } from '../existing-rule.ts';
import { requireNoUserPool } from '../logins.ts';
import { listenerRules } from '../resources/listener-rules.ts';
import { listenerOf, ruleParam } from '../rule-arn.ts';
import { describeRule } from '../rule-priorities.ts';
import { currentArn, type ExistingRule, existingRule, type ListenerRules, withExisting } from '../rules-model.ts';
import type { Elbv2Client } from '../service.ts';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['rule'],
  properties: {
    rule: ruleParam,
    ...conditionProperties,
    action: actionParam,
    'without-authentication': passingParam,
  },
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

/** Its conditions are replaced as a whole, as AWS does; priority, transforms and tags stay. */
export const modifyRule = defineStep<Params, ListenerRules, Elbv2Client>({
  kind: 'elbv2/modify-rule',
  summary: 'Changes what requests a rule is for, or what it does with them',
  params: { ...shape, anyOf: [...anyCondition, { required: ['action'] }] },
  problems: (params) => [...conditionProblems(params), ...actionProblems(params.action)],
  examples: [
    {
      rule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
      paths: ['/api/*'],
      action: { 'fixed-response': { status: 503, body: 'Back in a few minutes' } },
    },
  ],
  undone: 'The conditions and actions before it are written back, in one call',
  caveats: [
    'What asks who a request is from stays before the new action. A login at a Cognito user pool would be written again beside it, which AWS lets nobody do without `cognito-idp:DescribeUserPoolClient`: the new action is refused then.',
    'Where requests that had to log in, or were redirected to HTTPS on the same host and path, where that may be asked, would be let in without, by this rule or one below: refused, unless the step says `without-authentication: true`.',
    'What it replaces may hold secrets: values of conditions on headers and the query, what a redirect adds to the query, and parameters of a login. They are in the record under the key of the install alone. Where it has none, the request has to accept `sensitive-state`, and only the run itself can write them back.',
  ],
  resourceKind: listenerRules,
  resource: ({ rule }) => listenerOf(rule),
  grants: ({ rule }) => [{ access: 'write', action: 'elasticloadbalancing:ModifyRule', resource: rule }],
  change: (before, params) => {
    const rule = requireExisting(before, params.rule);
    const changed = { ...rule, ...changedParts(rule, params) };
    const after = withExisting(before, params.rule, changed);
    return { after, diff: linesOf(describeRule(before, params.rule), rule, changed) };
  },
  opens: (states, { 'without-authentication': without = false }) => passingLines(states, without),
  // New values come from the params, in the spelling that they have there.
  apply: (context, transition, params) =>
    modify(context, params, transition, { of: transition.after, conditions: () => conditionsOf(params) }),
  restore: (context, transition, params) =>
    modify(context, params, transition, {
      of: transition.before,
      conditions: ({ conditions }) => conditionsToAws(conditions),
    }),
  verify: async (context, params) => {
    const found = existingRule(await listenerRules.read(context, listenerOf(params.rule)), params.rule);
    const done = found !== undefined && isAsWanted(found, params);
    return { done, progress: done ? 'the rule is as it is to be' : 'the rule is not yet as it is to be' };
  },
});

function changedParts(rule: ExistingRule, params: Params): Partial<Pick<ExistingRule, 'conditions' | 'actions'>> {
  const parts = wantedParts(rule, params);
  if (!sameJson(parts.conditions ?? rule.conditions, rule.conditions)) requireWritable(rule.conditions);
  if (!sameJson(parts.actions ?? rule.actions, rule.actions)) {
    requireRestorable(rule.actions);
    requireNoUserPool(rule.actions);
  }
  return parts;
}

/** An action that asks who a request is from stays before the new one: no change at night opens what needs a login. */
function wantedParts(rule: ExistingRule, params: Params): Partial<Pick<ExistingRule, 'conditions' | 'actions'>> {
  const { action } = params;
  const authenticate: readonly ListenerAction[] = rule.actions.filter(isAuthenticate);
  return {
    ...(hasConditions(params) ? { conditions: conditionsFromAws(conditionsOf(params)) } : {}),
    ...(action === undefined ? {} : { actions: [...authenticate, actionOf(action)] }),
  };
}

function hasConditions(params: ConditionParams): boolean {
  return conditionsOf(params).length > 0;
}

function isAsWanted(rule: ExistingRule, params: Params): boolean {
  return sameJson({ ...rule, ...wantedParts(rule, params) }, rule);
}

function linesOf(what: string, before: ExistingRule, after: ExistingRule): readonly DiffLine[] {
  const lines: readonly DiffLine[] = [
    {
      what: `${what}: conditions`,
      before: describeConditions(before.conditions),
      after: describeConditions(after.conditions),
    },
    {
      what: `${what}: action`,
      before: describeActions(before.actions),
      after: describeActions(after.actions, 'planned'),
    },
  ];
  const isChanged = [!sameJson(before.conditions, after.conditions), !sameJson(before.actions, after.actions)];
  return lines.filter((_, index) => isChanged[index]);
}

interface Wanted {
  readonly of: ListenerRules;
  readonly conditions: (rule: ExistingRule) => ReturnType<typeof conditionsOf>;
}

/** What is pending, in one call; what is not sent stays as it is. */
async function modify(
  context: StepContext<Elbv2Client>,
  { rule: name }: Params,
  { now, units }: TypedTransition<ListenerRules>,
  wanted: Wanted,
): Promise<void> {
  const rule = existingRule(wanted.of, name);
  const isPending = (part: string): boolean => units.includes(`${part}/${name}`);
  if (rule === undefined || !(isPending('conditions') || isPending('actions'))) return;
  await context.client.send(
    new ModifyRuleCommand({
      RuleArn: currentArn(now, name),
      ...(isPending('conditions') ? { Conditions: wanted.conditions(rule) } : {}),
      ...(isPending('actions') ? { Actions: toAws(rule.actions) } : {}),
    }),
  );
}
