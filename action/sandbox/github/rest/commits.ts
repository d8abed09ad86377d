import { type ChangedFile, changedFiles, log } from '../git/history.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { pullsOfCommit } from '../pulls.ts';
import { isProtected } from '../rules/applying.ts';
import { commitView } from '../views/commit-view.ts';
import { pullSimpleView } from '../views/pull-view.ts';
import { apiUrl, htmlUrl } from '../views/repository-view.ts';
import { encodePath } from '../views/urls.ts';
import type { Repository, World } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf } from './call.ts';

const PAGE = 30;
/** Files of a commit in one answer, where nothing else is asked for. */
const MAX_FILES = 300;
const MAX_LISTED = 1_000_000;

/** `diff-entry` of GitHub's OpenAPI. */
export function fileView(world: World, repository: Repository, sha: string, file: ChangedFile) {
  const path = encodePath(file.path);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${htmlUrl(world, repository)}/blob/${sha}/${path}`,
    raw_url: `${htmlUrl(world, repository)}/raw/${sha}/${path}`,
    contents_url: `${apiUrl(world, repository)}/contents/${path}?ref=${sha}`,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}

async function resolved(repository: Repository, ref: string): Promise<string> {
  const sha = await repository.git.resolve(ref);
  if (sha === undefined) throw new GithubFault(422, `No commit found for SHA: ${ref}`);
  return sha;
}

async function getCommit(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const sha = await resolved(repository, param(call, 'ref'));
  const commit = await repository.git.commit(sha);
  if (commit === undefined) throw notFound();
  const changed = await changedFiles(repository.git, commit.parents[0], sha);
  const files = pageOf(call, changed, MAX_FILES).map((file) => fileView(call.world, repository, sha, file));
  const sum = (key: 'additions' | 'deletions') => changed.reduce((total, file) => total + file[key], 0);
  const [additions, deletions] = [sum('additions'), sum('deletions')];
  return ok({
    ...commitView(call.world, repository, sha, commit),
    stats: { total: additions + deletions, additions, deletions },
    files,
  });
}

async function listCommits(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const tip = await resolved(repository, call.query.get('sha') ?? repository.defaultBranch);
  const path = call.query.get('path') ?? undefined;
  const shas = pageOf(call, await log(repository.git, tip, MAX_LISTED, path), PAGE);
  return ok(await commitViews(call.world, repository, shas));
}

/** The part of a list that `page` and `per_page` ask for. */
function pageOf<T>(call: RestCall, all: readonly T[], standard: number): readonly T[] {
  const asked = Number(call.query.get('per_page') ?? 0);
  const size = asked > 0 ? Math.min(asked, 100) : standard;
  const page = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  return all.slice((page - 1) * size, page * size);
}

/** `commit` views of these commits, in their order. */
export async function commitViews(world: World, repository: Repository, shas: readonly string[]) {
  const views = shas.map(async (sha) => {
    const commit = await repository.git.commit(sha);
    return commit === undefined ? [] : [commitView(world, repository, sha, commit)];
  });
  return (await Promise.all(views)).flat();
}

async function listPulls(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'pull-requests', 'read');
  const sha = await resolved(repository, param(call, 'ref'));
  const pulls = await pullsOfCommit(repository, sha);
  return ok(await Promise.all(pulls.map((pull) => pullSimpleView(call.world, repository, pull))));
}

async function getBranch(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const name = param(call, 'branch');
  const sha = await repository.git.refCommit(`refs/heads/${name}`);
  const commit = sha === undefined ? undefined : await repository.git.commit(sha);
  if (sha === undefined || commit === undefined) throw new GithubFault(404, 'Branch not found');
  const url = `${apiUrl(call.world, repository)}/branches/${encodePath(name)}`;
  const guarded = isProtected(repository, name);
  return ok({
    name,
    commit: commitView(call.world, repository, sha, commit),
    _links: { self: url, html: `${htmlUrl(call.world, repository)}/tree/${encodePath(name)}` },
    protected: guarded,
    protection: {
      enabled: repository.protectedBranches.has(name),
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${url}/protection`,
  });
}

const REPO = '/repos/{owner}/{repo}';

export const COMMIT_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: `${REPO}/commits`, operation: 'repos/list-commits', handle: listCommits },
  {
    method: 'GET',
    path: `${REPO}/commits/{+ref}/pulls`,
    operation: 'repos/list-pull-requests-associated-with-commit',
    handle: listPulls,
  },
  { method: 'GET', path: `${REPO}/commits/{+ref}`, operation: 'repos/get-commit', handle: getCommit },
  { method: 'GET', path: `${REPO}/branches/{+branch}`, operation: 'repos/get-branch', handle: getBranch },
];
