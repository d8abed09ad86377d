import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireToken } from '../access.ts';
import { webCommit } from '../accounts.ts';
import { parseTree, type Signature } from '../git/objects.ts';
import { ZERO_OID } from '../git/ref-writer.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { requireWritablePath } from '../paths.ts';
import { gitCommitView } from '../views/commit-view.ts';
import { apiUrl } from '../views/repository-view.ts';
import { nodeId } from '../views/urls.ts';
import { noreply } from '../views/user-view.ts';
import type { Repository } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf, requiredText, text } from './call.ts';
import { decodeBase64, wrapped } from './contents.ts';

const OID = /^[0-9a-f]{40}$/;
const MODES = new Set(['100644', '100755', '040000', '120000']);

async function createBlob(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const content = requiredText(call, 'content');
  const bytes = text(call, 'encoding') === 'base64' ? decodeBase64(content) : Buffer.from(content, 'utf8');
  const sha = await repository.git.writeBlob(bytes);
  return ok({ sha, url: `${apiUrl(call.world, repository)}/git/blobs/${sha}` }, 201);
}

async function getBlob(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const oid = param(call, 'file_sha');
  const object = OID.test(oid) ? await repository.git.read(oid) : undefined;
  if (object?.type !== 'blob') throw notFound();
  return ok({
    sha: object.oid,
    node_id: nodeId('Blob', `${repository.id}:${object.oid}`),
    size: object.content.length,
    url: `${apiUrl(call.world, repository)}/git/blobs/${object.oid}`,
    content: wrapped(object.content),
    encoding: 'base64',
  });
}

async function indexLine(call: RestCall, repository: Repository, entry: Record<string, unknown>): Promise<string> {
  const { path, mode = '100644', content } = entry;
  if (typeof path !== 'string') throw new GithubFault(422, 'tree.path is invalid');
  requireWritablePath(path, requireToken(call.token));
  // A null sha takes the path away.
  if (entry['sha'] === null) return `0 ${ZERO_OID}\t${path}\0`;
  if (typeof mode !== 'string' || !MODES.has(mode)) throw new GithubFault(422, 'tree.mode is invalid');
  const given = entry['sha'];
  const oid = typeof content === 'string' ? await repository.git.writeBlob(Buffer.from(content, 'utf8')) : given;
  if (typeof oid !== 'string' || !OID.test(oid) || (await repository.git.read(oid)) === undefined) {
    throw new GithubFault(422, 'tree.sha is not a valid blob');
  }
  return `${mode} ${oid}\t${path}\0`;
}

/** Plain files beside each other, which need no index of git's. */
function plainTree(lines: readonly string[]): ReadonlyMap<string, string> | undefined {
  const files = lines.map((line) => /^100644 (\w{40})\t(\w[\w-]*(?:\.\w+)*)\0$/.exec(line));
  const entries = files.flatMap((match): [string, string][] =>
    match === null ? [] : [[match[2] ?? '', match[1] ?? '']],
  );
  return entries.length === lines.length ? new Map(entries) : undefined;
}

async function createTree(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const entries = call.body['tree'];
  if (!Array.isArray(entries) || entries.length === 0) throw new GithubFault(422, 'Invalid tree info');
  const base = text(call, 'base_tree');
  if (base !== undefined && (await repository.git.tree(base)) === undefined) throw notFound();
  const lines = await Promise.all(
    entries.map((entry) => indexLine(call, repository, entry as Record<string, unknown>)),
  );
  const plain = base === undefined ? plainTree(lines) : undefined;
  if (plain !== undefined)
    return ok(await treeView(call, repository, await repository.git.writeTree(undefined, plain)), 201);
  const index = join(call.world.directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    if (base !== undefined) await repository.git.must(['read-tree', base], { env });
    await repository.git.must(['update-index', '-z', '--index-info'], { env, input: lines.join('') });
    const sha = await repository.git.must(['write-tree'], { env });
    return ok(await treeView(call, repository, sha), 201);
  } finally {
    await rm(index, { force: true });
  }
}

async function treeView(call: RestCall, repository: Repository, revision: string) {
  const object = await repository.git.read(`${revision}^{tree}`);
  if (object?.type !== 'tree') throw notFound();
  const api = apiUrl(call.world, repository);
  const recursive = call.query.has('recursive');
  return {
    sha: object.oid,
    url: `${api}/git/trees/${object.oid}`,
    tree: await treeEntries(repository, api, object.content, '', recursive),
    truncated: false,
  };
}

async function treeEntries(repository: Repository, api: string, content: Buffer, prefix: string, recursive: boolean) {
  const entries: Record<string, unknown>[] = [];
  for (const { mode, name, oid, type } of parseTree(content)) {
    const object = await repository.git.read(oid);
    const size = type === 'blob' ? { size: object?.content.length ?? 0 } : {};
    entries.push({ path: prefix + name, mode, type, sha: oid, ...size, url: `${api}/git/${type}s/${oid}` });
    if (recursive && object?.type === 'tree') {
      entries.push(...(await treeEntries(repository, api, object.content, `${prefix}${name}/`, true)));
    }
  }
  return entries;
}

async function getTree(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const name = param(call, 'tree_sha');
  return ok(await treeView(call, repository, (await repository.git.resolve(name)) ?? name));
}

function givenSignature(call: RestCall, key: 'author' | 'committer'): Signature | undefined {
  const person = call.body[key] as Record<string, unknown> | undefined;
  if (person === undefined) return undefined;
  const { name, email, date } = person;
  const at = typeof date === 'string' ? Date.parse(date) : call.world.clock.now();
  const clean = (value: unknown) => typeof value === 'string' && value !== '' && !/[<>\n]/.test(value);
  if (!clean(name) || !clean(email) || Number.isNaN(at)) throw new GithubFault(422, `${key} is invalid`);
  return { name: String(name), email: String(email), at };
}

async function givenParents(call: RestCall, repository: Repository): Promise<readonly string[]> {
  const given = call.body['parents'] ?? [];
  if (!Array.isArray(given)) throw new GithubFault(422, 'parents is invalid');
  const parents = given.map((parent: unknown) => (typeof parent === 'string' && OID.test(parent) ? parent : ''));
  const commits = await Promise.all(parents.map((parent) => repository.git.commit(parent)));
  if (commits.includes(undefined)) throw new GithubFault(422, 'Parent SHA does not exist or is not a commit object');
  return parents;
}

async function createCommit(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const { user } = requireToken(call.token);
  const tree = requiredText(call, 'tree');
  const root = OID.test(tree) ? (await repository.git.read(`${tree}^{tree}`))?.oid : undefined;
  if (root === undefined) throw new GithubFault(422, 'Tree SHA does not exist');
  const parents = await givenParents(call, repository);
  const web = webCommit(call.world, user);
  const given = { author: givenSignature(call, 'author'), committer: givenSignature(call, 'committer') };
  const author = given.author ?? { name: user.login, email: noreply(user), at: web.author.at };
  // All omitted: GitHub commits it itself, and signs it for a bot.
  const committer = given.committer ?? given.author ?? web.committer;
  const message = requiredText(call, 'message');
  const sha = await repository.git.writeCommit({ tree: root, parents, author, committer, message });
  const own = given.author === undefined && given.committer === undefined;
  if (own && user.type === 'Bot') repository.webCommits.add(sha);
  return ok(await namedCommit(call, repository, sha), 201);
}

async function namedCommit(call: RestCall, repository: Repository, sha: string) {
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.commit(sha) : undefined;
  if (commit === undefined) throw notFound();
  return gitCommitView(call.world, repository, sha, commit);
}

const GIT = '/repos/{owner}/{repo}/git';

export const GIT_DATA_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: `${GIT}/blobs`, operation: 'git/create-blob', handle: createBlob },
  { method: 'GET', path: `${GIT}/blobs/{file_sha}`, operation: 'git/get-blob', handle: getBlob },
  { method: 'POST', path: `${GIT}/trees`, operation: 'git/create-tree', handle: createTree },
  { method: 'GET', path: `${GIT}/trees/{+tree_sha}`, operation: 'git/get-tree', handle: getTree },
  { method: 'POST', path: `${GIT}/commits`, operation: 'git/create-commit', handle: createCommit },
  {
    method: 'GET',
    path: `${GIT}/commits/{commit_sha}`,
    operation: 'git/get-commit',
    handle: async (call) =>
      ok(await namedCommit(call, repositoryOf(call, 'contents', 'read'), param(call, 'commit_sha'))),
  },
];
