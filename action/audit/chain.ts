import { asBreakglassError } from '../domain/error.ts';
import { sha256Hex } from './canonical.ts';
import { type Genesis, parseGenesis } from './genesis.ts';
import { type Link, linkFileDigest } from './link.ts';
import { isBeside, linkPathOf, MAX_LINK_BYTES, parseLinkFile } from './link-commit.ts';
import { openingProblem } from './opening.ts';
import { parseLink } from './parse-link.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { GENESIS_PATH, isTrailPath, parseLinkPath } from './trail-path.ts';
import { parseUntoldLink } from './untold-link.ts';

export interface TrailFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One commit of the audit branch, as git tells it. */
export interface TrailCommit {
  readonly oid: string;
  readonly parents: readonly string[];
  /** Files that were not there before. The bytes of those outside the trail are not looked at. */
  readonly added: readonly TrailFile[];
  /** Everything else that the commit did: modified, deleted, changed type. */
  readonly otherChanges: readonly { readonly status: string; readonly path: string }[];
}

/** What the walk carries from one commit to the next. */
export interface ChainState {
  genesis: Genesis | undefined;
  previousCommit: string | undefined;
  /** SHA-256 of the bytes of the last link, or of the genesis file. */
  previousHash: string | undefined;
}

export interface FoundLink {
  readonly link: Link;
  readonly path: string;
  /** What its proof is about. */
  readonly digest: string;
}

export interface CommitFinding {
  readonly problems: readonly Problem[];
  /** The link without its events, when the chain takes the commit for a link's, whatever else is wrong with it. */
  readonly link?: FoundLink;
  /** The commit does not touch the trail at all. */
  readonly foreign: boolean;
}

export function newChain(): ChainState {
  return { genesis: undefined, previousCommit: undefined, previousHash: undefined };
}

/** Checks one commit against those before it, and moves the chain on. */
export function checkCommit(chain: ChainState, commit: TrailCommit): CommitFinding {
  const problems: Problem[] = [];
  const report: Report = (code, path, reason) => problems.push({ code, commit: commit.oid, path, reason });
  const first = chain.previousCommit === undefined;
  checkShape(chain, commit, report);
  chain.previousCommit = commit.oid;
  if (first) {
    checkGenesis(chain, commit, report);
    return { problems, foreign: false };
  }
  const files = commit.added.filter(({ path }) => isTrailPath(path));
  if (files.length === 0) return { problems, foreign: problems.length === 0 };
  const link = checkLinkCommit(chain, commit, files, report);
  return { problems, foreign: false, ...(link === undefined ? {} : { link }) };
}

export type Report = (code: ProblemCode, path: string | null, reason: string) => void;

function checkShape(chain: ChainState, commit: TrailCommit, report: Report): void {
  if (commit.parents.length > 1) report('merge-commit', null, 'a merge brings in history from elsewhere');
  else if (commit.parents[0] !== chain.previousCommit)
    report('not-linear', null, 'it does not follow the commit before it');
  for (const { status, path } of commit.otherChanges) {
    report('file-changed', path, `the branch only ever adds files, and this commit did "${status}"`);
  }
}

function checkGenesis(chain: ChainState, commit: TrailCommit, report: Report): void {
  const [file, ...more] = commit.added;
  if (file?.path !== GENESIS_PATH || more.length > 0) {
    report('genesis-invalid', file?.path ?? null, `the first commit has to add ${GENESIS_PATH} and nothing else`);
  }
  const genesis = commit.added.find(({ path }) => path === GENESIS_PATH);
  if (genesis === undefined) return;
  chain.previousHash = sha256Hex(genesis.bytes);
  try {
    chain.genesis = parseGenesis(genesis.bytes);
  } catch (error) {
    report('genesis-invalid', GENESIS_PATH, asBreakglassError(error).message);
  }
}

function checkLinkCommit(
  chain: ChainState,
  commit: TrailCommit,
  files: readonly TrailFile[],
  report: Report,
): CommitFinding['link'] {
  const path = linkPathOf({
    parents: commit.parents.length,
    added: commit.added.map((file) => file.path),
    otherwise: commit.otherChanges.length > 0,
  });
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) {
    checkStrangers(commit, files, report);
    return undefined;
  }
  const link = parseLinkFile(file.bytes, parseUntoldLink);
  if (link === undefined) {
    report('link-invalid', file.path, invalidity(file.bytes));
    return undefined;
  }
  if (link.previous !== chain.previousHash) {
    report('chain-broken', file.path, 'it does not hold the hash of the link before it');
  }
  chain.previousHash = sha256Hex(file.bytes);
  const mismatch = openingProblem(link);
  if (mismatch !== undefined) report('plan-mismatch', file.path, mismatch);
  checkAttachments(commit, { link, path: file.path }, report);
  return { link, path: file.path, digest: linkFileDigest(link, file.bytes) };
}

/** What a commit puts into the trail without being a link's: the chain passes over it, and it is told. */
function checkStrangers(commit: TrailCommit, files: readonly TrailFile[], report: Report): void {
  const [first, ...more] = files.filter(({ path }) => parseLinkPath(path) !== undefined);
  for (const { path } of more) report('several-links', path, `the commit already holds ${first?.path ?? ''}`);
  for (const { path } of first === undefined ? files : commit.added) {
    if (parseLinkPath(path) !== undefined || (first !== undefined && isBeside(first.path, path))) continue;
    report('unexpected-file', path, 'it is neither a link nor a file that a link names');
  }
}

function invalidity(bytes: Uint8Array): string {
  if (bytes.length > MAX_LINK_BYTES) return `it has ${bytes.length} bytes, a link has at most ${MAX_LINK_BYTES}`;
  try {
    parseLink(bytes);
    return 'it is no link';
  } catch (error) {
    return asBreakglassError(error).message;
  }
}

function checkAttachments(
  commit: TrailCommit,
  { link, path }: { readonly link: Link; readonly path: string },
  report: Report,
): void {
  const folder = parseLinkPath(path)?.folder ?? '';
  const named = new Map(Object.entries(link.files ?? {}).map(([name, hash]) => [`${folder}/${name}`, hash]));
  for (const file of commit.added) {
    if (parseLinkPath(file.path) !== undefined) continue;
    const hash = named.get(file.path);
    if (hash === undefined) report('unexpected-file', file.path, `${path} does not name it`);
    else if (hash !== sha256Hex(file.bytes))
      report('attachment-changed', file.path, `its hash is not the one in ${path}`);
    named.delete(file.path);
  }
  for (const missing of named.keys()) report('attachment-missing', missing, `${path} names it`);
}
