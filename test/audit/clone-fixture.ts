import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TrailFile } from '../../action/audit/chain.ts';
import { DEFAULT_AUDIT_BRANCH } from '../../action/audit/trail-path.ts';

const run = promisify(execFile);

/** A commit to be made: files to add or overwrite, paths to delete, a second parent. */
export interface Commit {
  readonly files: readonly (TrailFile & { readonly mode?: string })[];
  readonly deleted?: readonly string[];
  /** Index (from 0) of an earlier commit to merge. */
  readonly merge?: number;
}

export async function gitIn(repo: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: repo });
  return stdout.trim();
}

/** Runs `work` with a temporary folder that is removed afterwards. */
export async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'breakglass-audit-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bare repository at `path` whose audit branch has these commits; resolves to the branch's head. */
export async function makeRepository(path: string, commits: readonly Commit[]): Promise<string> {
  await run('git', ['init', '--quiet', '--bare', path]);
  const parts: Buffer[] = [];
  for (const [index, { files, deleted = [], merge }] of commits.entries()) {
    parts.push(Buffer.from(`commit refs/heads/${DEFAULT_AUDIT_BRANCH}\nmark :${index + 1}\n`));
    parts.push(Buffer.from(`committer A <a@example.com> ${1_700_000_000 + index} +0000\ndata 1\nx\n`));
    if (index > 0) parts.push(Buffer.from(`from :${index}\n`));
    if (merge !== undefined) parts.push(Buffer.from(`merge :${merge + 1}\n`));
    for (const { path: name, bytes, mode = '100644' } of files) {
      parts.push(
        Buffer.from(`M ${mode} inline ${name}\ndata ${bytes.length}\n`),
        Buffer.from(bytes),
        Buffer.from('\n'),
      );
    }
    for (const name of deleted) parts.push(Buffer.from(`D ${name}\n`));
  }
  const child = run('git', ['fast-import', '--quiet', '--force'], { cwd: path });
  child.child.stdin?.end(Buffer.concat(parts));
  await child;
  return gitIn(path, 'rev-parse', `refs/heads/${DEFAULT_AUDIT_BRANCH}`);
}
