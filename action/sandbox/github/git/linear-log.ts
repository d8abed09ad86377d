import type { GitRepository } from './git-repository.ts';

/** A longer history is git's own to walk. */
const MOST_COMMITS = 500;

/**
 * Commits from `tip` back that touch `path`, newest first, where history is one line: as git tells them, without a process of its own.
 * Undefined where it is not.
 */
export async function linearLog(
  git: GitRepository,
  tip: string,
  limit: number,
  path: string | undefined,
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  let at: string | undefined = tip;
  for (let count = 0; at !== undefined && found.length < limit; count += 1) {
    const commit = await git.commit(at);
    if (commit === undefined || commit.parents.length > 1 || count === MOST_COMMITS) return undefined;
    const [parent] = commit.parents;
    if (path === undefined || (await idAt(git, at, path)) !== (await idAt(git, parent, path))) found.push(at);
    at = parent;
  }
  return found;
}

async function idAt(git: GitRepository, commit: string | undefined, path: string): Promise<string | undefined> {
  return commit === undefined ? undefined : (await git.read(`${commit}:${path}`))?.oid;
}
