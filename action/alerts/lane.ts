import type { Announcement } from '../ports/sink.ts';

/** How a sink has done so far. */
export interface Tally {
  readonly delivered: number;
  /** Offered and not taken: failed, dropped, or still under way. */
  readonly failed: number;
  readonly lastError: string | null;
}

/** The way to one sink. Nothing in it throws, and nobody has to wait for it. */
export interface Lane {
  /** As people know the sink: `status`, or the alert's name. */
  readonly name: string;
  /** Nothing is changed before it has taken the event that the session is open. */
  readonly required: boolean;
  readonly offer: (announcement: Announcement) => void;
  /** Why the `opened` event was not taken; undefined when it was. */
  readonly opened: () => Promise<string | undefined>;
  /** Resolves when nothing is under way any more. */
  readonly quiet: () => Promise<void>;
  readonly tally: () => Tally;
}

/** The events that end a session, or a run's part of it. */
export function isLast({ event }: Announcement): boolean {
  return event.type === 'closed' || event.type === 'refused' || event.type === 'ended';
}
