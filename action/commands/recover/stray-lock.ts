import type { ProvenSession } from '../../audit/proven-session.ts';
import { sessionFolder } from '../../audit/trail-path.ts';
import type { Install } from '../../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { createLedger, type Ledger } from '../../engine/ledger.ts';
import { readFirstLinks } from '../../github/audit-folder.ts';
import { attemptOf } from '../../github/lock-marker.ts';
import { type HeldLock, hasEnded, runState } from '../../github/open-sessions.ts';
import { timestamp } from '../../ports/clock.ts';
import { createEventLog } from '../../view/event-log.ts';
import { closeSession } from '../close.ts';
import { openSealer } from '../seal/open-sealer.ts';
import { currentInstall, type Desk } from './desk.ts';
import { isOurs } from './survey.ts';
import { mayGoOn } from './take-over.ts';

/** What became of a lock that no open session explains. */
export type LockEnd =
  | { readonly kind: 'living' }
  /** Its session never opened, or had closed: it was given back. */
  | { readonly kind: 'given-back' }
  | { readonly kind: 'needs-approval'; readonly install: string; readonly environment: string }
  | { readonly kind: 'left'; readonly why: 'lock-kept' | 'lock-without-session'; readonly error: BreakglassError };

/** STS gives no session longer than this. */
const LONGEST_SESSION_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Gives back a lock whose run is over. Its session changed nothing, for it never opened; it may have had credentials, which are denied
 * everything first. A lock says what anyone who may push wrote into it: it decides which session's name is denied, and nothing else.
 */
export async function endLock(desk: Desk, lock: HeldLock, sessions: readonly ProvenSession[]): Promise<LockEnd> {
  try {
    return await consider(desk, lock, sessions);
  } catch (error) {
    if (desk.signal.aborted) throw error;
    return { kind: 'left', why: 'lock-without-session', error: asBreakglassError(error) };
  }
}

async function consider(desk: Desk, lock: HeldLock, sessions: readonly ProvenSession[]): Promise<LockEnd> {
  const { wiring } = desk;
  const { holder, install: name } = lock;
  const asked = wiring.inputs.install;
  if (holder === undefined) {
    throw new BreakglassError('left-open', `the lock of "${name}" does not say whose it is`, {
      hint: `see who wrote it, then give it back: git push origin :${lock.ref}`,
    });
  }
  if (asked !== '' && asked !== name) return { kind: 'living' };
  const own = ownRun(holder.session);
  const marked = attemptOf(holder);
  if ((await runState(wiring.github, marked)) === 'running') {
    // A recovery's job may be over while another job of its run waits for a reviewer.
    if (marked.runId === own || mayGoOn(desk, holder.since)) return { kind: 'living' };
  }
  // The lock may name a run that is over, and a session whose own run goes on: that one is not to be denied anything.
  if (!(await hasEnded(wiring.github, own))) return { kind: 'living' };
  const session = sessions.find((each) => each.session === holder.session);
  if (session !== undefined) return endClosed(desk, lock, session);
  const install = await currentInstall(wiring, name);
  if (install.recover === 'approval' && asked === '') {
    return { kind: 'needs-approval', install: name, environment: install.environment };
  }
  return refuse(desk, lock, { install, session: holder.session, since: lock.first ?? holder.since });
}

/** A session's id ends by its run's. */
function ownRun(session: string): string {
  const [, runId] = /-(\d{1,20})$/.exec(session) ?? [];
  if (runId !== undefined) return runId;
  throw new BreakglassError('left-open', `the lock is of "${session}", which is no session of a run`, {
    hint: 'see who wrote it, then give it back',
  });
}

/** A closed session whose run could not give its lock back; one that failed keeps it until a person has seen to it. */
async function endClosed(desk: Desk, lock: HeldLock, session: ProvenSession): Promise<LockEnd> {
  if (!session.closed) return { kind: 'living' };
  const closed = session.events.findLast((event) => event.type === 'closed');
  const kept = closed?.type !== 'closed' || closed.outcome === 'failed';
  if (kept) {
    const error = new BreakglassError('left-open', `session ${session.session} failed, and keeps its lock`, {
      hint: `when a person has seen to what it left: git push origin :${lock.ref}`,
    });
    return { kind: 'left', why: 'lock-kept', error };
  }
  await giveBack(desk, lock, session.session);
  return { kind: 'given-back' };
}

/** By two compare-and-swaps: only who took it from its dead holder may delete it. */
async function giveBack({ wiring }: Desk, { install }: HeldLock, session: string): Promise<void> {
  const held = await wiring.lock.holder(install);
  if (held === undefined || held.session !== session) return;
  await (await wiring.lock.takeOver(install, session, held)).release();
}

interface NeverOpened {
  readonly install: Install;
  readonly session: string;
  readonly since: string;
}

async function refuse(desk: Desk, lock: HeldLock, never: NeverOpened): Promise<LockEnd> {
  const { wiring } = desk;
  const { install, session } = never;
  const held = await wiring.lock.holder(lock.install);
  if (held === undefined || held.session !== session) return { kind: 'living' };
  const told = await toldOf(desk, never);
  if (told === 'proven') {
    // Its run has told itself what became of it, and of its credentials.
    await giveBack(desk, lock, session);
    return { kind: 'given-back' };
  }
  const ledger = ledgerOf(desk, never, told);
  // Without a sealer nothing can be denied; what the session may have had ends by itself, and could do nothing without its run.
  const sealer =
    install.sealerRole === undefined
      ? undefined
      : await openSealer(wiring, { install, session, ledger, region: install.region, signal: desk.signal });
  const taken = await wiring.lock.takeOver(lock.install, session, held);
  // Its run is over: what it had was given before now. What the lock says of the time, anyone may have written.
  const until = wiring.mode.clock.now() + LONGEST_SESSION_MS;
  for (const roleArn of sealer === undefined ? [] : Object.values(install.roles)) {
    await sealer?.deny({ roleArn, session, sessionName: `${session}.*`, until }, desk.signal);
  }
  await recordRefusal(desk, ledger, { name: nameOf(desk, never, told), until, denied: sealer !== undefined });
  await taken.release();
  return { kind: 'given-back' };
}

/** Under which id it goes on record: its own, or where its first link was written by a job without proofs, one of this run. */
function nameOf({ run }: Desk, { install, session }: NeverOpened, told: 'unproven' | 'not'): string {
  return told === 'not' ? session : `lock-${install.install.slice(0, 20)}-${run.runId}`;
}

function ledgerOf(desk: Desk, never: NeverOpened, told: 'unproven' | 'not'): Ledger {
  const { wiring } = desk;
  const log = wiring.host.reporter(createEventLog());
  const environment = never.install.recover === 'approval' ? never.install.environment : null;
  const journal = wiring.journal(environment);
  const ledger = createLedger(nameOf(desk, never, told), { clock: wiring.mode.clock, journal, reporter: log });
  wiring.calls.to((call) => ledger.note({ type: 'call', ...call }));
  return ledger;
}

/** One link that says why nothing came of the request. */
async function recordRefusal(
  { wiring }: Desk,
  ledger: Ledger,
  { name, until, denied }: { readonly name: string; readonly until: number; readonly denied: boolean },
): Promise<void> {
  const what = denied ? 'are denied, and end by then' : 'end by then: the install has no sealer role to deny them';
  const why = `its run is over before it opened: what credentials it may have had ${what}`;
  const at = timestamp(wiring.mode.clock);
  ledger.note({ type: 'sealed', seal: { kind: 'unsealed', at, until: new Date(until).toISOString(), why } });
  const error = new BreakglassError(
    'interrupted',
    'the run ended before the session was opened: it had changed nothing',
    { hint: 'make a new request' },
  );
  const closing = { session: name, drill: wiring.mode.drill, outcome: 'refused', error, planned: undefined } as const;
  await closeSession(ledger, closing);
}

/** Whether the branch tells of it: by its own run, or by the job that records refusals, which has no proofs to give. */
async function toldOf(
  { wiring, trust }: Desk,
  { session, since }: NeverOpened,
): Promise<'proven' | 'unproven' | 'not'> {
  const { commit } = await wiring.trail();
  const times = [Date.parse(since), Date.parse(since) + DAY_MS, wiring.mode.clock.now()];
  const days = new Set(times.map((time) => sessionFolder(session, wiring.mode.drill, new Date(time).toISOString())));
  const links = await Promise.all([...days].map((folder) => readFirstLinks(wiring.github, commit, folder)));
  const first = links.flat().filter((link) => link.session === session);
  if (first.some(({ state }) => state === 'opened')) {
    throw new BreakglassError(
      'left-open',
      `session ${session} has opened, and is not among those that could be proven`,
      {
        hint: 'see what it did by breakglass audit show, and whether breakglass audit verify names it',
      },
    );
  }
  for (const link of first) if (await isOurs(link, trust)) return 'proven';
  return first.length > 0 ? 'unproven' : 'not';
}
