import { stat } from 'node:fs/promises';
import type { TrailCommit } from '../audit/chain.ts';
import { isTrailPath } from '../audit/trail-path.ts';
import { BreakglassError } from '../domain/error.ts';
import { blobReader } from './git-blobs.ts';
import { git, gitOutput, splitStream } from './git-process.ts';

/** A branch of a clone, resolved to the commit that it points to. */
export interface ResolvedBranch {
  /** `refs/heads/…` or `refs/remotes/origin/…` */
  readonly ref: string;
  readonly head: string;
}

/** Larger files cannot be links that GitHub's API took in one mutation. */
const MAX_BLOB_BYTES = 50 * 1024 * 1024;
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

/**
 * The commits that lead to `head`, oldest first, one in memory at a time. Of files outside the trail only the path is
 * read. What is not a plain file within reason counts as another change.
 */
export async function* readTrail(
  repo: string,
  head: string,
  wanted: (path: string) => boolean = isTrailPath,
): AsyncGenerator<TrailCommit> {
  // What a merge brings in from the side is no part of the trail: the merge itself is told as a problem.
  const history = await gitOutput(repo, ['rev-list', '--reverse', '--first-parent', '--parents', head]);
  const commits = history
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const args = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--root', '--no-renames', '--no-abbrev'];
  const diff = git(repo, args, commits.map(([oid]) => `${oid}\n`).join(''));
  const blobs = blobReader(repo, MAX_BLOB_BYTES);
  try {
    const tokens = splitStream(diff.stdout, 0);
    let token = await tokens.next();
    for (const [oid = '', ...parents] of commits) {
      const added: { path: string; bytes: Uint8Array }[] = [];
      const otherChanges: { status: string; path: string }[] = [];
      if (token.value === oid) token = await tokens.next();
      for (; token.value?.startsWith(':') === true; token = await tokens.next()) {
        const change = parseRaw(token.value);
        const path = (await tokens.next()).value ?? '';
        if (change.status !== 'A') otherChanges.push({ status: change.status, path });
        else if (!isTrailPath(path)) added.push({ path, bytes: new Uint8Array() });
        else if (change.mode !== '100644') otherChanges.push({ status: `A with mode ${change.mode}`, path });
        else {
          const bytes = wanted(path) ? await blobs.read(change.oid) : new Uint8Array();
          if (bytes === undefined) otherChanges.push({ status: 'A of an unreadable or oversized file', path });
          else added.push({ path, bytes });
        }
      }
      yield { oid, parents, added, otherChanges };
    }
    await diff.done;
  } finally {
    diff.stop();
    blobs.close();
  }
}

/** `:<mode before> <mode after> <oid before> <oid after> <status>`, as `git diff-tree --raw -z` writes it. */
function parseRaw(line: string): { readonly mode: string; readonly oid: string; readonly status: string } {
  const [, mode = '', , oid = '', status = ''] = line.slice(1).split(' ');
  return { mode, oid, status };
}
