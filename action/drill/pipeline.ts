import { stringify } from 'yaml';
import {
  AUDIT_BRANCH,
  ENVIRONMENT,
  type Hosting,
  OWNER,
  PEOPLE,
  putFile,
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
): Promise<string> {
  const place = { owner: OWNER, repo: REPOSITORY };
  const alice = hosting.as(PEOPLE.requester);
  const carol = hosting.as(PEOPLE.commander);
  const main = await alice.rest.git.getRef({ ...place, ref: 'heads/main' });
  await alice.rest.git.createRef({ ...place, ref: `refs/heads/${REQUEST}`, sha: main.data.object.sha });
  const text = typeof request === 'string' ? request : stringify(request);
  await putFile(alice, requestPath(), text, `ask for ${REQUEST}`, REQUEST);
  const pull = await alice.rest.pulls.create({ ...place, title: REQUEST, head: REQUEST, base: 'main' });
  const pull_number = pull.data.number;
  await carol.rest.pulls.createReview({ ...place, pull_number, event: 'APPROVE', body: 'criteria confirmed' });
  const merged = await carol.rest.pulls.merge({ ...place, pull_number, merge_method: 'squash' });
  return merged.data.sha;
}

export function requestPath(): string {
  return `playbooks/requests/${REQUEST}.yml`;
}

/** The run that the merge started. */
export function startPipeline(world: DrillWorld, bundle: string, sha: string): Pipeline {
  const { github, aws, clockVariable } = world.sandbox;
  const run = github.control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event: 'push',
    sha,
    ref: 'refs/heads/main',
    actor: PEOPLE.commander,
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
        request: requestPath(),
        'audit-branch': AUDIT_BRANCH,
        'github-token': started.token,
        ...hooks.inputs,
      },
    });
    github.control.completeJob(started.id, result.exitCode === 0 ? 'success' : 'failure');
    return result;
  };
  return {
    runId: run.id,
    plan: (hooks = {}) =>
      job('plan', { permissions: { contents: 'read', actions: 'read', 'pull-requests': 'read' } }, hooks),
    review: async (login, state) => {
      github.control.enterEnvironment(run.id, ENVIRONMENT);
      await review(world.hosting, run.id, login, state);
    },
    run: (digest, { force = false, ...hooks } = {}) => {
      const permissions = { contents: 'write', actions: 'read', 'pull-requests': 'read', 'id-token': 'write' } as const;
      return job(
        'run',
        { environment: ENVIRONMENT, permissions, force },
        { ...hooks, inputs: { digest, ...hooks.inputs } },
      );
    },
    recordRefusal: (hooks = {}) =>
      job('record-refusal', { permissions: { contents: 'write', actions: 'read', 'pull-requests': 'read' } }, hooks),
  };
}

type JobOptions = Omit<Parameters<DrillWorld['sandbox']['github']['control']['startJob']>[1], 'job' | 'jobWorkflowRef'>;

async function review(hosting: Hosting, runId: number, login: string, state: 'approved' | 'rejected'): Promise<void> {
  const place = { owner: OWNER, repo: REPOSITORY, run_id: runId };
  const reviewer = hosting.as(login);
  const pending = await reviewer.rest.actions.getPendingDeploymentsForRun(place);
  const ids = pending.data.flatMap((deployment) => deployment.environment.id ?? []);
  await reviewer.rest.actions.reviewPendingDeploymentsForRun({
    ...place,
    environment_ids: ids,
    state,
    comment: 'seen',
  });
}
