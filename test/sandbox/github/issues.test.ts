import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, REPO, refusal } from './world.ts';

let world: Acme;
beforeAll(async () => {
  world = await acme();
});
afterAll(() => world.close());

describe('issues', () => {
  it('are numbered in one sequence with pull requests, and listed with them', async () => {
    const { issues, git, pulls, repos } = world.alice.octokit;
    const { data: first } = await issues.create({ ...REPO, title: 'one', body: 'x', labels: ['break-glass'] });
    await git.createRef({ ...REPO, ref: 'refs/heads/topic', sha: world.sha });
    const content = Buffer.from('x\n').toString('base64');
    await repos.createOrUpdateFileContents({ ...REPO, path: 'x.txt', message: 'x', content, branch: 'topic' });
    const { data: pull } = await pulls.create({ ...REPO, title: 'two', head: 'topic', base: 'main' });
    expect(pull.number).toBe(first.number + 1);
    const { data: listed } = await issues.listForRepo({ ...REPO, state: 'all' });
    expect(listed.map((issue) => [issue.number, issue.pull_request !== undefined])).toEqual([
      [pull.number, true],
      [first.number, false],
    ]);
    expect((await issues.get({ ...REPO, issue_number: pull.number })).data.pull_request).toBeDefined();
  });

  it('are found by label and state, and closed with a reason', async () => {
    const { issues } = world.alice.octokit;
    const { data: made } = await issues.create({ ...REPO, title: 'status', labels: ['Status', 'break-glass'] });
    await issues.update({
      ...REPO,
      issue_number: made.number,
      body: 'done',
      state: 'closed',
      state_reason: 'completed',
    });
    const { data: closed } = await issues.listForRepo({ ...REPO, state: 'closed', labels: 'status' });
    expect(closed).toMatchObject([{ number: made.number, state_reason: 'completed', body: 'done' }]);
    expect(closed[0]?.closed_at).not.toBeNull();
    expect((await issues.listForRepo({ ...REPO, labels: 'status' })).data).toEqual([]);
    await issues.update({ ...REPO, issue_number: made.number, state: 'open' });
    expect((await issues.get({ ...REPO, issue_number: made.number })).data).toMatchObject({
      state: 'open',
      state_reason: 'reopened',
      closed_at: null,
    });
  });

  it('take labels and comments', async () => {
    const { issues } = world.alice.octokit;
    const { data: made } = await issues.create({ ...REPO, title: 'labelled' });
    const { data: labels } = await issues.addLabels({ ...REPO, issue_number: made.number, labels: ['later'] });
    expect(labels).toMatchObject([{ name: 'later' }]);
    const { data: comment } = await issues.createComment({ ...REPO, issue_number: made.number, body: 'seen' });
    expect(comment.html_url).toContain(`/issues/${made.number}#`);
  });

  it('lose their labels without a word where the account cannot push', async () => {
    const { issues } = world.dana.octokit;
    const { data } = await issues.create({ ...REPO, title: 'from a reader', labels: ['break-glass'] });
    expect(data.labels).toEqual([]);
  });

  it('refuses a number that is no issue', async () => {
    const { issues } = world.alice.octokit;
    expect(await refusal(issues.get({ ...REPO, issue_number: 9_999 }))).toMatchObject({ status: 404 });
    expect(await refusal(issues.update({ ...REPO, issue_number: 9_999, body: 'x' }))).toMatchObject({ status: 404 });
  });
});
