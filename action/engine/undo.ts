import { BreakglassError } from '../domain/error.ts';
import { veiled } from '../domain/hidden.ts';
import { type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Change, DiffLine, Model, Registry, StepKind, Transition } from '../domain/step-kind.ts';
import { compareUnits, differingUnits, withUnits } from './compare.ts';
import { type PreparedStep, resourceKey, type Snapshots, stepKind } from './fold.ts';
import type { Changing } from './origin.ts';
import { type Remade, remadeBy } from './remade.ts';

/** What a past session recorded of one of its steps. */
export interface PastStep {
  readonly id: string;
  readonly uses: string;
  readonly with: JsonObject;
  /** The whole resource as the step found it, and as it left it. */
  readonly before: Model;
  readonly after: Model;
}

/** The steps that undo a past session, its last one first, over what is there now: see `undoStep`. Pure. */
export function foldUndo(
  registry: Registry,
  steps: readonly PlannedStep[],
  { steps: past, owner }: { readonly steps: readonly PastStep[]; readonly owner: string },
  snapshots: Snapshots,
): readonly PreparedStep[] {
  const current = new Map(snapshots);
  const remade = remadeOf(registry, past);
  return steps.map((plan) => {
    const key = resourceKey(plan.resource);
    const read = current.get(key);
    const recorded = past.find(({ id }) => id === plan.id);
    if (read === undefined || recorded === undefined) throw new BreakglassError('internal', `no state of ${plan.id}`);
    const kind = stepKind(registry, plan.uses);
    const ids = new Set(steps.filter((other) => resourceKey(other.resource) === key).map(({ id }) => id));
    const now = kind.resourceKind.recognise?.(read, statesOf(past, ids, remade)) ?? read;
    const step = undoStep(kind, plan, { ...recorded, session: owner, remade: remade.get(plan.id) }, now);
    current.set(key, step.after);
    return step;
  });
}

/** Every state that the steps with these ids recorded of a resource, or that undoing them makes of it. */
function statesOf(
  past: readonly PastStep[],
  ids: ReadonlySet<string>,
  remade: ReadonlyMap<string, Remade>,
): readonly Model[] {
  return past.flatMap(({ id, before, after }) => (ids.has(id) ? [before, after, remade.get(id)?.model ?? before] : []));
}

/** By step, what undoing it makes again where that is not as it was just before it. */
function remadeOf(registry: Registry, past: readonly PastStep[]): ReadonlyMap<string, Remade> {
  const all = past.map((step) => ({ ...step, kind: stepKind(registry, step.uses), irreversible: false }));
  const keyOf = ({ kind, with: params }: Changing): string =>
    resourceKey({ kind: kind.resourceKind.kind, arn: kind.resource(params) });
  const found = all.flatMap((step) => {
    const same = all.filter((other) => keyOf(other) === keyOf(step));
    const remade = remadeBy(same, same.indexOf(step));
    return remade === undefined ? [] : [[step.id, remade] as const];
  });
  return new Map(found);
}

/** What undoing a session changes where all is still as it left it, by step, for people. */
export function undoDiffs(
  registry: Registry,
  past: readonly PastStep[],
  session: string,
): Readonly<Record<string, readonly DiffLine[]>> {
  const remade = remadeOf(registry, past);
  const along = new Set([...remade.values()].flatMap((made) => made.along));
  const diffs = past.map((step) => {
    const before = remade.get(step.id)?.model ?? step.before;
    const stays = along.has(step.id) || differingUnits(before, step.after).length === 0;
    return [step.id, stays ? [] : undoDiff(stepKind(registry, step.uses), { ...step, before }, session)];
  });
  return Object.fromEntries(diffs);
}

/**
 * The way back of one step: from what it made to what it found, unit by unit. What else the resource has stays as it is now.
 *
 * @throws BreakglassError `changed-underneath` where a unit is neither the one nor the other: somebody has changed it since
 */
function undoStep(
  kind: StepKind,
  plan: PlannedStep,
  past: PastStep & { readonly session: string; readonly remade: Remade | undefined },
  now: Model,
): PreparedStep {
  const { model: made, carried = [] } = past.remade ?? { model: past.before };
  const touched = differingUnits(past.before, past.after);
  const { pending, foreign } = compareUnits(past.after, past.before, now, touched, made);
  if (foreign.length > 0) throw changedSince(plan, past, now, foreign);
  const along = compareUnits(past.after, made, now, carried).pending;
  const after = withUnits(now, made, [...pending, ...along]);
  const units = differingUnits(now, after);
  return {
    plan,
    kind: reversed(kind, after, units),
    before: now,
    after,
    units,
    diff: units.length === 0 ? [] : undoDiff(kind, { ...past, before: made }, past.session),
  };
}

/**
 * What undoing a step changes, for people, from the state that it makes. Made from the states that are compared and written, and not from what the record says of
 * them: nobody approves words.
 */
export function undoDiff(
  kind: StepKind,
  { id, with: params, before, after }: PastStep,
  session: string,
): readonly DiffLine[] {
  const told = describe(kind, before, params, { session, step: id });
  if (told !== undefined && differingUnits(told.after, after).length === 0) {
    return told.diff.map((line) => ({ what: line.what, before: line.after, after: line.before }));
  }
  // Another version of the kind made it: then its units stand for themselves.
  return differingUnits(before, after).map((unit) => ({
    what: unit,
    before: shown(after[unit]),
    after: shown(before[unit]),
  }));
}

function describe(kind: StepKind, ...given: Parameters<StepKind['change']>): Change | undefined {
  try {
    return kind.change(...given);
  } catch {
    return undefined;
  }
}

/** A kind that applies by restoring, and restores by applying: it is its own three-way comparison that keeps both honest. */
export function reversed(kind: StepKind, wanted: Model, units: readonly string[]): StepKind {
  const { remake: _remake, takesAway: _takesAway, ...same } = kind;
  return {
    ...same,
    apply: (context, transition, params) => kind.restore(context, turnedAround(transition), params),
    restore: (context, transition, params) => kind.apply(context, turnedAround(transition), params),
    verify: async (context, params) => {
      const read = await kind.resourceKind.read(context, kind.resource(params));
      const now = kind.resourceKind.recognise?.(read, [wanted]) ?? read;
      const left = units.filter((unit) => !sameJson(now[unit], wanted[unit]));
      const done = left.length === 0;
      return { done, progress: done ? 'as it was before' : `${left.length} of ${units.length} not yet as before` };
    },
    outputs: () => ({}),
  };
}

function turnedAround({ before, after, now, units }: Transition): Transition {
  return { before: after, after: before, now, units };
}

function changedSince(plan: PlannedStep, past: PastStep, now: Model, units: readonly string[]): BreakglassError {
  const states = units.map(
    (unit) =>
      `${unit} was ${shown(past.before[unit])}, was made ${shown(past.after[unit])}, and is ${shown(now[unit])}`,
  );
  return new BreakglassError(
    'changed-underneath',
    `somebody else has changed ${plan.resource.arn} since step "${plan.id}": ${states.join('; ')}`,
    {
      hint: 'nothing was changed: what is there now is not what the session left, so a person decides what it has to be',
    },
  );
}

const LONGEST = 300;

function shown(value: Json | undefined): string {
  const json: string = value === undefined ? 'absent' : JSON.stringify(veiled(value));
  return json.length <= LONGEST ? json : `${json.slice(0, LONGEST - 1)}…`;
}
