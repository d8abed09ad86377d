import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError, type ErrorCode } from '../../action/domain/error.ts';
import type { RunOptions } from '../../action/engine/run.ts';
import { LinkInDoubt, type LinkReceipt } from '../../action/ports/journal.ts';
import { type Grounds, interrupted, openGrounds, type Session, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const RECEIPT: LinkReceipt = { commit: 'c', path: '0001-opened.json' };
const LEFT = { outcome: 'failed', left: { steps: ['shift-weights'], notBefore: null } };
const at = { revert: 'at-end', workMs: 60_000 } as const;
const done = async (): Promise<void> => undefined;
const down = (): BreakglassError => new BreakglassError('github-unavailable', 'GitHub answered 502');
const states = ({ journal }: Session) => journal.links.map(({ state }) => state);

type GoesOn = NonNullable<RunOptions['goesOn']>;

/** Goes on with a change that the session before has made. */
const extend = (session: Session, goesOn: Partial<GoesOn> = {}) =>
  session.run([shift(session.estate)], { ...at, goesOn: { take: done, taken: done, ...goesOn } });

/** The answer to the opening link is lost; what `settle` finds out is asked for again and again. */
function loseOpening({ journal }: Session, settle: () => Promise<LinkReceipt | undefined>): void {
  journal.before(({ state }) => {
    if (state === 'opened') throw new LinkInDoubt(down(), settle);
  });
}

describe('a session that goes on in the place of another, and has its lock', () => {
  it('is left to recovery where its opening link landed and no answer said so', async () => {
    const session = await grounds.session();
    loseOpening(session, async () => RECEIPT);
    expect(await extend(session)).toMatchObject({ ...LEFT, error: { code: 'github-unavailable' } });
    expect(session.journal.links).toMatchObject([{ state: 'left', sequence: 2 }]);
    expect(session.event('left-to-recover')).toMatchObject({ why: 'github-unavailable', steps: ['shift-weights'] });
    expect(session.writes()).toEqual([]);
  });

  it('is left to recovery where nobody knows whether its opening link is there, and writes no other before it', async () => {
    const session = await grounds.session();
    loseOpening(session, () => Promise.reject(new BreakglassError('github-forbidden', 'no')));
    expect(await extend(session)).toMatchObject(LEFT);
    expect(states(session)).toEqual([]);
  });

  it('opens nothing by a link that says what is left, where its opening link turns out late never to have landed', async () => {
    const session = await grounds.session();
    let asked = 0;
    loseOpening(session, async () => {
      asked += 1;
      if (asked === 1) throw new BreakglassError('github-forbidden', 'no');
      return undefined;
    });
    expect(await extend(session)).toMatchObject({
      ...LEFT,
      error: { message: expect.stringContaining('the audit branch did not take that') },
    });
    expect(states(session)).toEqual([]);
  });

  it('is refused where its opening link is not there and never will be', async () => {
    for (const arrange of [
      (it: Session) => loseOpening(it, async () => undefined),
      (it: Session) => it.journal.failNext(1),
    ]) {
      const session = await grounds.session();
      arrange(session);
      const result = await extend(session);
      expect([result.outcome, result.left]).toEqual(['refused', undefined]);
      expect(states(session)).toEqual([]);
    }
  });

  it.each<ErrorCode>(['github-unavailable', 'taken-over', 'internal'])(
    'is left to recovery where it cannot make sure of the lock after its opening link (%s)',
    async (code) => {
      const session = await grounds.session();
      const taken = () => Promise.reject(new BreakglassError(code, 'the lock cannot be read'));
      expect(await extend(session, { taken })).toMatchObject({ ...LEFT, error: { code } });
      expect(states(session)).toEqual(['opened', 'left']);
      expect(session.writes()).toEqual([]);
    },
  );

  it('is left to recovery where it is given up while it makes sure of the lock', async () => {
    const session = await grounds.session();
    const taken = (): Promise<never> => {
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
      return new Promise(() => undefined);
    };
    expect(await extend(session, { taken })).toMatchObject({ ...LEFT, error: { code: 'interrupted' } });
    expect(states(session)).toEqual(['opened', 'left']);
    expect(session.types().filter((type) => type === 'interrupted')).toHaveLength(1);
  });

  it('is left to recovery where it is given up while its opening link is under way', async () => {
    const session = await grounds.session();
    session.journal.before(async ({ state }) => {
      if (state !== 'opened') return;
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
      await session.lab.clock.sleep(6_000);
    });
    expect(await extend(session)).toMatchObject({ ...LEFT, error: { code: 'interrupted' } });
    expect(states(session)).toEqual(['opened', 'left']);
  });

  it('is left to recovery where the time ends before that link is answered', async () => {
    const session = await grounds.session();
    session.journal.before(async () => {
      for (const each of [session.controller, session.giveUp, session.over]) each.abort(interrupted());
      await new Promise(() => undefined);
    });
    expect(await extend(session)).toMatchObject({ ...LEFT, error: { code: 'interrupted' } });
  });

  it('is refused where it could not take the lock, and opens nothing where it is cancelled meanwhile', async () => {
    for (const take of [
      () => Promise.reject(new BreakglassError('install-locked', 'it is ending')),
      async (it: Session) => {
        it.controller.abort(interrupted());
      },
    ]) {
      const session = await grounds.session();
      const result = await extend(session, { take: () => take(session) });
      expect([result.outcome, result.left]).toEqual(['refused', undefined]);
      expect(states(session)).toEqual([]);
    }
  });

  it('opens nothing once it was given up while it took the lock', async () => {
    const session = await grounds.session();
    let answer: () => void = () => undefined;
    const take = (): Promise<void> => {
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    expect(await extend(session, { take })).toMatchObject({ outcome: 'refused', error: { code: 'interrupted' } });
    answer();
    await session.lab.clock.sleep(6_000);
    expect(states(session)).toEqual([]);
  });
});

describe('a temporary change whose lock is said to be somebody else’s', () => {
  it.each<ErrorCode>(['taken-over', 'install-locked', 'audit-invalid'])(
    'is left to recovery, and closed by nobody who has not put it back (%s)',
    async (code) => {
      const session = await grounds.session();
      const beforeRestore = () => Promise.reject(new BreakglassError(code, 'run 9 has it'));
      const result = await session.run([shift(session.estate)], { ...at, beforeRestore });
      expect(result).toMatchObject({ ...LEFT, error: { code } });
      expect(states(session).at(-1)).toBe('left');
      expect(session.writes()).toEqual(['ModifyListener']);
    },
  );

  it('is left although the branch takes no more links, since a recovery has it', async () => {
    const session = await grounds.session();
    session.journal.before(({ state }) => {
      if (state === 'left') throw new BreakglassError('taken-over', 'link 4 is there');
    });
    const beforeRestore = () => Promise.reject(new BreakglassError('taken-over', 'run 9 has it'));
    const result = await session.run([shift(session.estate)], { ...at, beforeRestore });
    expect(result).toMatchObject({ ...LEFT, error: { code: 'taken-over' } });
  });
});
