import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, putFile, REPO } from './world.ts';

let world: Acme;
beforeAll(async () => {
  world = await acme();
});
afterAll(() => world.close());

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

async function graphql(query: string, variables: object = {}, token = world.alice.token): Promise<Answer> {
  const response = await fetch(world.github.graphql, {
    method: 'POST',
    headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const HEAD = `query($owner: String!, $repo: String!, $ref: String!) {
  repository(owner: $owner, name: $repo) {
    id databaseId visibility
    defaultBranchRef { name }
    ref(qualifiedName: $ref) { target { oid ... on Commit { message history(first: 2) { totalCount nodes { oid } } } } }
  }
}`;

async function head(ref = 'refs/heads/main'): Promise<string> {
  const { data } = await graphql(HEAD, { ...REPO, ref });
  return (data as { repository: { ref: { target: { oid: string } } } }).repository.ref.target.oid;
}

const COMMIT = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message author { name user { login } } } ref { name target { oid } } }
}`;

function commitInput(expectedHeadOid: string, change: object, branchName = 'main') {
  return {
    input: {
      branch: { repositoryNameWithOwner: 'acme/playbooks', branchName },
      expectedHeadOid,
      message: { headline: 'link', body: 'body' },
      fileChanges: change,
    },
  };
}

const file = (path: string, text: string) => ({ path, contents: Buffer.from(text).toString('base64') });

describe('queries', () => {
  it('tells repository, ref and history', async () => {
    const { data, errors } = await graphql(HEAD, { ...REPO, ref: 'main' });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ repository: { visibility: 'PRIVATE', defaultBranchRef: { name: 'main' } } });
  });

  it('reads a blob by expression', async () => {
    const query = `{ repository(owner: "acme", name: "playbooks") { object(expression: "main:README.md") {
      ... on Blob { oid text byteSize isTruncated isBinary } } } }`;
    const { data } = await graphql(query);
    const object = { oid: 'ce013625030ba8dba906f756967f9e9ca394464a', text: 'hello\n', byteSize: 6 };
    expect(data).toMatchObject({ repository: { object: { ...object, isTruncated: false, isBinary: false } } });
  });

  it('tells who the token speaks for', async () => {
    const { data } = await graphql('{ viewer { login } }');
    expect(data).toEqual({ viewer: { login: 'alice' } });
  });

  it('answers NOT_FOUND for a repository that the token may not see', async () => {
    const stranger = world.github.control.createUser('mallory');
    const { data, errors } = await graphql(HEAD, { ...REPO, ref: 'main' }, stranger.token);
    expect(data).toEqual({ repository: null });
    expect(errors?.[0]?.type).toBe('NOT_FOUND');
  });

  it('refuses a field that the schema does not have', async () => {
    expect((await graphql('{ nonsense }')).errors).toHaveLength(1);
  });
});

describe('createCommitOnBranch', () => {
  it('adds and deletes files on top of the expected head', async () => {
    await putFile(world.alice.octokit, 'old.txt', 'old');
    const before = await head();
    const change = { additions: [file('a b/ünï.txt', 'new')], deletions: [{ path: 'old.txt' }] };
    const { data, errors } = await graphql(COMMIT, commitInput(before, change));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      createCommitOnBranch: {
        commit: { message: 'link\n\nbody', author: { name: 'alice', user: { login: 'alice' } } },
      },
    });
    const after = await world.alice.octokit.repos.getContent({ ...REPO, path: 'a b/ünï.txt' });
    expect(after.data).toMatchObject({ type: 'file', size: 3, path: 'a b/ünï.txt' });
    await expect(world.alice.octokit.repos.getContent({ ...REPO, path: 'old.txt' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('answers STALE_DATA with data null when the branch is elsewhere', async () => {
    const { data, errors } = await graphql(COMMIT, commitInput('1'.repeat(40), { additions: [file('x', 'x')] }));
    expect(data).toEqual({ createCommitOnBranch: null });
    expect(errors?.[0]?.type).toBe('STALE_DATA');
  });

  it('lets one of many writers through', async () => {
    const before = await head();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        graphql(COMMIT, commitInput(before, { additions: [file(`race-${index}`, 'x')] })),
      ),
    );
    const types = answers.map(({ errors }) => errors?.[0]?.type ?? 'ok').toSorted();
    expect(types).toEqual([...Array.from({ length: 7 }, () => 'STALE_DATA'), 'ok']);
  });

  it('makes an empty commit when nothing changes', async () => {
    const before = await head();
    const { data } = await graphql(COMMIT, commitInput(before, {}));
    expect(data).not.toBeNull();
    expect(await head()).not.toBe(before);
  });

  it('refuses a branch that does not exist, a bad path and a missing deletion', async () => {
    const before = await head();
    const types = async (change: object, branch?: string) =>
      (await graphql(COMMIT, commitInput(before, change, branch))).errors?.[0]?.type;
    expect(await types({ additions: [file('x', 'x')] }, 'nowhere')).toBe('NOT_FOUND');
    expect(await types({ additions: [file('../x', 'x')] })).toBe('UNPROCESSABLE');
    expect(await types({ deletions: [{ path: 'missing' }] })).toBe('UNPROCESSABLE');
  });

  it('is forbidden to who can only read', async () => {
    const input = commitInput(await head(), { additions: [file('x', 'x')] });
    const { data, errors } = await graphql(COMMIT, input, world.dana.token);
    expect(data).toEqual({ createCommitOnBranch: null });
    expect(errors?.[0]?.type).toBe('FORBIDDEN');
  });
});

describe('updateRefs', () => {
  const UPDATE = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
  const ZERO = '0'.repeat(40);

  async function update(...refUpdates: object[]) {
    const { data } = await graphql(HEAD, { ...REPO, ref: 'main' });
    const repositoryId = (data as { repository: { id: string } }).repository.id;
    return graphql(UPDATE, { input: { repositoryId, refUpdates } });
  }

  it('creates once, swaps and deletes by comparison', async () => {
    const name = 'refs/heads/break-glass/open/acme-prod';
    const oid = await head();
    expect((await update({ name, beforeOid: ZERO, afterOid: oid })).errors).toBeUndefined();
    expect((await update({ name, beforeOid: ZERO, afterOid: oid })).errors).toHaveLength(1);
    expect((await update({ name, beforeOid: '1'.repeat(40), afterOid: ZERO })).errors).toHaveLength(1);
    expect(await head(name)).toBe(oid);
    expect((await update({ name, beforeOid: oid, afterOid: ZERO })).errors).toBeUndefined();
    expect((await update({ name, beforeOid: oid, afterOid: ZERO })).errors).toHaveLength(1);
  });

  it('changes all refs or none', async () => {
    const oid = await head();
    const good = { name: 'refs/heads/good', beforeOid: ZERO, afterOid: oid };
    const bad = { name: 'refs/heads/bad', beforeOid: oid, afterOid: oid };
    expect((await update(good, bad)).errors).toHaveLength(1);
    await expect(world.alice.octokit.git.getRef({ ...REPO, ref: 'heads/good' })).rejects.toMatchObject({ status: 404 });
  });
});
