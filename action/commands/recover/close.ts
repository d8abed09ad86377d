import { asBreakglassError } from '../../domain/error.ts';
import type { Ledger } from '../../engine/ledger.ts';
import type { RunResult } from '../../engine/run.ts';
import { timestamp } from '../../ports/clock.ts';
import type { LockHandle } from '../../ports/lock.ts';
import { type Closing, closeSession, unwritten } from '../close.ts';
import { tellEnd } from '../end-session.ts';
import { openSealer } from '../seal/open-sealer.ts';
import type { Closable, Desk, Recovery } from './desk.ts';
import { credentialsEnd, isSealed } from './state.ts';

/** A session of which nothing is left to do but to close it. */
export interface Finished extends Closable {
  readonly ledger: Ledger;
  readonly result: Pick<RunResult, 'outcome' | 'error'>;
  /** Undefined: it is not ours, and whoever has it keeps it. */
  readonly lock: LockHandle | undefined;
}

/** Writes the last link, once the session's credentials have ended. */
export async function closeWhenEnded(desk: Desk, finished: Finished): Promise<Recovery> {
  const { wiring } = desk;
  const { ledger, proven, plan, digest, people, result, lock, install } = finished;
  const { outcome, error } = result;
  await showEnd(desk, finished);
  const planned = { plan, digest };
  const closing: Closing = { session: proven.session, drill: proven.opening.drill, outcome, error, planned };
  try {
    const receipt = await closeSession(ledger, closing);
    if (outcome !== 'failed') await giveBack(desk, lock);
    const lockKept = outcome === 'failed' ? install : undefined;
    await tellEnd(wiring, people, { closing, events: ledger.events, receipt, lockKept });
    return { kind: 'closed', outcome, error };
  } catch (failure) {
    unwritten(wiring.host, ledger, closing, failure);
    throw failure;
  }
}

/**
 * Where a person is needed, the lock keeps a second session off what is half done; else it is given back. That this fails changes
 * nothing of how the session ended: who closes it, or the next recovery, gives it back.
 */
export async function giveBack({ wiring }: Desk, lock: LockHandle | undefined): Promise<void> {
  await lock?.release().catch((failure: unknown) => wiring.host.warn(asBreakglassError(failure).message));
}

/** The evidence that no credential of the session works any more, where there is none yet. */
async function showEnd(desk: Desk, finished: Finished): Promise<void> {
  const { ledger, proven, plan } = finished;
  if (isSealed(proven)) return;
  await tidy(desk, finished);
  const denied = ledger.events.findLast((event) => event.type === 'denied');
  const ended = new Date(credentialsEnd(proven, plan)).toISOString();
  const at = timestamp(desk.wiring.mode.clock);
  ledger.note({ type: 'sealed', seal: { kind: 'expired', at, ended, policy: denied?.policy ?? null } });
}

/** Takes off what denies only credentials that have ended. It is housekeeping: that it fails keeps no session open. */
async function tidy({ wiring, signal }: Desk, finished: Finished): Promise<void> {
  const { ledger, proven, plan, digest, roles } = finished;
  const { session } = proven;
  if (roles === undefined) return;
  try {
    const use = { install: roles.install, session, digest, ledger, region: plan.install.region, signal };
    const sealer = await openSealer(wiring, use);
    const { strays } = await sealer.prune(roles.breakGlass, signal);
    if (strays.length === 0) return;
    wiring.host.warn(`inline policies of ${roles.breakGlass} that no session explains: ${strays.join(', ')}`);
  } catch (error) {
    signal.throwIfAborted();
    wiring.host.warn(`old denies were not taken off: ${asBreakglassError(error).message}`);
  }
}
