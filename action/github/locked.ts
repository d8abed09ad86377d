import { BreakglassError } from '../domain/error.ts';
import type { GitHub } from './api.ts';
import { attemptOf, type Holder, parseHolder, runIdOf } from './lock-marker.ts';
import { type RunState, runState } from './open-sessions.ts';

/** The lock that somebody else has. */
export interface HeldLockPlace {
  readonly install: string;
  /** `refs/heads/break-glass/open/<install>` */
  readonly ref: string;
  /** Page of the run that asks: the holder's is beside it, whatever the marker says. */
  readonly ownPage: string;
}

/** Who holds the lock, since when, and how to get it: `install-locked`. The first line of its hint is for people, the others are commands. */
export async function lockedError(github: GitHub, place: HeldLockPlace, marker: string): Promise<BreakglassError> {
  const { install, ref, ownPage } = place;
  const holder = parseHolder(marker);
  if (holder === undefined) return unreadable(place);
  const { session, since } = holder;
  const page = ownPage.replace(/\d+$/, runIdOf(holder.run));
  const by = isRecovery(holder) ? `a recovery of session ${session}` : `session ${session}`;
  const hint = { running: isRecovery(holder) ? recovering() : working(session), over: over(session, ref) };
  const now = await standing(github, holder);
  return new BreakglassError('install-locked', `install "${install}" is held by ${by} since ${since}, ${page}`, {
    hint: now === 'unknown' ? `look at that run. While it goes on: ${hint.running}` : hint[now],
  });
}

/** A session's id ends with that of its run: a lock that another run took for it is a recovery's. */
function isRecovery({ session, run }: Holder): boolean {
  return !session.endsWith(`-${runIdOf(run)}`);
}

/** It is only for the text: where GitHub does not say, both are told. */
async function standing(github: GitHub, holder: Holder): Promise<'running' | 'over' | 'unknown'> {
  const state: RunState | 'unknown' = await runState(github, attemptOf(holder)).catch(() => 'unknown' as const);
  return state === 'running' || state === 'unknown' ? state : 'over';
}

function working(session: string): string {
  return [
    `wait for it to end; or end it early; or go on in its place by a request with "extends: ${session}", through the gate`,
    `breakglass end ${session}`,
    `breakglass extend ${session}`,
  ].join('\n');
}

function recovering(): string {
  return 'a recovery ends by itself: wait for it, and ask again';
}

function over(session: string, ref: string): string {
  return [
    'that run is over: the workflow Recover takes the session over, as a rule within minutes, or when it is started by hand; then ask again. ' +
      'Where the session closed as failed, a person looks at it first, and then deletes the lock',
    `breakglass end ${session}`,
    `git push origin :${ref}`,
  ].join('\n');
}

function unreadable({ install, ref }: HeldLockPlace): BreakglassError {
  return new BreakglassError(
    'install-locked',
    `install "${install}" is held by somebody: ${ref} is no lock of a session`,
    {
      hint: [
        'somebody who may push made that branch: look at it, see that no session is open, then delete it',
        `git fetch origin ${ref} && git log -1 FETCH_HEAD`,
        'breakglass status',
        `git push origin :${ref}`,
      ].join('\n'),
    },
  );
}
