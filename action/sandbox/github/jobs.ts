import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomToken } from './accounts.ts';
import { requestUrl } from './oidc-endpoint.ts';
import { enterEnvironment, setStatus } from './runs.ts';
import { minimalRepositoryView } from './views/repository-view.ts';
import { shortRef } from './views/run-view.ts';
import { userView } from './views/user-view.ts';
import { workflowName } from './workflow-name.ts';
import { findRepository, fullName, type Job, type JobPermissions, type Run, type Token, type World } from './world.ts';

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
  }
  run.waiting.clear();
  const job: Job = {
    id: world.nextRunId(),
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
  setStatus(world, run, 'in_progress', null);
  const token: Token = {
    kind: 'run',
    value: randomToken('ghs'),
    user: world.bot,
    repositoryId: run.repository.id,
    jobId: job.id,
    permissions: options.permissions,
  };
  world.tokens.set(token.value, token);
  const env = { ...contextEnvironment(world, job), ...(await jobFiles(world, job)), ...oidcEnvironment(world, job) };
  return { id: job.id, token: token.value, env };
}

/** Ends a job: its tokens are worth nothing from here. */
export function completeJob(world: World, jobId: number, conclusion: 'success' | 'failure' | 'cancelled'): void {
  const job = world.jobs.get(jobId);
  if (job === undefined) return;
  for (const [value, token] of world.tokens) {
    if (token.kind === 'run' && token.jobId === jobId) world.tokens.delete(value);
  }
  world.jobs.delete(jobId);
  // A rejected deployment fails the run, however the jobs that report it end.
  const { run } = job;
  const rejected = run.approvals.some(({ attempt, state }) => attempt === run.attempt && state === 'rejected');
  setStatus(world, run, 'completed', rejected ? 'failure' : conclusion);
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

function contextEnvironment(world: World, job: Job): Record<string, string> {
  const { run } = job;
  const { repository } = run;
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: world.urls.api,
    GITHUB_GRAPHQL_URL: world.urls.graphql,
    GITHUB_SERVER_URL: world.urls.server,
    GITHUB_REPOSITORY: fullName(repository),
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner.login,
    GITHUB_REPOSITORY_OWNER_ID: String(repository.owner.id),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_SHA: run.sha,
    GITHUB_REF: run.ref,
    GITHUB_REF_NAME: shortRef(run.ref),
    GITHUB_REF_TYPE: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REF_PROTECTED: String(repository.protectedBranches.has(shortRef(run.ref))),
    GITHUB_HEAD_REF: '',
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: run.event,
    GITHUB_ACTOR: run.actor.login,
    GITHUB_ACTOR_ID: String(run.actor.id),
    GITHUB_TRIGGERING_ACTOR: run.triggeringActor.login,
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: `${fullName(repository)}/${run.workflow}@${run.ref}`,
    GITHUB_WORKFLOW_SHA: run.sha,
    GITHUB_JOB: job.name,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_ENVIRONMENT: 'github-hosted',
  };
}

function oidcEnvironment(world: World, job: Job): Record<string, string> {
  if (job.oidcToken === null) return {};
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl(world, job.run.id, job.id),
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: job.oidcToken,
  };
}

/** The files and folders that a runner prepares for a job's step. */
async function jobFiles(world: World, job: Job): Promise<Record<string, string>> {
  const root = join(world.directory, 'runner', String(job.id));
  const folders = {
    GITHUB_WORKSPACE: join(root, 'workspace'),
    RUNNER_TEMP: join(root, 'temp'),
    RUNNER_TOOL_CACHE: join(root, 'tools'),
  };
  const commands = join(root, 'temp', '_runner_file_commands');
  await Promise.all([...Object.values(folders), commands].map((folder) => mkdir(folder, { recursive: true })));
  const names = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
  const files = Object.fromEntries(
    names.map((name) => [name, join(commands, `${name.toLowerCase()}_${randomUUID()}`)]),
  );
  const event = join(root, 'temp', 'event.json');
  await Promise.all([
    ...Object.values(files).map((file) => writeFile(file, '')),
    writeFile(event, JSON.stringify(eventPayload(world, job.run), null, 2)),
  ]);
  return { ...folders, ...files, GITHUB_EVENT_PATH: event };
}

function eventPayload(world: World, run: Run): Record<string, unknown> {
  const rest = { repository: minimalRepositoryView(world, run.repository), sender: userView(world, run.actor) };
  if (run.event === 'workflow_dispatch') {
    return { inputs: run.inputs, ref: run.ref, workflow: run.workflow, ...rest };
  }
  return { ref: run.ref, after: run.sha, ...rest };
}
