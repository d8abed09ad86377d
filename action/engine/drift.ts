import { BreakglassError } from '../domain/error.ts';
import { sameJson } from '../domain/json.ts';
import type { SeenState } from '../domain/live-view.ts';
import type { PreparedStep } from './fold.ts';
import { seenOf } from './look.ts';

/**
 * Refuses when something that a step touches is not as the approver saw it: they approved a change of that state, not of
 * this one. A step that would now touch other units than then, or let in past something else, has drifted as well. Values that may be secrets are not compared: the
 * approver has not seen them.
 */
export function requireNoDrift(prepared: readonly PreparedStep[], seen: SeenState): void {
  for (const step of prepared) {
    const before = seenOf(step);
    const then = seen[step.plan.id];
    if (sameJson(before, then)) continue;
    const units = [...new Set([...Object.keys(before), ...Object.keys(then ?? {})])];
    const changed = units.filter((unit) => !sameJson(before[unit], then?.[unit]));
    throw new BreakglassError(
      'drifted',
      `${step.plan.resource.arn} has changed since the approver saw it: ${changed.join(', ')}`,
      {
        hint: 'make a new request, so that the approver sees it as it is now, or say "on-drift: proceed" in it',
      },
    );
  }
}
