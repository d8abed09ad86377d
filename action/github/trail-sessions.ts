import type { Link } from '../audit/link.ts';
import { MAX_LINK_BYTES, parseLinkFile } from '../audit/link-commit.ts';
import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer } from './answer.ts';
import type { GitHub } from './api.ts';
import { READ_TRAIL, readBlob } from './audit-folder.ts';

/** A session's folder on the audit branch: what is in it, by name. */
export interface TrailSession {
  /** `audit/YYYY/MM/DD/<session>`, or under `drill/`. */
  readonly folder: string;
  readonly session: string;
  /** Blob id by file name, of regular files that are not too large to be links. */
  readonly files: ReadonlyMap<string, string>;
}

/** Real sessions, and those of drills. */
const KINDS = ['audit', 'drill'] as const;
const REGULAR_FILE = 0o100644;
const DAY_MS = 24 * 3_600_000;
const ENTRIES =
  '... on Tree { entries { name object { ... on Tree { entries { name mode oid object { ... on Blob { byteSize } } } } } } }';

/** `YYYY/MM/DD` of that many days back from a time, the latest first. */
export function daysBefore(time: number, days: number): readonly string[] {
  return Array.from({ length: days }, (_, ago) => dayOf(time - ago * DAY_MS));
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** The sessions whose first link is of one of these days, by one query. */
export async function listSessions(
  github: GitHub,
  commit: string,
  days: readonly string[],
): Promise<readonly TrailSession[]> {
  const folders = KINDS.flatMap((kind) => days.map((day) => `${kind}/${day}`));
  if (folders.length === 0) return [];
  const { owner, name } = github;
  const variables = Object.fromEntries(folders.map((folder, index) => [`f${index}`, `${commit}:${folder}`]));
  const declared = folders.map((_, index) => `$f${index}: String!`).join(', ');
  const fields = folders.map((_, index) => `f${index}: object(expression: $f${index}) { ${ENTRIES} }`).join(' ');
  const query = `query Days($owner: String!, $name: String!, ${declared}) { repository(owner: $owner, name: $name) { ${fields} } }`;
  const result = await github.graphql(READ_TRAIL, query, { owner, name, ...variables });
  if (!result.ok) {
    throw new BreakglassError('github-rejected', `cannot read the audit branch: ${result.errors[0]?.message ?? ''}`);
  }
  const repository = answer(result.data, 'data').object('repository');
  return folders.flatMap((folder, index) =>
    entriesOf(repository.optional(`f${index}`)).map((entry) => readSession(folder, entry)),
  );
}

/** A link of a session as it stands there; undefined where the file is none. Its proof is not checked. */
export async function readLinkOf(
  github: GitHub,
  { session, files }: TrailSession,
  file: string,
): Promise<Link | undefined> {
  const oid = files.get(file);
  if (oid === undefined) return undefined;
  const link = parseLinkFile(await readBlob(github, oid));
  return link?.session === session ? link : undefined;
}

function readSession(day: string, entry: Answer): TrailSession {
  const session = entry.text('name');
  const files = entriesOf(entry.optional('object')).flatMap((file) => {
    const size = file.optional('object')?.value('byteSize');
    const fits = file.number('mode') === REGULAR_FILE && typeof size === 'number' && size <= MAX_LINK_BYTES;
    return fits ? [[file.text('name'), file.text('oid')] as const] : [];
  });
  return { folder: `${day}/${session}`, session, files: new Map(files) };
}

/** Something that is no folder has none. */
function entriesOf(tree: Answer | undefined): readonly Answer[] {
  return tree?.value('entries') === undefined ? [] : tree.list('entries');
}
