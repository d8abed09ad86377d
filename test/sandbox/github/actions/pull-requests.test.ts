import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { putFile, REPO } from '../world.ts';
import { jobOf, makeBranch, script, type Workshop, workflowPath, workshop, x } from './world.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await workshop();
  const tell = script([
    'echo "$GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF"',
    'echo "$(node -p \'const e = require(process.env.GITHUB_EVENT_PATH); `${e.action} ${e.pull_request.number} ${e.pull_request.head.ref}`\')"',
  ]);
  const safe = { env: { TITLE: x('github.event.pull_request.title') }, run: 'printf "%s\\n" "$TITLE"' };
  const jobs = { tell, title: { ...script('true'), steps: [safe] } };
  const on = { pull_request: { paths: ['playbooks/**'] } };
  await shop.push(workflowPath('request'), stringify({ name: 'Request', on, jobs }));
});
afterAll(() => shop.close());

async function open(name: string, title: string, path = `playbooks/${name}.yml`) {
  await makeBranch(shop, name);
  await putFile(shop.alice.octokit, path, 'x', name);
  const before = shop.runner.runs().length;
  const { data } = await shop.alice.octokit.pulls.create({ ...REPO, title, head: name, base: 'main' });
  await shop.runner.idle();
  return { number: data.number, runs: shop.runner.runs().slice(before) };
}

describe('a pull request', () => {
  it('runs at the commit that would merge it, once when opened and once for each push', async () => {
    const { number, runs } = await open('inc-1', 'inc-1');
    expect(runs).toMatchObject([{ event: 'pull_request', conclusion: 'success' }]);
    const [run] = runs;
    expect(run && jobOf(run, 'tell').log).toEqual([`refs/pull/${number}/merge inc-1 main`, `opened ${number} inc-1`]);
    const [view] = (await shop.alice.octokit.actions.listWorkflowRunsForRepo({ ...REPO, branch: 'inc-1' })).data
      .workflow_runs;
    const { data: pull } = await shop.alice.octokit.pulls.get({ ...REPO, pull_number: number });
    expect(view).toMatchObject({ head_sha: pull.head.sha, head_branch: 'inc-1', event: 'pull_request' });
    const again = await shop.push('playbooks/inc-1b.yml', 'y', 'inc-1');
    expect(again.map((each) => jobOf(each, 'tell').log[1])).toEqual([`synchronize ${number} inc-1`]);
    const merge = await shop.admin.git.getRef({ ...REPO, ref: `pull/${number}/merge` });
    const { data: commit } = await shop.admin.git.getCommit({ ...REPO, commit_sha: merge.data.object.sha });
    expect(commit.parents.map(({ sha }) => sha)).toContain(again.length === 1 ? commit.parents[1]?.sha : '');
    expect(commit.parents).toHaveLength(2);
  });

  it('starts nothing for other paths', async () => {
    expect((await open('other', 'other', 'README2.md')).runs).toEqual([]);
  });

  it('reads a hostile title as data: no expression in it is ever evaluated, no shell sees it', async () => {
    const title = `\`touch /tmp/owned\` $(id) ${x('secrets.GITHUB_TOKEN')} "; exit 9; #`;
    const { runs } = await open('hostile', title);
    expect(runs).toMatchObject([{ conclusion: 'success' }]);
    const [run] = runs;
    expect(run && jobOf(run, 'title').log).toEqual([title]);
  });

  it('merged by a person is a push to the base', async () => {
    await shop.push(
      workflowPath('merged'),
      stringify({ on: { push: { paths: ['playbooks/**'] } }, jobs: { a: script('echo "$GITHUB_ACTOR"') } }),
    );
    const { number } = await open('inc-2', 'inc-2');
    const before = shop.runner.runs().length;
    await shop.alice.octokit.pulls.merge({ ...REPO, pull_number: number });
    await shop.runner.idle();
    expect(shop.runner.runs().slice(before)).toMatchObject([
      { event: 'push', workflow: workflowPath('merged'), jobs: [{ log: ['alice'] }] },
    ]);
  });

  it('that conflicts with its base starts nothing', async () => {
    await makeBranch(shop, 'clash');
    await putFile(shop.alice.octokit, 'playbooks/clash.yml', 'mine', 'clash');
    await shop.push('playbooks/clash.yml', 'theirs');
    const before = shop.runner.runs().length;
    await shop.alice.octokit.pulls.create({ ...REPO, title: 'clash', head: 'clash', base: 'main' });
    await shop.runner.idle();
    expect(shop.runner.runs().length).toBe(before);
  });
});
