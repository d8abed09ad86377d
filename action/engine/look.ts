import { veiled } from '../domain/hidden.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { Look } from '../domain/live-view.ts';
import type { Plan } from '../domain/plan.ts';
import type { Model } from '../domain/step-kind.ts';
import type { EngineContext } from './context.ts';
import { foldJudged, foreseenSteps, type PreparedStep, type Snapshots, snapshot } from './fold.ts';
import { observe } from './observe.ts';
import { requireKept } from './secret-state.ts';

/** Reads every resource and check of the plan, with credentials that can only read. */
export async function look(
  engine: EngineContext,
  plan: Plan,
  signal: AbortSignal,
  ownFold?: (snapshots: Snapshots) => readonly PreparedStep[],
): Promise<Look> {
  const known = foreseenSteps(plan, engine.registry);
  const [snapshots, observations] = await Promise.all([
    snapshot(engine, known, signal),
    Promise.all(plan.checks.map((check) => observe(engine, check, 'before', signal))),
  ]);
  const prepared = ownFold?.(snapshots) ?? foldJudged(engine.registry, engine.session, known, snapshots);
  requireKept(plan, prepared, 'look');
  return {
    steps: prepared.map(({ plan: { id }, diff }) => ({ id, diff })),
    checks: observations.map((observation, index) => ({ uses: plan.checks[index]?.uses ?? '', ...observation })),
    seen: Object.fromEntries(prepared.map((step) => [step.plan.id, seenOf(step)])),
  };
}

/** What has to be as the approver saw it: the units that a step touches, and what it lets through, which others may show. */
export function seenOf(step: PreparedStep): JsonObject {
  const opens = (step.opens ?? []).map(({ what, before, after }) => ({ what, before, after }));
  return { ...veiledUnits(touched(step, step.before)), ...(opens.length === 0 ? {} : { 'what it opens': opens }) };
}

/** The units of a model that a step touches; null where there is none. */
export function touched({ units }: PreparedStep, model: Model): JsonObject {
  return Object.fromEntries(units.map((unit): [string, Json] => [unit, model[unit] ?? null]));
}

/** What is shown and compared of units before the approval: never a secret, since it leaves the job. */
export function veiledUnits(units: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(units).map(([unit, value]) => [unit, veiled(value)]));
}
