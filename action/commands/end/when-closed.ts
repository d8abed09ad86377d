import { BreakglassError } from '../../domain/error.ts';
import type { Place } from '../remote/place.ts';

const POLL_MS = 2_000;
/** What a recovery may take: it waits for the end of credentials. */
const PATIENCE_MS = 90 * 60_000;

/**
 * Waits until a session has its last link; resolves to how it ended.
 *
 * @throws BreakglassError `left-open` when nobody closes it
 */
export async function whenClosed({ github, past }: Place, session: string): Promise<string> {
  const { clock } = github;
  for (const until = clock.now() + PATIENCE_MS; clock.now() < until; await clock.sleep(POLL_MS)) {
    const { closed, events } = await past.read(session);
    const end = closed ? events.findLast((event) => event.type === 'closed') : undefined;
    if (end?.type === 'closed') return end.outcome;
  }
  throw new BreakglassError('left-open', `session ${session} is still open`, {
    hint: 'see its run and those of the recovery; breakglass status tells how it stands',
  });
}
