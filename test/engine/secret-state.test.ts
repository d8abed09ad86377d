import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../action/audit/state-keeper.ts';
import { hide } from '../../action/domain/hidden.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { differingUnits } from '../../action/engine/compare.ts';
import { requireNoDrift } from '../../action/engine/drift.ts';
import type { PreparedStep } from '../../action/engine/fold.ts';
import { touched, veiledUnits } from '../../action/engine/look.ts';
import { findingOf } from '../../action/engine/recover.ts';
import { requireKept, sameButSecrets } from '../../action/engine/secret-state.ts';
import { undoDiff } from '../../action/engine/undo.ts';
import { BEFORE, memoryStep } from './memory-step.ts';

const { mask } = createStateKeeper();
const { step: base } = memoryStep({}, BEFORE);

function stepOf(before: JsonObject, after: JsonObject, id = 'change', irreversible = false): PreparedStep {
  const inverse = irreversible ? ({ irreversible: true } as const) : base.plan.inverse;
  return { ...base, plan: { ...base.plan, id, inverse }, before, after, units: differingUnits(before, after) };
}

function planOf(more: Partial<Plan>): Plan {
  return { durations: { workMs: 1, undoMs: 1 }, ...more } as Plan;
}

function onAnother(step: PreparedStep): PreparedStep {
  const resource = { ...step.plan.resource, arn: 'another' };
  return { ...step, plan: { ...step.plan, resource } };
}

const WRITES = stepOf({}, { a: hide('x') });
const REPLACES = stepOf({ a: hide('x') }, { a: 'y' });
const REFUSED = expect.objectContaining({ code: 'sensitive-state' });
const KEY = { stateKey: true } as const;
const ACCEPTS = { acceptsSensitive: true } as const;
const STAYS = { durations: { workMs: 1, undoMs: 1, leaveMs: 1 } };

describe('what replaces a value that may be a secret', () => {
  it.each<[string, Partial<Plan>, readonly PreparedStep[]]>([
    ['without a key, and without its acceptance', {}, [REPLACES]],
    ['that outlives the run, without a key', { ...ACCEPTS, ...STAYS }, [REPLACES]],
    ['beside others that do not', {}, [stepOf({ b: 1 }, { b: 2 }), REPLACES]],
    ['deep in a unit', {}, [stepOf({ a: [{ b: { c: hide(1) } }] }, { a: [] })]],
    ['that a step before it wrote, but elsewhere', {}, [WRITES, stepOf({ b: hide('x') }, {})]],
    ['that a step before it wrote, but on another resource', {}, [WRITES, onAnother(stepOf({ a: hide('x') }, {}))]],
    ['that only an earlier process knew', { ...KEY, ...ACCEPTS }, [stepOf({ a: 1 }, { a: mask(hide('x')) })]],
  ])('is refused %s', (_, plan, steps) => {
    expect(() => requireKept(planOf(plan), steps, 'run')).toThrow(REFUSED);
  });

  it.each<[string, Partial<Plan>, readonly PreparedStep[]]>([
    ['with a key', KEY, [REPLACES]],
    ['with a key, where it outlives the run', { ...KEY, ...STAYS }, [REPLACES]],
    ['where the request accepts it', ACCEPTS, [REPLACES]],
    ['where the step is irreversible, and accepted as that', {}, [stepOf({ a: hide('x') }, {}, 'gone', true)]],
    ['where it is in what no step touches', {}, [stepOf({ a: hide('x'), b: 1 }, { a: hide('x'), b: 2 })]],
    ['where it is new', {}, [stepOf({}, { a: hide('x') })]],
    ['where a step wrote it before', {}, [stepOf({}, { a: hide('x') }), stepOf({ a: hide('x') }, { a: [hide('x')] })]],
  ])('runs %s', (_, plan, steps) => {
    expect(() => requireKept(planOf(plan), steps, 'run')).not.toThrow();
  });

  it('is shown before the approval by who has not the key, where the session will have it', () => {
    const steps = [stepOf({ a: 1 }, { a: mask(hide('x')) })];
    expect(() => requireKept(planOf(KEY), steps, 'look')).not.toThrow();
    expect(() => requireKept(planOf(ACCEPTS), steps, 'look')).toThrow(REFUSED);
  });

  it('is not shown to the approver, and no drift; all around it is', () => {
    const seen = { change: veiledUnits(touched(REPLACES, REPLACES.before)) };
    expect(JSON.stringify(seen)).not.toContain('x"');
    const other = stepOf({ a: hide('z') }, { a: 'y' });
    expect(() => requireNoDrift([other], seen)).not.toThrow();
    const drifted = stepOf({ a: { b: hide('x') } }, { a: 'y' });
    expect(() => requireNoDrift([drifted], seen)).toThrow(expect.objectContaining({ code: 'drifted' }));
  });

  it('is not told in the words of an undo', () => {
    const kind = { ...base.kind, change: () => ({ after: {}, diff: [] }) };
    const past = { id: 's', uses: 'u', with: {}, before: { a: hide('xyz') }, after: { a: hide('uvw') } };
    expect(JSON.stringify(undoDiff(kind, past, 'inc-1'))).not.toMatch(/xyz|uvw/);
  });
});

describe('a recovery that has not the key', () => {
  const find = (step: PreparedStep, now: JsonObject) => findingOf(step, [step], new Map([['memory/thing thing', now]]));

  it.each<[string, JsonObject, JsonObject, JsonObject, string]>([
    ['the very value is there', { a: mask(hide('x')) }, { a: 'y' }, { a: hide('x') }, 'hidden'],
    ['another value is there', { a: mask(hide('x')) }, { a: 'y' }, { a: hide('z') }, 'hidden'],
    ['what its step wrote is there', { a: mask(hide('x')) }, { a: 'y' }, { a: 'y' }, 'ours'],
    [
      'what it does not touch is secret',
      { a: mask(hide('x')), b: 1 },
      { a: mask(hide('x')), b: 2 },
      { b: 1 },
      'before',
    ],
    ['something else is somebody’s', { a: mask(hide('x')), b: 1 }, { a: 'y', b: 2 }, { a: hide('x'), b: 3 }, 'foreign'],
  ])('finds no secret like another where %s', (_, before, after, now, found) => {
    expect(find(stepOf(before, after), now)).toBe(found);
  });
});

describe('two states but for their secrets', () => {
  it.each<[string, JsonObject | undefined, JsonObject | undefined, boolean]>([
    ['other secrets', { a: hide('x') }, { a: mask(hide('y')) }, true],
    ['a secret where there was none', { a: hide('x') }, { a: 'x' }, false],
    ['other values beside them', { a: hide('x'), b: 1 }, { a: hide('x'), b: 2 }, false],
    ['none, and nothing', undefined, {}, false],
  ])('are compared with %s', (_, one, other, same) => {
    expect(sameButSecrets(one, other)).toBe(same);
  });
});
