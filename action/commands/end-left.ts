import { orAborted } from '../engine/deadline.ts';
import { insist, LAST_LINK_MS } from '../engine/insist.ts';
import { type LeftToRecover, linkLeft } from '../engine/leave.ts';
import { recordOf } from './close.ts';
import { type Ending, type SessionEnd, tellEnd, unsealed } from './end-session.ts';
import { notWritten } from './not-written.ts';
import type { Wiring } from './wiring.ts';

/**
 * The end of a run whose session goes on: a recovery has to put something back. Nothing is closed and the lock is kept; what has
 * happened since the link that says so, such as the end of access, gets a link of its own.
 */
export async function endLeft(wiring: Wiring, ending: Ending, left: LeftToRecover): Promise<SessionEnd> {
  const { closing, ledger, install, interruption } = ending;
  const { clock } = wiring.mode;
  const { signal, over } = interruption;
  try {
    const sealed = ledger.events.findLast((event) => event.type === 'sealed');
    const shown = sealed?.seal.kind === 'probed' || sealed?.seal.kind === 'expired';
    const link = () => linkLeft(ledger, shown ? 'sealed' : 'left');
    // The record is written when the session is closed; until then its links are all there is.
    if (ledger.pending > 0 && !signal.aborted)
      await orAborted(insist(link, { clock, forMs: LAST_LINK_MS, signal }), over);
  } catch (failure) {
    wiring.host.warn(notWritten(failure));
    wiring.host.group('record.json, as it stands', recordOf(ledger, closing));
  }
  wiring.host.warn(whatIsLeft(left, install));
  const told = unsealed(wiring, ending);
  const ended = { closing: told, events: ledger.events, receipt: undefined, lockKept: install };
  await tellEnd(wiring, ending.people, ended);
  return { outcome: told.outcome, error: told.error, receipt: undefined };
}

function whatIsLeft({ steps, notBefore }: LeftToRecover, install: string): string {
  const when = notBefore === null ? 'when this run is over' : `at ${notBefore}, or later: schedules are late`;
  return `left to recovery: ${steps.join(', ')}, to be put back ${when}; until then "${install}" stays locked`;
}
