import { sha256Hex } from '../audit/canonical.ts';
import { gitBlobId } from '../audit/git-blob.ts';
import { GENESIS_PATH, parseLinkPath } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

/** Where the next link goes: on top of which commit, and after which link. */
export interface TrailHead {
  readonly commit: string;
  /** SHA-256 of the last link's bytes, or of the genesis file's. */
  readonly previous: string;
}

interface TrailCommit {
  readonly oid: string;
  readonly parent: string | undefined;
  /** Blob id by path, of the files that this commit adds. */
  readonly added: ReadonlyMap<string, string>;
}

const READ: Purpose = { what: 'read the audit branch', permission: 'contents: read', repeatable: true };
/** Commits of others above the last link that are looked through. */
const MAX_FOREIGN = 100;

/** The head of the audit branch, or undefined when there is no such branch. `known` ends the walk early. */
export async function findTrailHead(github: GitHub, branch: string, known?: TrailHead): Promise<TrailHead | undefined> {
  const top = await readCommit(github, `heads/${branch}`);
  if (top === undefined) return undefined;
  let at: TrailCommit | undefined = top;
  for (let looked = 0; at !== undefined && looked <= MAX_FOREIGN; looked += 1) {
    if (at.oid === known?.commit) return { commit: top.oid, previous: known.previous };
    const bytes = await readLinkBytes(github, at);
    if (bytes !== undefined) return { commit: top.oid, previous: sha256Hex(bytes) };
    at = at.parent === undefined ? undefined : await readCommit(github, at.parent);
  }
  throw new BreakglassError('audit-invalid', `no link within ${MAX_FOREIGN} commits of the head of ${branch}`, {
    hint: 'run "breakglass audit verify" on a clone: somebody else commits to the audit branch',
  });
}

/** The commit since `from` that adds a file of this path and blob id: tells whether a lost answer was a yes. */
export async function findCommitOf(
  github: GitHub,
  branch: string,
  from: string,
  file: { readonly path: string; readonly blob: string },
): Promise<string | undefined> {
  let at = await readCommit(github, `heads/${branch}`);
  for (let looked = 0; at !== undefined && at.oid !== from && looked <= MAX_FOREIGN; looked += 1) {
    if (at.added.get(file.path) === file.blob) return at.oid;
    at = at.parent === undefined ? undefined : await readCommit(github, at.parent);
  }
  return undefined;
}

async function readCommit(github: GitHub, ref: string): Promise<TrailCommit | undefined> {
  const found = await github.find(READ, 'GET /commits/{ref}', { ref });
  if (found === undefined) return undefined;
  const commit = answer(found, 'commit');
  const files = commit.value('files') === undefined ? [] : commit.list('files');
  return {
    oid: commit.text('sha'),
    parent: commit.list('parents')[0]?.text('sha'),
    added: new Map(files.filter(isAdded).map((file) => [file.text('filename'), file.text('sha')])),
  };
}

function isAdded(file: Answer): boolean {
  return file.text('status') === 'added';
}

/**
 * Bytes of the link, or of the genesis file at the root, that a commit adds; undefined for a commit of others. Whether a
 * link is a good one is for the verifier to say: it goes on from the same file, so that what follows is still a chain.
 */
async function readLinkBytes(github: GitHub, commit: TrailCommit): Promise<Uint8Array | undefined> {
  const isRoot = commit.parent === undefined;
  const found = [...commit.added].find(([path]) =>
    isRoot ? path === GENESIS_PATH : parseLinkPath(path) !== undefined,
  );
  return found === undefined ? undefined : readBlob(github, found[1]);
}

/** By the blob's id, not by its path: the contents API leaves out what is larger than 1 MiB. */
async function readBlob(github: GitHub, sha: string): Promise<Uint8Array> {
  const blob = answer(await github.rest(READ, 'GET /git/blobs/{file_sha}', { file_sha: sha }), 'blob');
  const bytes = Buffer.from(blob.text('content'), 'base64');
  if (gitBlobId(bytes) === sha) return bytes;
  throw new BreakglassError('github-rejected', `GitHub answered other bytes than those of blob ${sha}`);
}
