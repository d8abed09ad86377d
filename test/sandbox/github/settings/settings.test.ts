import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refPattern } from '../../../../action/sandbox/github/ref-pattern.ts';
import { type Acme, acme, REPO, refusal } from '../world.ts';

let world: Acme;
beforeEach(async () => {
  world = await acme();
});
afterEach(() => world.close());

const ENVIRONMENT = { ...REPO, environment_name: 'prod' } as const;

async function environment(policy: 'custom' | 'protected' | null): Promise<void> {
  await world.admin.repos.createOrUpdateEnvironment({
    ...ENVIRONMENT,
    deployment_branch_policy:
      policy === null
        ? null
        : { protected_branches: policy === 'protected', custom_branch_policies: policy === 'custom' },
  });
}

const list = (name: string, type: 'branch' | 'tag' = 'branch') =>
  world.admin.repos.createDeploymentBranchPolicy({ ...ENVIRONMENT, name, type });
const listed = async () => (await world.admin.repos.listDeploymentBranchPolicies(ENVIRONMENT)).data.branch_policies;

/** Whether a run of this ref may enter the environment. */
async function enters(ref: string): Promise<boolean> {
  const { id } = world.github.control.startRun({
    repository: 'acme/playbooks',
    event: 'workflow_dispatch',
    sha: world.sha,
    ref,
    actor: 'alice',
    workflow: '.github/workflows/x.yml',
  });
  world.github.control.enterEnvironment(id, 'prod');
  const job = { job: 'x', environment: 'prod', permissions: {}, jobWorkflowRef: 'a/b/.github/workflows/x.yml@x' };
  return world.github.control.startJob(id, job).then(
    () => true,
    () => false,
  );
}

describe('branches that may deploy', () => {
  it('are those that a custom policy lists, by branch and by tag apart', async () => {
    await environment('custom');
    expect(await enters('refs/heads/main')).toBe(false);
    await list('main');
    await list('v*', 'tag');
    expect(await enters('refs/heads/main')).toBe(true);
    expect(await enters('refs/heads/v1')).toBe(false);
    expect(await enters('refs/tags/v1')).toBe(true);
    expect(await enters('refs/tags/main')).toBe(false);
    expect(await enters('refs/pull/1/merge')).toBe(false);
  });

  it('are listed, renamed and taken away by administrators', async () => {
    await environment('custom');
    const { data } = await list('main');
    const policy = { ...ENVIRONMENT, branch_policy_id: data.id ?? 0 };
    expect(await refusal(world.alice.octokit.repos.deleteDeploymentBranchPolicy(policy))).toMatchObject({
      status: 403,
    });
    await world.admin.repos.updateDeploymentBranchPolicy({ ...policy, name: 'release/*' });
    expect((await listed()).map(({ name, type }) => [name, type])).toEqual([['release/*', 'branch']]);
    await world.admin.repos.deleteDeploymentBranchPolicy(policy);
    expect(await listed()).toEqual([]);
  });

  it('cannot be listed under another policy, and are forgotten with it', async () => {
    await environment('custom');
    await list('main');
    await environment('protected');
    expect(await refusal(list('main'))).toMatchObject({ status: 404 });
    await environment('custom');
    expect(await listed()).toEqual([]);
  });
});

describe('name patterns', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'mainly', false],
    ['release/*', 'release/1', true],
    ['release/*', 'release/1/2', false],
    ['**/main', 'a/b/main', true],
    ['**/main', 'main', true],
    ['v?', 'v1', true],
    ['v?', 'v/', false],
    ['v[0-9]', 'v7', true],
    ['v[!0-9]', 'v7', false],
    ['a.b', 'aXb', false],
    ['[z-a]', 'z', false],
  ])('%s matches %s: %s', (pattern, name, expected) => {
    expect(refPattern(pattern).test(name)).toBe(expected);
  });
});

describe('settings of Actions', () => {
  it('are read-only and without pull requests at first, and set by administrators', async () => {
    const { actions } = world.admin;
    const read = async () => (await actions.getGithubActionsDefaultWorkflowPermissionsRepository(REPO)).data;
    const before = { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false };
    expect(await read()).toEqual(before);
    await actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...REPO,
      can_approve_pull_request_reviews: true,
    });
    expect(await read()).toEqual({ ...before, can_approve_pull_request_reviews: true });
    const mine = world.alice.octokit.actions.getGithubActionsDefaultWorkflowPermissionsRepository(REPO);
    expect(await refusal(mine)).toMatchObject({ status: 403 });
  });

  it('say which actions may run', async () => {
    const { actions } = world.admin;
    await actions.setGithubActionsPermissionsRepository({ ...REPO, enabled: true, allowed_actions: 'selected' });
    const { data } = await actions.getGithubActionsPermissionsRepository(REPO);
    expect(data).toMatchObject({ enabled: true, allowed_actions: 'selected' });
  });

  it('name secrets, and never tell them', async () => {
    const secret = { ...REPO, secret_name: 'Alerts', encrypted_value: 'c2VjcmV0', key_id: '1' };
    await world.admin.actions.createOrUpdateRepoSecret(secret);
    const { data } = await world.alice.octokit.actions.listRepoSecrets(REPO);
    expect(data.secrets.map(({ name }) => name)).toEqual(['ALERTS']);
    expect(JSON.stringify(data)).not.toContain('c2VjcmV0');
    expect(await refusal(world.dana.octokit.actions.listRepoSecrets(REPO))).toMatchObject({ status: 403 });
  });

  it('name an environment’s secrets apart from the repository’s, and forget them with it', async () => {
    const secret = { ...ENVIRONMENT, secret_name: 'Alerts', encrypted_value: 'c2VjcmV0', key_id: '1' };
    const names = async () => (await world.alice.octokit.actions.listEnvironmentSecrets(ENVIRONMENT)).data.secrets;
    expect(await refusal(world.admin.actions.createOrUpdateEnvironmentSecret(secret))).toMatchObject({ status: 404 });
    await environment(null);
    await world.admin.actions.createOrUpdateEnvironmentSecret(secret);
    await world.admin.actions.createOrUpdateEnvironmentSecret(secret);
    expect((await names()).map(({ name }) => name)).toEqual(['ALERTS']);
    expect((await world.alice.octokit.actions.listRepoSecrets(REPO)).data.total_count).toBe(0);
    const { octokit } = world.dana;
    expect(await refusal(octokit.actions.listEnvironmentSecrets(ENVIRONMENT))).toMatchObject({ status: 403 });
    expect(await refusal(octokit.actions.deleteEnvironmentSecret(secret))).toMatchObject({ status: 403 });
    await world.admin.actions.deleteEnvironmentSecret(secret);
    expect(await names()).toEqual([]);
    await world.admin.actions.createOrUpdateEnvironmentSecret(secret);
    await world.admin.repos.deleteAnEnvironment(ENVIRONMENT);
    expect(await refusal(names())).toMatchObject({ status: 404 });
    await environment(null);
    expect(await names()).toEqual([]);
  });
});

describe('people', () => {
  it('are listed by what they may do, to those who can push', async () => {
    const asked = { ...REPO, permission: 'push' } as const;
    const { data } = await world.alice.octokit.repos.listCollaborators(asked);
    expect(data.map(({ login }) => login)).toEqual(['sandbox-admin', 'alice']);
    expect(await refusal(world.dana.octokit.repos.listCollaborators(asked))).toMatchObject({ status: 403 });
  });

  it('are found by id, whatever their login', async () => {
    const { data } = await world.alice.octokit.request('GET /user/{account_id}', { account_id: world.dana.id });
    expect(data.login).toBe('dana-at-acme');
  });
});
