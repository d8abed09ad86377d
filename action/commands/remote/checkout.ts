import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitBlobId } from '../../audit/git-blob.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Repository } from '../../ports/repository.ts';

/**
 * The files of a folder, held to those of the default branch: what is validated here has to be what runs.
 *
 * @throws BreakglassError `policy-changed` for a file that differs
 */
export function createCheckout(root: string, branch: string, onGithub: Repository): Repository {
  return {
    listFiles: onGithub.listFiles,
    readFile: async (path) => {
      const [remote, local] = await Promise.all([onGithub.readFile(path), readLocal(join(root, path))]);
      if (remote?.blob === (local === undefined ? undefined : gitBlobId(local))) return remote;
      throw new BreakglassError('policy-changed', `${path} ${difference(remote, local)}`, {
        hint: `what runs is what "${branch}" holds on GitHub: git pull, merge your change first, or ask with --remote`,
      });
    },
  };
}

function difference(remote: unknown, local: unknown): string {
  if (remote === undefined) return 'is in this folder, and not on the default branch';
  return local === undefined
    ? 'is on the default branch, and not in this folder'
    : 'differs in this folder from the default branch';
}

async function readLocal(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    // A folder, or nothing: either is no file.
    return undefined;
  }
}
