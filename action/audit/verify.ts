import { checkCommit, type FoundLink, newChain, type TrailCommit } from './chain.ts';
import type { Genesis } from './genesis.ts';
import type { Link } from './link.ts';
import { countOrigin, type ExpectedOrigins, type Origin, originProblem } from './origin.ts';
import { CLOSING_STATES } from './parse-link.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { checkProof, type ProofKeys } from './proof.ts';
import { checkSession, checkUnproven, type SessionProgress } from './session-order.ts';

export interface TrailPosition {
  readonly commit: string;
  readonly path: string;
}

/** A session with a proven opening link and without a proven closing one. */
export interface OpenSession {
  readonly session: string;
  readonly drill: boolean;
  readonly since: string;
  /** Everything is done, and that access has ended is not shown. */
  readonly unsealed?: true;
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
  /** Where the proven links were written. */
  readonly origins: readonly Origin[];
  /** False when no workflow was given: then a person has to know which of the origins are right. */
  readonly originsChecked: boolean;
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
  readonly expected?: ExpectedOrigins;
}

/** What the walk knows of links, sessions and proofs. */
interface Tally {
  readonly problems: Problem[];
  readonly unproven: TrailPosition[];
  readonly origins: Map<string, Origin>;
  /** Of proven links only. */
  readonly sessions: Map<string, SessionProgress>;
  /** Ids of all sessions, with proven links or without. */
  readonly seen: Set<string>;
  readonly open: Map<string, OpenSession>;
  links: number;
}

/**
 * Walks a trail from its first commit, in time linear in its links, with one commit's files in memory at a time.
 */
export async function verifyTrail(
  commits: AsyncIterable<TrailCommit> | Iterable<TrailCommit>,
  options: VerifyOptions,
): Promise<Verification> {
  const chain = newChain();
  const tally = newTally();
  const foreign: { commit: string; paths: readonly string[] }[] = [];
  let anchor = false;
  for await (const commit of commits) {
    const checked = checkCommit(chain, commit);
    tally.problems.push(...checked.problems);
    if (checked.foreign) foreign.push({ commit: commit.oid, paths: commit.added.map(({ path }) => path) });
    anchor ||= commit.oid === options.head;
    if (checked.link !== undefined)
      admit(tally, { ...checked, commit: commit.oid }, lean(checked.link), chain, options);
  }
  if (chain.previousCommit === undefined) tally.problems.push(empty());
  const anchored = anchorOf(options.head, chain.previousCommit, anchor);
  if (anchored === 'missing') tally.problems.push(unanchored(options.head ?? ''));
  return {
    ok: tally.problems.length === 0,
    repository: chain.genesis ?? null,
    head: chain.previousCommit ?? null,
    links: tally.links,
    sessions: tally.seen.size,
    open: [...tally.open.values()],
    problems: tally.problems,
    origins: [...tally.origins.values()],
    originsChecked: (options.expected?.workflows ?? []).length > 0,
    unproven: tally.unproven,
    foreign,
    anchored,
  };
}

function newTally(): Tally {
  return {
    problems: [],
    unproven: [],
    origins: new Map(),
    sessions: new Map(),
    seen: new Set(),
    open: new Map(),
    links: 0,
  };
}

/** Without its opening, the largest part of a link: of each session a link is held to the end. */
function lean({ link: { opening: _opening, ...link }, ...found }: FoundLink): FoundLink {
  return { ...found, link };
}

/** Counts a link of the chain. Only one that GitHub proved, for this repository and from where it may come, moves a session. */
function admit(
  tally: Tally,
  { commit, problems }: { readonly commit: string; readonly problems: readonly Problem[] },
  { link, path, digest }: FoundLink,
  { genesis }: { readonly genesis: Genesis | undefined },
  { keys, expected = {} }: VerifyOptions,
): void {
  const report = (code: ProblemCode, where: string, reason: string): void =>
    void tally.problems.push({ code, commit, path: where, reason });
  tally.links++;
  tally.seen.add(link.session);
  const elsewhere = genesis !== undefined && link.repositoryId !== genesis.repositoryId;
  if (elsewhere) {
    report('wrong-repository', path, `repository id ${link.repositoryId}, the branch's is ${genesis.repositoryId}`);
  }
  if (link.proof === null) {
    tally.unproven.push({ commit, path });
    checkUnproven(link, path, report);
    return;
  }
  const proof = checkProof(link, link.proof, keys, digest);
  if ('code' in proof) return report(proof.code, path, proof.reason);
  countOrigin(tally.origins, proof);
  const stranger = originProblem(link, proof, expected);
  if (stranger !== undefined) return report(stranger.code, path, stranger.reason);
  if (elsewhere) return;
  const before = tally.problems.length;
  const moved = checkSession(tally.sessions, { link, path, proof }, report);
  if (moved) trackOpen(tally.open, link, problems.length === 0 && tally.problems.length === before);
}

function trackOpen(open: Map<string, OpenSession>, { session, state, drill, at }: Link, sound: boolean): void {
  if (state === 'opened') open.set(session, { session, drill, since: at });
  const known = open.get(session);
  if (state === 'unsealed' && known !== undefined) open.set(session, { ...known, unsealed: true });
  // A closing link that something is wrong with closes nothing.
  else if (CLOSING_STATES.includes(state) && sound) open.delete(session);
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
