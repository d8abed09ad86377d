import type { ProvenSession } from '../../audit/proven-session.ts';
import type { KeyedKeeper } from '../../audit/state-key.ts';
import { BreakglassError } from '../../domain/error.ts';
import { veiled } from '../../domain/hidden.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../domain/json.ts';
import type { Plan, PlannedStep } from '../../domain/plan.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { differingUnits } from '../../engine/compare.ts';
import { fold, type PreparedStep, resourceKey, type Snapshots } from '../../engine/fold.ts';
import type { PastStep } from '../../engine/undo.ts';
import { validateParams } from '../../playbook/params-rules.ts';
import { revealUndone, revealWritten } from './known-secrets.ts';
import { listAt, notRecoverable, objectAt, show, WRITTEN_BEFORE } from './recorded.ts';

interface Opened {
  /** Undefined: what may be secret is not known here, unless the plan says it. */
  readonly keeper: KeyedKeeper | undefined;
  readonly opened: readonly PlannedStep[];
  /** Of an undo: what it undoes. */
  readonly past: readonly PastStep[] | undefined;
}

/** The steps whose states are in the opening link. Each state after has to be what the step makes of the state before. */
export function rebuildKnown(
  { opening }: ProvenSession,
  { opened, keeper, past }: Opened,
  make: (snapshots: Snapshots) => readonly PreparedStep[],
): readonly PreparedStep[] {
  const recorded = listAt(opening.opening ?? {}, 'steps');
  if (recorded.length !== opened.length) {
    throw notRecoverable(`it records ${recorded.length} steps, its plan has ${opened.length}`, WRITTEN_BEFORE);
  }
  const undone = past === undefined ? undefined : revealUndone(recorded, past);
  const reveal = keeper?.open(recorded, opening.opening?.['sealed']) ?? undone;
  const snapshots: Snapshots = new Map();
  opened.forEach((step, index) => {
    const key = resourceKey(step.resource);
    const before = objectAt(recorded[index] ?? {}, 'before');
    if (!snapshots.has(key)) snapshots.set(key, reveal?.(before) ?? before);
  });
  return make(snapshots).map((step, index) => requireSame(step, recorded[index] ?? {}, keeper));
}

interface Going extends Pick<Opened, 'keeper'> {
  readonly plan: Plan;
  /** Those of the opening link. */
  readonly known: readonly PreparedStep[];
}

/** Steps that became known on the way: each was put on record before its first call. */
export function rebuildLate(
  { session, events, opening }: ProvenSession,
  { plan, keeper, known }: Going,
  registry: Registry,
): readonly PreparedStep[] {
  const opened = listAt(opening.opening ?? {}, 'steps');
  const earlier = known.map((made, index) => ({ recorded: opened[index] ?? {}, made }));
  for (const event of events.filter((each) => each.type === 'step-prepared')) {
    const planned = plan.steps[earlier.length];
    if (planned === undefined || planned.id !== event.step) {
      throw notRecoverable(`step "${event.step}" was prepared, and is not next in its plan`, WRITTEN_BEFORE);
    }
    const step = { ...planned, with: lateParams(planned, event.with, registry) };
    const { before, after } = event;
    const about = { step: event.step, with: event.with, before, after };
    const reveal = keeper?.open(about, event.sealed) ?? revealWritten(earlier);
    const [made] = fold(registry, session, [step], new Map([[resourceKey(step.resource), reveal(before)]]));
    if (made === undefined) throw new BreakglassError('internal', `step "${step.id}" was not rebuilt`);
    const recorded = { id: event.step, before, after, units: differingUnits(before, after) };
    earlier.push({ recorded, made: requireSame(made, recorded, keeper) });
  }
  return earlier.slice(known.length).map(({ made }) => made);
}

/** Only what the plan left open may differ from it, and has to be valid. */
function lateParams(planned: PlannedStep, params: JsonObject, registry: Registry): JsonObject {
  const keys = [...new Set([...Object.keys(params), ...Object.keys(planned.with)])];
  const changed = keys.find((key) => !planned.late.includes(key) && !sameJson(params[key], planned.with[key]));
  if (changed !== undefined) {
    throw notRecoverable(`"${changed}" of step "${planned.id}" is not as planned: ${show(params[changed])}`, FORGED);
  }
  const [problem] = validateParams(planned.uses, params, registry);
  if (problem !== undefined) {
    throw notRecoverable(`step "${planned.id}" was prepared with what is not valid: ${problem.message}`, FORGED);
  }
  return params;
}

const FORGED = 'keep the audit branch as evidence, and put back by hand what the session changed';

/**
 * The step, if it is what was recorded. Where the key is known secrets are compared by their HMACs, and else not at all: a value from the
 * files may then be the very one that was there, and the record knows which units that left as they were.
 */
function requireSame(step: PreparedStep, recorded: Json, keeper: KeyedKeeper | undefined): PreparedStep {
  const told = (value: Json): Json => keeper?.mask(value) ?? veiled(value);
  const { id = null, before = null, after = null, units = null } = isJsonObject(recorded) ? recorded : {};
  const isChanged = (unit: string): boolean =>
    (Array.isArray(units) && units.includes(unit)) ||
    !sameJson(told(step.before[unit] ?? null), told(step.after[unit] ?? null));
  const made = { ...step, units: step.units.filter(isChanged) };
  const pairs: readonly (readonly [string, Json, Json])[] = [
    ['id', step.plan.id, id],
    ['before', told(step.before), keeper === undefined ? veiled(before) : before],
    ['after', told(step.after), keeper === undefined ? veiled(after) : after],
    ['units', made.units, units],
  ];
  const different = pairs.find(([, mine, theirs]) => !sameJson(mine, theirs))?.[0];
  if (different === undefined) return made;
  throw notRecoverable(
    `"${different}" of step "${step.plan.id}" is recorded as something else than its files and the state before give`,
    'another version of Breakglass may have written it: recover with that version, or put it back by hand',
  );
}
