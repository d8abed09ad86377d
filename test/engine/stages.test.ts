import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../action/domain/plan.ts';
import type { Model } from '../../action/domain/step-kind.ts';
import { foldExtend } from '../../action/engine/extend.ts';
import { fold, type PreparedStep, snapshot } from '../../action/engine/fold.ts';
import { recover } from '../../action/engine/recover.ts';
import { foldUndo, type PastStep } from '../../action/engine/undo.ts';
import { buildUndoPlan } from '../../action/engine/undo-plan.ts';
import { isForward, type ListenerAction } from '../../action/services/elbv2/actions.ts';
import { registry } from '../../action/services/registry.ts';
import { patience } from '../contract/workbench.ts';
import { gradual, planInput, playbookOf, refusal } from './gradual.ts';
import { type Grounds, interrupted, openGrounds, planOf, type Session } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

/** The steps of the plan, on the session's own estate, with ample time. */
function stagesOf({ estate: { listener, green } }: Pick<Session, 'estate'>): Plan['steps'] {
  const { steps } = gradual({ params: { listener, to: green } });
  return steps.map((step) => ({ ...step, timeoutMs: 900_000 }));
}

/** Green's share of the weights, as the sandbox has it. */
async function shareOf({ engine, estate }: Session): Promise<number> {
  const now = await snapshot(engine, stagesOf({ estate }), patience());
  const [model = {}] = now.values();
  return greenIn(model, estate.green);
}

function greenIn(model: Model, green: string): number {
  const [action] = (model['actions'] ?? []) as readonly ListenerAction[];
  const groups = action !== undefined && isForward(action) ? action.targetGroups : [];
  return groups.find(({ arn }) => arn === green)?.weight ?? 0;
}

/** Runs `act` when the nth stretch of watching begins. */
function atHold(session: Session, nth: number, act: () => void): void {
  session.on('monitoring', nth === 1 ? act : () => atHold(session, nth - 1, act));
}

describe('a gradual step', () => {
  it('applies, verifies and watches one stage after the other', async () => {
    const session = await grounds.session();
    const check = { uses: 'elbv2/expect-healthy', with: { 'target-group': session.estate.green, 'at-least': '1' } };
    const result = await session.run(stagesOf(session), { monitor: { forMs: 1, checks: [check] } });
    expect(result).toEqual({ outcome: 'succeeded', error: undefined });
    const order = session.ledger.events.flatMap((event): readonly (string | number)[] => {
      if (event.type === 'step-verified') return [event.step];
      if (event.type === 'monitoring') return [event.forMs];
      return [];
    });
    expect(order).toEqual(['shift.1', 30_000, 'shift.2', 30_000, 'shift', 1]);
    expect(session.event('check')).toMatchObject({ phase: 'monitor', ok: true });
    expect(session.writes()).toEqual(['ModifyListener', 'ModifyListener', 'ModifyListener']);
    expect(await shareOf(session)).toBe(100);
  });

  it('is on record with the states of every stage before the first changes anything', async () => {
    const session = await grounds.session();
    await session.run(stagesOf(session));
    const [opening] = session.journal.links;
    expect(opening?.state).toBe('opened');
    const steps = opening?.opening?.['steps'] as readonly { id: string; before: Model; after: Model }[];
    const { green } = session.estate;
    expect(steps.map(({ id, before, after }) => [id, greenIn(before, green), greenIn(after, green)])).toEqual([
      ['shift.1', 0, 10],
      ['shift.2', 10, 50],
      ['shift', 50, 100],
    ]);
  });

  it('goes back to the weights before the first stage when a stage degrades, and begins no further one', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const check = { uses: 'elbv2/expect-healthy', with: { 'target-group': session.estate.green, 'at-least': '1' } };
    atHold(session, 2, () =>
      session.fault({
        operation: 'DescribeTargetHealth',
        kind: 'error',
        code: 'InternalFailure',
        status: 500,
        times: Number.POSITIVE_INFINITY,
      }),
    );
    const result = await session.run(stagesOf(session), { monitor: { forMs: 60_000, checks: [check] } });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
    expect(session.event('step-failed')).toMatchObject({ step: 'shift.2', code: 'degraded' });
    const restored = session.ledger.events.filter(({ type }) => type === 'step-restored');
    expect(restored).toEqual([expect.objectContaining({ step: 'shift.2', along: ['shift.1'] })]);
    expect(session.dump()).toEqual(before);
  });

  it('that is interrupted between two stages is put back', async () => {
    const session = await grounds.session();
    const before = session.dump();
    atHold(session, 1, () => session.controller.abort(interrupted()));
    const result = await session.run(stagesOf(session));
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
  });

  it('begins no stage after the approved time, and puts back what it did', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const result = await session.run(stagesOf(session), { workMs: 20_000 });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'out-of-time' } });
    expect(session.dump()).toEqual(before);
  });
});

/** A run that died while it watched its nth stage: nothing of it is left but what it recorded. */
async function died(nth: number): Promise<{ session: Session; before: unknown; steps: readonly PreparedStep[] }> {
  const session = await grounds.session();
  const before = session.dump();
  const planned = stagesOf(session);
  const steps = fold(registry, session.engine.session, planned, await snapshot(session.engine, planned, patience()));
  atHold(session, nth, () => {
    session.giveUp.abort(interrupted());
    session.over.abort(interrupted());
    session.controller.abort(interrupted());
  });
  const result = await session.run(planned);
  expect(result.left).toBeDefined();
  return { session, before, steps };
}

describe('recovery of a gradual step', () => {
  const found = ({ ledger }: Session) =>
    ledger.events.flatMap((event) => (event.type === 'compared' ? [[event.step, event.found]] : []));
  const options = (steps: readonly PreparedStep[]) => ({
    plan: planOf(
      steps.map(({ plan }) => plan),
      {},
    ),
    steps,
    whole: true,
    undo: undefined,
    watched: true,
    signal: patience(),
  });

  it.each([1, 2])('puts back everything where the run died after stage %i', async (nth) => {
    const { session, before, steps } = await died(nth);
    expect(await shareOf(session)).toBe([10, 50][nth - 1]);
    const result = await recover(session.engine, options(steps));
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(found(session).map(([step]) => step)).toEqual(['shift.1', 'shift.2', 'shift']);
    expect(found(session).every(([, finding]) => finding === 'between')).toBe(true);
    expect(session.event('conflict')).toBeUndefined();
    expect(session.dump()).toEqual(before);
  });

  it('has nothing to do where it died before the first stage', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const planned = stagesOf(session);
    const steps = fold(registry, session.engine.session, planned, await snapshot(session.engine, planned, patience()));
    const result = await recover(session.engine, options(steps));
    expect(result).toMatchObject({ outcome: 'rolled-back' });
    expect(session.event('conflict')).toBeUndefined();
    expect(session.writes()).toEqual([]);
    expect(session.dump()).toEqual(before);
  });

  it("leaves somebody else's weights alone, and says so", async () => {
    const { session, steps } = await died(1);
    const [first] = steps;
    if (first === undefined) throw new Error('no step');
    const params = { ...first.plan.with, percent: 33 };
    const { after } = first.kind.change(first.after, params, { session: 's', step: 'x' });
    const client = session.engine.clients.get('elbv2');
    const context = { client, signal: patience(), session: 's', step: 'x' };
    await first.kind.apply(context, { before: first.after, after, now: first.after, units: ['actions'] }, params);
    const result = await recover(session.engine, options(steps));
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(session.event('conflict')).toBeDefined();
    expect(await shareOf(session)).toBe(33);
  });
});

describe('undoing and extending a gradual step', () => {
  async function applied() {
    const session = await grounds.session();
    const before = session.dump();
    const planned = stagesOf(session);
    const prepared = fold(
      registry,
      session.engine.session,
      planned,
      await snapshot(session.engine, planned, patience()),
    );
    await session.run(planned);
    const past: readonly PastStep[] = prepared.map(({ plan, before: was, after }) => ({
      id: plan.id,
      uses: plan.uses,
      with: plan.with,
      before: was,
      after,
    }));
    return { session, before, planned, past };
  }

  it('undoes all stages at once, with the last one, and splits none of them again', async () => {
    const { session, before, past } = await applied();
    const owner = session.engine.session;
    const undone = {
      past: { session: owner, opening: '', last: '', owner },
      steps: past,
      since: '',
      of: planOf([], {}),
      diffs: {},
    };
    const plan = buildUndoPlan(planInput(playbookOf({})), undone);
    expect(plan.steps.map(({ id, with: params, holdMs }) => [id, params['percent'], holdMs])).toEqual([
      ['shift', 100, undefined],
      ['shift.2', 50, undefined],
      ['shift.1', 10, undefined],
    ]);
    const now = await snapshot(session.engine, plan.steps, patience());
    const back = foldUndo(registry, plan.steps, { steps: past, owner }, now);
    expect(back.map(({ after }) => greenIn(after, session.estate.green))).toEqual([0, 0, 0]);
    expect(back.map(({ units }) => units.length)).toEqual([1, 0, 0]);
    for (const { kind, plan: step, before: from, after, units } of back.slice(0, 1)) {
      const client = session.engine.clients.get('elbv2');
      const context = { client, signal: patience(), session: owner, step: step.id };
      await kind.apply(context, { before: from, after, now: from, units }, step.with);
    }
    expect(session.dump()).toEqual(before);
  });

  it('goes on only while the last stage is in force', async () => {
    const { session, planned, past } = await applied();
    const read = () => snapshot(session.engine, planned, patience());
    const steps = foldExtend(registry, planned, past, await read());
    expect(steps.map(({ plan }) => plan.id)).toEqual(['shift.1', 'shift.2', 'shift']);
    const half = fold(registry, 's', planned.slice(0, 1), await read());
    const client = session.engine.clients.get('elbv2');
    const context = { client, signal: patience(), session: 's', step: 'x' };
    for (const { kind, before, after, units, plan } of half) {
      await kind.apply(context, { before, after, now: before, units }, plan.with);
    }
    const now = await read();
    expect(refusal(() => foldExtend(registry, planned, past, now))).toBe('changed-underneath');
  });
});
