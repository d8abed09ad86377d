import { BreakglassError } from '../../domain/error.ts';
import { isCreatedRule, type ListenerRules, priorities } from './listener-rules.ts';

const HIGHEST_PRIORITY = 1;
const LOWEST_PRIORITY = 50_000;

/** A priority before every rule's; where 1 is taken, the rules that follow it without a gap move down by one. */
export function makeRoom(rules: ListenerRules): { readonly rules: ListenerRules; readonly priority: number } {
  const used = priorities(rules);
  const first = Math.min(...used.values(), LOWEST_PRIORITY + 1);
  if (first > HIGHEST_PRIORITY) return { rules, priority: first - 1 };
  const taken = new Set(used.values());
  let free = HIGHEST_PRIORITY;
  while (taken.has(free)) free += 1;
  if (free > LOWEST_PRIORITY) {
    throw new BreakglassError('not-applicable', 'the listener has no free rule priority', {
      hint: 'remove a rule that is not needed',
    });
  }
  return {
    rules: withPriorities(rules, (priority) => (priority < free ? priority + 1 : priority)),
    priority: HIGHEST_PRIORITY,
  };
}

function withPriorities(rules: ListenerRules, move: (priority: number) => number): ListenerRules {
  const entries = Object.entries(rules).map(([unit, value]) => {
    if (typeof value === 'number') return [unit, move(value)] as const;
    return [unit, isCreatedRule(value) ? { ...value, priority: move(value.priority) } : value] as const;
  });
  return Object.fromEntries(entries);
}
