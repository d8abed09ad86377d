import type { Clock } from '../../ports/clock.ts';
import type { GitRepository } from './git/git-repository.ts';
import type { Happenings } from './happenings.ts';
import type { RepositorySettings, SecretNames } from './settings.ts';

/** What a person, an organisation or a bot is to the sandbox. */
export interface User {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Organization' | 'Bot';
  /** A site administrator passes every permission check, as the one who owns this sandbox. */
  readonly siteAdmin: boolean;
  /** Ids of an organisation's owners, who administer its repositories. */
  readonly owners: ReadonlySet<number>;
  /** Milliseconds since the epoch, as every time here. */
  readonly createdAt: number;
}

export type Role = 'read' | 'write' | 'admin';
const ROLES: readonly Role[] = ['read', 'write', 'admin'];

/** True when `role` includes all that `needed` may do. */
export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The keys of a workflow's `permissions:` that the sandbox knows. A key that is absent is `none`. */
export interface JobPermissions {
  readonly actions?: 'read' | 'write' | 'none';
  readonly contents?: 'read' | 'write' | 'none';
  readonly deployments?: 'read' | 'write' | 'none';
  readonly issues?: 'read' | 'write' | 'none';
  readonly 'pull-requests'?: 'read' | 'write' | 'none';
  readonly 'id-token'?: 'write' | 'none';
}

/** Who a token speaks for. A run token is bound to one repository and one job. */
export type Token =
  | { readonly kind: 'user'; readonly value: string; readonly user: User }
  | {
      readonly kind: 'run';
      readonly value: string;
      readonly user: User;
      readonly repositoryId: number;
      readonly jobId: number;
      readonly permissions: JobPermissions;
    };

/** A name pattern of branches or of tags that may deploy to an environment. */
export interface DeploymentBranch {
  readonly id: number;
  readonly name: string;
  readonly type: 'branch' | 'tag';
}

export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  updatedAt: number;
  reviewers: readonly User[];
  preventSelfReview: boolean;
  canAdminsBypass: boolean;
  waitTimer: number;
  branchPolicy: { readonly protected_branches: boolean; readonly custom_branch_policies: boolean } | null;
  /** What `custom_branch_policies` lists. */
  readonly deploymentBranches: DeploymentBranch[];
  readonly secrets: SecretNames;
}

export interface Review {
  readonly id: number;
  readonly user: User;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly body: string;
  readonly commitId: string;
  readonly submittedAt: number;
}

/** The commits at the ends of a pull request. */
export interface Tips {
  readonly head: string;
  readonly base: string;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly head: string;
  readonly base: string;
  readonly createdAt: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  updatedAt: number;
  /** As last seen. */
  tips: Tips;
  /** Set when merged: the tips as they were just before. */
  merged: {
    readonly by: User;
    readonly at: number;
    readonly sha: string;
    readonly headSha: string;
    readonly baseSha: string;
  } | null;
  readonly reviews: Review[];
}

export interface IssueComment {
  readonly id: number;
  readonly issue: number;
  readonly user: User;
  readonly createdAt: number;
  body: string;
  updatedAt: number;
}

/** An issue that is no pull request; both are numbered by one sequence. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly createdAt: number;
  title: string;
  body: string | null;
  labels: readonly Label[];
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  updatedAt: number;
  closedAt: number | null;
}

export interface Label {
  readonly id: number;
  readonly name: string;
}

/** How a repository's OIDC `sub` is made (`actions/oidc/customization/sub`). */
export interface SubjectTemplate {
  readonly useDefault: boolean;
  readonly claimKeys: readonly string[];
  readonly immutable: boolean;
}

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly createdAt: number;
  readonly defaultBranch: string;
  readonly git: GitRepository;
  readonly collaborators: Map<number, Role>;
  readonly environments: Map<string, Environment>;
  readonly pulls: PullRequest[];
  readonly issues: Issue[];
  /** By their names in lower case. */
  readonly labels: Map<string, Label>;
  readonly comments: Map<number, IssueComment>;
  readonly protectedBranches: Set<string>;
  readonly settings: RepositorySettings;
  /** Commits that GitHub made itself, and so vouches for. */
  readonly webCommits: Set<string>;
  /** Who moved a ref last, by its full name. */
  readonly pushers: Map<string, User>;
  visibility: 'public' | 'private' | 'internal';
  description: string | null;
  pushedAt: number;
  subject: SubjectTemplate;
  nextNumber: number;
  nextRunNumber: number;
}

export interface EnvironmentApproval {
  readonly environment: string;
  readonly state: 'approved' | 'rejected';
  readonly user: User;
  readonly comment: string;
  /** Not in GitHub's answer: used to see whether this attempt may start. */
  readonly attempt: number;
}

export interface Run {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly event: string;
  readonly sha: string;
  /** Fully qualified, for example `refs/heads/main`. */
  readonly ref: string;
  readonly workflow: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly actor: User;
  readonly createdAt: number;
  /** What the event says beside repository and sender. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Of a pull request's run: its branches, and the head that GitHub shows instead of the merge commit. */
  readonly pull?: { readonly headRef: string; readonly baseRef: string; readonly headSha: string };
  triggeringActor: User;
  attempt: number;
  /** How the attempts before this one ended, the first one first. */
  readonly earlier: EarlierAttempt[];
  startedAt: number;
  updatedAt: number;
  status: 'queued' | 'in_progress' | 'waiting' | 'completed';
  conclusion: Conclusion | 'startup_failure' | null;
  /** Names of environments that a job waits for. */
  readonly waiting: Set<string>;
  readonly approvals: EnvironmentApproval[];
  /** A runner starts and ends its jobs, and says how it stands. */
  led: boolean;
  readonly jobs: JobRecord[];
}

/** An attempt of a run that was run again. */
export interface EarlierAttempt {
  readonly triggeringActor: User;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly status: Run['status'];
  readonly conclusion: Run['conclusion'];
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A step as the jobs API tells it. */
export interface StepRecord {
  readonly name: string;
  readonly number: number;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  startedAt: number | null;
  completedAt: number | null;
}

/** A job as the jobs API tells it, long after its tokens are gone. */
export interface JobRecord {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  readonly createdAt: number;
  status: 'queued' | 'in_progress' | 'waiting' | 'completed';
  conclusion: Conclusion | null;
  startedAt: number;
  completedAt: number | null;
  readonly steps: StepRecord[];
}

export interface Job {
  readonly id: number;
  readonly run: Run;
  readonly attempt: number;
  readonly name: string;
  /** The workflow's `name`. */
  readonly workflow: string;
  readonly environment: string | null;
  readonly permissions: JobPermissions;
  readonly workflowRef: string;
  readonly workflowSha: string;
  /** Bearer for the OIDC request URL; null without `id-token: write`. */
  readonly oidcToken: string | null;
}

/** Where the sandbox answers. `server` is what `https://github.com` is to GitHub: pages and git. */
export interface Urls {
  api: string;
  graphql: string;
  server: string;
  oidc: string;
}

/** The sandbox's whole state beside git. */
export interface World {
  readonly clock: Clock;
  readonly directory: string;
  readonly urls: Urls;
  readonly users: Map<string, User>;
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, Token>;
  readonly runs: Map<number, Run>;
  readonly jobs: Map<number, Job>;
  /** What happens, told to whoever leads runs. */
  readonly happenings: Happenings;
  readonly bot: User;
  readonly webFlow: User;
  /** The next number of a sequence: ids never repeat and grow. */
  nextId(): number;
  nextRunId(): number;
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase());
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
