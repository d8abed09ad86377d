import { AUDIT_BRANCH, OWNER, PEOPLE, RECOVER_REF, REPOSITORY } from './hosting.ts';
import { type ActionResult, type ActionStep, type Bundle, runStep } from './runner.ts';
import type { DrillWorld } from './world.ts';

export type StepHooks = Pick<ActionStep, 'onLine' | 'onStart'> & {
  /** Changes to the process's environment or to the inputs; tests use them. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Starts the run job although nobody approved it, as an administrator's bypass does. */
  readonly force?: boolean;
  /** Asked when it is over: somebody cancelled it. */
  readonly cancelled?: () => boolean;
};

/** What a job is on GitHub: its key, the file that defines it, its permissions. */
export type NewJob = Parameters<DrillWorld['sandbox']['github']['control']['startJob']>[1];

/** A job of one step: the bundle. When it is over, however it ended, GitHub says how. */
export async function runJob(
  world: DrillWorld,
  bundle: Bundle,
  job: NewJob & { readonly runId: number },
  hooks: StepHooks,
): Promise<ActionResult> {
  const { github, aws, clockVariable } = world.sandbox;
  const { runId, ...options } = job;
  const started = await github.control.startJob(runId, options);
  const environment = {
    ...started.env,
    AWS_ENDPOINT_URL: aws.endpoint,
    BREAKGLASS_CLOCK: clockVariable,
    ...hooks.environment,
  };
  const step = {
    ...hooks,
    environment: Object.fromEntries(
      Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
    inputs: { command: job.job, 'audit-branch': AUDIT_BRANCH, 'github-token': started.token, ...hooks.inputs },
  };
  const result = await (typeof bundle === 'string' ? runStep({ bundle, ...step }) : bundle(step));
  const ended = result.exitCode === 0 ? 'success' : 'failure';
  github.control.completeJob(started.id, hooks.cancelled?.() === true ? 'cancelled' : ended);
  return result;
}

/** As `.github/workflows/recover.yml` gives them. */
export const RECOVER_PERMISSIONS = {
  actions: 'read',
  contents: 'write',
  'id-token': 'write',
  issues: 'write',
  'pull-requests': 'write',
} as const;

/** A run of the recovery, which has one job. */
export interface RecoveryRun {
  readonly runId: number;
  run(hooks?: StepHooks): Promise<ActionResult>;
}

/**
 * The run that GitHub starts on `main` when another has completed, on the commit that is the newest then. `environment`: its job runs in
 * that one, once somebody has approved it.
 */
export async function startRecovery(world: DrillWorld, bundle: Bundle, environment?: string): Promise<RecoveryRun> {
  const at = { owner: OWNER, repo: REPOSITORY, ref: 'heads/main' };
  const main = await world.hosting.as('admin').rest.git.getRef(at);
  const { id: runId } = world.sandbox.github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event: 'workflow_run',
    sha: main.data.object.sha,
    ref: 'refs/heads/main',
    actor: PEOPLE.commander,
    workflow: '.github/workflows/recover.yml',
  });
  const gate = environment === undefined ? {} : { environment };
  const job = { job: 'recover', permissions: RECOVER_PERMISSIONS, jobWorkflowRef: RECOVER_REF, runId, ...gate };
  return { runId, run: (hooks = {}) => runJob(world, bundle, job, hooks) };
}

/** That run, from its start to its end. */
export async function runRecovery(world: DrillWorld, bundle: Bundle, hooks: StepHooks = {}): Promise<ActionResult> {
  const { run } = await startRecovery(world, bundle);
  return run(hooks);
}
