import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, sameJson } from '../domain/json.ts';
import type { Model } from '../domain/step-kind.ts';
import { describeConflicts } from './compare.ts';
import type { EngineContext } from './context.ts';
import type { PreparedStep } from './fold.ts';

/**
 * Holds a step that is prepared late to what the opening found: only what the session's own steps have changed since may differ, and that
 * has to be as they left it. `foreseen`: the step as the opening folded it.
 *
 * @throws BreakglassError `changed-underneath`
 */
export function requireForeseen(
  { ledger }: EngineContext,
  step: PreparedStep,
  foreseen: PreparedStep,
  earlier: readonly PreparedStep[],
): void {
  const { id, resource } = step.plan;
  const expected = throughSteps(foreseen, earlier);
  const now = step.kind.resourceKind.recognise?.(step.before, [expected, foreseen.after]) ?? step.before;
  const touched = [...new Set([...foreseen.units, ...step.units])].toSorted();
  const changed = touched.filter((unit) => !sameJson(expected[unit], now[unit]));
  if (changed.length === 0) return;
  const states = { before: expected, after: foreseen.after };
  ledger.note({ type: 'conflict', step: id, resource, units: describeConflicts(states, now, changed) });
  throw new BreakglassError(
    'changed-underneath',
    `somebody else changed ${resource.arn} since the session was opened`,
    {
      hint: 'see the record for before, ours and now; ask again when the other change is done',
    },
  );
}

/** The state before the step, with what the steps before it have made of other resources that it shows as well. */
function throughSteps({ before, kind }: PreparedStep, earlier: readonly PreparedStep[]): Model {
  let model = before;
  for (const { plan, units, after } of earlier) {
    for (const { unit, member, of } of kind.resourceKind.shows?.(plan.resource) ?? []) {
      const value = model[unit];
      if (units.includes(of) && isJsonObject(value)) {
        model = { ...model, [unit]: { ...value, [member]: after[of] ?? null } };
      }
    }
  }
  return model;
}
