import { BreakglassError } from '../domain/error.ts';
import { isJsonObject } from '../domain/json.ts';
import { timestamp } from '../ports/clock.ts';
import type { Lock, LockHandle } from '../ports/lock.ts';
import { answer } from './answer.ts';
import { AmbiguousAnswer, forbidden, type GitHub, type GraphQlAnswer, type Purpose } from './api.ts';

/** What a lock says of its holder: the message of the commit that it points at. */
export interface Holder {
  readonly session: string;
  /** Page of the run. */
  readonly run: string;
  readonly since: string;
}

const WRITE: Purpose = { what: 'take the lock', permission: 'contents: write', repeatable: true };
/** A compare-and-swap whose answer was lost fails when it is repeated: look at the ref instead. */
const SWAP: Purpose = { ...WRITE, repeatable: false };
const NO_OBJECT = '0'.repeat(40);
const ATTEMPTS = 5;
const DELAY_MS = 500;

const UPDATE_REFS = `mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`;
const READ_ID = `query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }`;
const READ_REF = `query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;

/** A lock whose parts can be made before it is known which install is to be locked. */
export interface RefLock extends Lock {
  /**
   * Begins to make the commit that the session's lock will point at, so that `acquire` is one request. It takes nothing: as
   * long as no ref names it, it is a loose object that GitHub forgets.
   */
  readonly prepare: (session: string) => void;
}

/**
 * One open session per install, by a ref that is created and deleted with compare-and-swap. It is mutual exclusion
 * only: what happened is told by the audit branch.
 */
export function createLock(github: GitHub, run: string): RefLock {
  const prepared = new Map<string, Promise<readonly [string, string]>>();
  const prepare = (session: string) =>
    Promise.all([createMarker(github, { session, run, since: timestamp(github.clock) }), readRepositoryId(github)]);
  return {
    prepare: (session) => {
      const parts = prepare(session);
      // Told by `acquire`, where somebody waits for it.
      parts.catch(() => undefined);
      prepared.set(session, parts);
    },
    acquire: async (install, session) => {
      const ref = lockRef(install);
      const [mine, repositoryId] = await (prepared.get(session) ?? prepare(session));
      prepared.delete(session);
      const giveBack = () => release(github, repositoryId, ref, mine);
      try {
        await take(github, repositoryId, { ref, mine, install, from: NO_OBJECT });
      } catch (error) {
        // The lock may be ours although no answer said so, and nobody but we would ever give it back.
        await giveBack().catch(() => undefined);
        throw error;
      }
      return { release: giveBack } satisfies LockHandle;
    },
    holder: async (install) => {
      const found = await readHolder(github, lockRef(install));
      return found === undefined ? undefined : { oid: found.oid, session: parseHolder(found.message)?.session ?? null };
    },
    takeOver: async (install, session, from) => {
      const ref = lockRef(install);
      const [mine, repositoryId] = await prepare(session);
      const wanted = { ref, mine, install, from: from?.oid ?? NO_OBJECT };
      await take(github, repositoryId, wanted);
      return { release: () => release(github, repositoryId, ref, mine) };
    },
  };
}

function lockRef(install: string): string {
  return `refs/heads/break-glass/open/${install}`;
}

/** Who has the lock: the commit that the ref points at. */
interface LockedBy {
  readonly oid: string;
  readonly message: string;
}

interface Wanted {
  readonly ref: string;
  readonly mine: string;
  readonly install: string;
  /** What the ref has to point at until then; `NO_OBJECT` where there has to be none. */
  readonly from: string;
}

/** GitHub changes the ref only where it is as it has to be: who holds it is asked when it says no. */
async function take(github: GitHub, repositoryId: string, wanted: Wanted): Promise<void> {
  const update = { name: wanted.ref, beforeOid: wanted.from, afterOid: wanted.mine };
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const answered = await swap(github, repositoryId, update);
    if (answered?.ok === true) return;
    if (answered !== undefined) refuseForbidden(answered);
    if (tries > 1) await github.clock.sleep(DELAY_MS * (0.5 + github.random()));
    const holder = await readHolder(github, wanted.ref);
    if (holder?.oid === wanted.mine) return;
    if (holder !== undefined && holder.oid !== wanted.from) throw locked(wanted, holder.message);
  }
  throw new BreakglassError('github-rejected', `cannot create ${wanted.ref}`, {
    hint: 'check the rules of branches "break-glass/**": the workflow has to create and delete them',
  });
}

/** Deletes the ref if it is still ours; a lock that somebody took over is theirs. */
async function release(github: GitHub, repositoryId: string, ref: string, mine: string): Promise<void> {
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const answered = await swap(github, repositoryId, { name: ref, beforeOid: mine, afterOid: NO_OBJECT });
    if (answered?.ok === true) return;
    if ((await readHolder(github, ref))?.oid !== mine) return;
    await github.clock.sleep(DELAY_MS * (0.5 + github.random()));
  }
  throw new BreakglassError('github-rejected', `cannot delete ${ref}`, { hint: deleteHint(github, ref) });
}

interface RefUpdate {
  readonly name: string;
  readonly beforeOid: string;
  readonly afterOid: string;
}

/** Undefined when the answer was lost. */
async function swap(github: GitHub, repositoryId: string, update: RefUpdate): Promise<GraphQlAnswer | undefined> {
  try {
    return await github.graphql(SWAP, UPDATE_REFS, { input: { repositoryId, refUpdates: [update] } });
  } catch (error) {
    if (error instanceof AmbiguousAnswer) return undefined;
    throw error;
  }
}

async function readHolder(github: GitHub, ref: string): Promise<LockedBy | undefined> {
  const target = (await readRepository(github, READ_REF, { ref })).optional('ref')?.optional('target');
  if (target === undefined) return undefined;
  const message = target.value('message');
  return { oid: target.text('oid'), message: typeof message === 'string' ? message : '' };
}

async function readRepositoryId(github: GitHub): Promise<string> {
  return (await readRepository(github, READ_ID, {})).text('id');
}

async function readRepository(github: GitHub, query: string, variables: Readonly<Record<string, string>>) {
  const { owner, name } = github;
  const purpose: Purpose = { ...WRITE, permission: 'contents: read', what: 'read the lock' };
  const result = await github.graphql(purpose, query, { owner, name, ...variables });
  if (result.ok) return answer(result.data, 'data').object('repository');
  throw new BreakglassError('github-rejected', `cannot read the lock: ${result.errors[0]?.message ?? ''}`);
}

/** A commit that says who holds the lock; it has no parent, and a tree because GitHub wants one. */
async function createMarker(github: GitHub, holder: Holder): Promise<string> {
  const message = JSON.stringify(holder);
  const tree = await github.rest(WRITE, 'POST /git/trees', {
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: `${message}\n` }],
  });
  const commit = await github.rest(WRITE, 'POST /git/commits', {
    message,
    tree: answer(tree, 'tree').text('sha'),
    parents: [],
  });
  return answer(commit, 'commit').text('sha');
}

function refuseForbidden(answered: GraphQlAnswer): void {
  const refusal = answered.ok ? undefined : answered.errors.find(({ type }) => type === 'FORBIDDEN');
  if (refusal !== undefined) throw forbidden(`cannot take the lock: ${refusal.message}`, 'contents: write');
}

function locked({ install, ref }: Wanted, message: string): BreakglassError {
  const holder = parseHolder(message);
  const who = holder === undefined ? 'somebody' : `session ${holder.session} since ${holder.since}, ${holder.run}`;
  return new BreakglassError('install-locked', `install "${install}" is held by ${who}`, {
    hint:
      'wait for that run to end. If it is over and "breakglass audit list" shows the session closed, ' +
      `give the lock back: git push origin :${ref}`,
  });
}

/** The message of the marker is checked: anyone who may push could have written it. */
export function parseHolder(message: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(message);
    if (!isJsonObject(value)) return undefined;
    const { session, run, since } = value;
    if (typeof session !== 'string' || typeof run !== 'string' || typeof since !== 'string') return undefined;
    return { session, run, since };
  } catch {
    return undefined;
  }
}

function deleteHint(github: GitHub, ref: string): string {
  return `in a clone of ${github.owner}/${github.name}: git push origin :${ref}`;
}
