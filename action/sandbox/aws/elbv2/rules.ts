import type {
  CreateRuleInput,
  CreateRuleOutput,
  DeleteRuleInput,
  DeleteRuleOutput,
  DescribeRulesInput,
  DescribeRulesOutput,
  ModifyRuleInput,
  ModifyRuleOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateRule$, DeleteRule$, DescribeRules$, ModifyRule$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { readActions } from './actions.ts';
import { requireArn, ruleArnPrefix } from './arns.ts';
import { onAnything, onResource, requestTags, requireUserPoolClients, tagOnCreate } from './authorization.ts';
import { readConditions } from './conditions.ts';
import { required, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findListener } from './find.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { RuleRecord } from './records.ts';
import { allRulesOf, describeAnyRule, describeRule } from './rule-answer.ts';
import { rulePriorityOperations } from './rule-priorities.ts';
import { readTags } from './tags.ts';
import { readTransforms } from './transforms.ts';

function createRule(elb: Elbv2, input: CreateRuleInput): CreateRuleOutput {
  const { world } = elb;
  const priority = required(input.Priority, 'priority');
  requireRange(priority, 'priority', 1, 50_000);
  const listener = findListener(elb, input.ListenerArn);
  const place = { world, loadBalancerArn: listener.loadBalancerArn, protocol: listener.protocol, replaced: [] };
  const conditions = readConditions(input.Conditions);
  const actions = readActions(input.Actions, place, 'actions');
  const transforms = readTransforms(input.Transforms);
  const tags = readTags(input.Tags);
  if (world.rulesOf(listener.arn).some((rule) => rule.priority === priority)) {
    throw fault('PriorityInUse', `Priority '${priority}' is currently in use`);
  }
  const siblings = world.listenersOf(listener.loadBalancerArn).flatMap((sibling) => world.rulesOf(sibling.arn));
  if (siblings.length >= LIMITS.rulesPerLoadBalancer) {
    throw fault('TooManyRules', `a load balancer can have at most ${LIMITS.rulesPerLoadBalancer} rules`);
  }
  const arn = elb.arns.rule(listener.arn);
  const rule = { arn, listenerArn: listener.arn, priority, conditions, actions, transforms };
  world.rules.set(arn, rule);
  if (tags.size > 0) world.tags.set(arn, tags);
  elb.plane.reconcile();
  return { Rules: [describeRule(rule)] };
}

/** The rule with this ARN; a default rule is refused, because it changes only through its listener. */
function findChangeableRule({ world }: Elbv2, arn: string | undefined, verb: string): RuleRecord {
  const rule = world.rules.get(requireArn(arn, 'rule'));
  if (rule !== undefined) return rule;
  if (world.listenerOfDefaultRule(arn ?? '') !== undefined) {
    throw fault('OperationNotPermitted', `Default rule '${arn}' cannot be ${verb}`);
  }
  throw fault('RuleNotFound', `One or more rules not found`);
}

function describeRules(elb: Elbv2, input: DescribeRulesInput): DescribeRulesOutput {
  const { RuleArns = [], ListenerArn } = input;
  if (RuleArns.length > 0) {
    if (ListenerArn !== undefined) throw validationError('specify either a listener or rules, not both');
    return { Rules: RuleArns.map((arn) => describeAnyRule(elb.world, requireArn(arn, 'rule'))) };
  }
  if (ListenerArn === undefined) throw validationError('You must specify either listener ARN or rule ARNs');
  const rules = allRulesOf(elb.world, findListener(elb, ListenerArn));
  const { items, NextMarker } = page(rules, (rule) => rule.RuleArn ?? '', input);
  return { Rules: items, NextMarker };
}

function modifyRule(elb: Elbv2, input: ModifyRuleInput): ModifyRuleOutput {
  const { world } = elb;
  const before = findChangeableRule(elb, input.RuleArn, 'modified');
  const listener = findListener(elb, before.listenerArn);
  const place = {
    world,
    loadBalancerArn: listener.loadBalancerArn,
    protocol: listener.protocol,
    replaced: before.actions,
  };
  const { Conditions = [], Actions = [], Transforms = [], ResetTransforms = false } = input;
  if (ResetTransforms && Transforms.length > 0)
    throw validationError("specify either 'Transforms' or 'ResetTransforms'");
  const kept = ResetTransforms ? [] : before.transforms;
  const after = {
    ...before,
    conditions: Conditions.length === 0 ? before.conditions : readConditions(Conditions),
    actions: Actions.length === 0 ? before.actions : readActions(Actions, place, 'actions'),
    transforms: Transforms.length === 0 ? kept : readTransforms(Transforms),
  };
  world.rules.set(before.arn, after);
  elb.plane.reconcile();
  return { Rules: [describeRule(after)] };
}

function deleteRule(elb: Elbv2, input: DeleteRuleInput): DeleteRuleOutput {
  const { arn } = findChangeableRule(elb, input.RuleArn, 'deleted');
  elb.world.removeRule(arn);
  elb.plane.reconcile();
  return {};
}

export function ruleOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<CreateRuleInput, CreateRuleOutput>('CreateRule', {
      schema: CreateRule$,
      authorize: (input) => {
        const arn = requireArn(input.ListenerArn, 'listener');
        return [
          onResource(world, 'CreateRule', arn, requestTags(input.Tags)),
          ...tagOnCreate('CreateRule', `${ruleArnPrefix(arn)}*`, input.Tags),
        ];
      },
      handle: (input, context) => {
        requireUserPoolClients(context, input.Actions);
        return createRule(elb, input);
      },
    }),
    operation<DescribeRulesInput, DescribeRulesOutput>('DescribeRules', {
      schema: DescribeRules$,
      authorize: () => onAnything('DescribeRules'),
      handle: (input) => describeRules(elb, input),
    }),
    operation<ModifyRuleInput, ModifyRuleOutput>('ModifyRule', {
      schema: ModifyRule$,
      authorize: (input) => [onResource(world, 'ModifyRule', requireArn(input.RuleArn, 'rule'))],
      handle: (input, context) => {
        requireUserPoolClients(context, input.Actions);
        return modifyRule(elb, input);
      },
    }),
    operation<DeleteRuleInput, DeleteRuleOutput>('DeleteRule', {
      schema: DeleteRule$,
      authorize: (input) => [onResource(world, 'DeleteRule', requireArn(input.RuleArn, 'rule'))],
      handle: (input) => deleteRule(elb, input),
    }),
    ...rulePriorityOperations(elb),
  ];
}
