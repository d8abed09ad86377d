import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grounds, interrupted, openGrounds, respond, type Session, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

/** Interrupts as soon as a call arrives, and lets AWS take its time over it. */
function interruptAt(session: Session, operation: string): void {
  const run = async (): Promise<void> => {
    session.controller.abort(interrupted());
    await session.lab.clock.sleep(6_000);
  };
  session.fault({ operation, kind: 'hook', run });
}

describe('an interruption', () => {
  it.each(['DescribeListeners', 'DescribeRules'])(
    'while reading (%s) ends the session untouched',
    async (operation) => {
      const session = await grounds.session();
      interruptAt(session, operation);
      const result = await session.run([shift(session.estate), respond(session.estate)]);
      expect(result).toMatchObject({ outcome: 'refused', error: { code: 'interrupted' } });
      expect(session.writes()).toEqual([]);
      expect(session.journal.links).toEqual([]);
    },
  );

  it('while the opening link is written ends the session untouched', async () => {
    const session = await grounds.session();
    session.journal.before(() => session.controller.abort(interrupted()));
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'interrupted' } });
    expect(session.writes()).toEqual([]);
  });

  it.each(['ModifyListener', 'SetRulePriorities', 'CreateRule'])(
    'while a write is under way (%s) waits for it, and undoes everything',
    async (operation) => {
      const session = await grounds.session();
      const before = session.dump();
      interruptAt(session, operation);
      const result = await session.run([shift(session.estate), respond(session.estate)]);
      expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
      expect(session.types()).toContain('interrupted');
      expect(session.dump()).toEqual(before);
      // Nothing arrives late either.
      await session.lab.clock.sleep(12_000);
      expect(session.dump()).toEqual(before);
      if (operation === 'ModifyListener') expect(session.writes()).not.toContain('CreateRule');
    },
  );

  it.each(['step-applied', 'step-verified', 'monitoring'] as const)('after %s undoes the change', async (type) => {
    const session = await grounds.session();
    const before = session.dump();
    session.on(type, () => session.controller.abort(interrupted()));
    const result = await session.run([shift(session.estate)], { monitor: { forMs: 600_000, checks: [] } });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
  });

  it('during the wait of a temporary change undoes it at once', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.on('step-verified', () => setTimeout(() => session.controller.abort(interrupted()), 50));
    const started = Date.now();
    const result = await session.run([shift(session.estate)], { revert: 'at-end' });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(session.dump()).toEqual(before);
  });

  it('does not stop the way back', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.fault({ operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 });
    session.on('rollback-started', () => session.controller.abort(interrupted()));
    const result = await session.run([shift(session.estate), respond(session.estate)]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'aws-rejected' } });
    expect(session.dump()).toEqual(before);
  });
});
