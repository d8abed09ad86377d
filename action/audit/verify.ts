import { type CommitFinding, checkCommit, newChain, type TrailCommit } from './chain.ts';
import type { Genesis } from './genesis.ts';
import { CLOSING_STATES } from './parse-link.ts';
import type { Problem } from './problem.ts';
import { checkProof, type ProofFacts, type ProofKeys } from './proof.ts';

export interface TrailPosition {
  readonly commit: string;
  readonly path: string;
}

/** A workflow file at its ref (`job_workflow_ref`) and an environment, as GitHub signed them. */
export interface Origin {
  readonly workflow: string | null;
  readonly environment: string | null;
  readonly links: number;
}

/** A session with a proven opening link and without a proven closing one. */
export interface OpenSession {
  readonly session: string;
  readonly drill: boolean;
  readonly since: string;
}

export interface Verification {
  /** No problem was found. Open sessions, unproven refusals, foreign commits and a missing anchor are no problems. */
  readonly ok: boolean;
  /** What the branch says it belongs to; null without a valid genesis. */
  readonly repository: Genesis | null;
  readonly head: string | null;
  readonly links: number;
  readonly sessions: number;
  readonly open: readonly OpenSession[];
  readonly problems: readonly Problem[];
  /** Where the proven links were written: a person knows which of these are right. */
  readonly origins: readonly Origin[];
  /** Refusals written by a job that may not ask for a token: anyone who can push could have written them. */
  readonly unproven: readonly TrailPosition[];
  /** Commits that only add files outside the trail: not ours, not trusted. */
  readonly foreign: readonly { readonly commit: string; readonly paths: readonly string[] }[];
  /**
   * `head`: the branch ends at the given commit. `contained`: the commit is in the branch, and more follows. `missing`:
   * it is not. `none`: no commit was given, so a cut-off tail or a wholly rewritten history cannot be excluded.
   */
  readonly anchored: 'head' | 'contained' | 'missing' | 'none';
}

export interface VerifyOptions {
  readonly keys: ProofKeys;
  /** OID that the branch is known to have had, from outside the repository. */
  readonly head?: string;
}

/** Walks a trail from its first commit, in time linear in its links, one commit in memory at a time. */
export async function verifyTrail(
  commits: AsyncIterable<TrailCommit> | Iterable<TrailCommit>,
  options: VerifyOptions,
): Promise<Verification> {
  const chain = newChain();
  const problems: Problem[] = [];
  const unproven: TrailPosition[] = [];
  const foreign: { commit: string; paths: readonly string[] }[] = [];
  const open = new Map<string, OpenSession>();
  const origins = new Map<string, Origin>();
  let links = 0;
  let anchor = false;
  for await (const commit of commits) {
    const finding = checkCommit(chain, commit);
    problems.push(...finding.problems);
    if (finding.foreign) foreign.push({ commit: commit.oid, paths: commit.added.map(({ path }) => path) });
    anchor ||= commit.oid === options.head;
    if (finding.link === undefined) continue;
    links++;
    const proof = await checkLinkProof(finding.link, commit.oid, options.keys);
    if (proof === undefined) unproven.push({ commit: commit.oid, path: finding.link.path });
    else if ('code' in proof) problems.push(proof);
    else {
      trackOpen(open, finding);
      countOrigin(origins, proof.workflow, proof.environment);
    }
  }
  if (chain.previousCommit === undefined) problems.push(empty());
  const anchored = anchorOf(options.head, chain.previousCommit, anchor);
  if (anchored === 'missing') problems.push(unanchored(options.head ?? ''));
  return {
    ok: problems.length === 0,
    repository: chain.genesis ?? null,
    head: chain.previousCommit ?? null,
    links,
    sessions: chain.sessions.size,
    open: [...open.values()],
    problems,
    origins: [...origins.values()],
    unproven,
    foreign,
    anchored,
  };
}

async function checkLinkProof(
  { link, path }: NonNullable<CommitFinding['link']>,
  commit: string,
  keys: ProofKeys,
): Promise<ProofFacts | Problem | undefined> {
  if (link.proof === null) return undefined;
  const found = await checkProof(link, link.proof, keys);
  return 'code' in found ? { ...found, commit, path } : found;
}

function trackOpen(open: Map<string, OpenSession>, { link: found, problems }: CommitFinding): void {
  if (found === undefined) return;
  const { session, state, drill, at } = found.link;
  if (state === 'opened') open.set(session, { session, drill, since: at });
  // A closing link that something is wrong with closes nothing.
  else if (CLOSING_STATES.includes(state) && problems.length === 0) open.delete(session);
}

function countOrigin(origins: Map<string, Origin>, workflow: string | null, environment: string | null): void {
  const key = JSON.stringify([workflow, environment]);
  origins.set(key, { workflow, environment, links: (origins.get(key)?.links ?? 0) + 1 });
}

function anchorOf(wanted: string | undefined, head: string | undefined, found: boolean): Verification['anchored'] {
  if (wanted === undefined) return 'none';
  if (wanted === head) return 'head';
  return found ? 'contained' : 'missing';
}

function empty(): Problem {
  return { code: 'genesis-invalid', commit: null, path: null, reason: 'the branch has no commits' };
}

function unanchored(head: string): Problem {
  return { code: 'anchor-missing', commit: null, path: null, reason: `commit ${head} is not in the branch` };
}
