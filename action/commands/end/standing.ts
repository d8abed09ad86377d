import type { ProvenSession } from '../../audit/proven-session.ts';
import type { Plan } from '../../domain/plan.ts';
import type { RunState } from '../../github/open-sessions.ts';
import { credentialsEnd, isSealed, notBefore, whyUndo, workEnded } from '../recover/state.ts';

/** What ends a session early: its run is cancelled, or where that is over, a recovery is started. */
export type Act = 'cancel' | 'recover';

/**
 * What becomes of what the session changed. `now`: it is put back. `later`: it is, at its time and not before. `unless-whole`: it stays
 * where all of it was applied and holds, else it is put back. `no`: it stays as it is now.
 */
export type Reverts = 'now' | 'later' | 'unless-whole' | 'no';

/** How a session stands that is not closed, and what ending it does. */
export interface Standing {
  readonly act: Act;
  readonly reverts: Reverts;
  /** When that is, ISO 8601 in UTC: of `later` only. */
  readonly at: string | null;
  /** Until when its credentials may work, ISO 8601 in UTC; null: they are shown to have ended. */
  readonly accessUntil: string | null;
}

export interface Stands {
  readonly proven: ProvenSession;
  readonly plan: Plan;
  /** The attempt that opened it. */
  readonly own: RunState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Says what ending a session does by the rules of those who do it: its run, or a recovery. */
export function standingOf({ proven, plan, own, now }: Stands): Standing {
  const until = credentialsEnd(proven, plan);
  const accessUntil = isSealed(proven) || until <= now ? null : new Date(until).toISOString();
  const act = own === 'running' && !wasTaken(proven) ? 'cancel' : 'recover';
  // What a cancelled run has left of it, even until a later time, a recovery puts back when the run is over.
  const due = act === 'cancel' ? undefined : notBefore(proven, plan, own);
  const at = due !== undefined && due > now ? new Date(due).toISOString() : null;
  return { act, reverts: revertsOf({ proven, plan, own, now }, act, at), at, accessUntil };
}

function revertsOf({ proven, plan, own }: Stands, act: Act, at: string | null): Reverts {
  if (workEnded(proven) !== undefined || proven.events.some(({ type }) => type === 'superseded')) return 'no';
  if (act === 'cancel') return 'now';
  // Nobody is allowed to: a recovery would only say so.
  if (plan.recover === 'none') return 'no';
  if (at !== null) return 'later';
  return whyUndo(proven, plan, own) === undefined ? 'unless-whole' : 'now';
}

/** A recovery has it: the run that opened it can do nothing any more, whether it goes on or not. */
function wasTaken({ holder, opening }: ProvenSession): boolean {
  return holder.runId !== opening.runId;
}
