import { type Acme, acme, putFile, REPO } from './world.ts';

export const WORKFLOW = '.github/workflows/break-glass.yml';
export const JOB_WORKFLOW = `breakglass/breakglass/.github/workflows/run.yml@${'a'.repeat(40)}`;
const DISPATCHED = [
  'name: Break glass',
  'on: { workflow_dispatch: { inputs: { playbook: {} } } }',
  'jobs: { run: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }',
].join('\n');
export const RUN_PERMISSIONS = { contents: 'write', actions: 'read', 'id-token': 'write' } as const;

/** The job that waits for the environment. */
export const gated = {
  job: 'run',
  environment: 'acme-prod',
  permissions: RUN_PERMISSIONS,
  jobWorkflowRef: JOB_WORKFLOW,
};

/** The customer's repository with a workflow that takes dispatches, and an environment that Dana reviews. */
export interface BreakGlassRuns {
  readonly world: Acme;
  /** The commit that runs start from. */
  readonly head: string;
  /** A dispatch by Alice. */
  readonly startRun: (environment?: string) => ReturnType<Acme['github']['control']['startRun']>;
  readonly environmentId: () => Promise<number>;
  readonly review: (person: Acme['dana'], runId: number, state?: 'approved' | 'rejected') => Promise<unknown>;
}

export async function openBreakGlassRuns(): Promise<BreakGlassRuns> {
  const world = await acme();
  const head = await putFile(world.admin, WORKFLOW, DISPATCHED);
  await world.admin.repos.createOrUpdateEnvironment({
    ...REPO,
    environment_name: 'acme-prod',
    reviewers: [{ type: 'User', id: world.dana.id }],
    prevent_self_review: true,
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  });
  const environmentId = async (): Promise<number> =>
    (await world.admin.repos.getEnvironment({ ...REPO, environment_name: 'acme-prod' })).data.id;
  return {
    world,
    head,
    environmentId,
    startRun: (environment) =>
      world.github.control.startRun({
        repository: 'acme/playbooks',
        event: 'workflow_dispatch',
        sha: head,
        ref: 'refs/heads/main',
        actor: 'alice',
        workflow: WORKFLOW,
        ...(environment === undefined ? {} : { environment }),
      }),
    review: async (person, runId, state = 'approved') => {
      const environment_ids = [await environmentId()];
      return person.octokit.actions.reviewPendingDeploymentsForRun({
        ...REPO,
        run_id: runId,
        environment_ids,
        state,
        comment: 'go',
      });
    },
  };
}
