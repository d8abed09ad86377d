/** One rule of a ruleset, as the API takes it. */
export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export interface BypassActor {
  readonly actor_id?: number | null;
  readonly actor_type: string;
  readonly bypass_mode: 'always' | 'pull_request' | 'exempt';
}

/** A repository's ruleset. */
export interface Ruleset {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  name: string;
  target: 'branch' | 'tag' | 'push';
  enforcement: 'active' | 'disabled' | 'evaluate';
  bypassActors: readonly BypassActor[];
  refs: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  rules: readonly Rule[];
}

/** Classic protection of one branch. */
export interface BranchProtection {
  readonly reviews: {
    readonly count: number;
    readonly codeOwners: boolean;
    readonly dismissStale: boolean;
    readonly lastPush: boolean;
  } | null;
  /** Administrators are held by it too. */
  readonly enforceAdmins: boolean;
  readonly linear: boolean;
  readonly forcePushes: boolean;
  readonly deletions: boolean;
}

/** Names of Actions secrets; the sandbox does not keep what is in them. */
export type SecretNames = Map<string, { readonly createdAt: number; readonly updatedAt: number }>;

/** What an administrator sets for a whole repository. */
export interface RepositorySettings {
  readonly rulesets: Map<number, Ruleset>;
  /** By branch. */
  readonly protections: Map<string, BranchProtection>;
  readonly secrets: SecretNames;
  actions: {
    readonly enabled: boolean;
    readonly allowed: 'all' | 'local_only' | 'selected';
    readonly shaPinning: boolean;
  };
  workflows: { readonly permissions: 'read' | 'write'; readonly mayApprove: boolean };
}

/** As GitHub sets up a repository made today. */
export function newSettings(): RepositorySettings {
  return {
    rulesets: new Map(),
    protections: new Map(),
    secrets: new Map(),
    actions: { enabled: true, allowed: 'all', shaPinning: false },
    workflows: { permissions: 'read', mayApprove: false },
  };
}
