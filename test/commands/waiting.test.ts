import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAsked } from '../../action/commands/remote/waiting.ts';
import { createGitHub, type GitHub } from '../../action/github/api.ts';
import { systemClock } from '../../action/runtime/clock.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { type Customer, PLACE, startCustomer } from './customer.ts';

const OWN = { ref: 'refs/heads/main', workflowRef: 'acme/break-glass/.github/workflows/recover.yml@refs/heads/main' };
let customer: Customer;
let github: GitHub;
let sha: string;

beforeAll(async () => {
  customer = await startCustomer();
  const { api, graphql, adminToken } = customer.github;
  const place = { owner: PLACE.owner, name: PLACE.repo, token: adminToken, apiUrl: api, graphqlUrl: graphql };
  github = createGitHub({ ...place, clock: systemClock, fetch: createHttpFetch() });
  sha = (await customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' })).data.object.sha;
});
afterAll(() => customer.close());

/** A run that waits for the reviewers of acme-prod. */
function waits(workflow: string, ref = 'refs/heads/main', environment = 'acme-prod'): string {
  const run = customer.github.control.startRun({
    repository: 'acme/break-glass',
    event: 'workflow_dispatch',
    sha,
    ref,
    actor: 'carol',
    workflow: `.github/workflows/${workflow}`,
    environment,
  });
  return String(run.id);
}

describe('whether the reviewers are asked already', () => {
  it('is so by another run of the same workflow alone', async () => {
    const asked = (runId = '1', environment = 'acme-prod') => isAsked(github, { ...OWN, runId }, environment);
    waits('break-glass.yml');
    expect(await asked()).toBe(false);
    const own = waits('recover.yml');
    expect(await asked(own)).toBe(false);
    expect([await asked(), await asked('1', 'ACME-prod')]).toEqual([true, true]);
    expect(await asked('1', 'acme-staging')).toBe(false);
  });

  it('is not so by a run of another branch, which runs whatever that branch says', async () => {
    const admin = customer.hosting.as('admin').rest;
    const { id } = (await admin.users.getByUsername({ username: 'dana-at-acme' })).data;
    const open = { environment_name: 'open', reviewers: [{ type: 'User' as const, id }] };
    await admin.repos.createOrUpdateEnvironment({ ...PLACE, ...open, deployment_branch_policy: null });
    waits('recover.yml', 'refs/heads/feature', 'open');
    expect(await isAsked(github, { ...OWN, runId: '1' }, 'open')).toBe(false);
    waits('recover.yml', 'refs/heads/main', 'open');
    expect(await isAsked(github, { ...OWN, runId: '1' }, 'open')).toBe(true);
  });
});
