import type { SessionEvent, TimedEvent } from '../domain/event.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SessionState } from '../domain/session.ts';
import { type Clock, timestamp } from '../ports/clock.ts';
import { type Journal, type LinkAttachment, LinkInDoubt, type LinkReceipt } from '../ports/journal.ts';
import type { Reporter } from '../ports/reporter.ts';

/** Collects a session's events, tells people, and writes them to the audit branch in links. */
export interface Ledger {
  readonly events: readonly TimedEvent[];
  /** How many links are on the branch. One that is in doubt counts, until `settle` knows. */
  readonly written: number;
  /** Finds out what became of a link whose answer was lost. Throws while that cannot be told. */
  settle(): Promise<void>;
  /** `at` for what happened before it could be noted; else now. */
  note(event: SessionEvent & { readonly at?: string }): void;
  /** Writes a link with all events since the last one, and waits until it is durable. */
  link(state: SessionState, extra?: LinkExtra): Promise<LinkReceipt>;
  /** Asks for a link without waiting; asked for again before it is written, the two become one. */
  linkSoon(state: SessionState): void;
}

export interface LinkExtra {
  readonly opening?: JsonObject;
  /** Made when the link is written, so that it can hold every event before it. */
  readonly attachments?: () => readonly LinkAttachment[];
}

interface Doubt {
  readonly link: LinkInDoubt;
  /** How many events the link tells, with those before it. */
  readonly upTo: number;
}

export function createLedger(session: string, ports: { clock: Clock; journal: Journal; reporter: Reporter }): Ledger {
  const events: TimedEvent[] = [];
  let sent = 0;
  let written = 0;
  let doubt: Doubt | undefined;
  let soon: SessionState | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const count = (upTo: number): void => {
    sent = upTo;
    written += 1;
  };
  // Before the next link is numbered: one that landed has its number, and its events are not told twice.
  const settle = async (): Promise<void> => {
    if (doubt === undefined) return;
    const { link, upTo } = doubt;
    const receipt = await link.settle();
    doubt = undefined;
    if (receipt !== undefined) count(upTo);
  };
  const write = async (state: SessionState, extra: LinkExtra): Promise<LinkReceipt> => {
    await settle();
    const upTo = events.length;
    const body = {
      session,
      sequence: written + 1,
      state,
      events: events.slice(sent, upTo),
      ...(extra.opening === undefined ? {} : { opening: extra.opening }),
    };
    try {
      const receipt = await ports.journal.append(body, extra.attachments?.());
      count(upTo);
      return receipt;
    } catch (error) {
      if (error instanceof LinkInDoubt) doubt = { link: error, upTo };
      throw error;
    }
  };

  // One link at a time and in order. One that fails leaves its events to the next; the closing link carries what is left.
  const enqueue = <T>(job: () => Promise<T>): Promise<T> => {
    const result = tail.then(job);
    tail = result.catch(() => undefined);
    return result;
  };

  return {
    events,
    get written() {
      return written + (doubt === undefined ? 0 : 1);
    },
    settle: () => enqueue(settle),
    note: (event) => {
      const timed: TimedEvent = { at: timestamp(ports.clock), ...event };
      events.push(timed);
      ports.reporter.report(timed);
    },
    link: (state, extra = {}) => {
      soon = undefined;
      return enqueue(() => write(state, extra));
    },
    linkSoon: (state) => {
      const queued = soon !== undefined;
      soon = state;
      if (queued) return;
      void enqueue(async () => {
        const wanted = soon;
        soon = undefined;
        if (wanted !== undefined) await write(wanted, {});
      }).catch(() => undefined);
    },
  };
}
