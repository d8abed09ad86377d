import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, client, REPO, refusal } from './world.ts';

let world: Acme;
let number: number;
let token: string;
let bot: ReturnType<typeof client>;

beforeAll(async () => {
  world = await acme();
  const { git, pulls, repos } = world.alice.octokit;
  await git.createRef({ ...REPO, ref: 'refs/heads/topic', sha: world.sha });
  const content = Buffer.from('x\n').toString('base64');
  await repos.createOrUpdateFileContents({ ...REPO, path: 'x.txt', message: 'x', content, branch: 'topic' });
  number = (await pulls.create({ ...REPO, title: 'one', head: 'topic', base: 'main' })).data.number;
  const run = world.github.control.startRun({
    repository: 'acme/playbooks',
    event: 'push',
    sha: world.sha,
    ref: 'refs/heads/main',
    actor: 'alice',
    workflow: '.github/workflows/x.yml',
  });
  ({ token } = await world.github.control.startJob(run.id, {
    job: 'comment',
    permissions: { 'pull-requests': 'write', contents: 'write' },
    jobWorkflowRef: 'acme/playbooks/.github/workflows/x.yml@refs/heads/main',
  }));
  bot = client(world.github, token);
});
afterAll(() => world.close());

describe('comments', () => {
  it('are deleted for good', async () => {
    const { issues } = world.alice.octokit;
    const { data } = await issues.createComment({ ...REPO, issue_number: number, body: 'seen' });
    await issues.deleteComment({ ...REPO, comment_id: data.id });
    expect((await issues.listComments({ ...REPO, issue_number: number })).data).toEqual([]);
    expect(await refusal(issues.deleteComment({ ...REPO, comment_id: data.id }))).toMatchObject({ status: 404 });
  });

  it("are, by a job's token, of the account that it is as a viewer", async () => {
    const { data } = await bot.issues.createComment({ ...REPO, issue_number: number, body: 'plan' });
    const plain = new Octokit({ baseUrl: world.github.api, auth: token });
    const answer = await plain.graphql('{ viewer { databaseId login } }');
    expect(answer).toEqual({ viewer: { databaseId: data.user?.id, login: data.user?.login } });
    expect(await refusal(bot.users.getAuthenticated())).toMatchObject({ status: 403 });
  });
});

describe('pull requests', () => {
  it("are opened by a job's token only where the repository lets Actions", async () => {
    await bot.git.createRef({ ...REPO, ref: 'refs/heads/by-bot', sha: world.sha });
    const content = Buffer.from('y\n').toString('base64');
    await bot.repos.createOrUpdateFileContents({ ...REPO, path: 'y.txt', message: 'y', content, branch: 'by-bot' });
    const pull = { ...REPO, title: 'two', head: 'by-bot', base: 'main' };
    expect(await refusal(bot.pulls.create(pull))).toMatchObject({ status: 403 });
    await world.admin.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...REPO,
      can_approve_pull_request_reviews: true,
    });
    expect((await bot.pulls.create(pull)).data.user.login).toBe('github-actions[bot]');
  });

  it('are listed by their branch, closed ones too', async () => {
    const { pulls } = world.alice.octokit;
    await pulls.update({ ...REPO, pull_number: number, state: 'closed' });
    const titles = async (head: string): Promise<readonly string[]> =>
      (await pulls.list({ ...REPO, head, state: 'all' })).data.map(({ title }) => title);
    expect(await titles('acme:topic')).toEqual(['one']);
    expect(await titles('acme:nothing')).toEqual([]);
  });
});
