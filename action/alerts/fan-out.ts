import { BreakglassError } from '../domain/error.ts';
import type { SessionEvent, TimedEvent } from '../domain/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { Reporter } from '../ports/reporter.ts';
import type { Announcement } from '../ports/sink.ts';
import { isLast, type Lane, type Tally } from './lane.ts';
import { createNews } from './news.ts';

/** One stream of events to many sinks, each in a lane of its own. Reporting returns at once, whatever the sinks do. */
export interface FanOut extends Reporter {
  /** Waits for the required sinks to take the `opened` event. Throws `alert-not-delivered`, or the signal's reason. */
  requireOpened(signal: AbortSignal): Promise<void>;
  /** Waits at most `ms` of wall time for what is under way. */
  settle(ms: number, signal?: AbortSignal): Promise<readonly SinkTally[]>;
  /** Tells how the session ended, now that its last link is written or could not be; waits at most `ms`. */
  end(ending: Ending, ms: number, signal?: AbortSignal): Promise<readonly SinkTally[]>;
}

export type SinkTally = { readonly sink: string } & Tally;

export interface Ending {
  /** Undefined where the last link could not be written. */
  readonly record: LinkReceipt | undefined;
  /** Said in place of the session's last event where that was not written; undefined where the session goes on. */
  readonly unwritten: Extract<SessionEvent, { readonly type: 'closed' }> | undefined;
}

export interface FanOutOptions {
  readonly session: string;
  readonly lanes: readonly Lane[];
  /** The wall's. */
  readonly clock: Clock;
  readonly timestamp: () => string;
  /** Gives up everything that is under way. */
  readonly stop: () => void;
}

const REQUIRED_MS = 10_000;
/** From here on there are credentials: people are told as it happens. What was before goes with it. */
const FIRST: ReadonlySet<TimedEvent['type']> = new Set(['assumed', 'opened', 'sealed', 'rollback-started']);

export function createFanOut({ session, lanes, clock, timestamp, stop }: FanOutOptions): FanOut {
  const isNews = createNews();
  const held: Announcement[] = [];
  let count = 0;
  let started = false;
  let last: Announcement | undefined;

  const offer = (announcement: Announcement): void => {
    for (const lane of lanes) lane.offer(announcement);
  };
  const start = (): void => {
    started = true;
    for (const announcement of held.splice(0)) offer(announcement);
  };
  const take = (event: TimedEvent): void => {
    count += 1;
    if (!isNews(event)) return;
    const announcement = { id: `${session}.${count}`, event };
    // How it ended is told when the record says so too.
    if (isLast(announcement)) last = announcement;
    else if (started) offer(announcement);
    else {
      held.push(announcement);
      if (FIRST.has(event.type)) start();
    }
  };
  const settle = async (ms: number, signal?: AbortSignal): Promise<readonly SinkTally[]> => {
    await atMost(Promise.all(lanes.map((lane) => lane.quiet())), { clock, ms, signal });
    return lanes.map((lane) => ({ sink: lane.name, ...lane.tally() }));
  };
  return {
    report: (event) => {
      try {
        take(event);
      } catch {
        // Telling people never stops the fix.
      }
    },
    requireOpened: async (signal) => {
      const required = lanes.filter((lane) => lane.required);
      if (required.length === 0) return;
      const answers = Promise.all(required.map(async (lane) => ({ lane, failure: await lane.opened() })));
      const found = await atMost(answers, { clock, ms: REQUIRED_MS, signal });
      signal.throwIfAborted();
      if (found === undefined) throw notDelivered(required.map(({ name }) => `"${name}"`).join(', '), 'timeout');
      const missing = found.find(({ failure }) => failure !== undefined);
      if (missing !== undefined) throw notDelivered(`"${missing.lane.name}"`, missing.failure ?? '');
    },
    settle,
    end: async ({ record, unwritten }, ms, signal) => {
      start();
      if (record !== undefined && last !== undefined) offer({ ...last, record });
      else if (unwritten !== undefined)
        offer({ id: `${session}.${count + 1}`, event: { at: timestamp(), ...unwritten } });
      const tallies = await settle(ms, signal);
      stop();
      return tallies;
    },
  };
}

/** The result of `work`, or undefined when the time is over or the signal aborts first. */
async function atMost<T>(
  work: Promise<T>,
  { clock, ms, signal }: { readonly clock: Clock; readonly ms: number; readonly signal: AbortSignal | undefined },
): Promise<T | undefined> {
  const done = new AbortController();
  const until = signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]);
  const over = clock.sleep(ms, until).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, over]);
  } finally {
    done.abort();
  }
}

function notDelivered(sinks: string, reason: string): BreakglassError {
  return new BreakglassError('alert-not-delivered', `the required alert ${sinks} was not delivered: ${reason}`, {
    hint: 'nothing was changed: mend the receiver, or have the install say that the alert is not required, and ask again',
  });
}
