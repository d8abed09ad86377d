import type { Install, Person } from './documents.ts';
import type { Account } from './gate-facts.ts';
import type { JsonObject } from './json.ts';

/** What a token could see, or why it could not: what nobody saw is never taken for good. */
export type Seen<T> = { readonly seen: true; readonly value: T } | { readonly seen: false; readonly why: string };

export interface RuleFacts {
  readonly type: string;
  readonly parameters: JsonObject;
}

export interface BypassActorFacts {
  /** `RepositoryRole`, `Team`, `Integration`, …: as GitHub names them. */
  readonly type: string;
  readonly id: number | null;
  readonly mode: string;
}

/** A ruleset by itself, whether it is in force or not. */
export interface RulesetFacts {
  readonly id: number;
  readonly name: string;
  readonly target: string;
  readonly enforcement: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly RuleFacts[];
  readonly bypass: Seen<readonly BypassActorFacts[]>;
}

/** Classic branch protection, which administrators pass by unless it says otherwise. */
export interface ClassicProtection {
  readonly requiresPullRequest: boolean;
  /** Approvals that a pull request needs. */
  readonly approvals: number;
  readonly requiresCodeOwners: boolean;
  readonly dismissesStale: boolean;
  /** The last push is approved by somebody other than who pushed it. */
  readonly requiresLastPush: boolean;
  readonly allowsForcePushes: boolean;
  readonly allowsDeletions: boolean;
  readonly holdsAdministrators: boolean;
}

/** The rules that are in force on a branch, wherever they come from. */
export interface BranchFacts {
  readonly name: string;
  readonly exists: boolean;
  readonly rules: Seen<readonly RuleFacts[]>;
  /** Who may pass the rulesets by that are in force on it: one line each. */
  readonly bypass: Seen<readonly string[]>;
  readonly classic: Seen<ClassicProtection | null>;
}

export interface EnvironmentSettings {
  readonly name: string;
  readonly reviewers: readonly { readonly type: 'User' | 'Team'; readonly name: string; readonly id: number }[];
  readonly preventSelfReview: boolean;
  /** `null`: GitHub did not say. */
  readonly canAdminsBypass: boolean | null;
  readonly waitTimer: number;
  readonly branches: {
    readonly policy: 'all' | 'protected' | 'custom';
    readonly patterns: readonly { readonly id: number; readonly name: string; readonly type: string }[];
  };
}

export interface PersonFacts {
  readonly person: Person;
  /** The account that has this login now; null when there is none. */
  readonly account: Seen<Account | null>;
  readonly permission: Seen<'admin' | 'write' | 'read' | 'none'>;
}

export interface WorkflowFacts {
  readonly path: string;
  /** It lies where `breakglass init` writes one of its own: whether it is that one, `outOfStep` says. */
  readonly generated: boolean;
  /** False: it is not read as a workflow, and nothing below is known. */
  readonly readable: boolean;
  /** Every event of its `on:`. */
  readonly events: readonly string[];
  /** What it and its jobs let their tokens write, as `id-token: write`; `write-all`. */
  readonly grants: readonly string[];
  /** Every `uses:` of its jobs and steps. */
  readonly uses: readonly string[];
  /** Every `environment:` of its jobs, expressions as they stand. */
  readonly environments: readonly string[];
}

/** A lock that a session took and has not given back. */
export interface OpenLock {
  readonly install: string;
  readonly ref: string;
  /** As its marker says; null where that cannot be read. */
  readonly holder: { readonly session: string; readonly run: string; readonly since: string } | null;
  /** Of the holder's run: `completed`, `in_progress`, …; null where GitHub does not say. */
  readonly runStatus: string | null;
}

/** How a repository's OIDC `sub` is made. */
export interface SubjectFacts {
  readonly useDefault: boolean;
  readonly claimKeys: readonly string[];
  /** `repo:OWNER@ID/NAME@ID`; null where GitHub does not say. */
  readonly immutable: boolean | null;
}

export interface RepositoryFacts {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly ownerId: number;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly defaultBranch: string;
}

/** A playbook repository as it looks from outside. */
export interface SetupFacts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly repository: RepositoryFacts;
  readonly administrators: Seen<readonly Account[]>;
  readonly installs: readonly Install[];
  /** Files of `playbooks/` that do not parse: one line each. */
  readonly problems: readonly string[];
  /** Everybody whom the installs name, once. */
  readonly people: readonly PersonFacts[];
  /** Everybody else whom CODEOWNERS names, teams and addresses left out. */
  readonly owners: readonly PersonFacts[];
  readonly environments: Seen<readonly EnvironmentSettings[]>;
  readonly defaultBranch: BranchFacts;
  readonly auditBranch: BranchFacts;
  /** Repository id that the audit branch's genesis names; null where it has no valid one. */
  readonly genesis: Seen<number | null>;
  /** Rules in force on the branches that sessions are locked by. */
  readonly lockRules: Seen<readonly RuleFacts[]>;
  readonly locks: Seen<readonly OpenLock[]>;
  /** Text of the CODEOWNERS file that GitHub reads; null where there is none. */
  readonly codeOwners: string | null;
  readonly workflows: readonly WorkflowFacts[];
  /** Files that `breakglass init` would write otherwise. */
  readonly outOfStep: Seen<readonly string[]>;
  readonly subject: Seen<SubjectFacts>;
  readonly workflowToken: Seen<{ readonly permissions: 'read' | 'write'; readonly mayCreatePullRequests: boolean }>;
  /** Names of the repository's Actions secrets. */
  readonly secrets: Seen<readonly string[]>;
  /** Names of the secrets of each install's environment, by the environment's name in lower case. */
  readonly environmentSecrets: ReadonlyMap<string, Seen<readonly string[]>>;
}
