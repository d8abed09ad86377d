import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { insist } from '../../action/engine/insist.ts';
import { createLedger } from '../../action/engine/ledger.ts';
import type { Clock } from '../../action/ports/clock.ts';
import { type Journal, type LinkBody, LinkInDoubt } from '../../action/ports/journal.ts';
import { TryLater } from '../../action/ports/try-later.ts';

const down = () => new BreakglassError('github-unavailable', 'GitHub answers 502');

/** Time that passes only when it is told to; who sleeps is woken in order. */
function handClock() {
  let now = 1_000_000;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const waits: number[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const stop = (): void => reject(signal?.reason);
        const wake = (): void => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        waits.push(ms);
        sleepers.push({ at: now + ms, wake });
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    clock,
    waits,
    settle,
    advance: async (ms: number) => {
      const until = now + ms;
      for (;;) {
        await settle();
        const next = sleepers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = next.at;
        next.wake();
      }
      now = until;
    },
  };
}

function setUp() {
  const time = handClock();
  const links: LinkBody[] = [];
  const tried: string[] = [];
  let failure: ((body: LinkBody) => BreakglassError | undefined) | undefined;
  const journal: Journal = {
    append: async (body) => {
      tried.push(body.state);
      const failed = failure?.(body);
      if (failed !== undefined) throw failed;
      links.push(structuredClone(body));
      return { commit: String(links.length), path: '' };
    },
  };
  const ledger = createLedger('inc-1', { clock: time.clock, journal, reporter: { report: () => undefined } });
  return {
    ...time,
    ledger,
    links,
    tried,
    fail: (next: typeof failure) => {
      failure = next;
    },
  };
}

const locked = (install: string) => ({ type: 'locked', install }) as const;

describe('a link that nobody waits for, in an outage', () => {
  it('is tried again, longer and longer apart, and tells everything since', async () => {
    const { ledger, links, tried, fail, advance, settle, waits } = setUp();
    fail(down);
    ledger.note(locked('a'));
    ledger.linkSoon('applied');
    await advance(31_000);
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
    expect(tried).toHaveLength(5);
    ledger.note(locked('b'));
    fail(undefined);
    await advance(60_000);
    expect(links).toMatchObject([{ sequence: 1, state: 'applied', events: [{ install: 'a' }, { install: 'b' }] }]);
    await settle();
    expect(ledger.pending).toBe(0);
  });

  it('is never tried again once the session has its last link', async () => {
    const { ledger, links, tried, fail, advance } = setUp();
    fail(({ state }) => (state === 'applied' ? down() : undefined));
    ledger.note(locked('a'));
    // It has failed, and waits for its next attempt.
    ledger.linkSoon('applied');
    await advance(0);
    // This one is on its way, and fails once the last one has been asked for.
    ledger.linkSoon('applied');
    await Promise.resolve();
    await Promise.resolve();
    const closed = ledger.link('closed');
    await closed;
    await advance(600_000);
    expect([tried, links.map(({ state }) => state)]).toEqual([['applied', 'applied', 'closed'], ['closed']]);
  });

  it('waits as long as GitHub asks to', async () => {
    const { ledger, tried, fail, advance, clock } = setUp();
    const limited = new TryLater('github-unavailable', 'limited', { retryAt: clock.now() + 3_000_000 });
    fail(() => new BreakglassError('github-unavailable', 'not written', { cause: limited }));
    ledger.note(locked('a'));
    ledger.linkSoon('applied');
    await advance(2_999_000);
    expect(tried).toHaveLength(1);
    fail(undefined);
    await advance(2_000);
    expect(tried).toHaveLength(2);
  });

  it.each(['audit-invalid', 'github-forbidden', 'audit-not-writable', 'taken-over', 'internal'] as const)(
    'is left to the next where it was refused for good: %s',
    async (code) => {
      const { ledger, tried, fail, advance } = setUp();
      fail(() => new BreakglassError(code, 'no'));
      ledger.note(locked('a'));
      ledger.linkSoon('applied');
      await advance(600_000);
      expect(tried).toEqual(['applied']);
    },
  );
});

describe('a last link whose answer was lost', () => {
  it('is not written again when it turns out to be there', async () => {
    const { ledger, links, tried, fail } = setUp();
    await ledger.link('opened');
    const receipt = { commit: 'c', path: 'p' };
    fail(() => new LinkInDoubt(down(), async () => receipt));
    ledger.note(locked('a'));
    await expect(ledger.link('closed')).rejects.toBeInstanceOf(LinkInDoubt);
    // The lost attempt is a call that is on record itself.
    ledger.note(locked('b'));
    await expect(ledger.link('closed')).resolves.toEqual(receipt);
    expect([tried, links.length, ledger.written]).toEqual([['opened', 'closed'], 1, 2]);
  });
});

describe('insisting', () => {
  const never = new AbortController().signal;

  it('tries until it works', async () => {
    const { clock, advance } = handClock();
    let calls = 0;
    const work = async () => {
      calls += 1;
      if (calls < 5) throw down();
      return 'written';
    };
    const result = insist(work, { clock, forMs: 600_000, signal: never });
    await advance(600_000);
    await expect(result).resolves.toBe('written');
    expect(calls).toBe(5);
  });

  it('ends when the time is over, with the last failure', async () => {
    const { clock, advance, waits } = handClock();
    const result = insist(() => Promise.reject(down()), { clock, forMs: 600_000, signal: never });
    const told = result.catch((error: unknown) => error);
    await advance(3_600_000);
    expect(await told).toMatchObject({ code: 'github-unavailable' });
    const waited = waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeLessThanOrEqual(600_000);
    expect(waited).toBeGreaterThan(500_000);
  });

  it('does not wait for a limit that lasts beyond its time', async () => {
    const { clock, waits } = handClock();
    const limited = new TryLater('github-unavailable', 'limited', { retryAt: clock.now() + 3_000_000 });
    const result = insist(() => Promise.reject(limited), { clock, forMs: 600_000, signal: never });
    await expect(result).rejects.toBe(limited);
    expect(waits).toEqual([]);
  });

  it('makes the attempt under way the last one when the run is to end', async () => {
    const { clock, settle, waits } = handClock();
    const stop = new AbortController();
    let calls = 0;
    const work = () => {
      calls += 1;
      return Promise.reject(down());
    };
    const result = insist(work, { clock, forMs: 600_000, signal: stop.signal });
    const told = result.catch((error: unknown) => error);
    await settle();
    stop.abort();
    expect(await told).toMatchObject({ code: 'github-unavailable' });
    expect([calls, waits]).toEqual([1, [2_000]]);
    const after = insist(work, { clock, forMs: 600_000, signal: stop.signal });
    await expect(after).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(calls).toBe(2);
  });
});
