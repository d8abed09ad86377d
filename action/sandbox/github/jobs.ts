import { createHash } from 'node:crypto';
import { randomToken } from './accounts.ts';
import { jobEnvironment } from './job-environment.ts';
import { ensureEnvironment } from './rest/environments.ts';
import { enterEnvironment, setStatus } from './runs.ts';
import { workflowName } from './workflow-name.ts';
import {
  findRepository,
  type Job,
  type JobPermissions,
  type JobRecord,
  type Run,
  type Token,
  type World,
} from './world.ts';

export interface NewJob {
  /** The job's key in the workflow. */
  readonly job: string;
  readonly environment?: string;
  readonly permissions: JobPermissions;
  /** `owner/repo/.github/workflows/file.yml@ref` of the file that defines the job. */
  readonly jobWorkflowRef: string;
  readonly jobWorkflowSha?: string;
  /** Starts the job although its environment was not approved, as an administrator's bypass does. */
  readonly force?: boolean;
}

export interface StartedJob {
  readonly id: number;
  /** `GITHUB_TOKEN`. */
  readonly token: string;
  /** What a runner puts into the environment of a JavaScript action's process, beside its own PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
}

/** A job that GitHub holds back. */
export class JobHeld extends Error {
  readonly state: 'waiting' | 'rejected';

  constructor(environment: string, state: 'waiting' | 'rejected') {
    super(`the deployment to ${environment} is ${state}`);
    this.name = 'JobHeld';
    this.state = state;
  }
}

/** Starts a job of a run, once its environment lets it. */
export async function startJob(world: World, run: Run, options: NewJob): Promise<StartedJob> {
  if (options.environment !== undefined) {
    const state = enterEnvironment(world, run, options.environment);
    if (state !== 'open' && options.force !== true) throw new JobHeld(options.environment, state);
    // A job beside it that needs no environment leaves what is asked of a reviewer as it is.
    run.waiting.delete(ensureEnvironment(world, run.repository, options.environment).name);
  }
  const record = recordJob(world, run, options.job);
  record.status = 'in_progress';
  const started = await openJob(world, run, record.id, options);
  setStatus(world, run, 'in_progress', null);
  return started;
}

/** Ends a job and its run: its tokens are worth nothing from here. */
export function completeJob(world: World, jobId: number, conclusion: 'success' | 'failure' | 'cancelled'): void {
  const run = closeJob(world, jobId);
  if (run === undefined) return;
  const record = run.jobs.find(({ id }) => id === jobId);
  if (record !== undefined) {
    Object.assign(record, { status: 'completed', conclusion, completedAt: world.clock.now() });
  }
  // A rejected deployment fails the run, however the jobs that report it end.
  const rejected = run.approvals.some(({ attempt, state }) => attempt === run.attempt && state === 'rejected');
  setStatus(world, run, 'completed', rejected ? 'failure' : conclusion);
}

/** Lists a job among its run's, before anything of it has started. */
export function recordJob(world: World, run: Run, name: string): JobRecord {
  const now = world.clock.now();
  const record: JobRecord = {
    id: world.nextRunId(),
    attempt: run.attempt,
    name,
    createdAt: now,
    status: 'queued',
    conclusion: null,
    startedAt: now,
    completedAt: null,
    steps: [],
  };
  run.jobs.push(record);
  return record;
}

/** Gives a job its tokens, its folders and its environment. */
export async function openJob(world: World, run: Run, id: number, options: Omit<NewJob, 'force'>): Promise<StartedJob> {
  const job: Job = {
    id,
    run,
    attempt: run.attempt,
    name: options.job,
    workflow: await workflowName(run),
    environment: options.environment ?? null,
    permissions: options.permissions,
    workflowRef: options.jobWorkflowRef,
    workflowSha: options.jobWorkflowSha ?? (await workflowSha(world, options.jobWorkflowRef)),
    oidcToken: options.permissions['id-token'] === 'write' ? randomToken('oidc') : null,
  };
  world.jobs.set(job.id, job);
  const token: Token = {
    kind: 'run',
    value: randomToken('ghs'),
    user: world.bot,
    repositoryId: run.repository.id,
    jobId: job.id,
    permissions: options.permissions,
  };
  world.tokens.set(token.value, token);
  return { id: job.id, token: token.value, env: await jobEnvironment(world, job) };
}

/** Takes a job's tokens away; gives its run. */
export function closeJob(world: World, jobId: number): Run | undefined {
  for (const [value, token] of world.tokens) {
    if (token.kind === 'run' && token.jobId === jobId) world.tokens.delete(value);
  }
  const run = world.jobs.get(jobId)?.run;
  world.jobs.delete(jobId);
  return run;
}

/** The commit of a reusable workflow: its ref, where that is one, or what the ref points to in this sandbox. */
async function workflowSha(world: World, workflowRef: string): Promise<string> {
  const [path = '', ref = ''] = workflowRef.split('@');
  if (/^[0-9a-f]{40}$/.test(ref)) return ref;
  const [owner = '', name = ''] = path.split('/');
  const repository = findRepository(world, owner, name);
  const sha = await repository?.git.resolve(ref);
  // A repository outside this sandbox: any one commit, always the same.
  return sha ?? createHash('sha1').update(workflowRef).digest('hex');
}
