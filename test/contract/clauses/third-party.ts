import type { Json } from '../../../action/domain/json.ts';
import type { RollbackResult } from '../../../action/engine/roll-back.ts';
import type { ForeignChange } from '../fixture.ts';
import { apply, openBench, prepareOne, type Subject, undo } from '../workbench.ts';
import { delta, holds } from './difference.ts';
import { rollbackOf } from './way-back.ts';

/** What somebody else changes beside the step is still there after rollback, alone, and is no conflict. */
export async function otherPartsAreKept(subject: Subject): Promise<string | undefined> {
  for (const [name, foreign] of Object.entries(subject.fixture.untouched)) {
    const { before, applied, theirs, after, result, conflicts } = await changeBetween(subject, foreign);
    if (conflicts.length > 0) return `${name}: reported as a conflict in ${conflicts.join(', ')}`;
    if (result !== rollbackOf(subject.kind)) return `${name}: rollback was ${result}`;
    if (!holds(theirs, after)) return `${name}: the other change is gone`;
    const more = [...delta(subject.kind.irreversible ? applied : before, after).keys()].filter(
      (path) => !theirs.has(path),
    );
    if (more.length > 0) return `${name}: restoring left ${more.join(', ')}`;
  }
  return undefined;
}

/**
 * What somebody else changes in the step's own units is left, and reported with before, ours and now; of what is irreversible, that it
 * is left to a person.
 */
export async function conflictIsReported(subject: Subject): Promise<string | undefined> {
  for (const [name, foreign] of Object.entries(subject.fixture.touched)) {
    const { theirs, after, result, conflicts } = await changeBetween(subject, foreign);
    if (conflicts.length === 0 && !subject.kind.irreversible) return `${name}: no conflict was reported`;
    if (result !== 'incomplete') return `${name}: rollback was ${result}`;
    if (!holds(theirs, after)) return `${name}: the other change was overwritten`;
  }
  return undefined;
}

interface Outcome {
  readonly before: Json;
  readonly applied: Json;
  readonly after: Json;
  /** What the other change did to the world. */
  readonly theirs: ReadonlyMap<string, string | undefined>;
  readonly result: RollbackResult;
  /** Units reported as conflicts. */
  readonly conflicts: readonly string[];
}

/** Applies the step, lets somebody else change the world, and rolls back. */
async function changeBetween(subject: Subject, foreign: ForeignChange): Promise<Outcome> {
  const [scene = async () => undefined] = Object.values(subject.fixture.scenes);
  const bench = await openBench(subject, scene);
  const before = bench.dump();
  const { started, error } = await apply(bench, await prepareOne(subject, bench));
  if (error !== undefined) throw error;
  const applied = bench.dump();
  await foreign(bench.estate);
  const changed = subject.lab.aws.dump();
  const result = await undo(bench, started);
  const conflicts = bench.engine.ledger.events.flatMap((event) =>
    event.type === 'conflict' ? event.units.map(({ unit }) => unit) : [],
  );
  // Only now is it on record what of theirs is something that was there before.
  const theirs = delta(applied, bench.underFirstNames(changed));
  return { before, applied, after: bench.dump(), theirs, result, conflicts };
}
