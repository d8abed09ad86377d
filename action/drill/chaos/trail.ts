import type { TrailCommit } from '../../audit/chain.ts';
import { isTrailPath } from '../../audit/trail-path.ts';
import { gitOutput } from '../../runtime/git-process.ts';
import { readTrail } from '../../runtime/git-trail.ts';
import { addedFiles } from '../../sandbox/github/git/added-files.ts';
import type { GitRepository } from '../../sandbox/github/git/git-repository.ts';
import { linearLog } from '../../sandbox/github/git/linear-log.ts';
import { looseRefs } from '../../sandbox/github/git/loose-refs.ts';

/** The commits that lead to `head`, oldest first: as an auditor reads them, without a process where `git` is given and they only add files. */
export async function trailCommits(repo: string, head: string, git?: GitRepository): Promise<readonly TrailCommit[]> {
  const quick = git === undefined ? undefined : await additions(git, head);
  if (quick !== undefined) return quick;
  const commits: TrailCommit[] = [];
  for await (const commit of readTrail(repo, head)) commits.push(commit);
  return commits;
}

async function additions(git: GitRepository, head: string): Promise<readonly TrailCommit[] | undefined> {
  const commits: TrailCommit[] = [];
  let parent: string | undefined;
  for (const oid of (await linearLog(git, head, Infinity, undefined))?.toReversed() ?? []) {
    const files = await addedFiles(git, parent, oid);
    if (files === undefined) return undefined;
    const added = files.map(async ({ path, oid: blob }) => {
      const bytes = isTrailPath(path) ? (await git.read(blob))?.content : undefined;
      return { path, bytes: bytes ?? new Uint8Array() };
    });
    commits.push({
      oid,
      parents: parent === undefined ? [] : [parent],
      added: await Promise.all(added),
      otherChanges: [],
    });
    parent = oid;
  }
  return parent === head ? commits : undefined;
}

/** Every ref of a repository, by name. */
export async function refsOf(repo: string): Promise<ReadonlyMap<string, string>> {
  const loose = await looseRefs(repo);
  if (loose !== undefined) return loose;
  const lines = (await gitOutput(repo, ['for-each-ref', '--format=%(refname) %(objectname)'])).trim().split('\n');
  return new Map(lines.map((line): [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
}
