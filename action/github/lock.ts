import { BreakglassError } from '../domain/error.ts';
import type { HeldBy, Lock, TakenLock } from '../ports/lock.ts';
import { forbidden, type GitHub, type GraphQlAnswer } from './api.ts';
import { parseHolder, runIdOf } from './lock-marker.ts';
import {
  createMarker,
  type LockedBy,
  type LockingRun,
  NO_OBJECT,
  readHolder,
  readRepositoryId,
  swap,
} from './lock-ref.ts';

const ATTEMPTS = 5;
const DELAY_MS = 500;

/** A lock whose parts can be made before it is known which install is to be locked. */
export interface RefLock extends Lock {
  /**
   * Begins to make the commit that the session's lock will point at, so that `acquire` is one request. It takes nothing: as
   * long as no ref names it, it is a loose object that GitHub forgets.
   */
  readonly prepare: (session: string) => void;
}

/**
 * One open session per install, by a ref that is created, moved and deleted with compare-and-swap. It is mutual exclusion
 * only: what happened is told by the audit branch.
 */
export function createLock(github: GitHub, run: LockingRun): RefLock {
  const prepared = new Map<string, Promise<readonly [string, string]>>();
  const prepare = (session: string, parents: readonly string[] = []) =>
    Promise.all([createMarker(github, run, session, parents), readRepositoryId(github)]);
  return {
    prepare: (session) => {
      const parts = prepare(session);
      // Told by `acquire`, where somebody waits for it.
      parts.catch(() => undefined);
      prepared.set(session, parts);
    },
    acquire: async (install, session) => {
      const parts = prepared.get(session) ?? prepare(session);
      prepared.delete(session);
      return claim(github, run, { install, from: NO_OBJECT, parts });
    },
    holder: async (install) => {
      const found = await readHolder(github, lockRef(install));
      return found === undefined ? undefined : heldBy(found);
    },
    takeOver: (install, session, from) => {
      // A marker on the one before it is a fast-forward, which no rule of the branch forbids. What is no marker of ours is no
      // parent: it may hold workflow files, which a job's token must not take away.
      const parents = from === undefined || from.session === null ? [] : [from.oid];
      return claim(github, run, { install, from: from?.oid ?? NO_OBJECT, parts: prepare(session, parents) });
    },
  };
}

interface Claim {
  readonly install: string;
  /** What the ref has to point at until then; `NO_OBJECT` where there has to be none. */
  readonly from: string;
  /** The marker, and the repository's id. */
  readonly parts: Promise<readonly [string, string]>;
}

async function claim(github: GitHub, run: LockingRun, { install, from, parts }: Claim): Promise<TakenLock> {
  const ref = lockRef(install);
  const [mine, repositoryId] = await parts;
  const handBack = () => put(github, repositoryId, { ref, mine, to: from });
  try {
    await take(github, repositoryId, { ref, mine, install, from, ownPage: run.page });
  } catch (error) {
    // Where nobody could say whose it is, it may be ours although no answer said so, and nobody but we would give it back.
    if (!(error instanceof BreakglassError && error.code === 'install-locked')) await handBack().catch(() => undefined);
    throw error;
  }
  return { release: () => put(github, repositoryId, { ref, mine, to: NO_OBJECT }), handBack };
}

function heldBy({ oid, message }: LockedBy): HeldBy {
  const holder = parseHolder(message);
  return {
    oid,
    session: holder?.session ?? null,
    runId: holder === undefined ? null : runIdOf(holder.run),
    since: holder?.since ?? null,
  };
}

function lockRef(install: string): string {
  return `refs/heads/break-glass/open/${install}`;
}

interface Wanted {
  readonly ref: string;
  readonly mine: string;
  readonly install: string;
  readonly from: string;
  readonly ownPage: string;
}

/** GitHub changes the ref only where it is as it has to be: who holds it is asked when it says no. */
async function take(github: GitHub, repositoryId: string, wanted: Wanted): Promise<void> {
  const { ref, mine, from } = wanted;
  let said = '';
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const answered = await swap(github, repositoryId, {
      name: ref,
      beforeOid: from,
      afterOid: mine,
      force: from !== NO_OBJECT,
    });
    if (answered?.ok === true) return;
    if (answered !== undefined) said = refusalOf(answered);
    if (tries > 1) await github.clock.sleep(DELAY_MS * (0.5 + github.random()));
    const holder = await readHolder(github, ref);
    if (holder?.oid === mine) return;
    if (holder === undefined && from !== NO_OBJECT) throw givenBack(wanted);
    if (holder !== undefined && holder.oid !== from) throw await locked(github, wanted, holder.message);
  }
  throw new BreakglassError('github-rejected', `cannot take ${ref}: ${said}`, {
    hint: 'check the rules of branches "break-glass/**": the workflow has to create, update and delete them',
  });
}

/** Deletes the ref, or puts it back, if it is still ours; a lock that somebody took over is theirs. */
async function put(github: GitHub, repositoryId: string, { ref, mine, to }: { ref: string; mine: string; to: string }) {
  // The marker before this one is its parent: to go back to it is no fast-forward.
  const update = { name: ref, beforeOid: mine, afterOid: to, force: to !== NO_OBJECT };
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const answered = await swap(github, repositoryId, update);
    if (answered?.ok === true) return;
    if ((await readHolder(github, ref))?.oid !== mine) return;
    await github.clock.sleep(DELAY_MS * (0.5 + github.random()));
  }
  const what = to === NO_OBJECT ? 'delete' : 'hand back';
  throw new BreakglassError('github-rejected', `cannot ${what} ${ref}`, { hint: deleteHint(github, ref) });
}

/** What GitHub says against it; a missing permission ends the matter. */
function refusalOf(answered: GraphQlAnswer): string {
  if (answered.ok) return '';
  const refusal = answered.errors.find(({ type }) => type === 'FORBIDDEN');
  if (refusal !== undefined) throw forbidden(`cannot take the lock: ${refusal.message}`, 'contents: write');
  return answered.errors[0]?.message ?? '';
}

async function locked(github: GitHub, wanted: Wanted, message: string): Promise<BreakglassError> {
  const { lockedError } = await import('./locked.ts');
  return lockedError(github, wanted, message);
}

/** Whoever had it is done with it: what was to be taken over is not there any more, and has to be looked at again. */
function givenBack({ install }: Wanted): BreakglassError {
  return new BreakglassError(
    'install-locked',
    `the lock of "${install}" was given back before it could be taken over`,
    {
      hint: 'its session has ended meanwhile: look at it again (breakglass status)',
    },
  );
}

function deleteHint(github: GitHub, ref: string): string {
  return `in a clone of ${github.owner}/${github.name}: git push origin :${ref}`;
}
