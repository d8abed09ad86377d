import type { ProvenSession } from '../audit/proven-session.ts';
import type { KeyedKeeper, Reveal } from '../audit/state-key.ts';
import { BreakglassError } from '../domain/error.ts';
import type { SessionEvent } from '../domain/event.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { ownerOf, type Plan } from '../domain/plan.ts';
import type { Registry } from '../domain/step-kind.ts';
import { withPlanned } from './past-secrets.ts';
import type { PastStep } from './undo.ts';

/**
 * What a session recorded of its steps, in its order: of those that were known before it began from its opening link, of the others
 * from what it wrote before each. Empty states are none: a step without them was never prepared, and is left out.
 */
export function pastSteps(
  { session, opening, events }: ProvenSession,
  plan: Plan,
  { registry, keeper }: PastSecrets,
): readonly PastStep[] {
  const { steps: states = [], sealed } = opening.opening ?? {};
  const recorded = statesOf(states, keeper?.open(states, sealed));
  const steps = plan.steps.flatMap(({ id, uses, with: params }): readonly PastStep[] => {
    const late = events.findLast((event) => event.type === 'step-prepared' && event.step === id);
    const states = late?.type === 'step-prepared' ? preparedLate(late, keeper) : recorded.get(id);
    if (states === undefined) return [];
    const resolved = late?.type === 'step-prepared' ? late.with : params;
    return [{ id, uses, with: resolved, before: states.before, after: states.after }];
  });
  return withPlanned(registry, steps, ownerOf(plan, session));
}

/** What tells values that may be secrets. */
export interface PastSecrets {
  /** Makes what steps wrote again from the plan. */
  readonly registry: Registry;
  /** Opens what the session sealed. Undefined: what AWS alone knew stays as it was masked. */
  readonly keeper: KeyedKeeper | undefined;
}

function preparedLate(
  event: Extract<SessionEvent, { readonly type: 'step-prepared' }>,
  keeper: KeyedKeeper | undefined,
): States {
  const { step, with: params, before, after, sealed } = event;
  const reveal = keeper?.open({ step, with: params, before, after }, sealed);
  return reveal === undefined ? { before, after } : { before: reveal(before), after: reveal(after) };
}

interface States {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

function statesOf(steps: Json, reveal: Reveal = (value) => value): ReadonlyMap<string, States> {
  return new Map((Array.isArray(steps) ? steps : []).map((step: Json) => readStates(reveal(step))));
}

function readStates(value: Json): readonly [string, States] {
  const { id = null, before = null, after = null } = isJsonObject(value) ? value : {};
  if (typeof id === 'string' && isJsonObject(before) && isJsonObject(after)) return [id, { before, after }];
  throw new BreakglassError('audit-invalid', 'a step of the opening link has no states', {
    hint: 'run breakglass audit verify on a clone',
  });
}
