import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BRANCH_RULES } from '../../../../action/commands/setup/ruleset-change.ts';
import { type Acme, acme, client, putFile, REPO, refusal } from '../world.ts';

let world: Acme;
let at: typeof REPO & { readonly pull_number: number };

/** Alice proposes a file that nobody owns, on a branch under the rules that setup writes. */
beforeEach(async () => {
  world = await acme();
  await world.admin.repos.addCollaborator({ ...REPO, username: 'dana-at-acme', permission: 'push' });
  await world.admin.request('POST /repos/{owner}/{repo}/rulesets', {
    ...REPO,
    name: DEFAULT_BRANCH_RULES.name,
    enforcement: 'active',
    conditions: { ref_name: { include: [...DEFAULT_BRANCH_RULES.include], exclude: [] } },
    rules: DEFAULT_BRANCH_RULES.rules.map(({ type, parameters }) => ({ type, parameters })) as never,
  });
  await world.alice.octokit.git.createRef({ ...REPO, ref: 'refs/heads/change', sha: world.sha });
  await putFile(world.alice.octokit, 'a.txt', 'a', 'change');
  const proposed = { ...REPO, title: 'a', head: 'change', base: 'main' };
  at = { ...REPO, pull_number: (await world.alice.octokit.pulls.create(proposed)).data.number };
});
afterEach(() => world.close());

const approve = (by: typeof world.admin) => refusal(by.pulls.createReview({ ...at, event: 'APPROVE' }));
const merge = (by: typeof world.admin) => refusal(by.pulls.merge(at));

async function jobToken(): Promise<string> {
  const { control } = world.github;
  const workflow = '.github/workflows/x.yml';
  const started = { repository: 'acme/playbooks', event: 'push', sha: world.sha, ref: 'refs/heads/change' } as const;
  const { id } = control.startRun({ ...started, actor: 'alice', workflow });
  const job = { job: 'approve', permissions: { 'pull-requests': 'write' } } as const;
  return (await control.startJob(id, { ...job, jobWorkflowRef: `acme/playbooks/${workflow}@refs/heads/change` })).token;
}

describe("under setup's rules", () => {
  it('one person asks, another approves and merges', async () => {
    expect(await merge(world.alice.octokit)).toMatchObject({ status: 405 });
    expect(await approve(world.dana.octokit)).toMatchObject({ status: 0 });
    expect(await merge(world.dana.octokit)).toMatchObject({ status: 0 });
  });

  it('refuses who adds to the change of another and approves it alone, until somebody else has pushed or approved', async () => {
    await putFile(world.dana.octokit, 'b.txt', 'b', 'change');
    expect(await approve(world.dana.octokit)).toMatchObject({ status: 0 });
    const message = expect.stringContaining('someone other than the last pusher');
    expect(await merge(world.dana.octokit)).toEqual({ status: 405, message });
    await putFile(world.alice.octokit, 'c.txt', 'c', 'change');
    expect(await merge(world.dana.octokit)).toMatchObject({ status: 405 });
    expect(await approve(world.dana.octokit)).toMatchObject({ status: 0 });
    expect(await merge(world.dana.octokit)).toMatchObject({ status: 0 });
  });

  it("refuses a workflow's approval of its own branch, which would count where Actions may approve", async () => {
    const bot = client(world.github, await jobToken());
    expect(await approve(bot)).toMatchObject({ status: 422 });
    expect(await merge(world.alice.octokit)).toMatchObject({ status: 405 });
    await world.admin.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...REPO,
      can_approve_pull_request_reviews: true,
    });
    expect(await approve(bot)).toMatchObject({ status: 0 });
    expect(await merge(world.alice.octokit)).toMatchObject({ status: 0 });
  });
});
