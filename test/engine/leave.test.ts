import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grounds, interrupted, openGrounds, respond, type Session, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const ALWAYS = Number.POSITIVE_INFINITY;

/** Two steps are done; then somebody cancels. */
async function cancelled(arrange: (session: Session) => void): Promise<Session> {
  const session = await grounds.session();
  session.on('monitoring', () => {
    arrange(session);
    session.controller.abort(interrupted());
  });
  return session;
}

const MONITORED = { monitor: { forMs: 600_000, checks: [] } };
const steps = ({ estate }: Session) => [shift(estate), respond(estate)];

/** The last chance is over as soon as AWS is asked for this. */
function giveUpAt(session: Session, operation: string): void {
  session.fault({ operation, kind: 'hook', run: () => session.giveUp.abort(interrupted()) });
}

describe('an interruption that leaves too little time', () => {
  it('puts back what it can, begins nothing after that, and leaves the rest to recovery', async () => {
    // The second step is put back first; the first one's restore is what comes too late.
    const session = await cancelled((it) => it.on('step-restored', () => it.giveUp.abort(interrupted())));
    const result = await session.run(steps(session), MONITORED);
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'interrupted', message: expect.stringContaining('1 of 2 steps put back') },
      left: { steps: ['shift-weights'], notBefore: null },
    });
    expect(session.event('left-to-recover')).toMatchObject({
      why: 'interrupted',
      steps: ['shift-weights'],
      notBefore: null,
    });
    expect(session.event('restore-failed')).toBeUndefined();
    expect(session.writes().filter((operation) => operation === 'ModifyListener')).toHaveLength(1);
    expect(session.journal.links.at(-1)).toMatchObject({ state: 'left' });
  });

  it('does not wait for a restore that AWS does not answer', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const session = await cancelled((it) => {
      const run = async (): Promise<void> => {
        it.giveUp.abort(interrupted());
        await held;
      };
      it.fault({ operation: 'DeleteRule', kind: 'hook', run });
    });
    const result = await session.run(steps(session), MONITORED);
    expect(result).toMatchObject({ outcome: 'failed', left: { steps: ['shift-weights', 'fixed-response'] } });
    expect(session.journal.links.at(-1)).toMatchObject({ state: 'left' });
    const heard = session.ledger.events.some((event) => event.type === 'call' && event.operation === 'DeleteRule');
    expect(heard).toBe(false);
    answer();
    // The restore under way may still come to its end; no other is begun.
    await session.lab.clock.sleep(24_000);
    expect(session.writes().filter((operation) => operation === 'ModifyListener')).toHaveLength(1);
  });

  it('leaves a write to recovery whose answer did not come in time', async () => {
    const session = await grounds.session();
    session.fault({
      operation: 'ModifyListener',
      kind: 'hook',
      run: async () => {
        session.controller.abort(interrupted());
        session.giveUp.abort(interrupted());
        await session.lab.clock.sleep(6_000);
      },
    });
    const result = await session.run(steps(session));
    expect(result).toMatchObject({ outcome: 'failed', left: { steps: ['shift-weights'] } });
    // What was sent takes effect later; nothing is sent after it.
    await session.lab.clock.sleep(12_000);
    expect(session.writes()).toEqual(['ModifyListener']);
  });

  it('ends refused where nothing was written, and leaves nothing', async () => {
    const session = await grounds.session();
    session.journal.before(async () => {
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
      await new Promise(() => undefined);
    });
    const result = await session.run(steps(session));
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'interrupted' } });
    expect(result.left).toBeUndefined();
    expect(session.writes()).toEqual([]);
  });

  it('says so although the audit branch does not take it in time', async () => {
    const session = await cancelled((it) => {
      giveUpAt(it, 'DescribeListeners');
      it.journal.before(async ({ state }) => {
        if (state !== 'left') return;
        it.over.abort(interrupted());
        await new Promise(() => undefined);
      });
    });
    const result = await session.run(steps(session), MONITORED);
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringContaining('the audit branch did not take that in time') },
      left: { notBefore: null },
    });
  });

  it('while a failure is being undone says that it was interrupted', async () => {
    const session = await grounds.session();
    session.fault({ operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 });
    session.on('rollback-started', () => {
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
    });
    const result = await session.run(steps(session));
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'interrupted' }, left: { notBefore: null } });
    expect(session.event('interrupted')).toBeDefined();
    expect(session.event('rollback-started')).toMatchObject({ why: 'aws-rejected' });
  });

  it('while a temporary change is being undone leaves it too', async () => {
    const session = await grounds.session();
    session.on('rollback-started', () => {
      session.controller.abort(interrupted());
      session.giveUp.abort(interrupted());
    });
    const result = await session.run([shift(session.estate)], { revert: 'at-end', workMs: 60_000 });
    expect(result).toMatchObject({ outcome: 'failed', left: { steps: ['shift-weights'], notBefore: null } });
  });
});

describe('a restore that AWS does not let the run make', () => {
  /** From the change on, or before the second step's, the listener's action cannot be written. */
  const REFUSED = { operation: 'ModifyListener', kind: 'error', status: 400, nth: 2, times: ALWAYS } as const;
  const FAILING = { operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 } as const;

  it.each([
    ['refuses it', { ...REFUSED, code: 'ValidationError' }, 'aws-rejected'],
    ['denies that call alone', { ...REFUSED, code: 'AccessDenied', status: 403 }, 'access-denied'],
    ['says that the credentials have ended', { ...REFUSED, code: 'ExpiredToken', status: 403 }, 'access-denied'],
    ['fails', { ...REFUSED, kind: 'server-error' }, 'aws-unavailable'],
  ] as const)('is left to recovery where AWS %s, on record, and the other steps are put back', async (_, rule, why) => {
    const session = await grounds.session();
    session.fault(FAILING);
    session.fault(rule);
    const result = await session.run(steps(session));
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'aws-rejected', message: expect.stringContaining("the rest is recovery's") },
      left: { steps: ['shift-weights'], notBefore: null },
    });
    expect(session.event('left-to-recover')).toMatchObject({ why, steps: ['shift-weights'], notBefore: null });
    expect(session.event('interrupted')).toBeUndefined();
    expect(session.journal.links.at(-1)).toMatchObject({ state: 'left' });
  });

  it('at the end of a temporary change is left to recovery too', async () => {
    const session = await grounds.session();
    session.fault({ ...REFUSED, code: 'ValidationError' });
    const result = await session.run([shift(session.estate)], { revert: 'at-end', workMs: 60_000 });
    expect(result).toMatchObject({ outcome: 'failed', left: { steps: ['shift-weights'], notBefore: null } });
    expect(session.event('left-to-recover')).toMatchObject({ why: 'aws-rejected' });
  });

  it.each(['on-failure', 'at-end'] as const)("is a person's where no recovery is active (%s)", async (revert) => {
    const session = await grounds.session();
    if (revert === 'on-failure') session.fault(FAILING);
    session.fault({ ...REFUSED, code: 'ValidationError' });
    const all = revert === 'at-end' ? [shift(session.estate)] : steps(session);
    const result = await session.run(all, { revert, workMs: 60_000, recover: 'none' });
    expect(result).toMatchObject({ outcome: 'failed', error: { hint: expect.stringContaining('a person is needed') } });
    expect(result.left).toBeUndefined();
    expect(session.event('left-to-recover')).toBeUndefined();
  });

  it("is a person's where the role is denied everything: the customer has ended its access", async () => {
    const session = await grounds.session();
    session.on('monitoring', () => {
      const denied = { kind: 'error', code: 'AccessDenied', status: 403, times: ALWAYS } as const;
      for (const operation of ['DescribeListeners', 'ModifyListener']) session.fault({ operation, ...denied });
      session.controller.abort(interrupted());
    });
    const result = await session.run([shift(session.estate)], MONITORED);
    expect(result).toMatchObject({ outcome: 'failed', error: { hint: expect.stringContaining('a person is needed') } });
    expect(result.left).toBeUndefined();
    expect(session.event('left-to-recover')).toBeUndefined();
  });
});

describe('a temporary change that outlives its job', () => {
  const LEFT = { revert: 'at-end', workMs: 900_000, leaveMs: 8 * 3_600_000 } as const;

  it('is left in force, on record with the time at which a recovery undoes it', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const result = await session.run([shift(session.estate)], LEFT);
    expect(result).toMatchObject({ outcome: 'succeeded', error: undefined, left: { steps: ['shift-weights'] } });
    const { notBefore } = session.event('left-to-recover') ?? {};
    expect(Date.parse(notBefore ?? '') - session.lab.clock.now()).toBeGreaterThan(7 * 3_600_000);
    expect(session.journal.links.at(-1)).toMatchObject({ state: 'left' });
    expect(session.dump()).not.toEqual(before);
    expect(session.writes()).toEqual(['ModifyListener']);
  });

  it('that changed nothing leaves nothing', async () => {
    const session = await grounds.session();
    expect(await session.run([shift(session.estate)], LEFT)).toMatchObject({ left: { steps: ['shift-weights'] } });
    const again = await grounds.session();
    const none = shift(again.estate, 100, { timeoutMs: 60_000 });
    again.fault({ operation: 'ModifyListener', kind: 'error', code: 'AccessDenied', status: 403, times: ALWAYS });
    const result = await again.run([none], LEFT);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'access-denied' } });
    expect(result.left).toBeUndefined();
  });

  it('is undone at once where it is interrupted, or health degrades', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.on('step-verified', () => session.controller.abort(interrupted()));
    const result = await session.run([shift(session.estate)], { ...LEFT, ...MONITORED });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
  });

  it('is undone by the run where it is cancelled before that is on record', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.journal.before(({ state }) => {
      if (state === 'left') session.controller.abort(interrupted());
    });
    const result = await session.run([shift(session.estate)], LEFT);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
  });

  it('that cannot be put on record is no success, and is left as it is', async () => {
    const session = await grounds.session();
    session.on('left-to-recover', () => session.journal.failNext(1));
    const result = await session.run([shift(session.estate)], LEFT);
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'audit-not-writable' },
      left: { steps: ['shift-weights'] },
    });
  });

  it('starts no step after the time in which the run itself works', async () => {
    const session = await grounds.session();
    const result = await session.run([shift(session.estate)], { ...LEFT, workMs: 0 });
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'out-of-time' } });
    expect(session.writes()).toEqual([]);
  });
});
