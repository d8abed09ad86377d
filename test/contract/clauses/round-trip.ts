import { converge } from '../../../action/engine/converge.ts';
import { apply, openBench, patience, prepareOne, type Subject, stepContext, undo } from '../workbench.ts';
import { changed } from './difference.ts';
import { rollbackOf } from './way-back.ts';

/** Applying again, by the engine or by a repeated call, leaves the world as the first time left it. */
export async function twiceIsOnce(subject: Subject): Promise<string | undefined> {
  for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
    const bench = await openBench(subject, scene);
    const step = await prepareOne(subject, bench);
    const { error } = await apply(bench, step);
    if (error !== undefined) return `${name}: applying failed: ${String(error)}`;
    const once = bench.dump();
    const again = await converge(bench.engine, step, 'apply', patience());
    if (again.changed || again.conflicts.length > 0) return `${name}: the engine does not see that it is done`;
    const now = await step.kind.resourceKind.read(stepContext(bench, step), step.plan.resource.arn);
    const { before, after, units } = step;
    await step.kind.apply(stepContext(bench, step), { before, after, now, units }, step.plan.with);
    const difference = changed(once, bench.dump());
    if (difference !== undefined) return `${name}: the second time changed ${difference}`;
  }
  return undefined;
}

/**
 * Apply, then roll back: the world is what it was, to the last field. What is irreversible is left as it was applied, and rollback
 * says that a person is needed.
 */
export async function restoreIsExact(subject: Subject): Promise<string | undefined> {
  for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
    const bench = await openBench(subject, scene);
    const before = bench.dump();
    const { started, error } = await apply(bench, await prepareOne(subject, bench));
    if (error !== undefined) return `${name}: applying failed: ${String(error)}`;
    const applied = bench.dump();
    if (changed(before, applied) === undefined) return `${name}: applying changed nothing`;
    const result = await undo(bench, started);
    if (result !== rollbackOf(subject.kind)) return `${name}: restoring was ${result}`;
    const difference = changed(subject.kind.irreversible ? applied : before, bench.dump());
    if (difference !== undefined) return `${name}: restoring left ${difference}`;
  }
  return undefined;
}
