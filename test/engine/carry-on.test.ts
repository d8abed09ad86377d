import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Plan } from '../../action/domain/plan.ts';
import type { StepKind } from '../../action/domain/step-kind.ts';
import { carryOn, noWayBack } from '../../action/engine/carry-on.ts';
import type { PreparedStep } from '../../action/engine/fold.ts';
import type { Found } from '../../action/engine/recover.ts';
import { registry } from '../../action/services/registry.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { AFTER, Answered, BEFORE, memoryStep } from './memory-step.ts';

const undo: Plan['undo'] = { session: 'past-1', opening: '', last: '', owner: 'past-1' };

/** A step of a kind on the resource of its example, as a recovery finds it. */
function found(uses: string, state: Found): readonly [PreparedStep, Found] {
  const kind = registry.steps.get(uses) as StepKind;
  const plan = { ...memoryStep({}).step.plan, id: uses, uses, with: kind.examples[0] ?? {} };
  return [{ plan, kind, before: BEFORE, after: AFTER, units: ['a'], diff: [] }, state];
}

describe('of an undo that a recovery finds', () => {
  const beyond = (states: readonly (readonly [PreparedStep, Found])[], plan: Partial<Plan> = { undo }) =>
    noWayBack({ ...planOf(HARMLESS), ...plan }, new Map(states)).map((step) => step.plan.id);

  // What its way back takes: ModifyListener holds a recover role, CreateRule and DeregisterTargets it does not.
  it.each<[string, Found, boolean]>([
    ['elbv2/fixed-response', 'ours', true],
    ['elbv2/fixed-response', 'between', true],
    ['elbv2/fixed-response', 'before', false],
    ['elbv2/fixed-response', 'foreign', false],
    ['elbv2/deregister-targets', 'ours', true],
    ['elbv2/deregister-targets', 'before', false],
    ['elbv2/shift-weights', 'ours', false],
    ['elbv2/shift-weights', 'between', false],
  ])('a step of %s that is %s cannot be taken back: %s', (uses, state, expected) => {
    expect(beyond([found(uses, state)])).toEqual(expected ? [uses] : []);
  });

  it('each step counts, whatever the others are', () => {
    const states = [found('elbv2/shift-weights', 'ours'), found('elbv2/deregister-targets', 'ours')];
    expect(beyond(states)).toEqual(['elbv2/deregister-targets']);
  });

  it('nothing is carried on of a session that is no undo: a change is never begun by a recovery', () => {
    const states = [...registry.steps.keys()].map((uses) => found(uses, 'ours'));
    const { undo: _undo, ...plan } = planOf(HARMLESS);
    expect(noWayBack(plan, new Map(states))).toEqual([]);
  });
});

/** A step in memory that verifies at once. */
function setUp() {
  const made = memoryStep({});
  const kind: StepKind = { ...made.step.kind, verify: async () => ({ done: true, progress: 'there' }) };
  return { ...made, step: { ...made.step, kind } };
}

function refusingKind(kind: StepKind): StepKind {
  return {
    ...kind,
    apply: async () => {
      throw new Answered('denied');
    },
  };
}

describe('carrying an undo on', () => {
  const why = new BreakglassError('interrupted', 'the run was cancelled');
  const { signal } = new AbortController();

  it('is a failure that names its first error, where AWS refuses a step; the others are carried on', async () => {
    const { engine, step, state } = setUp();
    const refusing: PreparedStep = { ...step, plan: { ...step.plan, id: 'refused' }, kind: refusingKind(step.kind) };
    const result = await carryOn(engine, [refusing, step], { steps: [step], why, signal });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'access-denied' } });
    expect(state.now).toEqual(AFTER);
  });

  it('writes no link: only the run that opened a session may say that it applied something', async () => {
    const { engine, step } = setUp();
    const before = engine.ledger.written;
    await carryOn(engine, [step], { steps: [step], why, signal });
    await engine.ledger.settle();
    expect(engine.ledger.written).toBe(before);
  });

  it('stops where the recovery itself is interrupted', async () => {
    const { engine, step, state } = setUp();
    const gone = AbortSignal.abort(why);
    const work = carryOn(engine, [step], { steps: [step], why, signal: gone });
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    expect(state.now).toEqual(BEFORE);
  });
});
