import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { client, folder, git, putFile, REPO, withToken } from '../world.ts';
import { makeBranch, results, script, type Workshop, workflowPath, workshop, x } from './world.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await workshop();
});
afterAll(() => shop.close());

const ECHO = { tell: script('echo "$GITHUB_EVENT_NAME $GITHUB_REF $GITHUB_ACTOR"') };
const file = (name: string, on: unknown): readonly [string, string] => [
  workflowPath(name),
  stringify({ name, on, jobs: ECHO }),
];
const started = (runs: Awaited<ReturnType<Workshop['push']>>) => runs.map(({ workflow }) => workflow);

describe('a push', () => {
  it('starts the workflows that its own commit holds, for its branch and its paths', async () => {
    await shop.push(...file('everything', 'push'));
    await shop.push(...file('requests', { push: { branches: ['main'], paths: ['playbooks/requests/**'] } }));
    await shop.push(...file('releases', { push: { branches: ['releases/**'] } }));
    await shop.push(...file('tags', { push: { tags: ['v*'] } }));
    expect(started(await shop.push('playbooks/requests/a.yml', 'a'))).toEqual([
      workflowPath('everything'),
      workflowPath('requests'),
    ]);
    expect(started(await shop.push('notes.md', 'a'))).toEqual([workflowPath('everything')]);
  });

  it('by git starts what a push by the API does', async () => {
    const place = await folder();
    const url = withToken(shop.github.gitUrl('acme', 'playbooks'), shop.alice.token);
    await git(place.path, 'clone', '--quiet', url, 'clone');
    const clone = join(place.path, 'clone');
    await writeFile(join(clone, 'pushed.md'), 'x');
    await git(clone, 'add', '.');
    await git(clone, 'commit', '--quiet', '-m', 'by hand');
    await git(clone, 'tag', 'v1');
    const before = shop.runner.runs().length;
    await git(clone, 'push', '--quiet', 'origin', 'main', 'v1');
    await shop.runner.idle();
    const runs = shop.runner.runs().slice(before);
    expect(started(runs).toSorted()).toEqual([
      workflowPath('everything'),
      workflowPath('everything'),
      workflowPath('tags'),
    ]);
    expect(shop.lines.slice(-3)).toContain('tell: push refs/tags/v1 alice');
    await place.remove();
  });

  it('starts what its branch holds, not what the default branch holds', async () => {
    await makeBranch(shop, 'releases/1');
    await shop.runner.idle();
    expect(started(await shop.push(...file('only-here', 'push'), 'releases/1'))).toEqual([
      workflowPath('everything'),
      workflowPath('only-here'),
      workflowPath('releases'),
    ]);
  });

  it('starts nothing where its message says so', async () => {
    const before = shop.runner.runs().length;
    const content = Buffer.from('x').toString('base64');
    const options = { ...REPO, path: 'quiet.md', content, message: 'quiet [skip ci]' };
    await shop.alice.octokit.repos.createOrUpdateFileContents(options);
    await shop.runner.idle();
    expect(shop.runner.runs().length).toBe(before);
  });

  it("starts nothing when a job's own token makes it", async () => {
    const { id } = shop.github.control.startRun({
      repository: 'acme/playbooks',
      event: 'push',
      sha: shop.sha,
      ref: 'refs/heads/main',
      actor: 'alice',
      workflow: workflowPath('everything'),
    });
    const job = {
      job: 'a',
      permissions: { contents: 'write', 'pull-requests': 'write' },
      jobWorkflowRef: 'a@b',
    } as const;
    const { token } = await shop.github.control.startJob(id, job);
    const bot = client(shop.github, token);
    const before = shop.runner.runs().length;
    const head = await putFile(bot, 'by-bot.md', 'x');
    await bot.git.createRef({ ...REPO, ref: 'refs/heads/by-bot', sha: head });
    const mutation = `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`;
    const input = {
      branch: { repositoryNameWithOwner: 'acme/playbooks', branchName: 'by-bot' },
      expectedHeadOid: head,
      message: { headline: 'by bot' },
      fileChanges: { additions: [{ path: 'again.md', contents: 'eA==' }] },
    };
    const answer = await fetch(shop.github.graphql, {
      method: 'POST',
      headers: { authorization: `bearer ${token}` },
      body: JSON.stringify({ query: mutation, variables: { input } }),
    });
    expect(await answer.json()).toMatchObject({ data: { createCommitOnBranch: { commit: {} } } });
    await shop.admin.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...REPO,
      can_approve_pull_request_reviews: true,
    });
    await bot.pulls.create({ ...REPO, title: 'by bot', head: 'by-bot', base: 'main' });
    await shop.runner.idle();
    expect(shop.runner.runs().length).toBe(before);
    const url = withToken(shop.github.gitUrl('acme', 'playbooks'), token);
    const place = await folder();
    await git(place.path, 'clone', '--quiet', url, 'clone');
    await git(join(place.path, 'clone'), 'commit', '--quiet', '--allow-empty', '-m', 'by bot');
    await git(join(place.path, 'clone'), 'push', '--quiet', 'origin', 'main');
    await shop.runner.idle();
    expect(shop.runner.runs().length).toBe(before);
    await place.remove();
  });

  it('of a file that cannot be read is a run that fails at its start', async () => {
    await makeBranch(shop, 'broken');
    const runs = await shop.push(workflowPath('broken'), 'on: push\njobs: {}\n', 'broken');
    const broken = runs.find(({ workflow }) => workflow.endsWith('broken.yml'));
    expect(broken).toMatchObject({ conclusion: 'startup_failure', jobs: [] });
  });
});

describe('other events', () => {
  it('a completed run starts what waits for it, by the file of the default branch', async () => {
    const [ended, after] = await (async () => {
      await shop.push(...file('after', { workflow_run: { workflows: ['first'], types: ['completed'] } }));
      const before = shop.runner.runs().length;
      await shop.push(...file('first', { push: { paths: ['.github/workflows/first.yml'] } }));
      return shop.runner
        .runs()
        .slice(before)
        .filter(({ workflow }) => !workflow.includes('everything'));
    })();
    expect(ended).toMatchObject({ workflow: workflowPath('first'), conclusion: 'success' });
    expect(after).toMatchObject({ workflow: workflowPath('after'), event: 'workflow_run', conclusion: 'success' });
  });

  it('a schedule fires when it is told to, and only where the file has one', async () => {
    const job = script(`echo "${x('github.event.schedule')}"`);
    const [path] = file('nightly', '');
    await shop.push(path, stringify({ on: { schedule: [{ cron: '17 * * * *' }] }, jobs: { job } }));
    await shop.runner.schedule('acme/playbooks', path, 'alice');
    await shop.runner.idle();
    expect(shop.lines.at(-1)).toBe('job: 17 * * * *');
    await expect(shop.runner.schedule('acme/playbooks', workflowPath('first'), 'alice')).rejects.toThrow(
      'not scheduled',
    );
  });

  it('a re-run is the next attempt of the same run', async () => {
    const run = await shop.play('again', { jobs: { a: script(`echo "attempt $GITHUB_RUN_ATTEMPT"`) } });
    await shop.alice.octokit.actions.reRunWorkflow({ ...REPO, run_id: run.id });
    await shop.runner.idle();
    expect(shop.lines.at(-1)).toBe('a: attempt 2');
    const { data } = await shop.alice.octokit.actions.listJobsForWorkflowRun({
      ...REPO,
      run_id: run.id,
      filter: 'all',
    });
    expect(data.jobs.map(({ run_attempt, conclusion }) => [run_attempt, conclusion])).toEqual([
      [1, 'success'],
      [2, 'success'],
    ]);
    expect(results(run)).toEqual({ a: 'success' });
  });
});
