import type { SessionState } from '../domain/session.ts';

/** The audit branch, where nothing else is said. */
export const DEFAULT_AUDIT_BRANCH = 'break-glass-audit';

/** The only file of the orphan branch's root commit. */
export const GENESIS_PATH = 'audit.json';

/** What the path of a link says by itself, before the file is read. */
export interface LinkPathParts {
  /** `audit/YYYY/MM/DD/<session>` or `drill/…`: the folder of all of a session's files. */
  readonly folder: string;
  readonly session: string;
  readonly sequence: number;
}

const LINK_PATH = /^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;

/**
 * True for paths that belong to the trail. Case counts as little as it does on the file systems of most auditors, so
 * that nothing can be laid over a link in a working copy.
 */
export function isTrailPath(path: string): boolean {
  return /^(audit|drill)(\/|$)|^audit\.json$/i.test(path);
}

/** The folder of a session's files; `firstAt` is the time (ISO 8601) of the session's first link. */
export function sessionFolder(session: string, drill: boolean, firstAt: string): string {
  return `${drill ? 'drill' : 'audit'}/${firstAt.slice(0, 10).replaceAll('-', '/')}/${session}`;
}

/** Path of a link in its session's folder. */
export function linkPath(folder: string, link: { readonly sequence: number; readonly state: SessionState }): string {
  return `${folder}/${String(link.sequence).padStart(4, '0')}-${link.state}.json`;
}

/** The parts of a link's path, or undefined when the path is not one. */
export function parseLinkPath(path: string): LinkPathParts | undefined {
  const [, folder, session, sequence] = LINK_PATH.exec(path) ?? [];
  if (folder === undefined || session === undefined || sequence === undefined) return undefined;
  return { folder, session, sequence: Number(sequence) };
}
