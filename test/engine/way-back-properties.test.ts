import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { PlannedStep } from '../../action/domain/plan.ts';
import type { Model, ResourceKind, StepKind, Transition } from '../../action/domain/step-kind.ts';
import { startStep, watcherOf } from '../../action/engine/apply.ts';
import type { EngineContext } from '../../action/engine/context.ts';
import { converge } from '../../action/engine/converge.ts';
import { fold, type PreparedStep, snapshot } from '../../action/engine/fold.ts';
import { rollBack } from '../../action/engine/roll-back.ts';
import { foldUndo } from '../../action/engine/undo.ts';
import { memoryStep } from './memory-step.ts';

const UNITS = ['a', 'b', 'c', 'd'] as const;
const START: Model = { a: 0, b: 0, c: 0, d: 0 };

/** A step sets some units, to few values: so that later ones often give back what earlier ones took. */
const changes = fc.dictionary(fc.constantFrom(...UNITS), fc.integer({ min: 0, max: 2 }), { noNullPrototype: true });
const sessions = fc.array(changes, { minLength: 1, maxLength: 5 });

interface Session {
  readonly engine: EngineContext;
  readonly steps: readonly PreparedStep[];
  readonly planned: readonly PlannedStep[];
  /** What the resource was like after each write. */
  readonly states: Model[];
  readonly go: (steps: readonly PreparedStep[]) => Promise<readonly ReturnType<typeof startStep>[]>;
}

async function applied(wanted: readonly JsonObject[], like: Pick<ResourceKind, 'atOnce' | 'joint'>): Promise<Session> {
  const states: Model[] = [];
  const memory = memoryStep({ write }, START);
  function write({ before, after, now, units }: Transition, state: { now: JsonObject }): void {
    const to = units.every((unit) => now[unit] === before[unit]) ? after : before;
    state.now = { ...state.now, ...Object.fromEntries(units.map((unit) => [unit, to[unit] ?? null])) };
    states.push(state.now);
  }
  const set = async (transition: Transition, to: Model): Promise<void> =>
    write({ ...transition, before: transition.now, after: to }, memory.state);
  const kind: StepKind = {
    ...memory.step.kind,
    resourceKind: { ...memory.step.kind.resourceKind, ...like },
    change: (before, params) => ({ after: { ...before, ...params }, diff: [] }),
    apply: (_context, transition) => set(transition, transition.after),
    restore: (_context, transition) => set(transition, transition.before),
  };
  const engine = { ...memory.engine, registry: { ...memory.engine.registry, steps: new Map([[kind.kind, kind]]) } };
  const planned = wanted.map((params, index) => ({ ...memory.step.plan, id: `s${index}`, with: params }));
  const steps = fold(engine.registry, 's', planned, await snapshot(engine, planned, signal()));
  const go: Session['go'] = async (all) => {
    const started = all.map((step) => startStep(step));
    for (const item of started) {
      if (item.step.units.length > 0) await converge(engine, item.step, 'apply', signal(), watcherOf(item));
      item.settled = true;
    }
    return started;
  };
  return { engine, steps, planned, states, go };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

/** The two ways back: a run's own, and that of a later session. */
const ways: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  'rolling back': async ({ engine, steps, states, go }) => {
    const started = await go(steps);
    states.splice(0, states.length - 1);
    await rollBack(engine, started, new BreakglassError('interrupted', 'it ends'), signal());
  },
  undoing: async ({ engine, steps, planned, states, go }) => {
    await go(steps);
    states.splice(0, states.length - 1);
    const past = steps.map(({ plan, before, after }) => ({
      id: plan.id,
      uses: plan.uses,
      with: plan.with,
      before,
      after,
    }));
    const back = planned.toReversed();
    const now = await snapshot(engine, back, signal());
    await go(foldUndo(engine.registry, back, { steps: past, owner: 's' }, now));
  },
};

describe.each(Object.entries(ways))('%s any steps on one resource', (_way, goBack) => {
  async function seen(wanted: readonly JsonObject[], like: Pick<ResourceKind, 'atOnce' | 'joint'>) {
    const session = await applied(wanted, like);
    await goBack(session);
    const left = session.steps.at(-1)?.after ?? START;
    const ended = session.states.at(-1) ?? START;
    if (UNITS.some((unit) => ended[unit] !== START[unit])) throw new Error(`it ended as ${JSON.stringify(ended)}`);
    return { left, states: session.states, had: [START, ...session.steps.map(({ after }) => after)] };
  }

  it.each<[string, Pick<ResourceKind, 'atOnce' | 'joint'>]>([
    ['whose units are put back at once', { atOnce: true }],
    ['whose units are put back one step after the other', {}],
  ])('never changes what the session left as it found it, %s', async (_what, like) => {
    await fc.assert(
      fc.asyncProperty(sessions, async (wanted) => {
        const { left, states } = await seen(wanted, like);
        const kept = UNITS.filter((unit) => left[unit] === START[unit]);
        const moved = kept.find((unit) => states.some((state) => state[unit] !== START[unit]));
        if (moved !== undefined) throw new Error(`${moved} was changed on the way: ${JSON.stringify(states)}`);
      }),
      { numRuns: 300 },
    );
  });

  it('goes from what the session left to what it found, and through nothing else, where that is done at once', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async (wanted) => {
        const { left, states } = await seen(wanted, { atOnce: true });
        const other = states.find(
          (state) => ![left, START].some((end) => UNITS.every((unit) => state[unit] === end[unit])),
        );
        if (other !== undefined) throw new Error(`it was ${JSON.stringify(other)} on the way`);
      }),
      { numRuns: 300 },
    );
  });

  it('brings what AWS checks together only to where the session had it', async () => {
    const joint = (unit: string): boolean => unit === 'a' || unit === 'b';
    const together = ({ a, b }: Model): string => JSON.stringify([a, b]);
    await fc.assert(
      fc.asyncProperty(sessions, async (wanted) => {
        const { had, states } = await seen(wanted, { joint });
        const valid = new Set(had.map(together));
        const other = states.find((state) => !valid.has(together(state)));
        if (other !== undefined) throw new Error(`it was ${JSON.stringify(other)} on the way`);
      }),
      { numRuns: 300 },
    );
  });
});
