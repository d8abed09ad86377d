import { BreakglassError } from '../../../action/domain/error.ts';
import type { StepKind } from '../../../action/domain/step-kind.ts';
import type { RollbackResult } from '../../../action/engine/roll-back.ts';
import { apply, openBench, prepareOne, type Subject, stepContext } from '../workbench.ts';
import { changed } from './difference.ts';

/** What rollback has to say of applied steps of these kinds: what is irreversible is left to a person. */
export function rollbackOf(...kinds: readonly StepKind[]): RollbackResult {
  return kinds.some(({ irreversible }) => irreversible) ? 'incomplete' : 'restored';
}

/** What says that it is irreversible has no way back, not even a part of one: else it would have to say the opposite. */
export async function irreversibleIsTrue(subject: Subject): Promise<string | undefined> {
  if (!subject.kind.irreversible) return undefined;
  for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
    const bench = await openBench(subject, scene);
    const step = await prepareOne(subject, bench);
    const { error } = await apply(bench, step);
    if (error !== undefined) return `${name}: applying failed: ${String(error)}`;
    const applied = bench.dump();
    const { before, after, units } = step;
    const context = stepContext(bench, step);
    const refusal: unknown = await step.kind
      .restore(context, { before, after, now: after, units }, step.plan.with)
      .catch((caught: unknown) => caught);
    const difference = changed(applied, bench.dump());
    if (difference !== undefined) return `${name}: it can be undone after all: ${difference}`;
    if (!(refusal instanceof BreakglassError)) return `${name}: restoring was not refused`;
  }
  return undefined;
}
