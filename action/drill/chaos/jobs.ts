import { recoverCommand } from '../../commands/recover.ts';
import { type RunEnd, runCommand } from '../../commands/run.ts';
import { readAhead, type Wiring, wire } from '../../commands/wiring.ts';
import { asBreakglassError } from '../../domain/error.ts';
import { inputVariables } from '../../sandbox/github/actions/step-process.ts';
import { registry } from '../../services/registry.ts';
import { AUDIT_BRANCH, ENVIRONMENT, OWNER, PEOPLE, RECOVER_REF, REPOSITORY, WORKFLOW_REF } from '../hosting.ts';
import { type NewJob, RECOVER_PERMISSIONS } from '../job.ts';
import { PLAN_PERMISSIONS, RUN_PERMISSIONS, requestPath, review } from '../pipeline.ts';
import { withHeldLooks } from './held-looks.ts';
import { createMutedHost, type MutedHost } from './host.ts';
import type { Life } from './life.ts';
import type { MergedRequest, Playground } from './playground.ts';

/** A job of one step that is played in this process, and how it went. */
export interface PlayedJob<T> {
  readonly id: number;
  readonly session: string;
  readonly host: MutedHost;
  /** `killed` where its process was; an error where it threw. */
  readonly end: T | 'killed' | { readonly error: string };
}

/** Longer than any job may take, in milliseconds of the clock. */
const JOB_LIMIT_MS = 6 * 3_600_000;

/** A run of the merged request, approved by the reviewer: the next job may be its run job. Gives its id. */
export async function approvedRun({ world, request }: Playground): Promise<number> {
  const run = startRun({ world }, { event: 'push', sha: request.sha, workflow: 'on-merge.yml' });
  world.sandbox.github.control.enterEnvironment(run, ENVIRONMENT);
  await review(world.hosting, run, PEOPLE.approver, { state: 'approved', comment: 'seen' });
  return run;
}

/** The run job: a session from its gate to its last link, or as far as it comes. */
export function playSession(ground: Playground, runId: number, life: Life): Promise<PlayedJob<RunEnd>> {
  const job = {
    runId,
    job: 'run',
    jobWorkflowRef: WORKFLOW_REF,
    environment: ENVIRONMENT,
    permissions: RUN_PERMISSIONS,
  };
  const { name, digest, plannedBy } = ground.request;
  // Planned by another run of the same merge: a unit that is to be made is named by the session that makes it.
  const seen = ground.request.seen.replaceAll(`-${plannedBy}/`, `-${runId}/`);
  const inputs = { command: 'run', request: requestPath(name), digest, seen };
  return playJob(ground, job, inputs, life, runCommand);
}

/** What GitHub starts when the run has completed: on the default branch, without environment. */
export async function playRecovery(ground: Playground, life: Life): Promise<PlayedJob<'done'>> {
  const { sha } = ground.request;
  const runId = startRun(ground, { event: 'workflow_run', sha, workflow: 'recover.yml' });
  const job = { runId, job: 'recover', jobWorkflowRef: RECOVER_REF, permissions: RECOVER_PERMISSIONS };
  return playJob(ground, job, { command: 'recover' }, life, async (wiring): Promise<'done'> => {
    await recoverCommand(wiring);
    return 'done';
  });
}

/** The plan job, for the digest that the approver sees and the state that was shown. */
export async function playPlan(
  ground: Pick<Playground, 'world' | 'clock'>,
  { sha, name }: Pick<MergedRequest, 'sha' | 'name'>,
  life: Life,
): Promise<Pick<MergedRequest, 'digest' | 'seen' | 'plannedBy'>> {
  const { planCommand } = await import('../../commands/plan.ts');
  const runId = startRun(ground, { event: 'push', sha, workflow: 'on-merge.yml' });
  const job = { runId, job: 'plan', jobWorkflowRef: WORKFLOW_REF, permissions: PLAN_PERMISSIONS };
  const { end } = await playJob(ground, job, { command: 'plan', request: requestPath(name) }, life, planCommand);
  const outputs = typeof end === 'object' && 'outputs' in end ? end.outputs : {};
  const { digest, seen } = outputs;
  if (digest === undefined || seen === undefined) throw new Error(`the plan was refused: ${JSON.stringify(end)}`);
  return { digest, seen, plannedBy: runId };
}

function startRun(
  { world }: Pick<Playground, 'world'>,
  {
    event,
    sha,
    workflow,
  }: { readonly event: 'push' | 'workflow_run'; readonly sha: string; readonly workflow: string },
): number {
  const { control } = world.sandbox.github;
  return control.startRun({
    repository: `${OWNER}/${REPOSITORY}`,
    event,
    sha,
    ref: 'refs/heads/main',
    actor: PEOPLE.commander,
    workflow: `.github/workflows/${workflow}`,
  }).id;
}

/** Plays a job's step; when its process is over, however it ended, GitHub says so. */
async function playJob<T>(
  { world, clock }: Pick<Playground, 'world' | 'clock'>,
  { runId, ...options }: NewJob & { readonly runId: number },
  inputs: Readonly<Record<string, string>>,
  life: Life,
  command: (wiring: Wiring) => Promise<T>,
): Promise<PlayedJob<T>> {
  const { aws, github } = world.sandbox;
  const job = await github.control.startJob(runId, options);
  const host = createMutedHost(life.ended);
  const given = inputVariables({ ...inputs, 'audit-branch': AUDIT_BRANCH, 'github-token': job.token });
  const variables = { ...job.env, AWS_ENDPOINT_URL: aws.endpoint, ...given };
  let session = '';
  const work = async (): Promise<T | { readonly error: string }> => {
    try {
      const adapters = wire(variables, host, life.outside);
      session = adapters.session;
      readAhead(adapters);
      return await command({ ...adapters, registry: withHeldLooks(registry, clock) });
    } catch (error) {
      const { code, message } = asBreakglassError(error);
      return { error: `${code}: ${message}` };
    }
  };
  const end = await clock.run(Promise.race([work(), life.death]), JOB_LIMIT_MS);
  const well = typeof end === 'object' && end !== null && 'error' in end ? end.error === undefined : end !== 'killed';
  life.kill();
  github.control.completeJob(job.id, well ? 'success' : 'failure');
  return { id: job.id, session, host, end };
}
