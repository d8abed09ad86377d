import type { ProvenSession } from '../../audit/proven-session.ts';
import { supersededBy } from '../../audit/superseded.ts';
import type { Install } from '../../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import type { Plan } from '../../domain/plan.ts';
import { runState } from '../../github/open-sessions.ts';
import { createRepository } from '../../github/repository.ts';
import type { TakenLock } from '../../ports/lock.ts';
import { tellPeople } from '../tell-people.ts';
import { closeWhenEnded } from './close.ts';
import { type Closable, currentInstall, type Desk, type Recovery } from './desk.ts';
import { end, supersede } from './end.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { type RecoveryRoles, recoveryRoles } from './roles.ts';
import { credentialsEnd, holdsUntil, isSealed, notBefore, type WorkEnded, wasLeft, workEnded } from './state.ts';
import { continueLedger, takeLock, takeSession, wasTaken } from './take-over.ts';

/** Links after which a recovery that fails again and again leaves the session to a person. */
const MOST_LINKS = 120;

/**
 * Ends one session: takes it over, denies its credentials everything, waits until that is in force, compares, and then either closes
 * it or puts back what it did. Whatever is wrong with it is an answer, never thrown.
 */
export async function recoverSession(desk: Desk, proven: ProvenSession): Promise<Recovery> {
  try {
    return await consider(desk, proven);
  } catch (error) {
    if (desk.signal.aborted) throw error;
    if (wasTaken(error)) return { kind: 'living', by: error.message };
    return { kind: 'left', error: asBreakglassError(error) };
  }
}

async function consider(desk: Desk, proven: ProvenSession): Promise<Recovery> {
  const { wiring } = desk;
  const { clock } = wiring.mode;
  const living = { kind: 'living', by: `run ${proven.holder.runId}` } as const;
  const run = await runState(wiring.github, proven.holder);
  const rebuilt = await rebuildUnless(run === 'running', desk, proven);
  if (rebuilt === undefined) return living;
  const { plan } = rebuilt;
  if (run === 'running' && clock.now() < holdsUntil(proven, plan)) return living;
  const ended = workEnded(proven);
  const closable = credentialsEnd(proven, plan);
  if (ended !== undefined && !isSealed(proven) && closable > clock.now()) {
    return { kind: 'ending', at: closable, close: () => recoverSession(desk, proven), ...ended };
  }
  const current = await currentInstall(wiring, plan.install.name);
  const environment = current.recover === 'approval' ? current.environment : null;
  const asked = wiring.inputs.install;
  if (asked !== '' && asked !== current.install) return living;
  // Who ended the session counts, not who ended a recovery of it.
  const own = await runState(wiring.github, proven.opening);
  const due = notBefore(proven, plan, own);
  if (ended === undefined && due !== undefined && due > clock.now() && wasLeft(proven)) return { kind: 'due', at: due };
  // To close it takes no role: its credentials have ended by themselves.
  const roles = ended === undefined ? recoveryRoles(current, plan) : rolesIfAny(current, plan);
  if (environment !== null && asked === '') return { kind: 'needs-approval', install: current.install, environment };
  if (proven.links.length > MOST_LINKS) throw tooOften(proven);
  const told = { documents: { ...rebuilt.documents, install: current }, plan, facts: { pullRequest: null } };
  const people = await tellPeople({ ...wiring, session: proven.session }, told, desk.signal);
  const closing = { ...rebuilt, proven, run, own, environment, people, current, install: current.install, roles };
  if (ended !== undefined) return close(desk, closing, ended);
  if (roles === undefined) throw new BreakglassError('internal', 'a recovery without roles');
  const next = supersededBy(proven, desk.sessions);
  const abandoned = { ...closing, roles };
  return next === undefined ? await end(desk, abandoned, due) : await supersede(desk, abandoned, next.session);
}

/** What a living session was made of need not be known; what a dead one was has to be. */
async function rebuildUnless(
  isRunning: boolean,
  { wiring }: Desk,
  proven: ProvenSession,
): Promise<Rebuilt | undefined> {
  const repository = createRepository(wiring.github, proven.from.sha);
  return rebuild(proven, { ...wiring, repository, stateKey: wiring.inputs.stateKey }).catch((error: unknown) => {
    if (isRunning) return undefined;
    throw error;
  });
}

function rolesIfAny(current: Install, plan: Plan): RecoveryRoles | undefined {
  try {
    return recoveryRoles(current, plan);
  } catch {
    return undefined;
  }
}

function tooOften({ session, links }: ProvenSession): BreakglassError {
  return new BreakglassError('not-recoverable', `session ${session} has ${links.length} links, and is open still`, {
    hint: 'a recovery failed again and again: see why in its links, and put back by hand what is left',
  });
}

/** The work is done; only that access has ended was still to be shown. */
async function close(desk: Desk, closable: Closable, { outcome, error }: WorkEnded): Promise<Recovery> {
  const ledger = continueLedger(desk, closable);
  await takeSession(desk, closable, ledger);
  const lock = outcome === 'failed' ? undefined : await leftLock(desk, closable);
  return closeWhenEnded(desk, { ...closable, ledger, result: { outcome, error }, lock });
}

/** The lock, where who ended the work died before it could give it back. */
async function leftLock(desk: Desk, closable: Closable): Promise<TakenLock | undefined> {
  const held = await desk.wiring.lock.holder(closable.install);
  if (held?.session !== closable.proven.session) return undefined;
  const lock = await takeLock(desk, closable);
  return 'heldBy' in lock ? undefined : lock;
}
