import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { AFTER, Answered, BEFORE, memoryStep, type Script } from './memory-step.ts';

describe('converging', () => {
  it('waits for a read to show an accepted write, and does not write again', async () => {
    const { go, transitions } = memoryStep({ stale: [BEFORE, BEFORE, BEFORE, { a: 2, b: 1 }] });
    expect(await go('apply')).toEqual({ changed: true, conflicts: [] });
    expect(transitions).toHaveLength(1);
  });

  it('writes only what is still missing after a write that was cut in two', async () => {
    let calls = 0;
    const write: Script['write'] = (_transition, state) => {
      calls += 1;
      state.now = calls === 1 ? { a: 2, b: 1 } : AFTER;
      if (calls === 1) throw new Answered('transient');
    };
    const { go, transitions } = memoryStep({ write });
    expect(await go('apply')).toEqual({ changed: true, conflicts: [] });
    expect(transitions.map(({ units }) => units)).toEqual([['a', 'b'], ['b']]);
  });

  it('applies nothing when one unit is somebody else’s', async () => {
    const { go, transitions } = memoryStep({}, { a: 9, b: 1 });
    expect(await go('apply')).toEqual({ changed: false, conflicts: [{ unit: 'a', before: 1, ours: 2, now: 9 }] });
    expect(transitions).toEqual([]);
  });

  it('restores the other units, and leaves the one that is somebody else’s', async () => {
    const { go, state } = memoryStep({}, { a: 9, b: 2 });
    expect(await go('restore')).toEqual({ changed: true, conflicts: [{ unit: 'a', before: 1, ours: 2, now: 9 }] });
    expect(state.now).toEqual({ a: 9, b: 1 });
  });

  it('reports a change that came right after its own write, and leaves it', async () => {
    const write: Script['write'] = (_transition, state) => {
      state.now = { a: 9, b: 2 };
    };
    const { go, state } = memoryStep({ write });
    expect(await go('apply')).toEqual({ changed: true, conflicts: [{ unit: 'a', before: 1, ours: 2, now: 9 }] });
    expect(state.now).toEqual({ a: 9, b: 2 });
  });

  it('gives up after some writes, with the error that AWS answered last', async () => {
    const write: Script['write'] = () => {
      throw new Answered('throttled');
    };
    const { go, transitions } = memoryStep({ write });
    await expect(go('apply')).rejects.toMatchObject({ code: 'aws-throttled' });
    expect(transitions.length).toBeGreaterThan(1);
    expect(transitions.length).toBeLessThanOrEqual(8);
  });

  it.each(['denied', 'rejected', 'missing', 'expired'] as const)('never repeats a write that was %s', async (kind) => {
    const write: Script['write'] = () => {
      throw new Answered(kind);
    };
    const { go, transitions } = memoryStep({ write });
    await expect(go('apply')).rejects.toBeInstanceOf(BreakglassError);
    expect(transitions).toHaveLength(1);
  });

  it('writes nothing once it is aborted', async () => {
    const { go, transitions } = memoryStep({});
    const reason = new BreakglassError('interrupted', 'received SIGINT');
    await expect(go('apply', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(transitions).toEqual([]);
  });
});
