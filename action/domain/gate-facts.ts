import type { Person } from './documents.ts';

/** A GitHub account as GitHub's API reports it: always with its id. */
export interface Account {
  readonly login: string;
  readonly id: number;
  /** A bot or an app: GitHub says of it something else than that it is a user. */
  readonly machine?: true;
}

export interface PullRequestFacts {
  readonly number: number;
  readonly author: Account;
  /** `null` while it is open. */
  readonly mergedBy: Account | null;
  readonly headSha: string;
  /** Name of the branch that it is merged into. */
  readonly base: string;
  /** How many commits it is made of. */
  readonly commits: number;
  /** Other pull requests that the same commit merged. */
  readonly mergedWith: readonly number[];
  /** Latest review of each reviewer. */
  readonly reviews: readonly {
    readonly user: Account;
    readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
    readonly commitId: string | null;
    readonly body: string;
  }[];
  /** GitHub accounts of the commits' authors and committers; they only ever exclude. */
  readonly contributors: readonly Account[];
  /** Commits of which GitHub does not vouch who made them: unsigned, or by an address that belongs to no account. */
  readonly unverified: readonly { readonly sha: string; readonly reason: string }[];
  /** The branch lies in another repository, where other people may push. */
  readonly fromFork: boolean;
  /** What it changes; where there are more than two files, two of them. */
  readonly files: readonly { readonly path: string; readonly status: string }[];
}

/** The commit that a merge made, as against its first parent: where its files were before. */
export interface MergeFacts {
  readonly parents: readonly string[];
  /** What it changes; not all of it where there are hundreds. */
  readonly files: readonly { readonly path: string; readonly status: string }[];
  /** It has the message, author and date of a commit of the pull request: GitHub rebased it, or somebody pushed it. */
  readonly replayed: boolean;
}

/** Who may deploy to an environment: `patterns` is what a custom policy lists. */
export interface DeploymentBranches {
  readonly policy: 'all' | 'protected' | 'custom';
  readonly patterns: readonly { readonly name: string; readonly type: 'branch' | 'tag' }[];
}

/** Everything that the gate's rules look at: read from GitHub, never from the request. `null` is "GitHub did not say". */
export interface GateFacts {
  readonly repository: {
    readonly fullName: string;
    readonly id: number;
    readonly visibility: 'public' | 'private' | 'internal';
    readonly defaultBranch: string;
    readonly defaultBranchProtected: boolean;
  };
  readonly run: {
    readonly id: string;
    readonly attempt: number;
    readonly event: string;
    /** For a pull request's own run, the head that it merges on trial. */
    readonly sha: string;
    /** `null` for a run of a tag, or where the runner and GitHub's API do not agree. */
    readonly branch: string | null;
    readonly actor: Account;
    readonly triggeringActor: Account;
    /** When the run was started, milliseconds since the epoch. An approval is at least as recent. */
    readonly startedAt: number;
  };
  /** `null` when the environment does not exist. */
  readonly environment: {
    readonly name: string;
    readonly reviewers: readonly { readonly type: 'User' | 'Team'; readonly name: string; readonly id: number }[];
    readonly canAdminsBypass: boolean | null;
    readonly deploymentBranches: DeploymentBranches;
  } | null;
  readonly approvals: readonly {
    readonly environments: readonly string[];
    readonly state: 'approved' | 'rejected' | 'pending';
    readonly user: Account;
    readonly comment: string;
  }[];
  /** The pull request whose merge into the default branch made `run.sha`, or whose own run it is. */
  readonly pullRequest: PullRequestFacts | null;
  /** What that merge made; `null` where nothing is merged. */
  readonly merge: MergeFacts | null;
  /**
   * Those who approved of whom GitHub says that they cannot push to the repository; asked only where a commit is unverified.
   * Whoever is not here may have pushed it.
   */
  readonly cannotPush: readonly Account[];
}

/** True when an account of GitHub's is the person that a file names: by id where the file gives one, else by login. */
export function isPerson(account: Account, person: Person): boolean {
  return person.id === undefined
    ? account.login.toLowerCase() === person.login.toLowerCase()
    : account.id === person.id;
}

/** Each account once, by id: a login can be renamed and taken over. */
export function distinct(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

/** `login#id`, as people are written in the record. */
export function formatAccount(account: Account): string {
  return `${account.login}#${account.id}`;
}
