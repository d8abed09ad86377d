import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import { orAborted } from '../engine/deadline.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { RunResult } from '../engine/run.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { LockHandle } from '../ports/lock.ts';
import type { Interruption } from '../runtime/signals.ts';
import { UNSEALED_HINT, unsealedOf } from '../view/access.ts';
import { type Closing, closeSession, recordOf, unwritten } from './close.ts';
import { type Ended, summarise } from './summarise.ts';
import type { People } from './tell-people.ts';
import type { Wiring } from './wiring.ts';

/** A session that has given its credentials back. */
export interface Ending {
  readonly closing: Closing;
  readonly ledger: Ledger;
  readonly people: People;
  readonly install: string;
  readonly lock: LockHandle;
  readonly interruption: Pick<Interruption, 'signal' | 'over'>;
}

export type SessionEnd = RunResult & { readonly receipt: LinkReceipt | undefined };

/** Writes the last link, gives the lock back where nobody has to look first, and tells everybody. */
export async function endSession(wiring: Wiring, ending: Ending): Promise<SessionEnd> {
  const { closing, ledger, install, interruption } = ending;
  const { outcome } = closing;
  if (closing.left !== undefined) return (await import('./end-left.ts')).endLeft(wiring, ending, closing.left);
  let receipt: LinkReceipt;
  try {
    const patience = { clock: wiring.mode.clock, signal: interruption.signal };
    receipt = await orAborted(closeSession(ledger, closing, patience), interruption.over);
  } catch (failure) {
    return endUnwritten(wiring, ending, failure);
  }
  // Where a person is needed, the lock keeps a second session off what is half done.
  const kept = outcome === 'failed' ? install : undefined;
  await keepOrGiveBack(wiring, ending, kept);
  const told = unsealed(wiring, ending);
  await tellEnd(wiring, ending.people, { closing: told, events: ledger.events, receipt, lockKept: kept });
  return { outcome, error: told.error, receipt };
}

/** Loud where the end of access is not shown: a run that did what it was to do ends with that error, any other tells it beside its own. */
export function unsealed({ host }: Wiring, { closing, ledger }: Ending): Closing {
  const error = unsealedError(closing, ledger, 'is not shown to have ended');
  if (error === undefined) return closing;
  if (ledger.events.at(-1)?.type === 'ended') host.group('record.json, as it stands', recordOf(ledger, closing));
  if (closing.error !== undefined) host.annotate(error);
  return { ...closing, error: closing.error ?? error };
}

function unsealedError({ session }: Closing, { events }: Ledger, what: string): BreakglassError | undefined {
  const seal = unsealedOf(events);
  if (seal === undefined) return undefined;
  const message = `the access of session ${session} ${what}: its credentials may work until ${seal.until}: ${seal.why}`;
  return new BreakglassError('unsealed', message, { hint: UNSEALED_HINT });
}

async function endUnwritten(wiring: Wiring, ending: Ending, failure: unknown): Promise<SessionEnd> {
  const { closing, ledger, install, people } = ending;
  unwritten(wiring.host, ledger, closing, failure);
  // The run ends with what kept the branch from being written: until when credentials may work is told beside it, and nowhere else.
  const open = unsealedError(closing, ledger, 'is not shown to have ended, which is not on the audit branch either');
  if (open !== undefined) wiring.host.annotate(open);
  const nothingDone = closing.outcome === 'refused';
  // Where the trail says that a session is open, the lock stays: somebody has to see what the record could not say.
  const kept = nothingDone && ledger.written === 0 ? undefined : install;
  await keepOrGiveBack(wiring, ending, kept);
  const end = { outcome: nothingDone ? 'refused' : 'failed', error: asBreakglassError(failure) } as const;
  const ended = { closing: { ...closing, ...end }, events: ledger.events, receipt: undefined, lockKept: kept };
  await tellEnd(wiring, people, ended);
  return { ...end, receipt: undefined };
}

/** Whoever reads the run's page, and whoever is told elsewhere. */
export async function tellEnd(wiring: Wiring, people: People, ended: Ended): Promise<void> {
  await summarise(wiring, ended);
  await people.end(ended);
}

/** A lock that cannot be given back is told, and keeps nobody from the outcome. */
async function keepOrGiveBack({ host }: Wiring, ending: Ending, kept: string | undefined): Promise<void> {
  if (kept !== undefined) return host.warn(lockKept(kept));
  await orAborted(ending.lock.release(), ending.interruption.over).catch((failure: unknown) =>
    host.warn(asBreakglassError(failure).message),
  );
}

function lockKept(install: string): string {
  return `the lock of "${install}" is kept: when a person has seen to it, git push origin :refs/heads/break-glass/open/${install}`;
}
