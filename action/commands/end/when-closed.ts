import { BreakglassError } from '../../domain/error.ts';
import type { Place } from '../remote/place.ts';

const POLL_MS = 2_000;
/** After the first minute: to read and prove a session takes a dozen of the 5,000 requests that GitHub gives a person in an hour. */
const LATER_POLL_MS = 30_000;
const SOON_MS = 60_000;
/** What a recovery may take: it waits for the end of credentials. */
const PATIENCE_MS = 90 * 60_000;

/**
 * Waits until a session has its last link; resolves to how it ended. `due`: when it is to be put back, ISO 8601, where that is later.
 *
 * @throws BreakglassError `left-open` when nobody closes it
 */
export async function whenClosed({ github, past }: Place, session: string, due: string | null): Promise<string> {
  const { clock } = github;
  const start = clock.now();
  const pause = (): number => (clock.now() < start + SOON_MS ? POLL_MS : LATER_POLL_MS);
  const until = (due === null ? start : Date.parse(due)) + PATIENCE_MS;
  for (; clock.now() < until; await clock.sleep(pause())) {
    const { closed, events } = await past.read(session);
    const end = closed ? events.findLast((event) => event.type === 'closed') : undefined;
    if (end?.type === 'closed') return end.outcome;
  }
  throw new BreakglassError('left-open', `session ${session} is still open`, {
    hint: 'see its run and those of the recovery; breakglass status tells how it stands',
  });
}
