import { GithubFault } from './github-fault.ts';
import type { Token } from './world.ts';

/** True for a path that git and GitHub take in a tree. */
export function isTreePath(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\0') &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
  );
}

/** True when a run token may not write here: it never holds the `workflows` permission. */
export function isForbiddenWorkflow(path: string, token: Token): boolean {
  return token.kind === 'run' && path.startsWith('.github/workflows/');
}

/** Refuses paths that a commit over REST may not write. */
export function requireWritablePath(path: string, token: Token): void {
  if (!isTreePath(path)) throw new GithubFault(422, 'path contains a malformed path component');
  if (isForbiddenWorkflow(path, token)) throw new GithubFault(403, 'Resource not accessible by integration');
}
