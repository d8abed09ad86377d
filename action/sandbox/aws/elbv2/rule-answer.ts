import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { answeredActions } from './actions.ts';
import { fault } from './faults.ts';
import type { ListenerRecord, RuleRecord } from './records.ts';
import type { World } from './world.ts';

/** A rule as the API answers it. */
export function describeRule(rule: RuleRecord): Rule {
  return {
    RuleArn: rule.arn,
    Priority: String(rule.priority),
    Conditions: [...rule.conditions],
    Actions: answeredActions(rule.actions),
    IsDefault: false,
    Transforms: [...rule.transforms],
  };
}

/** The listener's default actions, as the rule that DescribeRules shows them as. */
export function describeDefaultRule(listener: ListenerRecord): Rule {
  return {
    RuleArn: listener.defaultRuleArn,
    Priority: 'default',
    Conditions: [],
    Actions: answeredActions(listener.defaultActions),
    IsDefault: true,
    Transforms: [],
  };
}

/** A listener's rules in the order of evaluation, the default rule last. */
export function allRulesOf(world: World, listener: ListenerRecord): readonly Rule[] {
  return [...world.rulesOf(listener.arn).map(describeRule), describeDefaultRule(listener)];
}

/** A rule by its ARN, default rules included. */
export function describeAnyRule(world: World, arn: string): Rule {
  const rule = world.rules.get(arn);
  if (rule !== undefined) return describeRule(rule);
  const listener = world.listenerOfDefaultRule(arn);
  if (listener !== undefined) return describeDefaultRule(listener);
  throw fault('RuleNotFound', 'One or more rules not found');
}
