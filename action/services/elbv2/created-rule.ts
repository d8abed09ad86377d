import { CreateRuleCommand, DeleteRuleCommand, type Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineStep, type StepIds, type TypedTransition } from '../../domain/define.ts';
import { BreakglassError } from '../../domain/error.ts';
import { type Grant, THIS_SESSION } from '../../domain/grant.ts';
import type { JsonSchema, ParamProblem, StepContext, StepKind } from '../../domain/step-kind.ts';
import { type ListenerAction, toAws } from './actions.ts';
import { passingLines } from './authentication.ts';
import { type ConditionParams, conditionProblems, conditionsOf } from './condition-params.ts';
import { conditionsFromAws, describeConditions } from './conditions.ts';
import { describeActions } from './describe-actions.ts';
import { firstPriority, HIGHEST_PRIORITY, LOWEST_PRIORITY, makeRoom } from './make-room.ts';
import { listenerRules, SESSION_TAG, STEP_TAG } from './resources/listener-rules.ts';
import { rulesOf } from './rule-arn.ts';
import { movedLines, prioritiesGrant, setPriorities } from './rule-priorities.ts';
import { createdRule, currentArn, type ListenerRules, type RuleContent, unitOf } from './rules-model.ts';
import type { Elbv2Client } from './service.ts';

/** Members of the params of every kind that creates a rule. */
export const placeProperties = {
  listener: { type: 'string', description: 'ARN of the listener' },
  priority: {
    type: 'integer',
    minimum: HIGHEST_PRIORITY,
    maximum: LOWEST_PRIORITY,
    description:
      'Where it stands among the rules, the lowest first; where that is taken, rules move down. Default: before all',
  },
} as const;

interface PlaceParams {
  readonly listener: string;
  readonly priority?: number;
}

/** What a kind that creates a rule is beyond that. */
interface CreatingKind<P> {
  readonly kind: string;
  readonly summary: string;
  readonly params: JsonSchema;
  /** Beside those of its conditions. */
  readonly problems?: (params: Partial<P>) => readonly ParamProblem[];
  readonly examples: readonly P[];
  readonly caveats?: readonly string[];
  /** What its rule does with the requests that it is for. */
  readonly actionOf: (params: P) => ListenerAction;
  /** Whether a step says that its rule may pass a login by; kinds whose rules let nobody in do not ask. */
  readonly passes?: (params: P) => boolean;
}

/**
 * A kind whose steps put one rule among a listener's. It is tagged with the session and the step: so it is found again when the answer
 * to its creation is lost, and only what carries the session's tag can be deleted.
 */
export function createsRule<P extends ConditionParams & PlaceParams>({
  actionOf,
  passes = () => false,
  caveats = [],
  problems = () => [],
  ...own
}: CreatingKind<P>): StepKind {
  return defineStep<P, ListenerRules, Elbv2Client>({
    ...own,
    problems: (params) => [...conditionProblems(params), ...problems(params)],
    undone: 'The rule is deleted, and the rules that made room for it move back',
    caveats: [
      ...caveats,
      'Values of conditions on headers and the query are in the record of the state as keyed hashes only; they stand in the plan, as the playbook gives them.',
      'Where somebody has changed what the rule does or is for, it stays, and is reported as a conflict.',
    ],
    resourceKind: listenerRules,
    resource: ({ listener }) => listener,
    grants: ({ listener }) => grantsOf(listener),
    change: (before, params, ids) => {
      const unit = unitOf(ids);
      requireAbsent(before, unit);
      const rule: RuleContent = {
        priority: params.priority ?? firstPriority(before),
        conditions: conditionsFromAws(conditionsOf(params)),
        actions: [actionOf(params)],
        transforms: [],
      };
      const moved = makeRoom(before, new Map([[unit, rule.priority]]));
      const line = {
        what: describeConditions(rule.conditions),
        before: 'answered by the rules below',
        after: `${describeActions(rule.actions, 'planned')}, priority ${rule.priority}`,
      };
      return { after: { ...moved, [unit]: rule }, diff: [line, ...movedLines(before, moved)] };
    },
    opens: (states, params) => passingLines(states, passes(params)),
    apply: async (context, transition, params) => {
      await setPriorities(context, transition, transition.after);
      const unit = unitOf(context);
      const rule = createdRule(transition.after, unit);
      const isThere = transition.now[unit] !== undefined;
      if (rule !== undefined && transition.units.includes(unit) && !isThere) await createRule(context, params, rule);
    },
    restore: async (context, transition) => {
      await deleteOwn(context, transition);
      await setPriorities(context, transition, transition.before);
    },
    verify: async (context, { listener }) => {
      const rules = await listenerRules.read(context, listener);
      const done = rules[unitOf(context)] !== undefined;
      return { done, progress: done ? 'the rule is in force' : 'the rule is not there yet' };
    },
    outputs: (model, _params, ids) => ({ rule: currentArn(model, unitOf(ids)) ?? '' }),
  });
}

function grantsOf(listener: string): readonly Grant[] {
  return [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:CreateRule', resource: listener },
    { ...tagCreatedGrant(listener), phase: 'apply' },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:DeleteRule',
      resource: rulesOf(listener),
      condition: { [`aws:ResourceTag/${SESSION_TAG}`]: THIS_SESSION },
    },
    prioritiesGrant(listener),
  ];
}

/** Only as part of CreateRule: a rule that is there already can never be made to look like ours. */
export function tagCreatedGrant(listener: string): Grant {
  return {
    access: 'write',
    action: 'elasticloadbalancing:AddTags',
    resource: rulesOf(listener),
    condition: { 'elasticloadbalancing:CreateAction': 'CreateRule' },
  };
}

/** A rule with the step's tags that was there before it is not the step's: rollback would delete somebody else's. */
function requireAbsent(before: ListenerRules, unit: string): void {
  if (before[unit] === undefined) return;
  throw new BreakglassError('not-applicable', `rule ${currentArn(before, unit)} has this step's tags already`, {
    hint: `take the tags ${SESSION_TAG} and ${STEP_TAG} off it: only what this step creates may have them`,
  });
}

/** The values of its conditions come from the params, in the spelling that they have there. */
async function createRule(
  context: StepContext<Elbv2Client>,
  params: ConditionParams & PlaceParams,
  { priority, actions }: RuleContent,
): Promise<void> {
  await context.client.send(
    new CreateRuleCommand({
      ListenerArn: params.listener,
      Priority: priority,
      Conditions: conditionsOf(params),
      Actions: toAws(actions),
      Tags: tagsOf(context),
    }),
  );
}

async function deleteOwn(
  context: StepContext<Elbv2Client>,
  { now, units }: TypedTransition<ListenerRules>,
): Promise<void> {
  const unit = unitOf(context);
  if (!units.includes(unit) || now[unit] === undefined) return;
  await context.client.send(new DeleteRuleCommand({ RuleArn: currentArn(now, unit) }));
}

function tagsOf({ session, step }: StepIds): Tag[] {
  return [
    { Key: SESSION_TAG, Value: session },
    { Key: STEP_TAG, Value: step },
  ];
}
