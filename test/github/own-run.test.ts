import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGatekeeper } from '../../action/github/gatekeeper.ts';
import { putFile, REPO } from '../sandbox/github/world.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("the facts of a pull request's own run", () => {
  /** Alice's open pull request, and the run that GitHub starts of its trial merge. */
  async function ownRun(name: string) {
    const { admin, alice, github } = world.acme;
    const base = (await admin.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
    await alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha: base });
    await putFile(alice.octokit, `playbooks/requests/${name}.yml`, 'version: 1\n', name);
    const pull = (await alice.octokit.pulls.create({ ...REPO, title: name, head: name, base: 'main' })).data;
    const head = pull.head.sha;
    const tree = (await admin.git.getCommit({ ...REPO, commit_sha: head })).data.tree.sha;
    const trial = await admin.git.createCommit({ ...REPO, message: 'trial', tree, parents: [base, head] });
    const ref = `refs/pull/${pull.number}/merge`;
    const run = github.control.startRun({
      repository: 'acme/playbooks',
      event: 'pull_request',
      sha: trial.data.sha,
      ref,
      actor: 'alice',
      workflow: '.github/workflows/request.yml',
      pull: { headRef: name, baseRef: 'main', headSha: head },
    });
    const hint = { runId: String(run.id), sha: trial.data.sha, eventName: 'pull_request', ref };
    return { hint, head, base, number: pull.number };
  }

  it('are those of the pull request of that number, and of its head', async () => {
    const { hint, head, number } = await ownRun('inc-4801');
    const { github } = await world.job();
    const facts = await createGatekeeper(github, hint).facts('acme-prod');
    expect(facts).toMatchObject({
      run: { event: 'pull_request', sha: head, branch: null, actor: { login: 'alice' } },
      pullRequest: { number, author: { login: 'alice' }, mergedBy: null, headSha: head, base: 'main', commits: 1 },
      merge: null,
      approvals: [],
    });
  });

  it('are refused where the commit merges another head, or none', async () => {
    const { hint, base, head } = await ownRun('inc-4802');
    const { github } = await world.job();
    for (const sha of [base, head]) {
      const other = createGatekeeper(github, { ...hint, sha });
      await expect(other.facts('acme-prod')).rejects.toMatchObject({ code: 'not-in-actions' });
    }
  });

  it('have no pull request where the ref names none', async () => {
    const { hint, head } = await ownRun('inc-4803');
    const { github } = await world.job();
    const other = createGatekeeper(github, { ...hint, sha: head, ref: 'refs/heads/main' });
    expect((await other.facts('acme-prod')).pullRequest).toBeNull();
  });
});
