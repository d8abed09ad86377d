import type { Announcement, Sink } from '../ports/sink.ts';
import { type Attempts, untilTaken } from './attempts.ts';
import { isLast, type Lane } from './lane.ts';

/** Beyond this the oldest one goes: people want to know how it stands, not how it stood. */
const MAX_WAITING = 40;
const ATTEMPTS = 3;

export type QueueOptions = Omit<Attempts, 'attempts'> & { readonly name: string; readonly required: boolean };

/** Events to a sink, one at a time and in order. A sink that has failed once gets one attempt, until it takes one. */
export function createQueue(sink: Sink, { name, required, ...options }: QueueOptions): Lane {
  const waiting: Announcement[] = [];
  const under = new Set<Promise<void>>();
  const counts = { offered: 0, delivered: 0 };
  let lastError: string | null = null;
  let healthy = true;
  let opened: Promise<string | undefined> = Promise.resolve('not offered');
  let pumping = false;

  const deliver = async (announcement: Announcement): Promise<string | undefined> => {
    const attempts = healthy ? ATTEMPTS : 1;
    const failure = await untilTaken((signal) => sink.deliver(announcement, signal), { ...options, attempts });
    healthy = failure === undefined;
    if (failure === undefined) counts.delivered += 1;
    else lastError = failure;
    return failure;
  };
  const track = (work: Promise<unknown>): void => {
    const settled: Promise<void> = work.then(() => void under.delete(settled));
    under.add(settled);
  };
  const pump = async (): Promise<void> => {
    pumping = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(next);
    pumping = false;
  };
  return {
    name,
    required,
    offer: (announcement) => {
      if (!sink.wants(announcement.event)) return;
      counts.offered += 1;
      if (required && announcement.event.type === 'opened') {
        // Somebody waits for this one: it overtakes what came before it.
        opened = deliver(announcement);
        track(opened);
        return;
      }
      if (isLast(announcement) && !healthy) waiting.splice(0, waiting.length, ...waiting.filter(isKept));
      waiting.push(announcement);
      if (waiting.length > MAX_WAITING && drop(waiting)) lastError = 'dropped';
      if (!pumping) track(pump());
    },
    opened: () => opened,
    quiet: async () => {
      while (under.size > 0) await Promise.all(under);
    },
    tally: () => ({ delivered: counts.delivered, failed: counts.offered - counts.delivered, lastError }),
  };
}

/** That a session was opened, and how it ended, is never given up for anything else. */
function isKept(announcement: Announcement): boolean {
  return announcement.event.type === 'opened' || isLast(announcement);
}

function drop(waiting: Announcement[]): boolean {
  const oldest = waiting.findIndex((each) => !isKept(each));
  return oldest !== -1 && waiting.splice(oldest, 1).length > 0;
}
