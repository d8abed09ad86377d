import { ENVIRONMENT, type Hosting, OWNER, PEOPLE, REPOSITORY, WORKFLOW_REF } from './hosting.ts';
import { type NewJob, runJob, type StepHooks } from './job.ts';
import { type Merge, openRequest } from './open-request.ts';
import type { ActionResult, Bundle } from './runner.ts';
import type { DrillWorld } from './world.ts';

/** Does what GitHub does with the reusable workflow: a run on merge, its jobs, the environment's approval. */
export interface Pipeline {
  readonly runId: number;
  plan(hooks?: StepHooks): Promise<ActionResult>;
  /** Puts the run job before its reviewers; `login` approves or rejects it. */
  review(login: string, state: 'approved' | 'rejected', comment?: string): Promise<void>;
  run(digest: string, hooks?: StepHooks): Promise<ActionResult>;
  recordRefusal(hooks?: StepHooks): Promise<ActionResult>;
}

const REQUEST = '2026-11-21-inc-4711';

/** What the run is, where it is not as `startPipeline` says. */
export interface RunSetup {
  /** The request's name. */
  readonly name?: string;
  /** `playbooks/requests/…` by default. */
  readonly path?: string;
  readonly event?: 'push' | 'workflow_dispatch' | 'schedule' | 'pull_request';
  readonly actor?: string;
  readonly ref?: string;
  /** Of a pull request's own run. */
  readonly pull?: { readonly headRef: string; readonly baseRef: string; readonly headSha: string };
  /** The environment that the run's approval is for. */
  readonly environment?: string;
  /** What the run job is, where it is not what the approval is for. */
  readonly job?: Partial<Pick<JobOptions, 'permissions' | 'environment'>> & { readonly jobWorkflowRef?: string };
  /** What the approver writes, where `review` is not told. */
  readonly comment?: string;
}

/** The request as alice writes it. */
export function drillRequest(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    version: 1,
    request: REQUEST,
    playbook: 'shift-traffic',
    install: ENVIRONMENT,
    incident: 'INC-4711',
    reason: 'Payment latency 20-30 s, order queue at 250,000 and growing',
    commander: PEOPLE.commander,
    confirmed: ['Customers see errors on this listener now'],
    duration: '30m',
    inputs: { listener: 'web-http', to: 'green', percent: 100 },
    ...changes,
  };
}

/** Alice opens the pull request, the commander approves its head and merges it. Resolves to the merge commit. */
export async function mergeRequest(
  hosting: Hosting,
  request: Readonly<Record<string, unknown>> | string,
  merge: Merge = {},
): Promise<string> {
  const { name = REQUEST, merger = PEOPLE.commander, method = 'squash' } = merge;
  const { number } = await openRequest(hosting, request, { name, path: requestPath(name) }, merge);
  const at = { owner: OWNER, repo: REPOSITORY, pull_number: number };
  return (await hosting.as(merger).rest.pulls.merge({ ...at, merge_method: method })).data.sha;
}

export function requestPath(name: string = REQUEST): string {
  return `playbooks/requests/${name}.yml`;
}

/** Of the run job; the last two are for the status that it shows. */
export const RUN_PERMISSIONS = {
  contents: 'write',
  actions: 'read',
  'id-token': 'write',
  'pull-requests': 'write',
  issues: 'write',
} as const;
export const PLAN_PERMISSIONS = {
  contents: 'read',
  actions: 'read',
  'pull-requests': 'read',
  'id-token': 'write',
} as const;

/** The run that the merge started. */
export function startPipeline(world: DrillWorld, bundle: Bundle, sha: string, setup: RunSetup = {}): Pipeline {
  const { github } = world.sandbox;
  const { environment: gate = ENVIRONMENT } = setup;
  const run = github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event: setup.event ?? 'push',
    sha,
    ref: setup.ref ?? 'refs/heads/main',
    actor: setup.actor ?? PEOPLE.commander,
    workflow: '.github/workflows/on-merge.yml',
    ...(setup.pull === undefined ? {} : { pull: setup.pull }),
  });
  const job = (name: string, options: JobOptions, hooks: StepHooks): Promise<ActionResult> => {
    const inputs = { request: setup.path ?? requestPath(setup.name), ...hooks.inputs };
    const started = { runId: run.id, job: name, jobWorkflowRef: WORKFLOW_REF, ...options };
    return runJob(world, bundle, started, { ...hooks, inputs });
  };
  let seen = '';
  return {
    runId: run.id,
    plan: async (hooks = {}) => {
      const planned = await job('plan', { permissions: PLAN_PERMISSIONS }, hooks);
      seen = planned.outputs['seen'] ?? '';
      return planned;
    },
    review: async (login, state, comment = setup.comment ?? 'seen') => {
      github.control.enterEnvironment(run.id, gate);
      await review(world.hosting, run.id, login, { state, comment });
    },
    run: (digest, { force = false, ...hooks } = {}) => {
      return job(
        'run',
        { environment: gate, permissions: RUN_PERMISSIONS, force, ...setup.job },
        { ...hooks, inputs: { digest, seen, ...hooks.inputs } },
      );
    },
    recordRefusal: (hooks = {}) =>
      job('record-refusal', { permissions: { contents: 'write', actions: 'read', 'pull-requests': 'read' } }, hooks),
  };
}

type JobOptions = Omit<NewJob, 'job' | 'jobWorkflowRef'>;

/** Answers at every environment that the run waits for, as this person. */
export async function review(
  hosting: Hosting,
  runId: number,
  login: string,
  verdict: { readonly state: 'approved' | 'rejected'; readonly comment: string },
): Promise<void> {
  const place = { owner: OWNER, repo: REPOSITORY, run_id: runId };
  const reviewer = hosting.as(login);
  const pending = await reviewer.rest.actions.getPendingDeploymentsForRun(place);
  const ids = pending.data.flatMap((deployment) => deployment.environment.id ?? []);
  await reviewer.rest.actions.reviewPendingDeploymentsForRun({
    ...place,
    environment_ids: ids,
    ...verdict,
  });
}
