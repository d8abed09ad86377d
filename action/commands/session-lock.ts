import { supersededBy } from '../audit/superseded.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { RunOptions } from '../engine/run.ts';
import type { HeldBy, LockHandle, TakenLock } from '../ports/lock.ts';
import type { Prepared } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** The lock of a session that may go on in another's place, or have another go on in its own. */
export interface SessionLock extends LockHandle, Pick<RunOptions, 'goesOn' | 'beforeRestore'> {}

type Parts = Pick<Wiring, 'lock' | 'past' | 'session' | 'mode'> & { readonly runner: Pick<Wiring['runner'], 'runId'> };

/** How long an extension that has the lock may take to say so on the audit branch; and how often it is asked. */
const PATIENCE_MS = 3 * 60_000;
const POLL_MS = 2_000;

/**
 * The install's lock. An extension only makes sure of who holds it: it takes it when it is about to open, so that one that is refused
 * before has taken nothing from anybody.
 *
 * @throws BreakglassError `install-locked`, `session-unfit`
 */
export async function takeLock(parts: Parts, { plan, extended }: Prepared): Promise<SessionLock> {
  const { lock, session } = parts;
  const install = plan.install.name;
  const restores = plan.revert === 'at-end';
  if (extended === undefined) {
    const held = { handle: await lock.acquire(install, session) };
    return {
      release: () => held.handle.release(),
      ...(restores ? { beforeRestore: () => beforeRestore(parts, install, held) } : {}),
    };
  }
  const before = { session: extended.past.session, openedAt: extended.openedAt };
  const from = requireBefore(await lock.holder(install), before);
  return extending(parts, install, from);
}

function extending(parts: Parts, install: string, from: HeldBy): SessionLock {
  const { lock, session } = parts;
  let opened = false;
  let taking: Promise<TakenLock | undefined> = Promise.resolve(undefined);
  const held: Held = { handle: { release: async () => undefined } };
  return {
    // Not opened: the session before was never superseded, and goes on. What is still being taken is waited for: nobody else would
    // give it back.
    release: async () => {
      const taken = await taking.catch(() => undefined);
      await (opened || taken === undefined ? held.handle.release() : taken.handBack());
    },
    goesOn: {
      take: async () => {
        const takingOver = lock.takeOver(install, session, from);
        taking = takingOver;
        held.handle = await takingOver;
      },
      taken: async () => {
        await requireOwn(parts, install);
        opened = true;
      },
    },
    beforeRestore: () => beforeRestore(parts, install, held),
  };
}

interface Held {
  handle: LockHandle;
}

/**
 * The lock as the session before took it: by itself, before it opened. One that it took anew says that it is ending, and what is
 * compared and swapped is this very one.
 */
function requireBefore(
  held: HeldBy | undefined,
  before: { readonly session: string; readonly openedAt: string },
): HeldBy {
  if (
    held?.session === before.session &&
    held.since !== null &&
    Date.parse(held.since) <= Date.parse(before.openedAt)
  ) {
    return held;
  }
  const who =
    held === undefined
      ? 'nobody'
      : held.session === before.session
        ? 'it, and it is ending'
        : (held.session ?? 'somebody');
  throw new BreakglassError(
    'session-unfit',
    `session ${before.session} cannot be extended: its lock is held by ${who}`,
    {
      hint: 'ask for its playbook again once it is closed',
    },
  );
}

/** After the opening link: the session before may have lost patience, and gives the lock back when it sees the link. */
async function requireOwn(parts: Parts, install: string): Promise<void> {
  const { clock } = parts.mode;
  for (const until = clock.now() + PATIENCE_MS; ; await clock.sleep(POLL_MS)) {
    const held = await parts.lock.holder(install);
    if (isOwn(parts, held)) return;
    if (clock.now() >= until) throw takenOver(held);
  }
}

/**
 * Marks the lock as ending, by compare-and-swap, so that no extension can take it any more; or finds the session that has. Two that
 * restore at once there are never: who takes the lock second does not restore.
 */
async function beforeRestore(
  parts: Parts,
  install: string,
  own: Held,
): Promise<{ readonly supersededBy: string } | undefined> {
  const { lock, session, mode } = parts;
  for (const until = mode.clock.now() + PATIENCE_MS; ; await mode.clock.sleep(POLL_MS)) {
    const held = await lock.holder(install);
    // Where somebody has deleted it by hand, nobody goes on in this one's place: it is taken again.
    if (held === undefined || isOwn(parts, held)) {
      const ending = await lock.takeOver(install, session, held).catch(otherwise);
      if (ending === undefined) continue;
      own.handle = ending;
      return undefined;
    }
    if (held.session === null || held.session === session) throw takenOver(held);
    const next = await successor(parts, held.session);
    if (next !== undefined) return { supersededBy: next };
    if (mode.clock.now() < until) continue;
    const back = await lock.takeOver(install, session, held).catch(otherwise);
    if (back === undefined) continue;
    // Its link may have come in between: then it is its own again, and it looks for that.
    const late = await successor(parts, held.session);
    if (late === undefined) {
      own.handle = back;
      return undefined;
    }
    await back.handBack();
    return { supersededBy: late };
  }
}

/** Somebody else was faster: look again. */
function otherwise(error: unknown): undefined {
  if (asBreakglassError(error).code === 'install-locked') return undefined;
  throw error;
}

/**
 * The session, where it is proven to go on in this one's place; undefined while it has not opened, and where it was refused.
 *
 * @throws BreakglassError `install-locked` where it is another matter altogether
 */
async function successor({ past, session }: Parts, other: string): Promise<string | undefined> {
  const mine = await past.read(session);
  const found = await past.read(other).catch((error: unknown) => {
    if (['unknown-session', 'session-unfit'].includes(asBreakglassError(error).code)) return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  const next = supersededBy(mine, [found]);
  if (next !== undefined || found.closed) return next?.session;
  throw new BreakglassError('install-locked', `session ${other} has this session's lock, and does not extend it`, {
    hint: 'somebody has deleted the lock by hand: a recovery puts back what this session has left',
  });
}

function isOwn({ session, runner }: Parts, held: HeldBy | undefined): boolean {
  return held?.session === session && held.runId === runner.runId;
}

function takenOver(held: HeldBy | undefined): BreakglassError {
  const who =
    held === undefined
      ? 'nobody has it any more'
      : `run ${held.runId ?? 'unknown'} has it for session ${held.session ?? 'unknown'}`;
  return new BreakglassError('taken-over', `this session's lock is not its own any more: ${who}`, {
    hint: 'nothing was put back by this run: see the session that has the lock, and the runs of the recovery',
  });
}
