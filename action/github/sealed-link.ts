import { buildLink, type Link, type LinkPlace, linkAudience, linkDigest, serializeLink } from '../audit/link.ts';
import { MAX_LINK_BYTES, parseLinkFile } from '../audit/link-commit.ts';
import { linkPath, parseLinkPath } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import type { LinkAttachment, LinkBody } from '../ports/journal.ts';
import type { GitHub } from './api.ts';
import { type FolderEntry, readBlob, readFolder } from './audit-folder.ts';
import type { TrailHead } from './audit-trail.ts';
import type { NewFile } from './create-commit.ts';

/** What every link of a journal is made with. */
export interface Sealing {
  readonly place: Omit<LinkPlace, 'at'>;
  /** GitHub's token with this audience, or null where the job may not ask for one. */
  readonly proof: (audience: string) => Promise<string | null>;
}

/** A link before it has a place on the branch. */
export interface Draft {
  readonly body: LinkBody;
  readonly attachments: readonly LinkAttachment[];
}

/** A link as it is sent: chained, proven, and made for exactly one head. */
export interface Sealed {
  readonly onto: TrailHead;
  readonly session: string;
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly files: readonly NewFile[];
  readonly headline: string;
}

/** Chains a link to `onto` and has GitHub prove it. */
export async function sealLink(
  { place, proof }: Sealing,
  { body, attachments }: Draft,
  { onto, folder, at }: { readonly onto: TrailHead; readonly folder: string; readonly at: string },
): Promise<Sealed> {
  // A job may be refused because it runs in another environment than the install's: its proof says in which.
  const environment = body.state === 'refused' ? null : place.environment;
  const link = buildLink(body, { ...place, environment, at }, onto.previous, attachments);
  const text = serializeLink({ ...link, proof: await proof(linkAudience(linkDigest(link))) });
  const size = Buffer.byteLength(text);
  if (size > MAX_LINK_BYTES) {
    throw new BreakglassError('audit-not-writable', `the link has ${size} bytes, at most ${MAX_LINK_BYTES} are read`, {
      hint: 'split the playbook: what its resources look like before and after has to fit into one link',
    });
  }
  const path = linkPath(folder, link);
  const beside = attachments.map(({ name, content }) => ({ path: `${folder}/${name}`, content }));
  return {
    onto,
    session: body.session,
    path,
    folder,
    text,
    files: [{ path, content: text }, ...beside],
    headline: `${body.state}: ${body.session}`,
  };
}

/** What a session's folder holds, by name. */
export type FolderNames = ReadonlyMap<string, FolderEntry>;

/**
 * The names in a session's folder at a commit.
 *
 * @throws BreakglassError `audit-invalid` where something that is no folder has its name
 */
export async function namesIn(github: GitHub, commit: string, folder: string): Promise<FolderNames> {
  const entries = await readFolder(github, commit, folder);
  if (entries === undefined) throw taken(folder);
  return entries;
}

/**
 * The trail only grows: a file that is there already, whoever wrote it, is never written over; and a link's number is taken
 * whatever the state of the link that has it. So a run whose session was taken over writes nothing more. What is no link, the chain
 * passes over, and takes no number.
 *
 * @throws BreakglassError `taken-over` where a recovery's link has the number, else `audit-invalid`
 */
export async function requireFree(github: GitHub, { path, files }: Sealed, names: FolderNames): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const file = files.find((each) => names.has(each.path.slice(folder.length + 1)));
  const number = parseLinkPath(path)?.sequence;
  const same = [...names].filter(([name]) => parseLinkPath(`${folder}/${name}`)?.sequence === number);
  for (const [name, entry] of same) {
    const link = await linkIn(github, entry);
    if (link !== undefined) throw occupied(`${folder}/${name}`, link);
  }
  if (file !== undefined) throw taken(file.path);
}

/** Its proof is not checked: whoever can push stops a session's links by whatever link; what it says only chooses the words. */
async function linkIn(github: GitHub, { oid, size = Infinity }: FolderEntry): Promise<Link | undefined> {
  return size > MAX_LINK_BYTES ? undefined : parseLinkFile(await readBlob(github, oid));
}

function occupied(path: string, link: Link): BreakglassError {
  if (link.state !== 'taken-over' || !path.endsWith('-taken-over.json')) return taken(path);
  const by = `run ${link.runId}, attempt ${link.runAttempt},`;
  return new BreakglassError('taken-over', `${by} took the session over at ${link.at}: ${path}`, {
    hint: 'the recovery goes on from here: see its run; this one writes nothing more',
  });
}

function taken(path: string): BreakglassError {
  return new BreakglassError('audit-invalid', `${path} is in the audit branch already`, {
    hint: 'somebody else wrote it: see the commit that added it, then make a new request, which is another session',
  });
}
