import { asBreakglassError } from '../../domain/error.ts';
import { orAborted } from '../../engine/deadline.ts';
import type { Ledger } from '../../engine/ledger.ts';
import { recover } from '../../engine/recover.ts';
import { touchesMasked } from '../../engine/secret-state.ts';
import type { TakenLock } from '../../ports/lock.ts';
import { type Access, deny, takeEngine, takeRoles, takeSealer } from './access.ts';
import { closeWhenEnded, type Finished, giveBack } from './close.ts';
import type { Abandoned, Desk, Recovery } from './desk.ts';
import { credentialsEnd, isSealed, wasWatched, whyUndo } from './state.ts';
import { continueLedger, takeLock, takeSession } from './take-over.ts';

/**
 * Ends a session that its run left as it was. `due`: it is not to be undone before then, milliseconds since the epoch; its access
 * ends at once all the same.
 */
export async function end(desk: Desk, abandoned: Abandoned, due: number | undefined): Promise<Recovery> {
  const ledger = continueLedger(desk, abandoned);
  const access = await takeRoles(desk, abandoned, ledger);
  const lock = await takeLock(desk, abandoned);
  if ('heldBy' in lock) return { kind: 'living', by: lock.heldBy };
  try {
    await takeSession(desk, abandoned, ledger);
  } catch (error) {
    await lock.handBack();
    throw error;
  }
  return onRecord(desk, abandoned, { ledger, due }, async () => {
    await deny(desk, abandoned, access.sealer);
    if (due === undefined || due <= desk.wiring.mode.clock.now()) {
      return restore(desk, abandoned, { access, ledger, lock });
    }
    return leave(desk, abandoned, { ledger, lock, due });
  });
}

/** Another session has its lock, and puts back what it did: only its own access is to end. */
export async function supersede(desk: Desk, abandoned: Abandoned, by: string): Promise<Recovery> {
  const ledger = continueLedger(desk, abandoned);
  const sealer = await takeSealer(desk, abandoned, ledger);
  await takeSession(desk, abandoned, ledger);
  ledger.note({ type: 'superseded', by });
  return onRecord(desk, abandoned, { ledger, due: undefined }, async () => {
    await deny(desk, abandoned, sealer);
    return finish(desk, { ...abandoned, ledger, result: { outcome: 'succeeded', error: undefined }, lock: undefined });
  });
}

interface Taken {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly lock: TakenLock;
}

async function restore(desk: Desk, abandoned: Abandoned, { access, ledger, lock }: Taken): Promise<Recovery> {
  const { plan, steps, whole, own, proven, people, otherKey } = abandoned;
  if (otherKey !== undefined) desk.wiring.host.warn(`${otherKey.message}: recovered as without a key`);
  const undo = whyUndo(proven, plan, own);
  const options = { plan, steps, whole, undo, watched: wasWatched(proven), signal: desk.signal };
  const result = await recover(access.engine, options);
  await people.note(ledger);
  // Closed, it could never be ended with the right one. What needs none is done, and is found so by the next recovery.
  if (result.outcome === 'failed' && otherKey !== undefined && steps.some(touchesMasked)) throw otherKey;
  return finish(desk, { ...abandoned, ledger, result, lock });
}

/** A temporary change that is in force stays until its time is over. The lock stays with it. */
async function leave(
  desk: Desk,
  abandoned: Abandoned,
  { ledger, lock, due }: Omit<Taken, 'access'> & { readonly due: number },
): Promise<Recovery> {
  const steps = abandoned.plan.steps.map(({ id }) => id);
  const notBefore = new Date(due).toISOString();
  ledger.note({ type: 'left-to-recover', why: 'out-of-time', steps, notBefore });
  await ledger.link('left');
  const undo = (): Promise<Recovery> =>
    onRecord(desk, abandoned, { ledger, due }, async () => {
      const access = { sealer: undefined, engine: await takeEngine(desk, abandoned, ledger) };
      return restore(desk, abandoned, { access, ledger, lock });
    });
  return { kind: 'due', at: due, undo };
}

/**
 * What a recovery did is on record also where it does not come to its end; the next one goes on from there. What is not to be undone
 * before `due`, milliseconds since the epoch, it does not undo before either.
 */
async function onRecord<T>(
  { wiring, over }: Desk,
  { plan }: Abandoned,
  { ledger, due }: Pick<Taken, 'ledger'> & { readonly due: number | undefined },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const steps = plan.steps.map(({ id }) => id);
    const notBefore = due === undefined || due <= wiring.mode.clock.now() ? null : new Date(due).toISOString();
    ledger.note({ type: 'left-to-recover', why: asBreakglassError(error).code, steps, notBefore });
    await orAborted(ledger.link('left'), over).catch(() => undefined);
    throw error;
  }
}

/** The world is as it is to be. Where the session's credentials have not ended yet, what was done is on record meanwhile. */
async function finish(desk: Desk, finished: Finished): Promise<Recovery> {
  const { ledger, result, lock, proven, plan } = finished;
  const { clock } = desk.wiring.mode;
  const until = credentialsEnd(proven, plan);
  if (isSealed(proven) || until <= clock.now()) return closeWhenEnded(desk, finished);
  const { outcome, error } = result;
  const why = 'its run is over, and nobody holds its credentials to try them: their end shows that it has ended';
  const at = new Date(clock.now()).toISOString();
  ledger.note({ type: 'sealed', seal: { kind: 'unsealed', at, until: new Date(until).toISOString(), why } });
  const ended = { type: 'ended', outcome, code: error?.code ?? null, message: error?.message ?? null } as const;
  await ledger.link('unsealed', { stands: ended });
  // Nothing is half done, and the session's access is denied: others may begin.
  if (outcome !== 'failed') await giveBack(desk, lock);
  return { kind: 'ending', at: until, close: () => closeWhenEnded(desk, finished), outcome, error };
}
