import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requestUrl } from './oidc-endpoint.ts';
import { isProtected } from './rules/applying.ts';
import { minimalRepositoryView } from './views/repository-view.ts';
import { shortRef } from './views/run-view.ts';
import { userView } from './views/user-view.ts';
import { fullName, type Job, type Run, type World } from './world.ts';

/** What a runner puts into the environment of a job's processes, and the folders and files that it names. */
export async function jobEnvironment(world: World, job: Job): Promise<Record<string, string>> {
  return {
    ...runEnvironment(world, job.run, job.workflow),
    GITHUB_JOB: job.name,
    ...(await jobFiles(world, job)),
    ...oidcEnvironment(world, job),
  };
}

/** What every job of a run is told of it. */
export function runEnvironment(world: World, run: Run, workflow: string): Record<string, string> {
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
    GITHUB_REF_PROTECTED: String(isProtected(repository, shortRef(run.ref))),
    GITHUB_HEAD_REF: run.pull?.headRef ?? '',
    GITHUB_BASE_REF: run.pull?.baseRef ?? '',
    GITHUB_EVENT_NAME: run.event,
    GITHUB_ACTOR: run.actor.login,
    GITHUB_ACTOR_ID: String(run.actor.id),
    GITHUB_TRIGGERING_ACTOR: run.triggeringActor.login,
    GITHUB_WORKFLOW: workflow,
    GITHUB_WORKFLOW_REF: `${fullName(repository)}/${run.workflow}@${run.ref}`,
    GITHUB_WORKFLOW_SHA: run.sha,
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

/** The event as the job's `GITHUB_EVENT_PATH` tells it. */
export function eventPayload(world: World, run: Run): Record<string, unknown> {
  const rest = { repository: minimalRepositoryView(world, run.repository), sender: userView(world, run.actor) };
  if (run.event === 'workflow_dispatch') {
    return { inputs: run.inputs, ref: run.ref, workflow: run.workflow, ...rest };
  }
  return { ...(run.payload ?? { ref: run.ref, after: run.sha }), ...rest };
}
