import { sha256Hex } from '../audit/canonical.ts';
import { linkPathOf, MAX_LINK_BYTES, MAX_LINK_FILES, parseLinkFile } from '../audit/link-commit.ts';
import { GENESIS_PATH } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer, answers } from './answer.ts';
import type { GitHub } from './api.ts';
import { READ_TRAIL, readBlob, readFolder } from './audit-folder.ts';

/** Where the next link goes: on top of which commit, and after which link. */
export interface TrailHead {
  readonly commit: string;
  /** SHA-256 of the last link's bytes, or of the genesis file's. */
  readonly previous: string;
}

interface TrailCommit {
  readonly oid: string;
  readonly parents: number;
  /** Blob id by path, of the files that this commit adds. */
  readonly added: ReadonlyMap<string, string>;
  /** It does something else as well. */
  readonly otherwise: boolean;
}

/** The folders of links, real and of drills. */
const FOLDERS = ['audit', 'drill'] as const;
/** Commits listed at once. */
const PAGE = 50;
/** Commits that touch a folder of links without being a link's, above the last link: as many as an hour's requests allow. */
const MAX_STRANGERS = 300;
/** Files of a commit that are asked for: with one more than a link's has, it is none. */
const FILES = MAX_LINK_FILES + 1;

/** The head of the audit branch, or undefined when there is no such branch. */
export async function findTrailHead(github: GitHub, branch: string, known?: TrailHead): Promise<TrailHead | undefined> {
  const top = await readCommit(github, `heads/${branch}`);
  if (top === undefined) return undefined;
  if (top.oid === known?.commit) return known;
  const last = (await linkHashOf(github, top)) ?? (await newestLink(github, branch, top.oid))?.previous;
  return { commit: top.oid, previous: last ?? (await genesisHash(github, branch, top)) };
}

/** The commit up to `head` that adds a file of this path and blob id: tells whether a lost answer was a yes. */
export async function findCommitOf(
  github: GitHub,
  head: string,
  file: { readonly path: string; readonly blob: string },
): Promise<string | undefined> {
  for (const { oid } of await listCommits(github, head, file.path, 1)) {
    if ((await readCommit(github, oid))?.added.get(file.path) === file.blob) return oid;
  }
  return undefined;
}

/** SHA-256 of the link that a commit adds; undefined where the chain passes over the commit. */
async function linkHashOf(github: GitHub, commit: TrailCommit): Promise<string | undefined> {
  const path = linkPathOf({ ...commit, added: [...commit.added.keys()] });
  if (path === undefined) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const entries = await readFolder(github, commit.oid, folder);
  const sizeOf = (file: string): number | undefined => entries?.get(file.slice(folder.length + 1))?.size;
  const regular = [...commit.added.keys()].every((file) => sizeOf(file) !== undefined);
  if (!regular || (sizeOf(path) ?? Infinity) > MAX_LINK_BYTES) return undefined;
  const bytes = await readBlob(github, commit.added.get(path) ?? '');
  return parseLinkFile(bytes) === undefined ? undefined : sha256Hex(bytes);
}

/**
 * The last link up to `from`, found by the folders of links: commits that touch neither are never looked at, however many
 * there are.
 */
async function newestLink(github: GitHub, branch: string, from: string): Promise<TrailHead | undefined> {
  const [real, drill] = await Promise.all(FOLDERS.map((folder) => newestIn(github, branch, from, folder)));
  if (real === undefined || drill === undefined) return real ?? drill;
  // Of the two, the one that the other does not lead to is the later one.
  const before = await newestIn(github, branch, real.commit, FOLDERS[1]);
  return before?.commit === drill.commit ? real : drill;
}

async function newestIn(github: GitHub, branch: string, from: string, folder: string): Promise<TrailHead | undefined> {
  for (let page = 1; page <= MAX_STRANGERS / PAGE; page += 1) {
    const listed = await listCommits(github, from, folder, page);
    for (const { oid, parents } of listed) {
      const commit = parents === 1 ? await readCommit(github, oid) : undefined;
      const previous = commit === undefined ? undefined : await linkHashOf(github, commit);
      if (previous !== undefined) return { commit: oid, previous };
    }
    if (listed.length < PAGE) return undefined;
  }
  throw new BreakglassError(
    'audit-invalid',
    `${MAX_STRANGERS} commits of ${branch} touch ${folder}/ and are no links`,
    {
      hint:
        'somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, ' +
        'open a new audit branch, and name that one by the input audit-branch',
    },
  );
}

/** SHA-256 of the genesis file in the branch's first commit. */
async function genesisHash(github: GitHub, branch: string, top: TrailCommit): Promise<string> {
  const listed = top.parents === 0 ? [] : await listCommits(github, top.oid, GENESIS_PATH, 1);
  const root = listed.findLast(({ parents }) => parents === 0);
  const commit = root === undefined ? top : await readCommit(github, root.oid);
  const blob = commit?.parents === 0 ? commit.added.get(GENESIS_PATH) : undefined;
  if (blob !== undefined) return sha256Hex(await readBlob(github, blob));
  throw new BreakglassError('audit-invalid', `the first commit of ${branch} does not add ${GENESIS_PATH}`, {
    hint: 'it is no audit branch: name the one that is by the input audit-branch',
  });
}

async function listCommits(
  github: GitHub,
  sha: string,
  path: string,
  page: number,
): Promise<readonly { readonly oid: string; readonly parents: number }[]> {
  const listed = await github.rest(READ_TRAIL, 'GET /commits', { sha, path, per_page: PAGE, page });
  return answers(listed, 'commits').map((commit) => ({
    oid: commit.text('sha'),
    parents: commit.list('parents').length,
  }));
}

async function readCommit(github: GitHub, ref: string): Promise<TrailCommit | undefined> {
  const found = await github.find(READ_TRAIL, 'GET /commits/{ref}', { ref, per_page: FILES });
  if (found === undefined) return undefined;
  const commit = answer(found, 'commit');
  const files = commit.value('files') === undefined ? [] : commit.list('files').slice(0, FILES);
  return {
    oid: commit.text('sha'),
    parents: commit.list('parents').length,
    added: new Map(files.filter(isAdded).map((file) => [file.text('filename'), file.text('sha')])),
    otherwise: !files.every(isAdded),
  };
}

/** A file without a blob's id is none that we could have written. */
function isAdded(file: Answer): boolean {
  return file.value('status') === 'added' && typeof file.value('sha') === 'string';
}
