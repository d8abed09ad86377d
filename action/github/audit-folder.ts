import { gitBlobId } from '../audit/git-blob.ts';
import type { Link } from '../audit/link.ts';
import { MAX_LINK_BYTES, parseLinkFile } from '../audit/link-commit.ts';
import { linkPath } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import { answer } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

export const READ_TRAIL: Purpose = {
  what: 'read the audit branch',
  permission: 'contents: read',
  repeatable: true,
};

/** A name in a folder of the audit branch. */
export interface FolderEntry {
  readonly oid: string;
  /** Bytes of a regular file (mode 100644); undefined for whatever else has the name. */
  readonly size: number | undefined;
}

const REGULAR_FILE = 0o100644;
const ENTRIES = `query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;

/**
 * What a folder holds at a commit: empty where there is none, undefined where something else has its name. By GraphQL, for
 * the REST API does not tell the modes of a folder's files without those of the whole branch.
 */
export async function readFolder(
  github: GitHub,
  commit: string,
  folder: string,
): Promise<ReadonlyMap<string, FolderEntry> | undefined> {
  const { owner, name } = github;
  const result = await github.graphql(READ_TRAIL, ENTRIES, { owner, name, at: `${commit}:${folder}` });
  if (!result.ok) {
    throw new BreakglassError('github-rejected', `cannot read ${folder}: ${result.errors[0]?.message ?? ''}`);
  }
  const tree = answer(result.data, 'data').object('repository').optional('object');
  if (tree === undefined) return new Map();
  if (tree.text('__typename') !== 'Tree') return undefined;
  return new Map(
    tree.list('entries').map((entry) => {
      const regular = entry.text('type') === 'blob' && entry.number('mode') === REGULAR_FILE;
      const size = regular ? entry.object('object').number('byteSize') : undefined;
      return [entry.text('name'), { oid: entry.text('oid'), size }];
    }),
  );
}

/** By the blob's id, not by its path: the contents API leaves out what is larger than 1 MiB. */
export async function readBlob(github: GitHub, sha: string): Promise<Uint8Array> {
  const blob = answer(await github.rest(READ_TRAIL, 'GET /git/blobs/{file_sha}', { file_sha: sha }), 'blob');
  const bytes = Buffer.from(blob.text('content'), 'base64');
  if (gitBlobId(bytes) === sha) return bytes;
  throw new BreakglassError('github-rejected', `GitHub answered other bytes than those of blob ${sha}`);
}

/** The links in a session's folder that may be its first: what it was opened or refused by. */
export async function readFirstLinks(github: GitHub, commit: string, folder: string): Promise<readonly Link[]> {
  const entries = await readFolder(github, commit, folder);
  const links = (['opened', 'refused'] as const).map(async (state) => {
    const name = linkPath(folder, { sequence: 1, state }).slice(folder.length + 1);
    const entry = entries?.get(name);
    if (entry?.size === undefined || entry.size > MAX_LINK_BYTES) return undefined;
    return parseLinkFile(await readBlob(github, entry.oid));
  });
  return (await Promise.all(links)).filter((link) => link !== undefined);
}
