import { revealWith } from '../audit/state-key.ts';
import { hasMasked, isHidden, isMasked, secretsIn } from '../domain/hidden.ts';
import { type Json, sameJson } from '../domain/json.ts';
import type { Model, Registry } from '../domain/step-kind.ts';
import { resourceKey, type Snapshots, stepKind } from './fold.ts';
import { sameButSecrets } from './secret-state.ts';
import type { PastStep } from './undo.ts';

/**
 * The steps of a past session with those masked values that its plan says: what a step itself wrote is made again from its params, as
 * far as all else of it is as recorded. What AWS alone knew stays masked. `owner`: whose ids stand on what it created. Pure.
 */
export function withPlanned(registry: Registry, steps: readonly PastStep[], owner: string): readonly PastStep[] {
  const done: { readonly recorded: PastStep; readonly known: PastStep }[] = [];
  for (const recorded of steps) {
    const kind = stepKind(registry, recorded.uses);
    const earlier = done.filter(({ recorded: { uses, with: params } }) => {
      const other = stepKind(registry, uses);
      return other.resourceKind === kind.resourceKind && other.resource(params) === kind.resource(recorded.with);
    });
    const last = earlier.at(-1);
    const before = mapMasked(recorded.before, (unit, value) =>
      sameJson(last?.recorded.after[unit], value) ? last?.known.after[unit] : undefined,
    );
    const made = madeBy(registry, { ...recorded, before }, owner);
    const after = mapMasked(recorded.after, (unit, value) => {
      // Under one key, the same hash is the same value: the step left it as it was.
      if (sameJson(recorded.before[unit], value)) return before[unit];
      return sameButSecrets(made?.[unit], value) ? made?.[unit] : undefined;
    });
    done.push({ recorded, known: { ...recorded, before, after } });
  }
  return done.map(({ known }) => known);
}

function mapMasked(model: Model, put: (unit: string, value: Json) => Json | undefined): Model {
  const entries = Object.entries(model).map(([unit, value]) => {
    return [unit, hasMasked(value) ? (put(unit, value) ?? value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function madeBy(registry: Registry, { id, uses, with: params, before }: PastStep, session: string): Model | undefined {
  try {
    return stepKind(registry, uses).change(before, params, { session, step: id }).after;
  } catch {
    // Another version of the kind made it.
    return undefined;
  }
}

/**
 * The steps with those masked values that would be what they are if nobody had changed them since. Only to show a plan where the key is
 * not known: nothing is written on the word of it. Pure.
 */
export function asIfUnchanged(
  registry: Registry,
  steps: readonly PastStep[],
  snapshots: Snapshots,
): readonly PastStep[] {
  const reveal = revealWith(
    new Map(
      steps.flatMap(({ uses, with: params, after }) => {
        const { resourceKind, resource } = stepKind(registry, uses);
        const now = snapshots.get(resourceKey({ kind: resourceKind.kind, arn: resource(params) })) ?? {};
        return Object.keys(after).flatMap((unit) => valuesOf(after[unit] ?? null, now[unit] ?? null));
      }),
    ),
  );
  return steps.map((step) => ({ ...step, before: reveal(step.before), after: reveal(step.after) }));
}

/** HMAC and value of each masked value in `recorded`, by the same place in `now`; none where they differ in anything else. */
export function valuesOf(recorded: Json, now: Json): readonly (readonly [string, Json])[] {
  if (!sameButSecrets(recorded, now)) return [];
  const there = secretsIn(now);
  return secretsIn(recorded).flatMap((secret, index) => {
    const found = there[index];
    return isMasked(secret) && isHidden(found) ? [[secret.$hmac, found.$hidden] as const] : [];
  });
}
