import type { StartedStep } from '../../../action/engine/apply.ts';
import { apply, openBench, plannedStep, prepare, type Subject, undo } from '../workbench.ts';
import { changed } from './difference.ts';

/** Every kind works beside this one, itself included, on one estate and in both orders. */
export async function pairsWork(subject: Subject): Promise<string | undefined> {
  for (const partner of [subject, ...subject.partners]) {
    const orders =
      partner === subject
        ? [[subject, partner]]
        : [
            [subject, partner],
            [partner, subject],
          ];
    for (const [first = subject, second = subject] of orders) {
      const what = await pair(subject, first, second);
      if (what !== undefined) return `${first.kind.kind}, then ${second.kind.kind}: ${what}`;
    }
  }
  return undefined;
}

type Member = Pick<Subject, 'kind' | 'fixture'>;

async function pair(subject: Subject, first: Member, second: Member): Promise<string | undefined> {
  const bench = await openBench(subject, async (estate) => {
    await first.fixture.needs?.(estate);
    await second.fixture.needs?.(estate);
  });
  const before = bench.dump();
  const steps = await prepare(bench, [
    plannedStep(first.kind, first.fixture.params(bench.estate, 0), 'first'),
    plannedStep(second.kind, second.fixture.params(bench.estate, 1), 'second'),
  ]);
  const started: StartedStep[] = [];
  for (const step of steps) {
    const applied = await apply(bench, step);
    started.push(applied.started);
    if (applied.error !== undefined) return `applying "${step.plan.id}" failed: ${String(applied.error)}`;
  }
  const result = await undo(bench, ...started);
  if (result !== 'restored') return `rollback was ${result}`;
  const difference = changed(before, bench.dump());
  return difference === undefined ? undefined : `rollback left ${difference}`;
}
