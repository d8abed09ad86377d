import { BreakglassError } from '../domain/error.ts';
import { timestamp } from '../ports/clock.ts';
import { answer } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type GraphQlAnswer, type Purpose } from './api.ts';

/** The run that takes locks. */
export interface LockingRun {
  /** Its page for people. */
  readonly page: string;
  readonly runAttempt: number;
}

const WRITE: Purpose = { what: 'take the lock', permission: 'contents: write', repeatable: true };
/** A compare-and-swap whose answer was lost fails when it is repeated: look at the ref instead. */
const SWAP: Purpose = { ...WRITE, repeatable: false };
/** Stands for a ref that does not exist. */
export const NO_OBJECT = '0'.repeat(40);

const UPDATE_REFS = `mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`;
const READ_ID = `query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }`;
const READ_REF = `query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;

/** Who has the lock: the commit that the ref points at. */
export interface LockedBy {
  readonly oid: string;
  readonly message: string;
}

export interface RefUpdate {
  readonly name: string;
  readonly beforeOid: string;
  readonly afterOid: string;
  readonly force?: boolean;
}

/** Undefined when the answer was lost. */
export async function swap(
  github: GitHub,
  repositoryId: string,
  update: RefUpdate,
): Promise<GraphQlAnswer | undefined> {
  try {
    return await github.graphql(SWAP, UPDATE_REFS, { input: { repositoryId, refUpdates: [update] } });
  } catch (error) {
    if (error instanceof AmbiguousAnswer) return undefined;
    throw error;
  }
}

export async function readHolder(github: GitHub, ref: string): Promise<LockedBy | undefined> {
  const target = (await readRepository(github, READ_REF, { ref })).optional('ref')?.optional('target');
  if (target === undefined) return undefined;
  const message = target.value('message');
  return { oid: target.text('oid'), message: typeof message === 'string' ? message : '' };
}

export async function readRepositoryId(github: GitHub): Promise<string> {
  return (await readRepository(github, READ_ID, {})).text('id');
}

async function readRepository(github: GitHub, query: string, variables: Readonly<Record<string, string>>) {
  const { owner, name } = github;
  const purpose: Purpose = { ...WRITE, permission: 'contents: read', what: 'read the lock' };
  const result = await github.graphql(purpose, query, { owner, name, ...variables });
  if (result.ok) return answer(result.data, 'data').object('repository');
  throw new BreakglassError('github-rejected', `cannot read the lock: ${result.errors[0]?.message ?? ''}`);
}

/** A commit that says who holds the lock; a tree because GitHub wants one. */
export async function createMarker(
  github: GitHub,
  { page, runAttempt }: LockingRun,
  session: string,
  parents: readonly string[],
): Promise<string> {
  const message = JSON.stringify({ session, run: page, runAttempt, since: timestamp(github.clock) });
  const tree = await github.rest(WRITE, 'POST /git/trees', {
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: `${message}\n` }],
  });
  const commit = await github.rest(WRITE, 'POST /git/commits', {
    message,
    tree: answer(tree, 'tree').text('sha'),
    parents,
  });
  return answer(commit, 'commit').text('sha');
}
