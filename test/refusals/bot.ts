import { Octokit } from '@octokit/rest';
import { type Hosting, OWNER, REPOSITORY, WORKFLOW_REF } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';

/** Who a workflow's own token speaks for. */
export const BOT = { login: 'github-actions[bot]', id: 41_898_282 } as const;
/** How a file names it: its login is no name that a file may hold. */
export const BOT_LISTED = `robot#${BOT.id}`;

/** The hosting, with a client for the token of somebody's workflow. */
export async function withBot({ sandbox, hosting }: DrillWorld): Promise<Hosting> {
  const { control, api } = sandbox.github;
  const place = { owner: OWNER, repo: REPOSITORY };
  const admin = hosting.as('admin').rest;
  // Off, as `setup` leaves it, GitHub refuses such an approval itself. Somebody has switched it on here.
  await admin.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    ...place,
    can_approve_pull_request_reviews: true,
  });
  const { data } = await admin.git.getRef({ ...place, ref: 'heads/main' });
  const run = control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event: 'workflow_dispatch',
    sha: data.object.sha,
    ref: 'refs/heads/main',
    actor: 'alice',
    workflow: '.github/workflows/own.yml',
  });
  const job = await control.startJob(run.id, {
    job: 'approve',
    permissions: { 'pull-requests': 'write', contents: 'write' },
    jobWorkflowRef: WORKFLOW_REF,
  });
  const bot = new Octokit({ auth: job.token, baseUrl: api });
  return { ...hosting, as: (login) => (login === BOT.login ? bot : hosting.as(login)) };
}
