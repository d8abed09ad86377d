import { BreakglassError } from '../domain/error.ts';
import { type Json, sameJson } from '../domain/json.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Model, Registry } from '../domain/step-kind.ts';
import { differingUnits } from './compare.ts';
import { type PreparedStep, resourceKey, type Snapshots, stepKind } from './fold.ts';
import type { PastStep } from './undo.ts';

/**
 * The steps of a session in whose place another goes on: applied already, with the states before that it recorded, so that the way
 * back leads to where it began. Pure.
 *
 * @throws BreakglassError `changed-underneath` where what they made is not there any more
 */
export function foldExtend(
  registry: Registry,
  steps: readonly PlannedStep[],
  past: readonly PastStep[],
  snapshots: Snapshots,
): readonly PreparedStep[] {
  const wanted = new Map<string, Map<string, Json | undefined>>();
  const prepared = steps.map((planned): PreparedStep => {
    const recorded = past.find(({ id }) => id === planned.id);
    if (recorded === undefined) throw new BreakglassError('internal', `no state of ${planned.id}`);
    const { before, after } = recorded;
    const units = differingUnits(before, after);
    const key = resourceKey(planned.resource);
    const made = wanted.get(key) ?? new Map<string, Json | undefined>();
    for (const unit of units) made.set(unit, after[unit]);
    wanted.set(key, made);
    const plan = { ...planned, with: recorded.with, late: [] };
    return { plan, kind: stepKind(registry, planned.uses), before, after, units, diff: [] };
  });
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
