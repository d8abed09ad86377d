import { stat } from 'node:fs/promises';
import { BreakglassError } from '../domain/error.ts';
import { gitOutput } from './git-process.ts';

/** A branch of a clone, resolved to the commit that it points to. */
export interface ResolvedBranch {
  /** `refs/heads/…` or `refs/remotes/origin/…` */
  readonly ref: string;
  readonly head: string;
}

const BRANCH = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*(\/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*$/;

/**
 * `branch` of the clone (bare or not) at `repo`, or `origin`'s branch of that name. Throws `invalid-name` for what is no
 * plain branch name, `audit-branch-missing`, and `audit-invalid` for a shallow clone or one whose objects are damaged.
 */
export async function resolveBranch(repo: string, branch: string): Promise<ResolvedBranch> {
  if (!BRANCH.test(branch) || branch.includes('..') || /\.(lock)?(\/|$)/.test(branch)) {
    throw new BreakglassError('invalid-name', `"${branch}" is not a branch name`);
  }
  const folder = await stat(repo).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new BreakglassError('audit-branch-missing', `"${repo}" is not a folder`, { hint: 'name a clone by --repo' });
  }
  if ((await gitOutput(repo, ['rev-parse', '--is-shallow-repository'])).trim() !== 'false') {
    throw new BreakglassError('audit-invalid', `"${repo}" is a shallow clone`, { hint: 'run git fetch --unshallow' });
  }
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]) {
    // Lists the refs below this one too: `x/y` is not `x`.
    const list = await gitOutput(repo, ['for-each-ref', '--format=%(refname) %(objecttype) %(objectname)', ref]);
    const found = list
      .split('\n')
      .map((line) => line.split(' '))
      .find(([name, type]) => name === ref && type === 'commit');
    if (found?.[2] !== undefined) return { ref, head: found[2] };
  }
  throw new BreakglassError('audit-branch-missing', `there is no branch "${branch}" in "${repo}"`, {
    hint: `run git fetch origin ${branch}:${branch}`,
  });
}
