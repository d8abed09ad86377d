import { BreakglassError } from '../domain/error.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { EngineContext } from './context.ts';
import { orAborted } from './deadline.ts';
import { foldJudged, type PreparedStep, readResource, resourceKey } from './fold.ts';
import { requireForeseen } from './foreseen.ts';
import { requireKept, sealedIn } from './secret-state.ts';

/** A step with those that were begun before it. */
export interface LateStep {
  readonly plan: Plan;
  readonly step: PlannedStep;
  readonly earlier: readonly PreparedStep[];
  /** The step as the opening found it. Undefined where its inputs were not known then. */
  readonly foreseen: PreparedStep | undefined;
}

/**
 * Prepares a step whose inputs are known only now, or that follows one: what it starts from and leads to is on record
 * before its first call.
 */
export async function prepareLate(
  engine: EngineContext,
  { plan, step: planned, earlier, foreseen }: LateStep,
  resolve: (step: PlannedStep) => JsonObject,
  signal: AbortSignal,
): Promise<PreparedStep> {
  const step: PlannedStep = { ...planned, with: resolve(planned) };
  const now = await readResource(engine, step, signal);
  const snapshots = new Map([[resourceKey(step.resource), now]]);
  const [prepared] = foldJudged(engine.registry, engine.session, [step], snapshots, earlier);
  if (prepared === undefined) throw new BreakglassError('internal', `step "${step.id}" was not prepared`);
  if (foreseen !== undefined) requireForeseen(engine, prepared, foreseen, earlier);
  requireKept(plan, [...earlier, prepared], 'run');
  const { before, after } = prepared;
  const { keeper } = engine.ledger;
  const states = keeper.mask({ step: step.id, with: step.with, before, after });
  engine.ledger.note({ type: 'step-prepared', ...states, ...sealedIn(keeper, states, [prepared]) });
  // Earlier steps are in force: a trail that does not answer must not keep an interruption from undoing them.
  await orAborted(engine.ledger.link('prepared'), signal);
  return prepared;
}

/** What later steps may refer to, from the resource as it is now. */
export async function readOutputs(engine: EngineContext, step: PreparedStep, signal: AbortSignal): Promise<JsonObject> {
  const model = await readResource(engine, step.plan, signal);
  return step.kind.outputs(model, step.plan.with, { session: engine.session, step: step.plan.id });
}
