import { SetRulePrioritiesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TypedTransition } from '../../domain/define.ts';
import type { Grant } from '../../domain/grant.ts';
import type { DiffLine, StepContext } from '../../domain/step-kind.ts';
import { describeConditions } from './conditions.ts';
import { rulesOf, shortName } from './rule-arn.ts';
import {
  currentArn,
  isCreatedName,
  type ListenerRules,
  priorities,
  priorityUnit,
  type RuleName,
  ruleNamed,
} from './rules-model.ts';
import type { Elbv2Client } from './service.ts';

/** Moves the rules whose priority is pending, all in one call: AWS checks the new order as a whole. */
export async function setPriorities(
  context: StepContext<Elbv2Client>,
  { now, units }: Pick<TypedTransition<ListenerRules>, 'now' | 'units'>,
  wanted: ListenerRules,
): Promise<void> {
  const current = priorities(now);
  const moves = [...priorities(wanted)].flatMap(([name, priority]) => {
    const arn = currentArn(now, name);
    const isPending = units.includes(priorityUnit(name)) && current.has(name) && current.get(name) !== priority;
    return isPending && arn !== undefined ? [{ RuleArn: arn, Priority: priority }] : [];
  });
  if (moves.length > 0) await context.client.send(new SetRulePrioritiesCommand({ RulePriorities: moves }));
}

/** Any rule of the listener may be in the way. */
export function prioritiesGrant(listener: string): Grant {
  return { access: 'write', action: 'elasticloadbalancing:SetRulePriorities', resource: rulesOf(listener) };
}

/** The rules that are at another priority afterwards, in the order of what comes of it. */
export function movedLines(before: ListenerRules, after: ListenerRules): readonly DiffLine[] {
  const old = priorities(before);
  return [...priorities(after)]
    .filter(([name, priority]) => old.has(name) && old.get(name) !== priority)
    .toSorted((a, b) => a[1] - b[1])
    .map(([name, priority]) => ({
      what: describeRule(before, name),
      before: `priority ${old.get(name)}`,
      after: `priority ${priority}`,
    }));
}

/** A rule in words: `rule 8f4e497e1a9d44e2 (path-pattern /api/*)`. */
export function describeRule(rules: ListenerRules, name: RuleName): string {
  const known = isCreatedName(name) ? `rule of step ${shortName(name)}` : `rule ${shortName(name)}`;
  const conditions = describeConditions(ruleNamed(rules, name)?.conditions ?? []);
  return conditions === '' ? known : `${known} (${conditions})`;
}
