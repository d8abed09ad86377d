import { BreakglassError } from '../../domain/error.ts';
import { type ListenerRules, priorities, type RuleName, ruleNamed, withPriorities } from './rules-model.ts';

/** AWS's limits of a rule's priority. */
export const HIGHEST_PRIORITY = 1;
export const LOWEST_PRIORITY = 50_000;

/** A priority before every rule's; 1 where that is taken. */
export function firstPriority(rules: ListenerRules): number {
  return Math.max(HIGHEST_PRIORITY, Math.min(...priorities(rules).values(), LOWEST_PRIORITY + 1) - 1);
}

/**
 * The model with the rules of `wanted` at their priorities, whether they are there already or are to be created. Every other rule stays
 * where it is, or is pushed down to the next place that is free: the order among them is kept, and as few as possible are moved.
 *
 * @throws BreakglassError `not-applicable` where a rule would be pushed below the lowest priority
 */
export function makeRoom(rules: ListenerRules, wanted: ReadonlyMap<RuleName, number>): ListenerRules {
  const taken = new Set(wanted.values());
  const others = [...priorities(rules)].filter(([name]) => !wanted.has(name)).toSorted((a, b) => a[1] - b[1]);
  const placed = new Map(wanted);
  let last = 0;
  for (const [name, priority] of others) {
    last = Math.max(priority, last + 1);
    while (taken.has(last)) last += 1;
    if (last > LOWEST_PRIORITY) throw noRoom(rules, name);
    placed.set(name, last);
  }
  return withPriorities(rules, placed);
}

function noRoom(rules: ListenerRules, name: RuleName): BreakglassError {
  const priority = ruleNamed(rules, name)?.priority;
  return new BreakglassError('not-applicable', `there is no free priority below ${priority}, that of rule ${name}`, {
    hint: `priorities end at ${LOWEST_PRIORITY}: name a lower number, before a gap`,
  });
}
