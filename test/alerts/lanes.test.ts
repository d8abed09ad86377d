import { beforeEach, describe, expect, it } from 'vitest';
import { createFanOut } from '../../action/alerts/fan-out.ts';
import { createLive } from '../../action/alerts/live.ts';
import { createQueue } from '../../action/alerts/queue.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import { type Announcement, NotTaken } from '../../action/ports/sink.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

const AT = '2026-11-21T02:13:00.000Z';
const SECOND = 1_000;
const OPENED: SessionEvent = { type: 'opened', resources: [] };
const CLOSED: SessionEvent = { type: 'closed', outcome: 'succeeded', code: null, message: null };
const RECORD = { commit: 'c'.repeat(40), path: 'audit/2026/11/21/s/0005-closed.json' };
const UNWRITTEN = { type: 'closed', outcome: 'failed', code: 'audit-not-writable', message: 'no' } as const;

function timed(event: SessionEvent): TimedEvent {
  return { at: AT, ...event };
}

function applied(step: string): SessionEvent {
  return { type: 'step-applied', step, changed: true };
}

let clock: FakeClock;
let stop: AbortController;
beforeEach(() => {
  clock = createFakeClock();
  stop = new AbortController();
});

function options(name = 'ops', required = false) {
  return { name, required, clock, random: () => 1, timeoutMs: 5 * SECOND, signal: stop.signal };
}

/** A sink that does with each event what `act` says. */
function sinkOf(act: (announcement: Announcement, signal: AbortSignal) => Promise<void>) {
  const seen: string[] = [];
  return {
    seen,
    wants: () => true,
    deliver: (announcement: Announcement, signal: AbortSignal) => {
      const { event } = announcement;
      seen.push('step' in event ? event.step : event.type);
      return act(announcement, signal);
    },
  };
}

const never = (): Promise<never> => new Promise(() => undefined);
const announce = (event: SessionEvent, id = 'x'): Announcement => ({ id, event: timed(event) });

describe('a queue', () => {
  it('delivers one at a time and in order', async () => {
    const resolvers: (() => void)[] = [];
    const sink = sinkOf(() => new Promise((resolve) => resolvers.push(resolve)));
    const queue = createQueue(sink, options());
    for (const step of ['a', 'b', 'c']) queue.offer(announce(applied(step)));
    await clock.advance(0);
    expect(sink.seen).toEqual(['a']);
    resolvers[0]?.();
    await clock.advance(0);
    expect(sink.seen).toEqual(['a', 'b']);
  });

  it.each([
    ['a timeout', never, 3, 'timeout'],
    ['an outage', async () => Promise.reject(new NotTaken('status:503', { retry: true })), 3, 'status:503'],
    ['a refusal', async () => Promise.reject(new NotTaken('status:404', { retry: false })), 1, 'status:404'],
    [
      'a limit that asks for hours',
      async () => Promise.reject(new NotTaken('status:429', { retry: true, retryAfterMs: 3_600_000 })),
      1,
      'status:429',
    ],
    [
      'a broken connection',
      async () => Promise.reject(Object.assign(new Error(), { code: 'ECONNRESET' })),
      3,
      'network:ECONNRESET',
    ],
    [
      'a bad certificate',
      async () => Promise.reject(Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' })),
      1,
      'network:CERT_HAS_EXPIRED',
    ],
    [
      'a permission that the job lacks',
      async () => Promise.reject(new BreakglassError('github-forbidden', 'no')),
      1,
      'github-forbidden',
    ],
    [
      'a throw before there is a promise',
      () => {
        throw new Error('https://hooks.example.com/secret');
      },
      1,
      'internal',
    ],
  ])('after %s', async (_what, act, attempts, lastError) => {
    const sink = sinkOf(act);
    const queue = createQueue(sink, options());
    queue.offer(announce(applied('a')));
    await clock.advance(60 * SECOND);
    expect(sink.seen).toHaveLength(attempts);
    expect(queue.tally()).toEqual({ delivered: 0, failed: 1, lastError });
  });

  it('gives a sink that has failed one attempt each, until it takes one', async () => {
    let down = true;
    const sink = sinkOf(async () => {
      if (down) throw new NotTaken('status:500', { retry: true });
    });
    const queue = createQueue(sink, options());
    queue.offer(announce(applied('a')));
    queue.offer(announce(applied('b')));
    await clock.advance(60 * SECOND);
    down = false;
    queue.offer(announce(applied('c')));
    await clock.advance(SECOND);
    expect(sink.seen).toEqual(['a', 'a', 'a', 'b', 'c']);
    expect(queue.tally()).toEqual({ delivered: 1, failed: 2, lastError: 'status:500' });
  });

  it('drops the oldest when too many wait, never that it was opened or how it ended', async () => {
    const resolvers: (() => void)[] = [];
    const sink = sinkOf(() => new Promise((resolve) => resolvers.push(resolve)));
    const queue = createQueue(sink, options());
    queue.offer(announce(applied('first')));
    queue.offer(announce(OPENED));
    for (let index = 0; index < 60; index += 1) queue.offer(announce(applied(`s${index}`)));
    queue.offer(announce(CLOSED));
    for (let turn = 0; turn < 100; turn += 1) {
      resolvers.shift()?.();
      await clock.advance(0);
    }
    expect(sink.seen).toHaveLength(41);
    expect(sink.seen.slice(0, 3)).toEqual(['first', 'opened', 's22']);
    expect(sink.seen.at(-1)).toBe('closed');
    expect(queue.tally()).toMatchObject({ delivered: 41, failed: 22, lastError: 'dropped' });
  });

  it('tells a sink that is failing how it ended, before everything that still waits', async () => {
    const sink = sinkOf(async () => Promise.reject(new NotTaken('status:500', { retry: true })));
    const queue = createQueue(sink, options());
    queue.offer(announce(applied('a')));
    await clock.advance(30 * SECOND);
    for (const step of ['b', 'c', 'd']) queue.offer(announce(applied(step)));
    queue.offer(announce(CLOSED));
    await clock.advance(30 * SECOND);
    expect(sink.seen).toEqual(['a', 'a', 'a', 'b', 'closed']);
  });

  it('stops when it is told to', async () => {
    let aborted = false;
    const sink = sinkOf((_announcement, signal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return never();
    });
    const queue = createQueue(sink, options());
    queue.offer(announce(applied('a')));
    queue.offer(announce(applied('b')));
    await clock.advance(0);
    stop.abort();
    await clock.advance(0);
    await queue.quiet();
    expect(aborted).toBe(true);
    expect(sink.seen).toEqual(['a']);
  });
});

describe('a live page', () => {
  const written: number[][] = [];
  const page = (publish: () => Promise<void> = async () => undefined) => ({
    publish: async (announcements: readonly Announcement[]) => {
      written.push([clock.now() / SECOND, announcements.length]);
      await publish();
    },
  });
  beforeEach(() => {
    written.length = 0;
  });

  it('is written at once, then at most every ten seconds, and at once when the session ends', async () => {
    const live = createLive(page(), options('status'));
    for (let second = 0; second < 25; second += 1) {
      live.offer(announce(applied(`s${second}`)));
      await clock.advance(SECOND);
    }
    live.offer(announce(CLOSED));
    await clock.advance(SECOND);
    expect(written.map(([at]) => at)).toEqual([0, 10, 20, 25]);
    expect(written.at(-1)?.[1]).toBe(26);
    expect(live.tally()).toEqual({ delivered: 4, failed: 0, lastError: null });
  });

  it('always shows the last state, however many came while it was being written', async () => {
    let finish: () => void = () => undefined;
    const live = createLive(
      page(() => new Promise((resolve) => (finish = resolve))),
      options('status'),
    );
    live.offer(announce(applied('a')));
    await clock.advance(0);
    for (const step of ['b', 'c']) live.offer(announce(applied(step)));
    live.offer(announce(CLOSED));
    finish();
    await clock.advance(0);
    finish();
    await live.quiet();
    expect(written).toEqual([
      [0, 1],
      [0, 4],
    ]);
  });

  it('keeps nobody waiting for a state that is not due yet', async () => {
    const live = createLive(page(), options('status'));
    live.offer(announce(applied('a')));
    await clock.advance(0);
    live.offer(announce(applied('b')));
    await live.quiet();
    expect(written).toEqual([[0, 1]]);
  });
});

describe('the fan-out', () => {
  function fanOut(lanes: Parameters<typeof createFanOut>[0]['lanes']) {
    return createFanOut({ session: 's-1', lanes, clock, timestamp: () => AT, stop: () => stop.abort() });
  }
  const assumed: SessionEvent = {
    type: 'assumed',
    role: 'r',
    identity: 'i',
    sessionName: 'n',
    policyRung: 0,
    expires: AT,
  };

  it('sends nothing before there are credentials, then everything from the start', async () => {
    const sink = sinkOf(async () => undefined);
    const people = fanOut([createQueue(sink, options())]);
    people.report(timed({ type: 'planned', digest: 'd' }));
    await clock.advance(0);
    expect(sink.seen).toEqual([]);
    people.report(timed(assumed));
    await clock.advance(0);
    expect(sink.seen).toEqual(['planned', 'assumed']);
  });

  it('numbers an event by its place in the session, calls counted, and sends no call', async () => {
    const ids: string[] = [];
    const sink = sinkOf(async ({ id }) => void ids.push(id));
    const people = fanOut([createQueue(sink, options())]);
    const call = {
      type: 'call',
      service: 'sts',
      operation: 'x',
      access: 'read',
      requestId: null,
      outcome: 'ok',
      ms: 1,
    } as const;
    for (const event of [assumed, call, call, OPENED] as const) people.report(timed(event));
    await clock.advance(0);
    expect(ids).toEqual(['s-1.1', 's-1.4']);
  });

  it('leaves out looks that find the same as the one before', async () => {
    const sink = sinkOf(async () => undefined);
    const people = fanOut([createQueue(sink, options())]);
    const look = (observed: string, ok = true, phase: 'before' | 'monitor' = 'monitor'): SessionEvent => ({
      type: 'check',
      phase,
      uses: 'x',
      ok,
      observed,
    });
    const news = [look('2 of 2', true, 'before'), look('2 of 2'), look('1 of 2'), look('1 of 2', false)];
    for (const event of [assumed, ...news.flatMap((each) => [each, each])]) people.report(timed(event));
    await clock.advance(0);
    expect(sink.seen).toEqual(['assumed', ...news.map(() => 'check')]);
  });

  it('says how it ended only when the record does, and where that lies', async () => {
    const told: Announcement[] = [];
    const sink = sinkOf(async (announcement) => void told.push(announcement));
    const people = fanOut([createQueue(sink, options())]);
    for (const event of [assumed, CLOSED]) people.report(timed(event));
    await people.settle(SECOND);
    expect(sink.seen).toEqual(['assumed']);
    const ending = people.end({ record: RECORD, unwritten: UNWRITTEN }, SECOND);
    await clock.advance(0);
    await ending;
    expect(told.at(-1)).toMatchObject({ id: 's-1.2', event: CLOSED, record: RECORD });
  });

  it('does not say that it succeeded where that could not be recorded', async () => {
    const told: Announcement[] = [];
    const sink = sinkOf(async (announcement) => void told.push(announcement));
    const people = fanOut([createQueue(sink, options())]);
    for (const event of [assumed, CLOSED]) people.report(timed(event));
    const ending = people.end({ record: undefined, unwritten: UNWRITTEN }, SECOND);
    await clock.advance(0);
    await ending;
    expect(told.at(-1)?.event).toMatchObject(UNWRITTEN);
  });

  it('waits at the end no longer than it is told, and counts what was not taken', async () => {
    const people = fanOut([createQueue(sinkOf(never), options())]);
    people.report(timed(assumed));
    const ending = people.end({ record: RECORD, unwritten: UNWRITTEN }, 7 * SECOND);
    await clock.advance(7 * SECOND);
    expect(await ending).toEqual([{ sink: 'ops', delivered: 0, failed: 2, lastError: null }]);
    expect(stop.signal.aborted).toBe(true);
  });

  it('waits no longer at the end when the run is interrupted', async () => {
    const people = fanOut([createQueue(sinkOf(never), options())]);
    people.report(timed(assumed));
    const interruption = new AbortController();
    const ending = people.end({ record: RECORD, unwritten: UNWRITTEN }, 7 * SECOND, interruption.signal);
    interruption.abort();
    expect(await ending).toMatchObject([{ delivered: 0, failed: 2 }]);
  });

  it('lets an opened event that somebody waits for overtake those that hang', async () => {
    const sink = sinkOf(({ event }) => (event.type === 'opened' ? Promise.resolve() : never()));
    const people = fanOut([createQueue(sink, options('audit', true))]);
    people.report(timed(assumed));
    people.report(timed(OPENED));
    await expect(people.requireOpened(new AbortController().signal)).resolves.toBeUndefined();
  });

  it('waits ten seconds for a required sink, then refuses as alert-not-delivered', async () => {
    const people = fanOut([createQueue(sinkOf(never), options('audit', true))]);
    people.report(timed(OPENED));
    const wait = people.requireOpened(new AbortController().signal).catch((error: unknown) => error);
    await clock.advance(9 * SECOND);
    await clock.advance(SECOND);
    expect(await wait).toMatchObject({ code: 'alert-not-delivered' });
  });

  it('stops waiting for a required sink when the run is interrupted', async () => {
    const people = fanOut([createQueue(sinkOf(never), options('audit', true))]);
    people.report(timed(OPENED));
    const interruption = new AbortController();
    const wait = people.requireOpened(interruption.signal).catch((error: unknown) => error);
    interruption.abort(new BreakglassError('interrupted', 'received SIGINT'));
    expect(await wait).toMatchObject({ code: 'interrupted' });
  });

  it('waits for no sink that is not required', async () => {
    const people = fanOut([createQueue(sinkOf(never), options())]);
    people.report(timed(OPENED));
    await expect(people.requireOpened(new AbortController().signal)).resolves.toBeUndefined();
  });
});
