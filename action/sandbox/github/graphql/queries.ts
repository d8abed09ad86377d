import { log } from '../git/history.ts';
import type { GitObject } from '../git/objects.ts';
import { parseCommit, type Signature } from '../git/objects.ts';
import { htmlUrl } from '../views/repository-view.ts';
import { githubTime, nodeId } from '../views/urls.ts';
import { userByEmail } from '../views/user-view.ts';
import { fullName, type Repository, type User, type World } from '../world.ts';
import { type GraphqlContext, requireContents, visibleRepository } from './context.ts';

/** What `isTruncated` means for a blob's text. */
const TEXT_LIMIT = 512_000;

function userNode(user: User) {
  const type = user.type === 'Organization' ? 'Organization' : user.type === 'Bot' ? 'Bot' : 'User';
  return { __typename: type, id: nodeId(user.type, user.id), databaseId: user.id, login: user.login };
}

/** `viewer`: also a run token has one, `github-actions[bot]`. */
export function viewer(_: unknown, { token }: GraphqlContext) {
  return { ...userNode(token.user), __typename: 'User' };
}

/** `repository(owner, name)`. */
export function repository(args: { owner: string; name: string }, context: GraphqlContext) {
  const found = visibleRepository(context, `${args.owner}/${args.name}`);
  return repositoryNode(context.world, found);
}

export function repositoryNode(world: World, found: Repository) {
  return {
    __typename: 'Repository',
    id: nodeId('Repository', found.id),
    databaseId: found.id,
    name: found.name,
    nameWithOwner: fullName(found),
    owner: userNode(found.owner),
    url: htmlUrl(world, found),
    visibility: found.visibility.toUpperCase(),
    isPrivate: found.visibility !== 'public',
    isEmpty: async () => (await found.git.refCommit(`refs/heads/${found.defaultBranch}`)) === undefined,
    createdAt: githubTime(found.createdAt),
    pushedAt: githubTime(found.pushedAt),
    defaultBranchRef: (_: unknown, context: GraphqlContext) =>
      refNode(context, found, `refs/heads/${found.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }, context: GraphqlContext) =>
      refNode(context, found, qualifiedName.startsWith('refs/') ? qualifiedName : `refs/heads/${qualifiedName}`),
    object: (args: { expression?: string; oid?: string }, context: GraphqlContext) => objectAt(context, found, args),
  };
}

/** A ref that exists, or null. */
export async function refNode(context: GraphqlContext, found: Repository, name: string) {
  requireContents(context, found, 'read');
  const oid = await found.git.refCommit(name);
  if (oid === undefined) return null;
  const [, kind = '', ...short] = name.split('/');
  return {
    __typename: 'Ref',
    id: nodeId('Ref', `${found.id}:${name}`),
    name: short.join('/'),
    prefix: `refs/${kind}/`,
    repository: () => repositoryNode(context.world, found),
    target: () => objectNode(context.world, found, oid),
  };
}

async function objectAt(context: GraphqlContext, found: Repository, args: { expression?: string; oid?: string }) {
  requireContents(context, found, 'read');
  const expression = args.oid ?? args.expression ?? '';
  const colon = expression.indexOf(':');
  const name = colon < 0 ? expression : expression.slice(0, colon);
  const commit = await found.git.resolve(name);
  // A bare object id may be a blob's or a tree's.
  if (commit === undefined)
    return /^[0-9a-f]{40}$/.test(expression) ? objectNode(context.world, found, expression) : null;
  return objectNode(context.world, found, colon < 0 ? commit : `${commit}:${expression.slice(colon + 1)}`);
}

/** Commit, tree or blob, by what it is; null when there is none. */
export async function objectNode(world: World, found: Repository, revision: string) {
  const object = await found.git.read(revision);
  if (object === undefined) return null;
  const types = { commit: 'Commit', tree: 'Tree', blob: 'Blob', tag: 'Tag' } as const;
  const kind = types[object.type];
  const node = {
    __typename: kind,
    id: nodeId(kind, `${found.id}:${object.oid}`),
    oid: object.oid,
    abbreviatedOid: object.oid.slice(0, 7),
    repository: () => repositoryNode(world, found),
  };
  if (object.type === 'blob') return { ...node, ...blobFields(object) };
  if (object.type === 'tree') return { ...node, entries: () => treeEntries(world, found, object.oid) };
  return object.type === 'commit' ? { ...node, ...commitFields(world, found, object) } : node;
}

function blobFields({ content }: GitObject) {
  const isBinary = content.includes(0);
  const isTruncated = content.length > TEXT_LIMIT;
  const text = content.subarray(0, TEXT_LIMIT).toString('utf8');
  return { byteSize: content.length, isBinary, isTruncated, text: isBinary ? null : text };
}

async function treeEntries(world: World, found: Repository, oid: string) {
  const entries = (await found.git.tree(oid)) ?? [];
  return entries.map((entry) => ({
    __typename: 'TreeEntry',
    name: entry.name,
    oid: entry.oid,
    type: entry.type,
    mode: Number.parseInt(entry.mode, 8),
    object: () => objectNode(world, found, entry.oid),
  }));
}

function commitFields(world: World, found: Repository, object: GitObject) {
  const commit = parseCommit(object.content);
  const [messageHeadline = '', ...rest] = commit.message.trimEnd().split('\n');
  const list = (oids: readonly string[], totalCount: number, hasNextPage: boolean) => ({
    __typename: 'CommitConnection',
    totalCount,
    pageInfo: { hasNextPage, hasPreviousPage: false, startCursor: oids[0] ?? null, endCursor: oids.at(-1) ?? null },
    nodes: () => oids.map((oid) => objectNode(world, found, oid)),
    edges: () => oids.map((oid) => ({ cursor: oid, node: () => objectNode(world, found, oid) })),
  });
  return {
    message: commit.message.trimEnd(),
    messageHeadline,
    messageBody: rest.join('\n').trim(),
    committedDate: githubTime(commit.committer.at),
    authoredDate: githubTime(commit.author.at),
    author: actorNode(world, commit.author),
    committer: actorNode(world, commit.committer),
    // The sandbox holds no signing key of GitHub's.
    signature: null,
    url: `${htmlUrl(world, found)}/commit/${object.oid}`,
    commitUrl: `${htmlUrl(world, found)}/commit/${object.oid}`,
    tree: () => objectNode(world, found, commit.tree),
    file: ({ path }: { path: string }) => fileEntry(world, found, object.oid, path),
    parents: ({ first = 100 }: { first?: number }) =>
      list(commit.parents.slice(0, first), commit.parents.length, false),
    history: async (args: { first?: number; after?: string; path?: string }) => {
      const all = await log(found.git, object.oid, 1_000_000, args.path);
      const start = args.after === undefined ? 0 : all.indexOf(args.after) + 1;
      const end = start + (args.first ?? 30);
      return { ...list(all.slice(start, end), all.length, end < all.length), __typename: 'CommitHistoryConnection' };
    },
  };
}

async function fileEntry(world: World, found: Repository, commit: string, path: string) {
  const object = await found.git.read(`${commit}:${path}`);
  if (object === undefined) return null;
  return {
    __typename: 'TreeEntry',
    name: path.split('/').at(-1) ?? '',
    path,
    oid: object.oid,
    type: object.type,
    object: () => objectNode(world, found, object.oid),
  };
}

function actorNode(world: World, person: Signature) {
  const user = userByEmail(world, person.email);
  return {
    __typename: 'GitActor',
    name: person.name,
    email: person.email,
    date: githubTime(person.at),
    user: user === undefined ? null : { ...userNode(user), __typename: 'User' },
  };
}
