import type { Link } from './link.ts';
import { parseLink } from './parse-link.ts';
import { parseLinkPath } from './trail-path.ts';

/** Larger files are no links: a link's blob has to fit, as base64, into one answer of GitHub's that we read. */
export const MAX_LINK_BYTES = 4 * 1024 * 1024;

/** Files beside the link, in its folder. */
const ATTACHMENTS = ['record.json', 'report.md'] as const;
/** The link and its attachments: a commit that adds more is no link's. */
export const MAX_LINK_FILES = 1 + ATTACHMENTS.length;

/** What a commit does to its first parent's files. Git and GitHub's API both tell it. */
export interface CommitShape {
  /** How many parents it has. */
  readonly parents: number;
  /** Paths of the files that were not there before. */
  readonly added: readonly string[];
  /** It modifies, deletes or retypes something, or adds what is no regular file (mode 100644). */
  readonly otherwise: boolean;
}

/**
 * The path of the link that a commit adds, or undefined when the chain passes over the commit. The writer, which asks the
 * API, and the verifier, which has a clone, must find the same commits: a commit that only one of them takes for a link
 * would break the chain of every honest link after it. So a link's commit has one parent, and adds one link, perhaps its
 * attachments, and nothing else; and its file has to satisfy `parseLinkFile`.
 */
export function linkPathOf({ parents, added, otherwise }: CommitShape): string | undefined {
  if (parents !== 1 || otherwise || added.length > MAX_LINK_FILES) return undefined;
  const [path, ...more] = added.filter((candidate) => parseLinkPath(candidate) !== undefined);
  if (path === undefined || more.length > 0) return undefined;
  return added.every((other) => other === path || isBeside(path, other)) ? path : undefined;
}

/** Whether `other` is where an attachment of the link at `path` is. */
export function isBeside(path: string, other: string): boolean {
  const folder = parseLinkPath(path)?.folder;
  return folder !== undefined && ATTACHMENTS.some((name) => other === `${folder}/${name}`);
}

/**
 * The link in such a file, or undefined where the chain passes over it. Its proof, place and order are not looked at. `parse` has
 * to refuse what `parseLink` refuses.
 */
export function parseLinkFile(bytes: Uint8Array, parse: (bytes: Uint8Array) => Link = parseLink): Link | undefined {
  if (bytes.length > MAX_LINK_BYTES) return undefined;
  try {
    return parse(bytes);
  } catch {
    return undefined;
  }
}
