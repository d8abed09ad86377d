import { type Reveal, revealWith } from '../../audit/state-key.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { PreparedStep } from '../../engine/fold.ts';
import { valuesOf } from '../../engine/past-secrets.ts';
import type { PastStep } from '../../engine/undo.ts';

/**
 * What stands for an undo's own masks where its key is not there: it has opened, so each unit that it recorded as changed was as the past
 * session left it, and each other one that this one touched as that had found it. Of that session the plan knows what its steps wrote.
 * `recorded`: the steps of the undo's opening link.
 */
export function revealUndone(recorded: readonly Json[], past: readonly PastStep[]): Reveal {
  const pairs = recorded.flatMap((step) => {
    const { id = null, before = null, units = null } = isJsonObject(step) ? step : {};
    const known = past.find((each) => each.id === id);
    if (known === undefined || !isJsonObject(before)) return [];
    const changed = Array.isArray(units) ? units : [];
    return Object.entries(before).flatMap(([unit, value]) =>
      valuesOf(value, (changed.includes(unit) ? known.after : known.before)[unit] ?? null),
    );
  });
  return revealWith(new Map(pairs));
}

/**
 * What stands for a session's own masks in a step that became known on the way: under one key the same mask is the same value, and what
 * its earlier steps wrote is known from its files. `earlier`: each as it was recorded, and as it was made again.
 */
export function revealWritten(earlier: readonly { readonly recorded: Json; readonly made: PreparedStep }[]): Reveal {
  const pairs = earlier.flatMap(({ recorded, made }) => {
    const { before = null, after = null } = isJsonObject(recorded) ? recorded : {};
    return [...modelValues(before, made.before), ...modelValues(after, made.after)];
  });
  return revealWith(new Map(pairs));
}

function modelValues(recorded: Json, made: PreparedStep['before']): ReturnType<typeof valuesOf> {
  if (!isJsonObject(recorded)) return [];
  return Object.entries(recorded).flatMap(([unit, value]) => valuesOf(value, made[unit] ?? null));
}
