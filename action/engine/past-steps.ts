import type { ProvenSession } from '../audit/proven-session.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import type { PastStep } from './undo.ts';

/**
 * What a session recorded of its steps, in its order: of those that were known before it began from its opening link, of the others
 * from what it wrote before each. Empty states are none: a step without them was never prepared, and is left out.
 */
export function pastSteps({ opening, events }: ProvenSession, plan: Plan): readonly PastStep[] {
  const recorded = statesOf(opening.opening);
  return plan.steps.flatMap(({ id, uses, with: params }): readonly PastStep[] => {
    const late = events.findLast((event) => event.type === 'step-prepared' && event.step === id);
    const states = late?.type === 'step-prepared' ? late : recorded.get(id);
    if (states === undefined) return [];
    const resolved = late?.type === 'step-prepared' ? late.with : params;
    return [{ id, uses, with: resolved, before: states.before, after: states.after }];
  });
}

interface States {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

function statesOf(opening: JsonObject | undefined): ReadonlyMap<string, States> {
  const steps = opening?.['steps'];
  return new Map((Array.isArray(steps) ? steps : []).map(readStates));
}

function readStates(value: Json): readonly [string, States] {
  const { id = null, before = null, after = null } = isJsonObject(value) ? value : {};
  if (typeof id === 'string' && isJsonObject(before) && isJsonObject(after)) return [id, { before, after }];
  throw new BreakglassError('audit-invalid', 'a step of the opening link has no states', {
    hint: 'run breakglass audit verify on a clone',
  });
}
