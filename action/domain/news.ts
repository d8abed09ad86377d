import type { SessionEvent, TimedEvent } from './event.ts';

type Look = Extract<SessionEvent, { readonly type: 'check' }>;

/**
 * Health is looked at every few seconds. Says of each look in turn whether it is news: the first of its check in a phase, or one
 * that finds something else than the look before it.
 */
export function createLookNews(): (look: Look) => boolean {
  const last = new Map<string, string>();
  return ({ uses, phase, ok, observed }) => {
    const found = `${phase} ${ok} ${observed}`;
    const repeated = last.get(uses) === found;
    last.set(uses, found);
    return !repeated;
  };
}

/** Without the looks at health that are no news; everything else stays. */
export function withoutRepeats(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const isNews = createLookNews();
  return events.filter((event) => event.type !== 'check' || isNews(event));
}
