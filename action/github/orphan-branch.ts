import type { Octokit } from '@octokit/rest';

/** A branch without a parent, and the one file of its root commit. */
export interface OrphanBranch {
  readonly branch: string;
  readonly path: string;
  readonly content: string;
  readonly message: string;
}

/** Makes a branch that shares no history with any other. GitHub answers 422 where there is one of this name. */
export async function createOrphanBranch(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
  { branch, path, content, message }: OrphanBranch,
): Promise<void> {
  const { git } = octokit.rest;
  const tree = await git.createTree({ ...place, tree: [{ path, mode: '100644', type: 'blob', content }] });
  const commit = await git.createCommit({ ...place, message, tree: tree.data.sha, parents: [] });
  await git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: commit.data.sha });
}
