import { GithubFault } from './github-fault.ts';
import { refPattern } from './ref-pattern.ts';
import { ensureEnvironment } from './rest/environments.ts';
import { isProtected } from './rules/applying.ts';
import type { Environment, EnvironmentApproval, Repository, Run, User, World } from './world.ts';

export interface NewRun {
  readonly repository: Repository;
  readonly event: string;
  readonly sha: string;
  readonly ref: string;
  readonly workflow: string;
  readonly actor: User;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly pull?: NonNullable<Run['pull']>;
  /** A runner leads it. */
  readonly led?: boolean;
}

/** Records a run as GitHub would when its trigger fires. */
export function createRun(world: World, options: NewRun): Run {
  const now = world.clock.now();
  const run: Run = {
    ...options,
    inputs: options.inputs ?? {},
    id: world.nextRunId(),
    number: options.repository.nextRunNumber++,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    triggeringActor: options.actor,
    attempt: 1,
    earlier: [],
    status: 'queued',
    conclusion: null,
    waiting: new Set(),
    approvals: [],
    led: options.led ?? false,
    jobs: [],
  };
  world.runs.set(run.id, run);
  return run;
}

/** Starts the next attempt. Approvals of earlier attempts stay listed, as on GitHub, but start no job. */
export function rerun(world: World, run: Run, by: User): void {
  const { triggeringActor, startedAt, updatedAt, status, conclusion } = run;
  run.earlier.push({ triggeringActor, startedAt, updatedAt, status, conclusion });
  run.attempt += 1;
  run.triggeringActor = by;
  run.startedAt = world.clock.now();
  run.waiting.clear();
  setStatus(world, run, 'queued', null);
}

export function setStatus(world: World, run: Run, status: Run['status'], conclusion: Run['conclusion']): void {
  run.status = status;
  run.conclusion = conclusion;
  run.updatedAt = world.clock.now();
}

/** How this attempt stands before an environment: approved, rejected, or neither yet. */
export function approvalState(run: Run, environment: string): EnvironmentApproval['state'] | undefined {
  const name = environment.toLowerCase();
  const found = run.approvals.filter((each) => each.attempt === run.attempt && each.environment.toLowerCase() === name);
  return found.at(-1)?.state;
}

/**
 * A job reaches its environment: GitHub creates one that does not exist, without protection, and holds the job where
 * reviewers are required.
 */
export function enterEnvironment(world: World, run: Run, name: string): 'open' | 'waiting' | 'rejected' {
  const environment = ensureEnvironment(world, run.repository, name);
  const state = approvalState(run, environment.name);
  if (state === 'rejected' || !branchMayDeploy(run, environment)) return 'rejected';
  if (environment.reviewers.length === 0 || state === 'approved') return 'open';
  run.waiting.add(environment.name);
  setStatus(world, run, 'waiting', null);
  return 'waiting';
}

/** "Protected branches only" lets every branch deploy where no branch is protected: so GitHub does. */
function branchMayDeploy({ repository, ref }: Run, { branchPolicy, deploymentBranches }: Environment): boolean {
  if (branchPolicy === null) return true;
  if (branchPolicy.custom_branch_policies) {
    const type = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
    // A pull request's run is of `refs/pull/N/merge`, and a pattern has to say so in full.
    const name = ref.replace(/^refs\/(heads|tags)\//, '');
    return deploymentBranches.some((each) => each.type === type && refPattern(each.name).test(name));
  }
  const branch = ref.replace(/^refs\/heads\//, '');
  const ruled = [...repository.settings.rulesets.values()].some(({ enforcement }) => enforcement === 'active');
  if (repository.protectedBranches.size === 0 && !ruled) return true;
  return isProtected(repository, branch);
}

/** Whether this user's review would count. */
export function canReview(run: Run, environment: Environment, user: User): boolean {
  const reviewer = environment.reviewers.some(({ id }) => id === user.id);
  return reviewer && !(environment.preventSelfReview && run.triggeringActor.id === user.id);
}

export interface DeploymentReview {
  readonly environments: readonly Environment[];
  readonly state: EnvironmentApproval['state'];
  readonly comment: string;
  readonly user: User;
}

/** Approves or rejects what the run waits for. */
export function reviewDeployments(world: World, run: Run, review: DeploymentReview): void {
  for (const environment of review.environments) {
    if (!run.waiting.has(environment.name)) {
      throw new GithubFault(422, `There is no pending deployment request for the environment ${environment.name}`);
    }
    if (!environment.reviewers.some(({ id }) => id === review.user.id)) {
      throw new GithubFault(422, `${review.user.login} is not a required reviewer of ${environment.name}`);
    }
    if (!canReview(run, environment, review.user)) {
      throw new GithubFault(422, `${review.user.login} may not review their own deployment to ${environment.name}`);
    }
  }
  for (const environment of review.environments) {
    const { state, comment, user } = review;
    run.waiting.delete(environment.name);
    run.approvals.push({ environment: environment.name, state, comment, user, attempt: run.attempt });
  }
  if (run.led) world.happenings.tell({ kind: 'review', run });
  else if (review.state === 'rejected') setStatus(world, run, 'completed', 'failure');
  else if (run.waiting.size === 0) setStatus(world, run, 'queued', null);
}
