import type { Person } from './documents.ts';

/** A GitHub account as GitHub's API reports it: always with its id. */
export interface Account {
  readonly login: string;
  readonly id: number;
}

export interface PullRequestFacts {
  readonly number: number;
  readonly author: Account;
  readonly mergedBy: Account | null;
  readonly headSha: string;
  /** Latest review of each reviewer. */
  readonly reviews: readonly {
    readonly user: Account;
    readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
    readonly commitId: string | null;
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
    readonly deploymentBranches: 'all' | 'protected' | 'custom';
  } | null;
  readonly approvals: readonly {
    readonly environments: readonly string[];
    readonly state: 'approved' | 'rejected' | 'pending';
    readonly user: Account;
    readonly comment: string;
  }[];
  /** The pull request whose merge into the default branch made `run.sha`, for a run started by it. */
  readonly pullRequest: PullRequestFacts | null;
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
