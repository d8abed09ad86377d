import { BreakglassError } from '../domain/error.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { DiffLine, Model, Registry, ResourceRef, StepKind } from '../domain/step-kind.ts';
import { attemptRead } from './attempt.ts';
import { differingUnits } from './compare.ts';
import { type EngineContext, readContext } from './context.ts';
import type { Remade } from './remade.ts';

/** A step with the states around it: what opening records, applying converges to, and rollback goes back to. */
export interface PreparedStep {
  readonly plan: PlannedStep;
  readonly kind: StepKind;
  readonly before: Model;
  readonly after: Model;
  /** The units that it changes; none means that no call is made. */
  readonly units: readonly string[];
  readonly diff: readonly DiffLine[];
  /** Of the diff, what the step lets through; see `StepKind.opens`. */
  readonly opens?: readonly DiffLine[];
  /** States of the resource that other steps make: what was created again may be as one of them left it. */
  readonly known?: readonly Model[];
  /** On the way back: what restoring it makes again, where that is not as it was just before it. */
  readonly remade?: Remade;
}

/** The state of each resource by `resourceKey`. */
export type Snapshots = Map<string, Model>;

export function resourceKey(resource: ResourceRef): string {
  return `${resource.kind} ${resource.arn}`;
}

export function stepKind(registry: Registry, kind: string): StepKind {
  const found = registry.steps.get(kind);
  if (found === undefined) throw new BreakglassError('unknown-step-kind', `there is no step kind "${kind}"`);
  return found;
}

/**
 * The steps of which it is known before anything changes what they are to do: those before the first one that waits for outputs, and of the
 * others those that wait for none, and are about what no step before them has to do with. What is refused of them is refused then.
 */
export function foreseenSteps({ steps }: Plan, registry: Registry): readonly PlannedStep[] {
  const first = knownInputs(steps);
  const later = steps.slice(first.length).filter((step) => {
    const earlier = steps.slice(0, steps.indexOf(step));
    return step.late.length === 0 && !earlier.some((other) => wholeOf(other, registry) === wholeOf(step, registry));
  });
  return [...first, ...later];
}

function knownInputs(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  return before(steps, ({ late }) => late.length > 0);
}

/** The thing that a step's resource is a part of. */
function wholeOf({ uses, resource }: PlannedStep, registry: Registry): string {
  return stepKind(registry, uses).resourceKind.within?.(resource.arn) ?? resource.arn;
}

/**
 * The steps whose states are known, and recorded, before anything changes: those before the first one that waits for outputs, or that
 * takes away what an earlier one changes. That one finds what the other leaves, and what AWS makes of it.
 */
export function knownSteps({ steps }: Plan, { steps: kinds }: Registry): readonly PlannedStep[] {
  return before(knownInputs(steps), ({ uses, with: params }, earlier) => {
    const gone = kinds.get(uses)?.takesAway?.(params) ?? [];
    return earlier.some(({ resource }) => gone.includes(resource.arn));
  });
}

function before(
  steps: readonly PlannedStep[],
  isLater: (step: PlannedStep, earlier: readonly PlannedStep[]) => boolean,
): readonly PlannedStep[] {
  const first = steps.findIndex((step, index) => isLater(step, steps.slice(0, index)));
  return first === -1 ? steps : steps.slice(0, first);
}

/** Reads every resource that the steps touch, once each and all at the same time. */
export async function snapshot(
  engine: EngineContext,
  steps: readonly PlannedStep[],
  signal: AbortSignal,
): Promise<Snapshots> {
  const byKey = new Map(steps.map((step) => [resourceKey(step.resource), step]));
  const entries = await Promise.all(
    [...byKey].map(async ([key, step]) => [key, await readResource(engine, step, signal)] as const),
  );
  return new Map(entries);
}

/** Reads the resource of a prepared step, with what was created again under the names that the step knows. */
export async function readPrepared(
  engine: EngineContext,
  { plan, kind, before, after, known = [] }: PreparedStep,
  signal: AbortSignal,
): Promise<Model> {
  const now = await readResource(engine, plan, signal);
  return kind.resourceKind.recognise?.(now, [before, after, ...known]) ?? now;
}

/** Reads the resource of one step, with retries. */
export function readResource(engine: EngineContext, step: PlannedStep, signal: AbortSignal): Promise<Model> {
  const kind = stepKind(engine.registry, step.uses);
  return attemptRead(
    () => kind.resourceKind.read(readContext(engine, kind.service, signal), step.resource.arn),
    engine,
    signal,
  );
}

/** Folds the steps' changes over the snapshots, in order: a later step starts from what an earlier one leaves. Pure. */
export function fold(
  registry: Registry,
  session: string,
  steps: readonly PlannedStep[],
  snapshots: Snapshots,
): readonly PreparedStep[] {
  const current = new Map(snapshots);
  return steps.map((plan) => {
    const kind = stepKind(registry, plan.uses);
    const key = resourceKey(plan.resource);
    const before = current.get(key);
    if (before === undefined) throw new BreakglassError('internal', `no snapshot of ${key}`);
    const { after, diff, irreversible } = kind.change(before, plan.with, { session, step: plan.id });
    if (irreversible !== undefined) requireAccepted(plan, irreversible);
    current.set(key, after);
    return { plan, kind, before, after, units: differingUnits(before, after), diff };
  });
}

/**
 * The same of what is about to be done: what a step lets through is judged, by the state that it starts from and by the one before the
 * first step of the session on its resource, and told. `earlier`: steps of the session that are folded already. Pure.
 *
 * @throws BreakglassError `not-applicable`
 */
export function foldJudged(
  registry: Registry,
  session: string,
  steps: readonly PlannedStep[],
  snapshots: Snapshots,
  earlier: readonly PreparedStep[] = [],
): readonly PreparedStep[] {
  const folded = fold(registry, session, steps, snapshots);
  return folded.map((step) => {
    const { plan, kind, before, after, diff } = step;
    const key = resourceKey(plan.resource);
    const first = [...earlier, ...folded].find((other) => resourceKey(other.plan.resource) === key) ?? step;
    const opens = kind.opens({ origin: first.before, before, after }, plan.with);
    return { ...step, diff: [...diff, ...opens], opens };
  });
}

/** What only the state shows to be irreversible is held to the same rule as what always is. */
function requireAccepted({ id, inverse }: PlannedStep, why: string): void {
  if ('irreversible' in inverse) return;
  throw new BreakglassError('irreversible-not-accepted', `step "${id}" could not be undone here: ${why}`, {
    hint: `if that is what you want: add "irreversible: true" to the step in the playbook, and "${id}" to the request's accept`,
  });
}
