import { createStateKeeper, type StateKeeper } from '../audit/state-keeper.ts';
import type { SessionEvent, TimedEvent } from '../domain/event.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SessionState } from '../domain/session.ts';
import { type Clock, timestamp } from '../ports/clock.ts';
import { type Journal, type LinkAttachment, LinkInDoubt, type LinkReceipt } from '../ports/journal.ts';
import type { Reporter } from '../ports/reporter.ts';
import { createBackground } from './background.ts';

/** Collects a session's events, tells people, and writes them to the audit branch in links. */
export interface Ledger {
  /** What it masks events and links with: no secret of a state passes it. */
  readonly keeper: StateKeeper;
  readonly events: readonly TimedEvent[];
  /** How many links are on the branch. One that is in doubt counts, until `settle` knows. */
  readonly written: number;
  /** How many events no link tells yet. */
  readonly pending: number;
  /** Finds out what became of a link whose answer was lost. Throws while that cannot be told. */
  settle(): Promise<void>;
  /** `at` for what happened before it could be noted; else now. */
  note(event: SessionEvent & { readonly at?: string }): void;
  /** Writes a link with all events since the last one, and waits until it is durable. */
  link(state: SessionState, extra?: LinkExtra): Promise<LinkReceipt>;
  /**
   * Asks for a link without waiting; asked for again before it is written, the two become one. Where the branch cannot be
   * reached, it is tried again behind everybody's back, until the next link that somebody waits for.
   */
  linkSoon(state: SessionState): void;
}

export interface LinkExtra {
  readonly opening?: JsonObject;
  /**
   * What is only so once the link is on the branch, such as that a session is closed. It is the link's last event, people are told of it
   * then, and where another link is written instead it never happened.
   */
  readonly stands?: SessionEvent;
  /** Made when the link is written, so that it can hold every event before it. */
  readonly attachments?: () => readonly LinkAttachment[];
}

interface Doubt {
  readonly link: LinkInDoubt;
  /** How many events the link tells, with those before it. */
  readonly upTo: number;
  readonly state: SessionState;
}

/** What the branch holds of a session already, where another run wrote it. */
export interface Earlier {
  readonly written: number;
  /** What those links tell: of the record, and in no link again. */
  readonly events: readonly TimedEvent[];
}

export function createLedger(
  session: string,
  {
    keeper = createStateKeeper(),
    ...ports
  }: { clock: Clock; journal: Journal; reporter: Reporter; keeper?: StateKeeper | undefined },
  before: Earlier = { written: 0, events: [] },
): Ledger {
  const events: TimedEvent[] = [...before.events];
  let sent = events.length;
  let { written } = before;
  let doubt: Doubt | undefined;
  /** What stands only with the link that is being written, or was written last and is in doubt. */
  let standing: TimedEvent | undefined;
  let soon: SessionState | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const later = createBackground(ports.clock);
  /** How many links were asked for by somebody who waits. */
  let asked = 0;

  const count = (upTo: number): void => {
    sent = upTo;
    written += 1;
    if (standing !== undefined) ports.reporter.report(standing);
    standing = undefined;
  };
  const stand = (event: SessionEvent | undefined): void => {
    if (standing !== undefined) events.splice(events.indexOf(standing), 1);
    standing = event === undefined ? undefined : keeper.mask({ at: timestamp(ports.clock), ...event });
    if (standing !== undefined) events.push(standing);
  };
  // Before the next link is numbered: one that landed has its number, and its events are not told twice.
  const settle = async (): Promise<{ readonly state: SessionState; readonly receipt: LinkReceipt } | undefined> => {
    if (doubt === undefined) return undefined;
    const { link, upTo, state } = doubt;
    const receipt = await link.settle();
    doubt = undefined;
    if (receipt === undefined) return undefined;
    count(upTo);
    return { state, receipt };
  };
  const write = async (state: SessionState, extra: LinkExtra): Promise<LinkReceipt> => {
    const landed = await settle();
    // Nothing follows the last link of a session, not even itself.
    if (landed?.state === 'closed' || landed?.state === 'refused') return landed.receipt;
    stand(extra.stands);
    const upTo = events.length;
    const body = {
      session,
      sequence: written + 1,
      state,
      events: events.slice(sent, upTo),
      ...(extra.opening === undefined ? {} : { opening: keeper.mask(extra.opening) }),
    };
    try {
      const receipt = await ports.journal.append(body, extra.attachments?.());
      count(upTo);
      return receipt;
    } catch (error) {
      if (error instanceof LinkInDoubt) doubt = { link: error, upTo, state };
      throw error;
    }
  };

  // One link at a time and in order. One that fails leaves its events to the next; the closing link carries what is left.
  const enqueue = <T>(job: () => Promise<T>): Promise<T> => {
    const result = tail.then(job);
    tail = result.catch(() => undefined);
    return result;
  };

  const soonLink = (state: SessionState): void => {
    const queued = soon !== undefined;
    soon = state;
    if (queued) return;
    const before = asked;
    void enqueue(async () => {
      const wanted = soon;
      soon = undefined;
      if (wanted === undefined) return;
      await write(wanted, {});
      later.done();
    }).catch((failure: unknown) => {
      if (asked === before) later.again(failure, () => soonLink(state));
    });
  };

  return {
    keeper,
    events,
    get pending() {
      return events.length - sent;
    },
    get written() {
      return written + (doubt === undefined ? 0 : 1);
    },
    settle: () => enqueue(async () => void (await settle())),
    note: (event) => {
      const timed: TimedEvent = keeper.mask({ at: timestamp(ports.clock), ...event });
      events.push(timed);
      ports.reporter.report(timed);
    },
    link: (state, extra = {}) => {
      soon = undefined;
      asked += 1;
      // It carries what the others would have told.
      later.stop();
      return enqueue(() => write(state, extra));
    },
    linkSoon: soonLink,
  };
}
