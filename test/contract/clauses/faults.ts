import type { RollbackResult } from '../../../action/engine/roll-back.ts';
import type { FaultKind } from '../../../action/sandbox/faults.ts';
import { apply, type Bench, openBench, prepareOne, type Subject, undo } from '../workbench.ts';
import { changed } from './difference.ts';

const FAULTS: readonly FaultKind[] = [
  { kind: 'error', code: 'OperationNotPermitted', status: 400 },
  { kind: 'throttle' },
  { kind: 'server-error' },
  { kind: 'reset' },
  { kind: 'lost-answer' },
];

/**
 * After a fault at any one call of apply and rollback, the world is as before, or as after, and the result says which. The
 * world is built once: every round leaves it as it was, or is a violation.
 */
export async function faultsAreSurvived(subject: Subject): Promise<string | undefined> {
  const [scene = async () => undefined] = Object.values(subject.fixture.scenes);
  const bench = await openBench(subject, scene);
  const mark = bench.mark();
  const quiet = await round(subject, bench);
  if (quiet !== undefined) return `without a fault: ${quiet}`;
  const calls = bench.calls(mark).map(({ operation }) => operation);
  for (const [index, operation] of calls.entries()) {
    for (const fault of subject.fixture.quick === true ? FAULTS.filter(isTelling) : FAULTS) {
      subject.lab.faults.add({ service: 'elasticloadbalancing', operation: '*', nth: index + 1, ...fault });
      const what = await round(subject, bench);
      subject.lab.faults.clear();
      if (what !== undefined) return `${fault.kind} at call ${index + 1}, ${operation}: ${what}`;
    }
  }
  return undefined;
}

/** The two that differ most: a plain no, and an effect that nobody hears of. */
function isTelling({ kind }: FaultKind): boolean {
  return kind === 'error' || kind === 'lost-answer';
}

/** Prepares, applies and undoes; where the fault made undoing fail, and it said so, undoes again without the fault. */
async function round(subject: Subject, bench: Bench): Promise<string | undefined> {
  const before = bench.dump();
  const step = await prepareOne(subject, bench).catch(() => undefined);
  if (step === undefined) return kept(before, bench, 'a failed read');
  const { started, error } = await apply(bench, step);
  if (error === undefined && changed(before, bench.dump()) === undefined) return 'applied, and nothing has changed';
  const result = await undo(bench, started);
  if (!needsAnother(result)) return kept(before, bench, `rollback "${result}"`);
  subject.lab.faults.clear();
  const again = await undo(bench, started);
  return needsAnother(again) ? 'rollback did not complete without faults' : kept(before, bench, 'rollback repeated');
}

/** It says that not everything was put back: who tries again, a recovery or a person, has to find that it can be. */
function needsAnother(result: RollbackResult): boolean {
  return result === 'failed' || result === 'incomplete';
}

function kept(before: ReturnType<Bench['dump']>, bench: Bench, after: string): string | undefined {
  const difference = changed(before, bench.dump());
  return difference === undefined ? undefined : `after ${after}, ${difference}`;
}
