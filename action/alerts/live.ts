import type { Announcement, LivePage } from '../ports/sink.ts';
import { type Attempts, untilTaken } from './attempts.ts';
import { isLast, type Lane } from './lane.ts';

const INTERVAL_MS = 10_000;
const ATTEMPTS = 2;

export type LiveOptions = Omit<Attempts, 'attempts'> & { readonly name: string };

/** A page that is written at once, then at most every ten seconds, and at once again when the session has ended. */
export function createLive(page: LivePage, { name, ...options }: LiveOptions): Lane {
  const { clock } = options;
  const announcements: Announcement[] = [];
  const ended = new AbortController();
  const counts = { written: 0, failed: 0 };
  let lastError: string | null = null;
  let shown = 0;
  let last = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> | undefined;
  let keeping: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    last = clock.now();
    shown = announcements.length;
    const soFar = announcements.slice();
    const failure = await untilTaken((signal) => page.publish(soFar, signal), { ...options, attempts: ATTEMPTS });
    if (failure === undefined) counts.written += 1;
    else {
      counts.failed += 1;
      lastError = failure;
    }
  };
  const keep = async (): Promise<void> => {
    while (shown < announcements.length && !options.signal.aborted) {
      const early = last + INTERVAL_MS - clock.now();
      const hurry = AbortSignal.any([ended.signal, options.signal]);
      if (early > 0 && !hurry.aborted) await clock.sleep(early, hurry).catch(() => undefined);
      writing = write();
      await writing;
      writing = undefined;
    }
    keeping = undefined;
  };
  return {
    name,
    required: false,
    offer: (announcement) => {
      announcements.push(announcement);
      if (isLast(announcement)) ended.abort();
      keeping ??= keep();
    },
    opened: () => Promise.resolve(undefined),
    // What waits for its turn is written with the last state: nobody has to wait for it before.
    quiet: async () => {
      await (ended.signal.aborted ? keeping : writing);
    },
    tally: () => ({ delivered: counts.written, failed: counts.failed, lastError }),
  };
}
