import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asBreakglassError } from '../../../action/domain/error.ts';
import type { JsonObject } from '../../../action/domain/json.ts';
import { type StartedStep, startStep } from '../../../action/engine/apply.ts';
import { type PreparedStep, snapshot } from '../../../action/engine/fold.ts';
import { grantsOf } from '../../../action/engine/plan.ts';
import { foldUndo, type PastStep } from '../../../action/engine/undo.ts';
import { registry } from '../../../action/services/registry.ts';
import { eventLine } from '../../../action/view/event-line.ts';
import { changed } from '../../contract/clauses/difference.ts';
import { openLab } from '../../contract/contract.ts';
import { arnOf, type Estate } from '../../contract/estate.ts';
import { SESSION } from '../../contract/lab.ts';
import { memberOf } from '../../contract/members.ts';
import {
  apply,
  type Bench,
  limited,
  openBench,
  patience,
  plannedStep,
  prepare,
  type Subject,
  undo,
} from '../../contract/workbench.ts';

type Uses = readonly [kind: string, params: JsonObject];

const MODIFY = (rule: string | undefined, paths: readonly string[]): Uses => [
  'modify-rule',
  { rule: arnOf(rule), paths },
];
const MOVE = (rule: string | undefined, priority: number): Uses => [
  'set-rule-priorities',
  { 'rule-priorities': [{ rule: arnOf(rule), priority }] },
];
const DELETE = (rule: string | undefined): Uses => ['delete-rule', { rule: arnOf(rule) }];

/** Steps on a rule before one deletes it, and which of them are put back by making it again. */
const SEQUENCES: Readonly<Record<string, [(estate: Estate) => readonly Uses[], readonly string[] | undefined]>> = {
  'modified, then deleted': [({ rules: [rule] }) => [MODIFY(rule, ['/a']), DELETE(rule)], ['step-0']],
  'modified twice, then deleted': [
    ({ rules: [rule], green }) => [
      MODIFY(rule, ['/a']),
      ['modify-rule', { rule: arnOf(rule), action: { forward: { 'target-groups': [{ 'target-group': green }] } } }],
      DELETE(rule),
    ],
    ['step-1', 'step-0'],
  ],
  'moved, then deleted': [({ rules: [rule] }) => [MOVE(rule, 9), DELETE(rule)], undefined],
  'given the place of another, then deleted': [({ rules: [, rule] }) => [MOVE(rule, 1), DELETE(rule)], undefined],
  'modified, moved before another, then deleted': [
    ({ rules: [, rule] }) => [MODIFY(rule, ['/a']), MOVE(rule, 1), DELETE(rule)],
    ['step-0'],
  ],
  'pushed down, modified, then deleted, with another in its place': [
    ({ rules: [rule], listener }) => [
      ['fixed-response', { listener, paths: ['/1'], priority: 1, status: 503, body: 'soon' }],
      MODIFY(rule, ['/a']),
      DELETE(rule),
      ['redirect', { listener, paths: ['/2'], priority: 2, to: { status: 302, path: '/new' } }],
    ],
    ['step-1'],
  ],
};

describe('with no more than its steps are granted, a rule', () => {
  let subject: Subject;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    ({ subject, close } = await openLab(memberOf('elbv2/delete-rule')));
  });

  afterAll(() => close());

  /** The steps applied, in a session with their grants alone. */
  async function applied(uses: (estate: Estate) => readonly Uses[]) {
    const world = await openBench(subject, async () => undefined);
    const planned = uses(world.estate).map(([name, params], index) => {
      const kind = registry.steps.get(`elbv2/${name}`);
      if (kind === undefined) throw new Error(`no kind ${name}`);
      return plannedStep(kind, params, `step-${index}`);
    });
    const grants = planned.flatMap((step) => grantsOf(registry, step, subject.lab.scope));
    const bench = await limited(subject, world, grants);
    const [before, mark] = [bench.dump(), bench.mark()];
    const started = await applyAll(bench, await prepare(bench, planned));
    const refused = (): readonly string[] =>
      bench.calls(mark).flatMap(({ outcome, operation }) => (outcome === 'AccessDenied' ? [operation] : []));
    return { bench, before, planned, started, refused };
  }

  async function applyAll(bench: Bench, steps: readonly PreparedStep[]): Promise<readonly StartedStep[]> {
    const started: StartedStep[] = [];
    for (const step of steps) {
      const { started: item, error } = await apply(bench, step);
      if (error !== undefined) throw error;
      started.push(item);
    }
    return started;
  }

  const writesSince = (bench: Bench, mark: number): readonly string[] =>
    bench.calls(mark).flatMap(({ operation }) => (operation.startsWith('Describe') ? [] : [operation]));

  it.each(Object.entries(SEQUENCES))('%s is put back, and the record says by which step', async (_, [uses, along]) => {
    const { bench, before, started, refused } = await applied(uses);
    expect(changed(before, bench.dump())).toBeDefined();
    expect(await undo(bench, ...started)).toBe('restored');
    expect(changed(before, bench.dump())).toBeUndefined();
    const told = bench.engine.ledger.events.filter((event) => event.type === 'step-restored');
    const making = told.filter(({ units }) => units.some((unit) => unit.startsWith('tags/')));
    expect(making.map((event) => event.along)).toEqual([along]);
    const line =
      along === undefined ? /: restored$/ : new RegExp(`: restored, and with it what ${along.join(', ')} changed$`);
    expect(making.map(eventLine)).toEqual([expect.stringMatching(line)]);
    expect(told.map(({ step }) => step)).not.toEqual(expect.arrayContaining([...(along ?? ['none'])]));
    // As a recovery does that finds nothing on record of the rollback before it.
    const mark = bench.mark();
    await undo(bench, ...started.map(({ step }) => ({ ...startStep(step), wrote: true })));
    expect(writesSince(bench, mark)).toEqual([]);
    expect(refused()).toEqual([]);
  });

  it.each(Object.entries(SEQUENCES))('%s is put back by an undo, once', async (_, [uses]) => {
    const { bench, before, planned, started, refused } = await applied(uses);
    const past = {
      steps: started.map(({ step }): PastStep => {
        const { plan, before: was, after } = step;
        return JSON.parse(JSON.stringify({ id: plan.id, uses: plan.uses, with: plan.with, before: was, after }));
      }),
      owner: SESSION,
    };
    const undoing = async () =>
      foldUndo(registry, planned.toReversed(), past, await snapshot(bench.engine, planned, patience()));
    await applyAll(bench, await undoing());
    expect(changed(before, bench.dump())).toBeUndefined();
    // Where a step before has changed it as well, it is somebody else who has put it back, and the undo is refused.
    const again = await undoing().catch((error: unknown) => asBreakglassError(error).code);
    expect(typeof again === 'string' ? again : again.flatMap(({ units }) => units)).toEqual(
      typeof again === 'string' ? 'changed-underneath' : [],
    );
    expect(refused()).toEqual([]);
  });
});
