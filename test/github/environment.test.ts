import { describe, expect, it } from 'vitest';
import { answer } from '../../action/github/answer.ts';
import { readDeploymentBranches, readEnvironment } from '../../action/github/environment.ts';

const environment = (change: object) => readEnvironment(answer({ name: 'acme-prod', ...change }, 'environment'), []);
const policy = (deployment_branch_policy: unknown) =>
  environment({ deployment_branch_policy }).deploymentBranches.policy;
const patterns = (total: number, ...listed: readonly object[]) =>
  readDeploymentBranches(answer({ total_count: total, branch_policies: listed }, 'branches'));

describe('an environment as GitHub tells it', () => {
  it('has no reviewers and an unknown bypass where GitHub says nothing of them', () => {
    expect(environment({})).toMatchObject({ reviewers: [], canAdminsBypass: null });
  });

  it.each([
    ['all', null],
    ['all', { protected_branches: false, custom_branch_policies: false }],
    ['protected', { protected_branches: true, custom_branch_policies: false }],
    ['protected', { protected_branches: true, custom_branch_policies: true }],
    ['custom', { protected_branches: false, custom_branch_policies: true }],
  ])('lets "%s" branches deploy', (expected, told) => {
    expect(policy(told)).toBe(expected);
  });
});

describe('the branches that may deploy', () => {
  it('are patterns of branches and tags', () => {
    const main = { id: 1, name: 'main', type: 'branch' };
    expect(patterns(2, main, { id: 2, name: 'v*', type: 'tag' })).toEqual([
      { name: 'main', type: 'branch' },
      { name: 'v*', type: 'tag' },
    ]);
  });

  it('are refused where GitHub lists fewer than there are', () => {
    const listed = (): unknown => patterns(2, { id: 1, name: 'main', type: 'branch' });
    expect(listed).toThrow(expect.objectContaining({ code: 'deployment-branches' }));
  });

  it.each([{ name: 'main' }, { name: 'main', type: 'commit' }])('are not guessed: %o', (pattern) => {
    expect(() => patterns(1, pattern)).toThrow(expect.objectContaining({ code: 'github-rejected' }));
  });
});
