import { stringify } from 'yaml';
import {
  AUDIT_BRANCH,
  ENVIRONMENT,
  type Hosting,
  OWNER,
  PEOPLE,
  putFile,
  putUnsigned,
  REPOSITORY,
  WORKFLOW_REF,
} from './hosting.ts';
import { type ActionResult, type ActionStep, runStep } from './runner.ts';
import type { DrillWorld } from './world.ts';

/** Does what GitHub does with the reusable workflow: a run on merge, its jobs, the environment's approval. */
export interface Pipeline {
  readonly runId: number;
  plan(hooks?: StepHooks): Promise<ActionResult>;
  /** Puts the run job before its reviewers; `login` approves or rejects it. */
  review(login: string, state: 'approved' | 'rejected'): Promise<void>;
  run(digest: string, hooks?: StepHooks): Promise<ActionResult>;
  recordRefusal(hooks?: StepHooks): Promise<ActionResult>;
}

export type StepHooks = Pick<ActionStep, 'onLine' | 'onStart'> & {
  /** Changes to the process's environment or to the inputs; tests use them. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Starts the run job although nobody approved it, as an administrator's bypass does. */
  readonly force?: boolean;
};

const REQUEST = '2026-11-21-inc-4711';

/** Who does what until the request is merged, where it is not as in `mergeRequest`. */
export interface Merge {
  /** The request's name, for another one in the same world. */
  readonly name?: string;
  readonly author?: string;
  /** Writes the request's file, when it is not the author of the pull request. */
  readonly committer?: string;
  /** Commits as with git: unsigned, under the address that the commit claims. */
  readonly unsigned?: boolean;
  /** A file that the pull request adds beside the request. */
  readonly beside?: string;
  /** Approves the pull request's last commit; null for nobody. */
  readonly reviewer?: string | null;
  readonly merger?: string;
}

/** What the run is, where it is not as `startPipeline` says. */
export interface RunSetup {
  /** The request's name. */
  readonly name?: string;
  /** `playbooks/requests/…` by default. */
  readonly path?: string;
  readonly event?: 'push' | 'workflow_dispatch' | 'schedule';
  readonly actor?: string;
  readonly ref?: string;
  /** The environment that the run's approval is for. */
  readonly environment?: string;
  /** What the run job is, where it is not what the approval is for. */
  readonly job?: Partial<Pick<JobOptions, 'permissions' | 'environment'>> & { readonly jobWorkflowRef?: string };
  /** What the approver writes. */
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
  {
    name = REQUEST,
    author = PEOPLE.requester,
    committer = author,
    unsigned = false,
    beside,
    reviewer = PEOPLE.commander,
    merger = PEOPLE.commander,
  }: Merge = {},
): Promise<string> {
  const place = { owner: OWNER, repo: REPOSITORY };
  const asks = hosting.as(author);
  const main = await asks.rest.git.getRef({ ...place, ref: 'heads/main' });
  await asks.rest.git.createRef({ ...place, ref: `refs/heads/${name}`, sha: main.data.object.sha });
  const text = typeof request === 'string' ? request : stringify(request);
  const put = unsigned ? putUnsigned : putFile;
  await put(hosting.as(committer), requestPath(name), text, `ask for ${name}`, name);
  if (beside !== undefined) await putFile(asks, beside, 'seen\n', `note on ${name}`, name);
  const pull = await asks.rest.pulls.create({ ...place, title: name, head: name, base: 'main' });
  const at = { ...place, pull_number: pull.data.number };
  if (reviewer !== null) {
    await hosting.as(reviewer).rest.pulls.createReview({ ...at, event: 'APPROVE', body: 'criteria confirmed' });
  }
  const merged = await hosting.as(merger).rest.pulls.merge({ ...at, merge_method: 'squash' });
  return merged.data.sha;
}

export function requestPath(name: string = REQUEST): string {
  return `playbooks/requests/${name}.yml`;
}

const PLAN_PERMISSIONS = { contents: 'read', actions: 'read', 'pull-requests': 'read', 'id-token': 'write' } as const;

/** The run that the merge started. */
export function startPipeline(world: DrillWorld, bundle: string, sha: string, setup: RunSetup = {}): Pipeline {
  const { github, aws, clockVariable } = world.sandbox;
  const { environment: gate = ENVIRONMENT } = setup;
  const run = github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event: setup.event ?? 'push',
    sha,
    ref: setup.ref ?? 'refs/heads/main',
    actor: setup.actor ?? PEOPLE.commander,
    workflow: '.github/workflows/on-merge.yml',
  });
  const job = async (name: string, options: JobOptions, hooks: StepHooks): Promise<ActionResult> => {
    const started = await github.control.startJob(run.id, { job: name, jobWorkflowRef: WORKFLOW_REF, ...options });
    const environment = {
      ...started.env,
      AWS_ENDPOINT_URL: aws.endpoint,
      BREAKGLASS_CLOCK: clockVariable,
      ...hooks.environment,
    };
    const result = await runStep({
      bundle,
      ...hooks,
      environment: Object.fromEntries(
        Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      ),
      inputs: {
        command: name,
        request: setup.path ?? requestPath(setup.name),
        'audit-branch': AUDIT_BRANCH,
        'github-token': started.token,
        ...hooks.inputs,
      },
    });
    github.control.completeJob(started.id, result.exitCode === 0 ? 'success' : 'failure');
    return result;
  };
  let seen = '';
  return {
    runId: run.id,
    plan: async (hooks = {}) => {
      const planned = await job('plan', { permissions: PLAN_PERMISSIONS }, hooks);
      seen = planned.outputs['seen'] ?? '';
      return planned;
    },
    review: async (login, state) => {
      github.control.enterEnvironment(run.id, gate);
      await review(world.hosting, run.id, login, { state, comment: setup.comment ?? 'seen' });
    },
    run: (digest, { force = false, ...hooks } = {}) => {
      const permissions = { contents: 'write', actions: 'read', 'pull-requests': 'read', 'id-token': 'write' } as const;
      return job(
        'run',
        { environment: gate, permissions, force, ...setup.job },
        { ...hooks, inputs: { digest, seen, ...hooks.inputs } },
      );
    },
    recordRefusal: (hooks = {}) =>
      job('record-refusal', { permissions: { contents: 'write', actions: 'read', 'pull-requests': 'read' } }, hooks),
  };
}

type JobOptions = Omit<Parameters<DrillWorld['sandbox']['github']['control']['startJob']>[1], 'job' | 'jobWorkflowRef'>;

async function review(
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
