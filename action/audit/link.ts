import type { TimedEvent } from '../domain/event.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SessionState } from '../domain/session.ts';
import type { LinkAttachment, LinkBody } from '../ports/journal.ts';
import { canonicalJson, sha256Hex, wellFormed } from './canonical.ts';

/** Where a link was written: what GitHub's token has to say of it too. */
export interface LinkPlace {
  /** `owner/name` */
  readonly repository: string;
  readonly repositoryId: number;
  readonly runId: string;
  readonly runAttempt: number;
  /**
   * Null for a `refused` link, whose job may have been in no environment, or in another than it had to be, and for the links of
   * a recovery that nobody approves.
   */
  readonly environment: string | null;
  readonly drill: boolean;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
}

/** SHA-256 of the files that a closing link brings with it. */
export type LinkFiles = Readonly<Partial<Record<LinkAttachment['name'], string>>>;

/** A link without its proof: what the proof is about. */
export interface UnprovenLink extends LinkPlace {
  readonly version: 1;
  readonly session: string;
  readonly sequence: number;
  readonly state: SessionState;
  /** SHA-256 of the bytes of the link before it on the branch, whichever session wrote it; of the genesis file for the first. */
  readonly previous: string;
  readonly events: readonly TimedEvent[];
  readonly opening?: JsonObject;
  readonly files?: LinkFiles;
}

/** One link of the chain, and one commit of the audit branch. */
export interface Link extends UnprovenLink {
  /** GitHub's OIDC token for `linkAudience`; null where the job may not ask for one. */
  readonly proof: string | null;
}

/** The link that says `body`, at `place`, after the link with the hash `previous`. */
export function buildLink(
  body: LinkBody,
  place: LinkPlace,
  previous: string,
  attachments: readonly LinkAttachment[] = [],
): UnprovenLink {
  const files = Object.fromEntries(attachments.map(({ name, content }) => [name, sha256Hex(content)]));
  return wellFormed({
    version: 1,
    session: body.session,
    sequence: body.sequence,
    state: body.state,
    repository: place.repository,
    repositoryId: place.repositoryId,
    runId: place.runId,
    runAttempt: place.runAttempt,
    environment: place.environment,
    drill: place.drill,
    at: place.at,
    previous,
    events: body.events,
    ...(body.opening === undefined ? {} : { opening: body.opening }),
    ...(attachments.length === 0 ? {} : { files }),
  });
}

const PROOF_MEMBER = Buffer.from('"proof":');

/** SHA-256 of the link's canonical JSON without its proof. */
export function linkDigest(link: UnprovenLink | Link): string {
  const { proof: _proof, ...unproven } = { proof: null, ...link };
  return sha256Hex(canonicalJson(unproven));
}

/**
 * The digest of the link that was parsed from `bytes`: these, without the proof and the newline. They are canonical, and what
 * stands after the proof are plain texts and numbers, so that the last key of its name is the link's own.
 */
export function linkFileDigest({ proof }: Link, bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = file.lastIndexOf(PROOF_MEMBER);
  const after = at + PROOF_MEMBER.length + Buffer.byteLength(JSON.stringify(proof)) + 1;
  return sha256Hex(Buffer.concat([file.subarray(0, at), file.subarray(after, -1)]));
}

/** The audience to ask GitHub's token for. AWS refuses it, so the token is worth nothing elsewhere. */
export function linkAudience(digest: string): string {
  return `urn:breakglass:link:${digest}`;
}

/** The bytes of the link's file, as text. */
export function serializeLink(link: Link): string {
  return `${canonicalJson(link)}\n`;
}
