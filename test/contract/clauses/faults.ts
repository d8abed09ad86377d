import { converge } from '../../../action/engine/converge.ts';
import type { PreparedStep } from '../../../action/engine/fold.ts';
import type { RollbackResult } from '../../../action/engine/roll-back.ts';
import type { FaultKind } from '../../../action/sandbox/faults.ts';
import { apply, type Bench, openBench, patience, prepareOne, type Subject, undo } from '../workbench.ts';
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
 * world is built once: every round leaves it as it was, or is a violation. Only after what is irreversible it is put back from outside.
 */
export async function faultsAreSurvived(subject: Subject): Promise<string | undefined> {
  const [scene = async () => undefined] = Object.values(subject.fixture.scenes);
  const bench = await openBench(subject, scene);
  const reset = subject.lab.aws.save();
  const mark = bench.mark();
  const quiet = await round(subject, bench);
  if (quiet !== undefined) return `without a fault: ${quiet}`;
  const calls = bench.calls(mark).map(({ operation }) => operation);
  for (const [index, operation] of calls.entries()) {
    for (const fault of subject.fixture.quick === true ? FAULTS.filter(isTelling) : FAULTS) {
      if (subject.kind.irreversible) reset();
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
  if (!isLeft(result)) return kept(before, bench, `rollback "${result}"`);
  subject.lab.faults.clear();
  if (step.kind.irreversible) return whole(before, bench, step);
  const again = await undo(bench, started);
  return isLeft(again) ? 'rollback did not complete without faults' : kept(before, bench, 'rollback repeated');
}

/** Left to a person, or to be tried again. */
function isLeft(result: RollbackResult): boolean {
  return result === 'incomplete' || result === 'failed';
}

/** What rollback leaves to a person is done, or is not: nothing in between. */
async function whole(before: ReturnType<Bench['dump']>, bench: Bench, step: PreparedStep): Promise<string | undefined> {
  if (changed(before, bench.dump()) === undefined) return undefined;
  const more = await converge(bench.engine, step, 'apply', patience());
  return more.changed || more.conflicts.length > 0 ? 'rollback left it half done' : undefined;
}

function kept(before: ReturnType<Bench['dump']>, bench: Bench, after: string): string | undefined {
  const difference = changed(before, bench.dump());
  return difference === undefined ? undefined : `after ${after}, ${difference}`;
}
