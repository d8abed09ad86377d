import { posix } from 'node:path';
import { requireToken } from '../access.ts';
import { webCommit } from '../accounts.ts';
import type { GitObject } from '../git/objects.ts';
import { parseTree, type TreeEntry } from '../git/objects.ts';
import { ZERO_OID } from '../git/ref-writer.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { requireWritablePath } from '../paths.ts';
import { requireRules, WEB } from '../rules/violations.ts';
import { gitCommitView } from '../views/commit-view.ts';
import { apiUrl, htmlUrl } from '../views/repository-view.ts';
import { encodePath } from '../views/urls.ts';
import type { Repository, World } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf, requiredText, text } from './call.ts';

/** Up to here the answer holds the content; up to 100 MB only the raw media type does. */
const INLINE_LIMIT = 1_048_576;

const SYMLINK = '120000';

interface Item {
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink';
  readonly oid: string;
  readonly size: number;
}

function itemView(world: World, repository: Repository, ref: string, item: Item): Record<string, unknown> {
  const api = apiUrl(world, repository);
  const path = encodePath(item.path);
  const kind = item.type === 'dir' ? 'tree' : 'blob';
  const url = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${kind}s/${item.oid}`;
  const html = `${htmlUrl(world, repository)}/${kind}/${encodePath(ref)}/${path}`;
  return {
    name: item.path.split('/').at(-1) ?? '',
    path: item.path,
    sha: item.oid,
    size: item.size,
    url,
    html_url: html,
    git_url: git,
    download_url: item.type === 'dir' ? null : `${htmlUrl(world, repository)}/raw/${encodePath(ref)}/${path}`,
    type: item.type,
    _links: { self: url, git, html },
  };
}

async function listing(call: RestCall, repository: Repository, ref: string, folder: string, tree: GitObject) {
  const item = async (entry: TreeEntry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const size = entry.type === 'blob' ? ((await repository.git.read(entry.oid))?.content.length ?? 0) : 0;
    const type = entry.mode === SYMLINK ? 'symlink' : entry.type === 'blob' ? 'file' : 'dir';
    return itemView(call.world, repository, ref, { path, type, oid: entry.oid, size });
  };
  return Promise.all(parseTree(tree.content).map(item));
}

async function getContent(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const ref = call.query.get('ref') ?? repository.defaultBranch;
  const path = param(call, 'path').replace(/^\/+|\/+$/g, '');
  const commit = await repository.git.resolve(ref);
  if (commit === undefined) {
    throw new GithubFault(
      404,
      call.query.has('ref') ? `No commit found for the ref ${ref}` : 'This repository is empty.',
    );
  }
  const object = await repository.git.read(`${commit}:${path}`);
  if (object === undefined) throw notFound();
  if (object.type === 'tree') return ok(await listing(call, repository, ref, path, object));
  const target = await linkTarget(repository, commit, path, object);
  if (target === undefined) return ok(fileView(call.world, repository, ref, path, object));
  // GitHub answers a link to a file of the repository with that file, any other link with the link.
  const linked = await repository.git.read(`${commit}:${posix.normalize(posix.join(posix.dirname(path), target))}`);
  if (linked?.type === 'blob') return ok(fileView(call.world, repository, ref, path, linked));
  const item: Item = { path, type: 'symlink', oid: object.oid, size: object.content.length };
  return ok({ ...itemView(call.world, repository, ref, item), target });
}

function fileView(world: World, repository: Repository, ref: string, path: string, { oid, content }: GitObject) {
  const inline = content.length <= INLINE_LIMIT;
  return {
    ...itemView(world, repository, ref, { path, type: 'file', oid, size: content.length }),
    content: inline ? wrapped(content) : '',
    encoding: inline ? 'base64' : 'none',
  };
}

/** Where a symbolic link points; undefined for what is none. */
async function linkTarget(repository: Repository, commit: string, path: string, object: GitObject) {
  const folder = posix.dirname(path);
  const entries = (await repository.git.tree(`${commit}:${folder === '.' ? '' : folder}`)) ?? [];
  const mode = entries.find(({ name }) => name === posix.basename(path))?.mode;
  return mode === SYMLINK ? object.content.toString('utf8') : undefined;
}

/** Base64 in lines of 60 characters, each ended, as GitHub writes it. */
export function wrapped(content: Buffer): string {
  return content.toString('base64').replace(/.{1,60}/g, '$&\n');
}

async function putContent(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const token = requireToken(call.token);
  const path = param(call, 'path');
  requireWritablePath(path, token);
  const message = requiredText(call, 'message');
  const content = decodeBase64(requiredText(call, 'content'));
  const branch = text(call, 'branch') ?? repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  return repository.git.exclusive(async () => {
    const parent = await repository.git.refCommit(ref);
    const first = parent === undefined && branch === repository.defaultBranch;
    if (parent === undefined && !first) throw new GithubFault(404, `Branch ${branch} not found`);
    const before = parent === undefined ? undefined : await repository.git.read(`${parent}:${path}`);
    requireSameBlob(path, before?.oid, text(call, 'sha'));
    await requireRules(call.world, repository, { ref, before: parent ?? ZERO_OID, after: WEB, token }, 409);
    const draft = {
      parent,
      additions: [{ path, content }],
      deletions: [],
      message,
      ...webCommit(call.world, token.user),
    };
    const sha = await repository.git.commitOnRef(ref, draft);
    if (sha === undefined) throw new GithubFault(409, `${branch} was updated by somebody else`);
    repository.webCommits.add(sha);
    repository.pushedAt = call.world.clock.now();
    return ok(await fileCommit(call.world, repository, branch, sha, path), before === undefined ? 201 : 200);
  });
}

function requireSameBlob(path: string, now: string | undefined, given: string | undefined): void {
  if (now !== undefined && given === undefined) {
    throw new GithubFault(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  }
  if (given !== undefined && given !== now) throw new GithubFault(409, `${path} does not match ${given}`);
}

async function fileCommit(world: World, repository: Repository, branch: string, sha: string, path: string) {
  const [commit, blob] = await Promise.all([repository.git.commit(sha), repository.git.read(`${sha}:${path}`)]);
  if (commit === undefined || blob === undefined) throw new Error(`commit ${sha} was not written`);
  const item: Item = { path, type: 'file', oid: blob.oid, size: blob.content.length };
  return {
    content: itemView(world, repository, branch, item),
    commit: gitCommitView(world, repository, sha, commit),
  };
}

/** Bytes of a base64 text, or GitHub's 422. */
export function decodeBase64(content: string): Buffer {
  const compact = content.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw new GithubFault(422, 'content is not valid Base64');
  return Buffer.from(compact, 'base64');
}

export const CONTENT_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/contents', operation: 'repos/get-content', handle: getContent },
  { method: 'GET', path: '/repos/{owner}/{repo}/contents/{+path}', operation: 'repos/get-content', handle: getContent },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/contents/{+path}',
    operation: 'repos/create-or-update-file-contents',
    handle: putContent,
  },
];
