import type { ProvenSession } from '../../audit/proven-session.ts';
import type { KeyedKeeper } from '../../audit/state-key.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { createLedger, type Ledger } from '../../engine/ledger.ts';
import { hasEnded, type RunState } from '../../github/open-sessions.ts';
import type { HeldBy, TakenLock } from '../../ports/lock.ts';
import { createEventLog } from '../../view/event-log.ts';
import type { People } from '../tell-people.ts';
import type { Desk } from './desk.ts';
import { RECOVERY_MS } from './state.ts';

/** From taking the lock to the link that opens the session: minutes at most. */
const OPENING_MS = 15 * 60_000;

/** A session that a recovery is about to take over. */
export interface Candidate {
  readonly proven: ProvenSession;
  readonly install: string;
  readonly run: RunState;
  /** The environment that approved the recovery; null: it needs no approval. */
  readonly environment: string | null;
  readonly people: People;
  /** Undefined: a key of this process alone. */
  readonly keeper: KeyedKeeper | undefined;
}

/** The session's ledger, which goes on after the links that are there. */
export function continueLedger({ wiring }: Desk, { proven, environment, people, keeper }: Candidate): Ledger {
  const log = wiring.host.reporter(createEventLog());
  const { session, folder, events, links } = proven;
  const ledger = createLedger(
    session,
    {
      clock: wiring.mode.clock,
      keeper,
      journal: wiring.journal(environment, { session, folder }),
      reporter: {
        report: (event) => {
          log.report(event);
          people.report(event);
        },
      },
    },
    { events, written: links.length },
  );
  wiring.calls.to((call) => ledger.note({ type: 'call', ...call }));
  return ledger;
}

/**
 * Takes the session's lock from whom it was left by, by one compare-and-swap: of two recoveries one gets it. Undefined when
 * somebody who is alive has it: another recovery, or another session.
 */
export async function takeLock(
  desk: Desk,
  { proven, install }: Candidate,
): Promise<TakenLock | { readonly heldBy: string }> {
  const { wiring } = desk;
  const held = await wiring.lock.holder(install);
  const by = held === undefined ? undefined : await livingHolder(desk, proven, held);
  if (by !== undefined) return { heldBy: by };
  try {
    return await wiring.lock.takeOver(install, proven.session, held);
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    if (code === 'install-locked') return { heldBy: message };
    throw error;
  }
}

/** Who holds the lock and may go on; undefined: only who left it. A lock says what anyone who may push wrote into it. */
async function livingHolder(desk: Desk, { session, holder }: ProvenSession, held: HeldBy): Promise<string | undefined> {
  const { session: of, runId, since } = held;
  if (of !== session) return otherSession(desk, held);
  if (runId === null || runId === holder.runId || runId === desk.run.runId) return undefined;
  if (await hasEnded(desk.wiring.github, runId)) return undefined;
  return mayGoOn(desk, since) ? `run ${runId}` : undefined;
}

/** Another session is ended in its own turn. A lock in the name of none keeps nobody from being ended for longer than it takes to open. */
function otherSession(desk: Desk, { session, since }: HeldBy): string {
  const known = desk.sessions.some((each) => each.session === session);
  const age = desk.wiring.mode.clock.now() - Date.parse(since ?? '');
  if (known || (age >= 0 && age < OPENING_MS)) return `session ${session ?? 'unknown'}`;
  throw new BreakglassError(
    'install-locked',
    `the lock is held in the name of "${session ?? 'nobody'}", which is no open session`,
    {
      hint: 'see who wrote it, then give the lock back: the next recovery ends the session',
    },
  );
}

/** Whether a recovery that took a lock then can be at work still: its job has an end, whatever else its run waits for. */
export function mayGoOn({ wiring }: Desk, since: string | null): boolean {
  const age = wiring.mode.clock.now() - Date.parse(since ?? '');
  return age >= 0 && age < RECOVERY_MS;
}

/** Writes the link by which the session is the recovery's: from then on nobody else can write one. */
export async function takeSession(desk: Desk, { proven, run }: Candidate, ledger: Ledger): Promise<void> {
  const { runId, runAttempt } = proven.holder;
  ledger.note({
    type: 'taken-over',
    from: { runId, runAttempt },
    by: desk.run,
    why: run === 'running' ? 'deadline-passed' : 'run-ended',
  });
  await ledger.link('taken-over');
}

/** Whether somebody else was faster. */
export function wasTaken(error: unknown): error is BreakglassError {
  return error instanceof BreakglassError && error.code === 'taken-over';
}
