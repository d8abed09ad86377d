import type { SetRulePrioritiesInput, SetRulePrioritiesOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SetRulePriorities$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { onResource } from './authorization.ts';
import { required, requiredList, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { RuleRecord } from './records.ts';
import { describeRule } from './rule-answer.ts';
import type { World } from './world.ts';

function setRulePriorities({ world }: Elbv2, input: SetRulePrioritiesInput): SetRulePrioritiesOutput {
  const moved = readMoves(world, input);
  // Checked as a whole: two rules may swap places, but the order that results has to be free of conflicts.
  for (const listenerArn of new Set(moved.map((rule) => rule.listenerArn))) {
    const byArn = new Map(moved.map((rule) => [rule.arn, rule.priority]));
    const priorities = world.rulesOf(listenerArn).map((rule) => byArn.get(rule.arn) ?? rule.priority);
    const clash = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
    if (clash !== undefined) throw fault('PriorityInUse', `Priority '${clash}' is currently in use`);
  }
  for (const rule of moved) world.rules.set(rule.arn, rule);
  return { Rules: moved.map(describeRule) };
}

function readMoves(world: World, input: SetRulePrioritiesInput): readonly RuleRecord[] {
  const pairs = requiredList(input.RulePriorities, 'rulePriorities');
  const arns = pairs.map((pair) => requireArn(pair.RuleArn, 'rule'));
  if (new Set(arns).size !== arns.length) throw validationError('a rule can be named only once');
  return pairs.map((pair, index) => {
    const priority = required(pair.Priority, 'rulePriorities.member.priority');
    requireRange(priority, 'rulePriorities.member.priority', 1, 50_000);
    const arn = arns[index] ?? '';
    const rule = world.rules.get(arn);
    if (rule !== undefined) return withPriority(rule, priority);
    if (world.listenerOfDefaultRule(arn) === undefined) throw fault('RuleNotFound', 'One or more rules not found');
    throw fault('OperationNotPermitted', `the priority of default rule '${arn}' cannot be set`);
  });
}

function withPriority(rule: RuleRecord, priority: number): RuleRecord {
  return { ...rule, priority };
}

export function rulePriorityOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<SetRulePrioritiesInput, SetRulePrioritiesOutput>('SetRulePriorities', {
      schema: SetRulePriorities$,
      authorize: (input) =>
        requiredList(input.RulePriorities, 'rulePriorities').map((pair) =>
          onResource(elb.world, 'SetRulePriorities', requireArn(pair.RuleArn, 'rule')),
        ),
      handle: (input) => setRulePriorities(elb, input),
    }),
  ];
}
