import { describe, expect, it } from 'vitest';
import { renewable } from '../../action/commands/renewal.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { attemptRead } from '../../action/engine/attempt.ts';
import { AFTER, Answered, memoryStep, type Script } from './memory-step.ts';

const never = new AbortController().signal;
const clock = { now: () => 0, sleep: async () => undefined };
const classify = (error: unknown) => (error instanceof Answered ? error.kind : undefined);

/** Clients that say with which credentials they are. */
function credentials({
  notAfter = 1,
  take = async (n: number) => n,
}: {
  notAfter?: number;
  take?: (n: number) => Promise<number>;
} = {}) {
  let taken = 0;
  const { clients, renewal } = renewable({
    clock,
    notAfter,
    taken: 0,
    connect: (issue) => ({ get: () => issue }),
    takeAgain: () => take((taken += 1)),
  });
  return { renewal, issue: () => clients.get('any'), taken: () => taken };
}

describe('a read that AWS refuses since its credentials ended', () => {
  it('is made again with new ones', async () => {
    const { renewal, issue, taken } = credentials();
    const seen: unknown[] = [];
    const read = async () => {
      seen.push(issue());
      if (issue() === 0) throw new Answered('expired');
      return 'read';
    };
    await expect(attemptRead(read, { clock, classify, renewal }, never)).resolves.toBe('read');
    expect([seen, taken()]).toEqual([[0, 1], 1]);
  });

  it('is made again once: what new credentials are refused as well is over', async () => {
    const { renewal, taken } = credentials();
    let calls = 0;
    const read = async () => {
      calls += 1;
      throw new Answered('expired');
    };
    await expect(attemptRead(read, { clock, classify, renewal }, never)).rejects.toMatchObject({
      code: 'access-denied',
    });
    expect([calls, taken()]).toEqual([2, 1]);
  });

  it('shares the new ones with every call that was refused at the same time, or later with the old ones', async () => {
    const { renewal, issue, taken } = credentials();
    const waiting: (() => void)[] = [];
    const read = async () => {
      const mine = issue();
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (mine === 0) throw new Answered('expired');
      return mine;
    };
    const reads = Promise.all([1, 2, 3].map(() => attemptRead(read, { clock, classify, renewal }, never)));
    const turn = async (): Promise<void> => {
      for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    await turn();
    const [first, second, late] = waiting.splice(0);
    first?.();
    second?.();
    await turn();
    late?.();
    await turn();
    for (const resolve of waiting) resolve();
    await expect(reads).resolves.toEqual([1, 1, 1]);
    expect(taken()).toBe(1);
  });

  it('is not made again beyond the approved time', async () => {
    const { renewal, taken } = credentials({ notAfter: 0 });
    const read = () => Promise.reject(new Answered('expired'));
    await expect(attemptRead(read, { clock, classify, renewal }, never)).rejects.toMatchObject({
      code: 'access-denied',
      hint: expect.stringContaining('ended with the approved time'),
    });
    expect(taken()).toBe(0);
  });

  it('says why new ones could not be had', async () => {
    const refusal = new BreakglassError('trust-policy-refused', 'STS refused it', { hint: 'see the trust policy' });
    const { renewal } = credentials({ take: () => Promise.reject(refusal) });
    const read = () => Promise.reject(new Answered('expired'));
    await expect(attemptRead(read, { clock, classify, renewal }, never)).rejects.toMatchObject({
      code: 'trust-policy-refused',
      message: 'the credentials ended early and could not be renewed: STS refused it',
      hint: 'see the trust policy',
    });
  });

  it('does not wait for new ones once it is aborted', async () => {
    const stop = new AbortController();
    const { renewal } = credentials({ take: () => new Promise(() => undefined) });
    const read = attemptRead(() => Promise.reject(new Answered('expired')), { clock, classify, renewal }, stop.signal);
    const reason = new BreakglassError('interrupted', 'received SIGINT');
    setImmediate(() => stop.abort(reason));
    await expect(read).rejects.toBe(reason);
  });

  it.each(['denied', 'rejected', 'missing'] as const)('is never made again for %s', async (kind) => {
    const { renewal, taken } = credentials();
    const read = () => Promise.reject(new Answered(kind));
    await expect(attemptRead(read, { clock, classify, renewal }, never)).rejects.toBeInstanceOf(BreakglassError);
    expect(taken()).toBe(0);
  });
});

describe('a write that AWS refuses since its credentials ended', () => {
  it('is made again with new ones, after reading what there is now', async () => {
    const { renewal, taken } = credentials();
    const write: Script['write'] = (_transition, state, writes) => {
      if (writes === 1) throw new Answered('expired');
      state.now = AFTER;
    };
    const { go, transitions, state } = memoryStep({ write }, undefined, renewal);
    await expect(go('apply')).resolves.toEqual({ changed: true, conflicts: [] });
    expect([transitions.length, taken(), state.now]).toEqual([2, 1, AFTER]);
  });

  it('is made again once', async () => {
    const { renewal, taken } = credentials();
    const write: Script['write'] = () => {
      throw new Answered('expired');
    };
    const { go, transitions } = memoryStep({ write }, undefined, renewal);
    await expect(go('apply')).rejects.toMatchObject({ code: 'access-denied' });
    expect([transitions.length, taken()]).toEqual([2, 1]);
  });

  it('is not made again where somebody else changed it meanwhile', async () => {
    const { renewal } = credentials();
    const write: Script['write'] = (_transition, state) => {
      state.now = { a: 9, b: 1 };
      throw new Answered('expired');
    };
    const { go, transitions } = memoryStep({ write }, undefined, renewal);
    await expect(go('apply')).resolves.toMatchObject({ conflicts: [{ unit: 'a', now: 9 }] });
    expect(transitions).toHaveLength(1);
  });
});
