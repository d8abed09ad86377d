import type { TimedEvent } from '../domain/event.ts';
import type { LinkReceipt } from './journal.ts';

/** An event on its way to people. */
export interface Announcement {
  /** `<session>.<place of the event in the session, from 1>`: the same at every attempt. */
  readonly id: string;
  readonly event: TimedEvent;
  /** Beside the event that ends a session: where its record lies. */
  readonly record?: LinkReceipt;
}

/** Somewhere outside that takes one event at a time. */
export interface Sink {
  /** Events that it does not want are not offered to it. */
  readonly wants: (event: TimedEvent) => boolean;
  /** One attempt. Throws `NotTaken`, or whatever went wrong. */
  readonly deliver: (announcement: Announcement, signal: AbortSignal) => Promise<void>;
}

/** A page that shows a session as a whole: written again and again, each time with everything so far. */
export interface LivePage {
  /** One attempt. `announcements` begins with the session's first and grows from call to call. */
  readonly publish: (announcements: readonly Announcement[], signal: AbortSignal) => Promise<void>;
}

/** Why a sink has not taken something. The reason is a class of error; it never holds an address or a secret. */
export class NotTaken extends Error {
  readonly reason: string;
  readonly retry: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(reason: string, { retry, retryAfterMs }: { readonly retry: boolean; readonly retryAfterMs?: number }) {
    super(reason);
    this.name = 'NotTaken';
    this.reason = reason;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
  }
}
