import type { JWTPayload } from 'jose';
import { createUser, createUserToken } from './accounts.ts';
import type { RunnerOptions } from './actions/engine.ts';
import { type Runner, startRunner } from './actions/runner.ts';
import { completeJob, type NewJob, type StartedJob, startJob } from './jobs.ts';
import { type Claims, ISSUER, jobClaims } from './oidc-claims.ts';
import type { OidcKeys } from './oidc-keys.ts';
import { createRun, enterEnvironment, rerun } from './runs.ts';
import { findRepository, type Repository, type Run, type User, type World } from './world.ts';

export interface RunRequest {
  /** `owner/name`. */
  readonly repository: string;
  readonly event: 'push' | 'workflow_dispatch' | 'workflow_run' | 'schedule' | 'pull_request';
  readonly sha: string;
  /** Fully qualified, for example `refs/heads/main`. */
  readonly ref: string;
  /** Login of who caused it. */
  readonly actor: string;
  /** `.github/workflows/file.yml`. */
  readonly workflow: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** An environment that a job of it enters at once, so that its reviewers can be asked. */
  readonly environment?: string;
  /** Of a pull request's own run, whose `sha` is the trial merge. */
  readonly pull?: NonNullable<Run['pull']>;
}

export interface RunSummary {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly status: Run['status'];
  readonly conclusion: Run['conclusion'];
}

/** What cannot be done through GitHub's API: who exists, and what GitHub itself would do. */
export interface GithubControl {
  createUser(login: string): { readonly login: string; readonly id: number; readonly token: string };
  createOrganization(login: string, owner?: string): { readonly login: string; readonly id: number };
  repository(
    owner: string,
    name: string,
  ): { readonly id: number; readonly ownerId: number; readonly directory: string };
  protectBranch(owner: string, name: string, branch: string): void;
  unprotectBranch(owner: string, name: string, branch: string): void;
  /** Records a run as its trigger would start it. */
  startRun(request: RunRequest): RunSummary;
  run(runId: number): RunSummary;
  /** The next attempt; by the run's actor unless somebody else is named. */
  rerun(runId: number, by?: string): RunSummary;
  /** A job of the run reaches an environment; true when it waits for its reviewers. */
  enterEnvironment(runId: number, environment: string): boolean;
  /** Runs the workflows that lie in the repositories, from now on. */
  startRunner(options?: RunnerOptions): Runner;
  /** Throws `JobHeld` while the environment's approval is missing or refused. */
  startJob(runId: number, job: NewJob): Promise<StartedJob>;
  /** Ends the job and its run; the job's tokens are worth nothing from here. */
  completeJob(jobId: number, conclusion: 'success' | 'failure' | 'cancelled'): void;
  /** The claims that a job's OIDC token would have now. */
  claims(jobId: number, audience: string | null): Claims;
  /** A token by the issuer's key with whatever claims: over those of a job, or over bare times and issuer. */
  signToken(claims: JWTPayload, jobId?: number): Promise<string>;
  /** The same, under the issuer's `kid`, signed by another key. */
  foreignKeyToken(claims: JWTPayload, jobId?: number): Promise<string>;
}

export function createControl(world: World, keys: OidcKeys): GithubControl {
  const user = (login: string): User => found(world.users.get(login.toLowerCase()), `user ${login}`);
  const run = (id: number): Run => found(world.runs.get(id), `run ${id}`);
  const named = (owner: string, name: string): Repository =>
    found(findRepository(world, owner, name), `repository ${owner}/${name}`);
  const base = (jobId: number | undefined): Claims => {
    if (jobId !== undefined) return jobClaims(world, found(world.jobs.get(jobId), `job ${jobId}`), null);
    const now = Math.floor(world.clock.now() / 1000);
    return { iss: ISSUER, iat: now, nbf: now - 300, exp: now + 300 };
  };
  return {
    createUser: (login) => {
      const created = createUser(world, login);
      return { login: created.login, id: created.id, token: createUserToken(world, created).value };
    },
    createOrganization: (login, owner) => {
      const owners = owner === undefined ? [] : [user(owner)];
      const created = createUser(world, login, { type: 'Organization', owners });
      return { login: created.login, id: created.id };
    },
    repository: (owner, name) => {
      const repository = named(owner, name);
      return { id: repository.id, ownerId: repository.owner.id, directory: repository.git.directory };
    },
    protectBranch: (owner, name, branch) => void named(owner, name).protectedBranches.add(branch),
    unprotectBranch: (owner, name, branch) => void named(owner, name).protectedBranches.delete(branch),
    startRun: (request) => {
      const [owner = '', name = ''] = request.repository.split('/');
      const started = createRun(world, { ...request, repository: named(owner, name), actor: user(request.actor) });
      if (request.environment !== undefined) enterEnvironment(world, started, request.environment);
      return summary(started);
    },
    run: (id) => summary(run(id)),
    rerun: (id, by) => {
      const again = run(id);
      rerun(world, again, by === undefined ? again.actor : user(by));
      return summary(again);
    },
    enterEnvironment: (id, environment) => enterEnvironment(world, run(id), environment) === 'waiting',
    startRunner: (options) => startRunner(world, options),
    startJob: (id, job) => startJob(world, run(id), job),
    completeJob: (id, conclusion) => completeJob(world, id, conclusion),
    claims: (jobId, audience) => jobClaims(world, found(world.jobs.get(jobId), `job ${jobId}`), audience),
    signToken: (claims, jobId) => keys.sign({ ...base(jobId), ...claims }),
    foreignKeyToken: (claims, jobId) => keys.signForeign({ ...base(jobId), ...claims }),
  };
}

function summary({ id, number, attempt, status, conclusion }: Run): RunSummary {
  return { id, number, attempt, status, conclusion };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the sandbox has no ${what}`);
  return value;
}
