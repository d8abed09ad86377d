import { BreakglassError } from '../domain/error.ts';
import { type Json, sameJson } from '../domain/json.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Model, Registry } from '../domain/step-kind.ts';
import { differingUnits } from './compare.ts';
import { type PreparedStep, resourceKey, type Snapshots, stepKind } from './fold.ts';
import type { PastStep } from './undo.ts';

/**
 * The steps of a session in whose place another goes on: applied already, with the states before that it recorded, so that the way
 * back leads to where it began. They are all that a recovery of the other one needs: by then nothing may be there any more. Pure.
 */
export function extendedSteps(
  registry: Registry,
  steps: readonly PlannedStep[],
  past: readonly PastStep[],
): readonly PreparedStep[] {
  return steps.map((planned): PreparedStep => {
    const recorded = past.find(({ id }) => id === planned.id);
    if (recorded === undefined) throw new BreakglassError('internal', `no state of ${planned.id}`);
    const { before, after } = recorded;
    const plan = { ...planned, with: recorded.with, late: [] };
    const units = differingUnits(before, after);
    return { plan, kind: stepKind(registry, planned.uses), before, after, units, diff: [] };
  });
}

/**
 * These steps, where what they made is still there. Pure.
 *
 * @throws BreakglassError `changed-underneath` where it is not
 */
export function foldExtend(
  registry: Registry,
  steps: readonly PlannedStep[],
  past: readonly PastStep[],
  snapshots: Snapshots,
): readonly PreparedStep[] {
  const prepared = extendedSteps(registry, steps, past);
  const wanted = new Map<string, Map<string, Json | undefined>>();
  for (const { plan, after, units } of prepared) {
    const key = resourceKey(plan.resource);
    const made = wanted.get(key) ?? new Map<string, Json | undefined>();
    for (const unit of units) made.set(unit, after[unit]);
    wanted.set(key, made);
  }
  for (const [key, made] of wanted) requireThere(key, made, recogniseAll(key, prepared, snapshots.get(key)));
  return prepared;
}

/** What a step has deleted and somebody has created again is there, whatever its name is now. */
function recogniseAll(key: string, prepared: readonly PreparedStep[], now: Model = {}): Model {
  const steps = prepared.filter(({ plan }) => resourceKey(plan.resource) === key);
  const known = steps.flatMap(({ before, after }) => [before, after]);
  return steps[0]?.kind.resourceKind.recognise?.(now, known) ?? now;
}

function requireThere(key: string, made: ReadonlyMap<string, Json | undefined>, now: Model): void {
  const changed = [...made].filter(([unit, value]) => !sameJson(now[unit], value)).map(([unit]) => unit);
  if (changed.length === 0) return;
  throw new BreakglassError('changed-underneath', `${key} is not as the session left it: ${changed.join(', ')}`, {
    hint: 'somebody else has changed it: there is nothing to extend that would still be what was approved',
  });
}
