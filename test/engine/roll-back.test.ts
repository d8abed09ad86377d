import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { rollBack, stepsLeft } from '../../action/engine/roll-back.ts';
import { AFTER, Answered, BEFORE, memoryStep } from './memory-step.ts';

const WHY = new BreakglassError('interrupted', 'received SIGINT');

type Memory = ReturnType<typeof memoryStep>;

function undo({ engine, started }: Memory) {
  return rollBack(engine, [started], WHY, new AbortController().signal);
}

/** Applies, and is interrupted in the first pause. */
async function interrupt(memory: Memory): Promise<void> {
  const controller = new AbortController();
  memory.hooks.pause = () => controller.abort(WHY);
  await expect(memory.go('apply', controller.signal)).rejects.toBe(WHY);
  memory.hooks.pause = () => undefined;
}

function types({ engine }: Memory): readonly string[] {
  return engine.ledger.events.map(({ type }) => type);
}

describe('rolling back', () => {
  it('does nothing, and says so, when nothing was written', async () => {
    const memory = memoryStep({});
    expect(await undo(memory)).toBe('untouched');
    expect(types(memory)).toEqual([]);
  });

  it('looks again after an accepted write that no read has shown yet', async () => {
    // Both reads of the step, and the first of rollback, still show the state before.
    const memory = memoryStep({ stale: [BEFORE, BEFORE, BEFORE] });
    await interrupt(memory);
    expect(memory.state.now).toEqual(AFTER);
    expect(await undo(memory)).toBe('restored');
    expect(memory.state.now).toEqual(BEFORE);
  });

  it('looks again after a write that nobody answered, also when it had something to restore', async () => {
    const memory = memoryStep({
      write: ({ before }, state, writes) => {
        state.now = writes === 1 ? { a: 2, b: 1 } : before;
        if (writes === 1) throw new Answered('transient');
      },
    });
    await interrupt(memory);
    memory.hooks.pause = () => {
      // The other half of the write takes effect only now.
      memory.state.now = { a: 1, b: 2 };
    };
    expect(await undo(memory)).toBe('restored');
    expect(memory.pauses.at(-1)).toBe(3_000);
    expect(memory.state.now).toEqual(BEFORE);
  });

  it('never says that nothing was changed after a write that AWS accepted, even if no read ever shows it', async () => {
    const memory = memoryStep({ stale: Array.from({ length: 50 }, () => BEFORE) });
    await interrupt(memory);
    expect(await undo(memory)).toBe('failed');
    expect(types(memory)).toContain('restore-failed');
  });

  it('never says that nothing was changed after a write that nobody answered', async () => {
    const memory = memoryStep({
      write: () => {
        throw new Answered('transient');
      },
    });
    await interrupt(memory);
    expect(await undo(memory)).toBe('restored');
  });

  it('waits for nothing after a write that AWS refused', async () => {
    const memory = memoryStep({
      write: () => {
        throw new Answered('denied');
      },
    });
    await expect(memory.go('apply')).rejects.toMatchObject({ code: 'access-denied' });
    expect(await undo(memory)).toBe('untouched');
    expect(memory.pauses).toEqual([]);
    expect(types(memory)).toContain('step-unchanged');
  });

  it('reports a conflict with before, ours and now, also when the rest cannot be restored', async () => {
    const memory = memoryStep({
      write: ({ after }, state, writes) => {
        if (writes > 1) throw new Answered('rejected');
        state.now = after;
      },
    });
    await memory.go('apply');
    memory.state.now = { a: 9, b: 2 };
    expect(await undo(memory)).toBe('incomplete');
    expect(memory.engine.ledger.events).toMatchObject([
      { type: 'rollback-started' },
      { type: 'conflict', units: [{ unit: 'a', before: 1, ours: 2, now: 9 }] },
      { type: 'restore-failed', code: 'aws-rejected' },
    ]);
  });

  it.each([
    ['and says what is there now', { a: 9, b: 2 }, [{ unit: 'a', before: 1, ours: 2, now: 9 }]],
    ['also where that is over by then', AFTER, undefined],
  ])("is a person's where somebody else was faster than the write, %s", async (_, now, units) => {
    const memory = memoryStep({
      write: ({ after }, state, writes) => {
        state.now = writes === 1 ? after : now;
        if (writes > 1) throw new BreakglassError('changed-underneath', 'the precondition failed');
      },
    });
    await memory.go('apply');
    expect(await undo(memory)).toBe('incomplete');
    expect(stepsLeft([memory.started])).toEqual([]);
    expect(memory.transitions).toHaveLength(2);
    expect(memory.engine.ledger.events).toMatchObject([
      { type: 'rollback-started' },
      ...(units === undefined ? [] : [{ type: 'conflict', units }]),
      { type: 'restore-failed', code: 'changed-underneath' },
    ]);
  });

  it('names as restored only the units that it restored', async () => {
    const memory = memoryStep({});
    await memory.go('apply');
    memory.state.now = { a: 9, b: 2 };
    expect(await undo(memory)).toBe('incomplete');
    expect(memory.engine.ledger.events.at(-1)).toMatchObject({ type: 'step-restored', units: ['b'] });
  });
});
