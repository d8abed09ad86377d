import type { StartedStep } from '../../../action/engine/apply.ts';
import { grantsOf } from '../../../action/engine/plan.ts';
import { apply, limited, openBench, plannedStep, prepare, type Subject, undo } from '../workbench.ts';
import { delta, holds } from './difference.ts';
import { rollbackOf } from './way-back.ts';

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
      const what = await pairWorks(subject, first, second);
      if (what !== undefined) return `${first.kind.kind}, then ${second.kind.kind}: ${what}`;
    }
  }
  return undefined;
}

export type Partner = Pick<Subject, 'kind' | 'fixture'>;

/**
 * A step of the one kind, then one of the other, with no more than both are granted: they are applied, and rolling back leaves nothing
 * but what is irreversible.
 */
export async function pairWorks(subject: Subject, first: Partner, second: Partner): Promise<string | undefined> {
  const world = await openBench(subject, async (estate) => {
    await first.fixture.needs?.(estate);
    await second.fixture.needs?.(estate);
  });
  const planned = [
    plannedStep(first.kind, first.fixture.params(world.estate, 0), 'first'),
    plannedStep(second.kind, second.fixture.params(world.estate, 1), 'second'),
  ];
  const grants = planned.flatMap(({ uses, with: params }) =>
    grantsOf(world.engine.registry, { uses, with: params }, subject.lab.scope),
  );
  const bench = await limited(subject, world, grants);
  const mark = bench.mark();
  const before = bench.dump();
  const steps = await prepare(bench, planned);
  const started: StartedStep[] = [];
  const lasting = new Map<string, string | undefined>();
  for (const step of steps) {
    const was = bench.dump();
    const applied = await apply(bench, step);
    started.push(applied.started);
    if (applied.error !== undefined) return `applying "${step.plan.id}" failed: ${String(applied.error)}`;
    if (!step.kind.irreversible) continue;
    for (const [path, value] of delta(was, bench.dump())) lasting.set(path, value);
  }
  const result = await undo(bench, ...started);
  const refused = bench.calls(mark).find(({ outcome }) => outcome === 'AccessDenied');
  if (refused !== undefined) return `with what the two are granted, IAM refuses ${refused.operation}`;
  if (result !== rollbackOf(first.kind, second.kind)) return `rollback was ${result}`;
  const after = bench.dump();
  if (!holds(lasting, after)) return 'rollback undid a part of what is irreversible';
  const left = [...delta(before, after).keys()].filter((path) => !lasting.has(path));
  return left.length === 0 ? undefined : `rollback left ${left.join(', ')}`;
}
