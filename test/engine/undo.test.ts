import { describe, expect, it } from 'vitest';
import { sameJson } from '../../action/domain/json.ts';
import type { PlannedStep } from '../../action/domain/plan.ts';
import type { StartedStep } from '../../action/engine/apply.ts';
import { foldExtend } from '../../action/engine/extend.ts';
import { type PreparedStep, snapshot } from '../../action/engine/fold.ts';
import { foldUndo, type PastStep, undoDiff } from '../../action/engine/undo.ts';
import { registry } from '../../action/services/registry.ts';
import { codeOf } from '../commands/customer.ts';
import { changed } from '../contract/clauses/difference.ts';
import { violation } from '../contract/contract.ts';
import { SESSION } from '../contract/lab.ts';
import { members } from '../contract/members.ts';
import {
  apply,
  type Bench,
  openBench,
  patience,
  plannedStep,
  prepare,
  type Subject,
  undo,
  verify,
} from '../contract/workbench.ts';

/** What is irreversible has no way back that could be undone. */
const reversible = members.filter(({ kind }) => !kind.irreversible);
/** Both orders of those that share a resource, so that one step's state holds the other's; that all kinds work beside each other is the contract's. */
const pairs = reversible.flatMap((first) =>
  reversible
    .filter((second) => second.kind.resourceKind.kind === first.kind.resourceKind.kind)
    .map((second) => ({ first, second })),
);

/** What a link would hold of a step. */
function recorded({ plan, before, after }: PreparedStep): PastStep {
  return JSON.parse(JSON.stringify({ id: plan.id, uses: plan.uses, with: plan.with, before, after }));
}

/** Steps that were applied, and are to be undone: the last one first. */
function reversed(bench: Bench, applied: readonly PreparedStep[]) {
  const steps: readonly PlannedStep[] = applied.map(({ plan }) => plan).toReversed();
  const past = { steps: applied.map(recorded), owner: SESSION };
  return snapshot(bench.engine, steps, patience()).then((now) => foldUndo(bench.engine.registry, steps, past, now));
}

async function applyAll(bench: Bench, steps: readonly PreparedStep[]): Promise<readonly StartedStep[]> {
  const started: StartedStep[] = [];
  for (const step of steps) {
    const applied = await apply(bench, step);
    if (applied.error !== undefined) throw applied.error;
    await verify(bench, step);
    started.push(applied.started);
  }
  return started;
}

type Pair = (typeof pairs)[number];

async function twoApplied(subject: Subject, { first, second }: Pair) {
  const bench = await openBench(subject, async (estate) => {
    await first.fixture.needs?.(estate);
    await second.fixture.needs?.(estate);
  });
  const before = bench.dump();
  const steps = await prepare(bench, [
    plannedStep(first.kind, first.fixture.params(bench.estate, 0), 'first'),
    plannedStep(second.kind, second.fixture.params(bench.estate, 1), 'second'),
  ]);
  await applyAll(bench, steps);
  return { bench, before, steps, made: bench.dump() };
}

/** Whether the last step makes something what the first one found. */
function takesBack(steps: readonly PreparedStep[]): boolean {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return false;
  return last.units.some((unit) => first.units.includes(unit) && sameJson(first.before[unit], last.after[unit]));
}

/** Runs a check in an account of its own, and fails with what it says. */
async function inLab(pair: Pair, check: (subject: Subject) => Promise<string | undefined>): Promise<void> {
  const { kind, fixture } = pair.first;
  const partners = members.filter((member) => member.kind !== kind);
  expect(await violation({ name: 'undo', check }, { kind, fixture, partners })).toBeUndefined();
}

describe.each(pairs)('undoing $first.fixture.kind, then $second.fixture.kind', (pair) => {
  it('restores exactly what was there, and undoing that exactly what was made', async () => {
    await inLab(pair, async (subject) => {
      const { bench, before, steps, made } = await twoApplied(subject, pair);
      const back = await reversed(bench, steps);
      const started = await applyAll(bench, back);
      const left = changed(before, bench.dump());
      if (left !== undefined) return `undoing left ${left}`;
      const result = await undo(bench, ...started);
      if (result !== 'restored') return `its rollback was ${result}`;
      const lost = withoutIds(changed(made, bench.dump()), pair);
      return lost === undefined ? undefined : `its rollback left ${lost}`;
    });
  });

  it('changes nothing where all is as it was before', async () => {
    await inLab(pair, async (subject) => {
      const { bench, steps } = await twoApplied(subject, pair);
      // What was there before such steps is also what they made: nothing tells whether it is still to be undone.
      if (takesBack(steps)) return undefined;
      await applyAll(bench, await reversed(bench, steps));
      const mark = bench.mark();
      const again = await reversed(bench, steps).catch(() => []);
      await applyAll(bench, again);
      const writes = bench.calls(mark).filter(({ operation }) => !operation.startsWith('Describe'));
      return writes.length === 0 ? undefined : `it called ${writes.map(({ operation }) => operation).join(', ')}`;
    });
  });

  it('is gone on from only while what it made is there', async () => {
    await inLab(pair, async (subject) => {
      const { bench, steps } = await twoApplied(subject, pair);
      const planned = steps.map(({ plan }) => plan);
      const fold = async () =>
        foldExtend(
          bench.engine.registry,
          planned,
          steps.map(recorded),
          await snapshot(bench.engine, planned, patience()),
        );
      const inherited = await fold();
      if (JSON.stringify(inherited.map(recorded)) !== JSON.stringify(steps.map(recorded))) return 'other states';
      await applyAll(bench, await reversed(bench, steps));
      const code = await codeOf(fold());
      return code === 'changed-underneath' ? undefined : `it was ${code}`;
    });
  });
});

/** A rule or listener that is made again has another ARN. */
function withoutIds(difference: string | undefined, { first, second }: Pair): string | undefined {
  const makesListener = [first, second].some(({ kind }) => kind.kind === 'elbv2/create-listener');
  const remade = makesListener ? /rule|^\/listeners\/arn/i : /rule/i;
  return difference !== undefined && remade.test(difference) ? undefined : difference;
}

describe('the way back of a step', () => {
  const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/1/2';
  const resource = { kind: 'elbv2/listener-rules', arn };
  const plan: PlannedStep = {
    id: 'page',
    uses: 'elbv2/fixed-response',
    with: { listener: arn },
    late: [],
    resource,
    inverse: { restore: resource },
    timeoutMs: 60_000,
  };
  const step: PastStep = {
    id: 'page',
    uses: plan.uses,
    with: plan.with,
    before: { 'priority/a': 1 },
    after: { 'priority/a': 2, 'rule/s/page': { priority: 1 } },
  };
  const fold = (now: PastStep['before']) =>
    foldUndo(registry, [plan], { steps: [step], owner: SESSION }, new Map([[`${resource.kind} ${arn}`, now]]))[0];

  it('keeps what else the resource has by now', () => {
    const back = fold({ ...step.after, 'priority/theirs': 7 });
    expect([back?.after, back?.units]).toEqual([
      { 'priority/a': 1, 'priority/theirs': 7 },
      ['priority/a', 'rule/s/page'],
    ]);
  });

  it('is nothing where somebody has put it back already', () => {
    expect(fold({ 'priority/a': 1 })?.units).toEqual([]);
  });

  it.each([
    ['moved', { ...step.after, 'priority/a': 3 }],
    ['deleted', { 'rule/s/page': { priority: 1 } }],
    ['changed', { ...step.after, 'rule/s/page': { priority: 1, status: 200 } }],
  ])('is refused where somebody has %s what it made (changed-underneath)', async (_what, now) => {
    expect(await codeOf(Promise.resolve().then(() => fold(now)))).toBe('changed-underneath');
  });
});

describe('what an undo says that it changes', () => {
  const kind = members.find(({ fixture }) => fixture.kind === 'elbv2/shift-weights')?.kind;
  const [blue, green] = ['arn:blue', 'arn:green'];
  const weights = (b: number, g: number) => ({
    actions: [
      {
        type: 'forward',
        targetGroups: [
          { arn: blue, weight: b },
          { arn: green, weight: g },
        ],
      },
    ],
  });
  const step: PastStep = {
    id: 'shift',
    uses: 'elbv2/shift-weights',
    with: { listener: 'arn:l', to: green, percent: 100 },
    before: weights(100, 0),
    after: weights(0, 100),
  };

  it('is the change the other way round', () => {
    if (kind === undefined) throw new Error('no kind');
    expect(undoDiff(kind, step, SESSION)).toEqual([
      { what: blue, before: '0%', after: '100%' },
      { what: green, before: '100%', after: '0%' },
    ]);
  });

  it('is the states themselves where they are not what the step makes: a record cannot say one thing and do another', () => {
    if (kind === undefined) throw new Error('no kind');
    const lying = { ...step, before: weights(1, 99), after: weights(50, 50) };
    expect(undoDiff(kind, lying, SESSION)).toEqual([
      {
        what: 'actions',
        before: JSON.stringify(lying.after['actions']),
        after: JSON.stringify(lying.before['actions']),
      },
    ]);
  });
});
