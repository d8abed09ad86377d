import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, client, putFile, REPO, refusal } from './world.ts';

let world: Acme;
beforeAll(async () => {
  world = await acme();
});
afterAll(() => world.close());

describe('accounts and repositories', () => {
  it('tells whose token it is', async () => {
    const { data } = await world.alice.octokit.users.getAuthenticated();
    expect(data).toMatchObject({ login: 'alice', id: world.alice.id });
  });

  it('refuses an unknown token and hides a private repository', async () => {
    expect(await refusal(client(world.github, 'nonsense').repos.get(REPO))).toEqual({
      status: 401,
      message: 'Bad credentials',
    });
    expect(await refusal(client(world.github).repos.get(REPO))).toEqual({ status: 404, message: 'Not Found' });
    const mallory = world.github.control.createUser('mallory');
    expect(await refusal(client(world.github, mallory.token).repos.get(REPO))).toMatchObject({ status: 404 });
  });

  it('tells visibility, default branch and owner', async () => {
    const { data } = await world.alice.octokit.repos.get(REPO);
    expect(data).toMatchObject({
      visibility: 'private',
      private: true,
      default_branch: 'main',
      owner: { login: 'acme' },
    });
    expect(data.permissions).toMatchObject({ push: true, admin: false });
  });

  it('is made public by administrators only', async () => {
    const name = { ...REPO, visibility: 'public' as const };
    expect(await refusal(world.alice.octokit.repos.update(name))).toMatchObject({ status: 403 });
    expect((await world.admin.repos.update(name)).data.private).toBe(false);
    expect((await client(world.github).repos.get(REPO)).data.visibility).toBe('public');
    expect((await world.admin.repos.update({ ...REPO, visibility: 'private' })).data.private).toBe(true);
  });

  it('lets a user own a repository, once', async () => {
    const { data } = await world.alice.octokit.repos.createForAuthenticatedUser({ name: 'own' });
    expect(data).toMatchObject({ full_name: 'alice/own', private: true });
    const again = world.alice.octokit.repos.createForAuthenticatedUser({ name: 'own' });
    expect(await refusal(again)).toMatchObject({ status: 422, message: 'Validation Failed' });
  });

  it('lets administrators build a world over the API', async () => {
    const { data: user } = await world.admin.request('POST /admin/users', { login: 'bob' });
    const { data } = await world.admin.request('POST /admin/users/{username}/authorizations', { username: 'bob' });
    const { token } = data as { token: string };
    const { data: self } = await client(world.github, token).users.getAuthenticated();
    expect(self.id).toBe((user as { id: number }).id);
    await world.admin.request('POST /admin/organizations', { login: 'globex', admin: 'bob' });
    expect((await world.alice.octokit.users.getByUsername({ username: 'globex' })).data.type).toBe('Organization');
    const owned = client(world.github, token).repos.createInOrg({ org: 'globex', name: 'ops' });
    expect((await owned).data.permissions).toMatchObject({ admin: true });
    const foreign = world.alice.octokit.repos.createInOrg({ org: 'globex', name: 'no' });
    expect(await refusal(foreign)).toMatchObject({ status: 403 });
    const dana = { ...REPO, username: world.dana.login };
    const { data: role } = await world.admin.repos.getCollaboratorPermissionLevel(dana);
    expect(role).toMatchObject({ permission: 'read', user: { id: world.dana.id } });
    expect(await refusal(world.alice.octokit.request('POST /admin/users', { login: 'eve' }))).toMatchObject({
      status: 404,
    });
  });
});

describe('contents', () => {
  it('reads a file with its blob id', async () => {
    const { data } = await world.alice.octokit.repos.getContent({ ...REPO, path: 'README.md' });
    expect(data).toMatchObject({
      type: 'file',
      sha: 'ce013625030ba8dba906f756967f9e9ca394464a',
      content: 'aGVsbG8K\n',
      encoding: 'base64',
    });
  });

  it('lists a folder at a commit', async () => {
    const sha = await putFile(world.alice.octokit, 'playbooks/roles/load-balancer.yml', 'version: 1\n');
    const { data } = await world.alice.octokit.repos.getContent({ ...REPO, path: 'playbooks', ref: sha });
    expect(data).toMatchObject([{ name: 'roles', path: 'playbooks/roles', type: 'dir', size: 0 }]);
    const before = world.alice.octokit.repos.getContent({ ...REPO, path: 'playbooks', ref: world.sha });
    expect(await refusal(before)).toMatchObject({ status: 404 });
  });

  it('gives no content above 1 MB', async () => {
    const content = randomBytes(1_048_577).toString('base64');
    await world.alice.octokit.repos.createOrUpdateFileContents({ ...REPO, path: 'big.bin', content, message: 'big' });
    const { data } = await world.alice.octokit.repos.getContent({ ...REPO, path: 'big.bin' });
    expect(data).toMatchObject({ content: '', encoding: 'none', size: 1_048_577 });
  });

  it('overwrites a file only with its present blob id', async () => {
    const put = (sha?: string) =>
      world.alice.octokit.repos.createOrUpdateFileContents({
        ...REPO,
        path: 'README.md',
        message: 'change',
        content: Buffer.from('hello\n').toString('base64'),
        ...(sha === undefined ? {} : { sha }),
      });
    expect(await refusal(put())).toMatchObject({ status: 422 });
    expect(await refusal(put('1'.repeat(40)))).toMatchObject({ status: 409 });
    expect((await put('ce013625030ba8dba906f756967f9e9ca394464a')).status).toBe(200);
  });

  it('finds nothing outside the tree', async () => {
    const { repos } = world.alice.octokit;
    for (const path of ['../README.md', './README.md', 'a\nb', 'playbooks/../README.md', ':README.md']) {
      expect(await refusal(repos.getContent({ ...REPO, path }))).toMatchObject({ status: 404 });
    }
    for (const ref of ['../x', 'main:README.md', 'main~1', '-h', 'main\nHEAD']) {
      const status = (await refusal(repos.getContent({ ...REPO, path: 'README.md', ref }))).status;
      expect(status).toBe(404);
    }
  });

  it('refuses writers without push access and paths outside the tree', async () => {
    expect(await refusal(putFile(world.dana.octokit, 'x', 'x'))).toMatchObject({ status: 403 });
    expect(await refusal(putFile(world.alice.octokit, 'a/../../x', 'x'))).toMatchObject({ status: 422 });
    expect(await refusal(putFile(world.alice.octokit, '.git/config', 'x'))).toMatchObject({ status: 422 });
  });
});

describe('the git database', () => {
  it('makes an orphan branch out of blob, tree, commit and ref', async () => {
    const { git } = world.alice.octokit;
    const blob = await git.createBlob({ ...REPO, content: 'first link\n' });
    const tree = await git.createTree({
      ...REPO,
      tree: [{ path: 'audit/0001.json', mode: '100644', type: 'blob', sha: blob.data.sha }],
    });
    const commit = await git.createCommit({ ...REPO, message: 'begin', tree: tree.data.sha });
    expect(commit.data).toMatchObject({ parents: [], author: { name: 'alice', date: '2026-11-21T02:13:00Z' } });
    const ref = { ...REPO, ref: 'refs/heads/break-glass-audit', sha: commit.data.sha };
    await git.createRef(ref);
    expect(await refusal(git.createRef(ref))).toEqual({ status: 422, message: 'Reference already exists' });
    const { data } = await git.getRef({ ...REPO, ref: 'heads/break-glass-audit' });
    expect(data.object).toMatchObject({ sha: commit.data.sha, type: 'commit' });
    const found = await git.listMatchingRefs({ ...REPO, ref: 'heads/break-glass' });
    expect(found.data).toMatchObject([{ ref: 'refs/heads/break-glass-audit' }]);
    const content = await git.getBlob({ ...REPO, file_sha: blob.data.sha });
    expect(content.data).toMatchObject({ content: 'Zmlyc3QgbGluawo=\n', size: 11 });
    const again = await git.getCommit({ ...REPO, commit_sha: commit.data.sha });
    expect(again.data).toEqual(commit.data);
    const read = await git.getTree({ ...REPO, tree_sha: 'break-glass-audit', recursive: 'true' });
    expect(read.data.tree.map(({ path }) => path)).toEqual(['audit', 'audit/0001.json']);
  });

  it('moves a ref forward only, unless forced', async () => {
    const { git } = world.alice.octokit;
    const tip = await putFile(world.alice.octokit, 'next.txt', 'x');
    await git.createRef({ ...REPO, ref: 'refs/heads/side', sha: tip });
    const back = { ...REPO, ref: 'heads/side', sha: world.sha };
    expect(await refusal(git.updateRef(back))).toEqual({ status: 422, message: 'Update is not a fast forward' });
    expect((await git.updateRef({ ...back, force: true })).status).toBe(200);
    expect((await git.updateRef({ ...back, sha: tip })).status).toBe(200);
    expect((await git.deleteRef({ ...REPO, ref: 'heads/side' })).status).toBe(204);
    expect(await refusal(git.getRef({ ...REPO, ref: 'heads/side' }))).toMatchObject({ status: 404 });
  });

  it('tells which files a commit changed', async () => {
    const sha = await putFile(world.alice.octokit, 'playbooks/requests/inc.yml', 'a\nb\n');
    const { data } = await world.alice.octokit.repos.getCommit({ ...REPO, ref: sha });
    expect(data.files).toMatchObject([{ filename: 'playbooks/requests/inc.yml', status: 'added', additions: 2 }]);
    expect(data).toMatchObject({ author: { login: 'alice' }, committer: { login: 'web-flow' } });
    const listed = await world.alice.octokit.repos.listCommits({ ...REPO, path: 'playbooks/requests', per_page: 1 });
    expect(listed.data).toMatchObject([{ sha }]);
  });
});

describe('pull requests', () => {
  async function branchWith(name: string, path: string): Promise<void> {
    const { data } = await world.alice.octokit.repos.getBranch({ ...REPO, branch: 'main' });
    await world.alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha: data.commit.sha });
    await putFile(world.alice.octokit, path, 'request\n', name);
  }

  it('goes from request through review to merge', async () => {
    await branchWith('inc-4711', 'request.yml');
    const { pulls, repos } = world.alice.octokit;
    const { data: pull } = await pulls.create({ ...REPO, title: 'INC-4711', head: 'inc-4711', base: 'main' });
    expect(pull).toMatchObject({ state: 'open', mergeable: true, changed_files: 1, commits: 1 });
    const number = { ...REPO, pull_number: pull.number };
    expect(await refusal(pulls.createReview({ ...number, event: 'APPROVE' }))).toMatchObject({ status: 422 });
    await world.dana.octokit.pulls.createReview({ ...number, event: 'APPROVE', body: 'ok' });
    const reviews = await pulls.listReviews(number);
    expect(reviews.data).toMatchObject([
      { state: 'APPROVED', user: { login: 'dana-at-acme' }, commit_id: pull.head.sha },
    ]);
    expect((await pulls.listCommits(number)).data).toHaveLength(1);
    expect((await pulls.listFiles(number)).data).toMatchObject([{ filename: 'request.yml', status: 'added' }]);
    expect((await pulls.update({ ...number, title: 'INC-4711 now' })).data.title).toBe('INC-4711 now');
    const stale = pulls.merge({ ...number, sha: '1'.repeat(40) });
    expect(await refusal(stale)).toMatchObject({ status: 409 });
    const { data: merged } = await pulls.merge(number);
    const { data: after } = await pulls.get(number);
    expect(after).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'alice' },
      merge_commit_sha: merged.sha,
    });
    const { data: found } = await repos.listPullRequestsAssociatedWithCommit({ ...REPO, commit_sha: merged.sha });
    expect(found).toMatchObject([{ number: pull.number, merged_at: '2026-11-21T02:13:00Z' }]);
    const { data: commit } = await repos.getCommit({ ...REPO, ref: 'main' });
    expect(commit).toMatchObject({ sha: merged.sha, parents: [{}, {}], files: [{ filename: 'request.yml' }] });
  });

  it('squashes into one commit', async () => {
    await branchWith('squashed', 'squashed.yml');
    const { pulls, repos } = world.alice.octokit;
    const { data: pull } = await pulls.create({ ...REPO, title: 'one', head: 'squashed', base: 'main' });
    const { data } = await pulls.merge({ ...REPO, pull_number: pull.number, merge_method: 'squash' });
    const { data: commit } = await repos.getCommit({ ...REPO, ref: data.sha });
    expect(commit.commit.message).toBe(`one (#${pull.number})`);
    expect(commit.parents).toHaveLength(1);
  });

  it('refuses to merge a conflict', async () => {
    await branchWith('conflict', 'both.txt');
    await putFile(world.alice.octokit, 'both.txt', 'other\n');
    const { pulls } = world.alice.octokit;
    const { data: pull } = await pulls.create({ ...REPO, title: 'x', head: 'conflict', base: 'main' });
    expect(pull).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    expect(await refusal(pulls.merge({ ...REPO, pull_number: pull.number }))).toMatchObject({ status: 405 });
  });

  it('takes comments and changes them', async () => {
    const { issues, pulls } = world.alice.octokit;
    const [pull] = (await pulls.list({ ...REPO, state: 'all' })).data;
    const { data } = await issues.createComment({ ...REPO, issue_number: pull?.number ?? 0, body: 'plan' });
    await issues.updateComment({ ...REPO, comment_id: data.id, body: 'plan 2' });
    expect((await issues.getComment({ ...REPO, comment_id: data.id })).data.body).toBe('plan 2');
    const listed = await issues.listComments({ ...REPO, issue_number: pull?.number ?? 0 });
    expect(listed.data).toMatchObject([{ id: data.id, body: 'plan 2', user: { login: 'alice' } }]);
  });
});

describe('bodies', () => {
  it('refuses what is not JSON', async () => {
    const headers = { authorization: `bearer ${world.alice.token}` };
    const response = await fetch(`${world.github.api}/user/repos`, { method: 'POST', headers, body: '{' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: 'Problems parsing JSON', status: '400' });
  });
});

describe('symbolic links', () => {
  it('answers with the file inside the repository, or with the link', async () => {
    const { git, repos } = world.alice.octokit;
    const link = (path: string, content: string) => ({ path, mode: '120000' as const, type: 'blob' as const, content });
    const file = { path: 'a/real.txt', mode: '100644' as const, type: 'blob' as const, content: 'real' };
    const tree = await git.createTree({
      ...REPO,
      tree: [file, link('a/in', 'real.txt'), link('out', '../../etc/passwd')],
    });
    const commit = await git.createCommit({ ...REPO, message: 'links', tree: tree.data.sha });
    const get = async (path: string) => (await repos.getContent({ ...REPO, path, ref: commit.data.sha })).data;
    expect(await get('a/in')).toMatchObject({ type: 'file', content: 'cmVhbA==\n' });
    expect(await get('out')).toMatchObject({ type: 'symlink', target: '../../etc/passwd' });
    expect(await get('a')).toMatchObject([{ type: 'symlink' }, { type: 'file' }]);
  });
});
