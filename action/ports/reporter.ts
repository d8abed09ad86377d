import type { TimedEvent } from '../domain/event.ts';

/** Tells people what happens as it happens. It never throws and never holds up the fix. */
export interface Reporter {
  report(event: TimedEvent): void;
}
