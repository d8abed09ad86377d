import type { Install } from '../../action/domain/documents.ts';
import type {
  BranchFacts,
  EnvironmentSettings,
  PersonFacts,
  Seen,
  SetupFacts,
  WorkflowFacts,
} from '../../action/domain/setup-facts.ts';

export const NOW = Date.UTC(2026, 10, 21, 2, 13);

export const seen = <T>(value: T): Seen<T> => ({ seen: true, value });
export const unseen: Seen<never> = { seen: false, why: 'the token may not see it' };

export const INSTALL: Install = {
  version: 1,
  install: 'acme-prod',
  account: '123456789012',
  region: 'us-east-1',
  partition: 'aws',
  environment: 'acme-prod',
  planRole: 'arn:aws:iam::123456789012:role/plan',
  roles: { 'load-balancer': 'arn:aws:iam::123456789012:role/load-balancer' },
  recoverRoles: {},
  recover: 'automatic',
  sourceNetworks: [],
  requesters: [{ login: 'alice', id: 1 }],
  commanders: [{ login: 'carol', id: 2 }],
  approvers: { minimum: 1, people: [{ login: 'dana', id: 3 }], withinMs: 3_600_000, binding: 'none' },
  owner: 'customer',
  alerts: [{ to: 'webhook', name: 'pager', required: false }],
  resources: {},
  acceptPublicRepository: false,
};

export const ENVIRONMENT: EnvironmentSettings = {
  name: 'acme-prod',
  reviewers: [{ type: 'User', name: 'dana', id: 3 }],
  preventSelfReview: true,
  canAdminsBypass: false,
  waitTimer: 0,
  branches: { policy: 'custom', patterns: [{ id: 9, name: 'main', type: 'branch' }] },
};

export const rule = (type: string, parameters = {}) => ({ type, parameters });

export const REVIEWS = {
  required_approving_review_count: 1,
  require_code_owner_review: true,
  dismiss_stale_reviews_on_push: true,
  require_last_push_approval: true,
};

export const MAIN: BranchFacts = {
  name: 'main',
  exists: true,
  rules: seen([rule('deletion'), rule('non_fast_forward'), rule('pull_request', REVIEWS)]),
  bypass: seen([]),
  classic: seen(null),
};

export const AUDIT_RULES = [
  rule('deletion'),
  rule('non_fast_forward'),
  rule('required_linear_history'),
  rule('required_signatures'),
];

const AUDIT: BranchFacts = { ...MAIN, name: 'break-glass-audit', rules: seen(AUDIT_RULES) };

export const person = (login: string, id: number): PersonFacts => ({
  person: { login, id },
  account: seen({ login, id }),
  permission: seen('write'),
});

export const WORKFLOW: WorkflowFacts = {
  path: '.github/workflows/on-merge.yml',
  uses: [`breakglass-dev/breakglass/.github/workflows/break-glass.yml@${'a'.repeat(40)}`, './local'],
  generated: true,
  readable: true,
  events: ['push'],
  grants: ['contents: write', 'id-token: write'],
  environments: [],
};

/** One that people wrote themselves. */
export const OWN: WorkflowFacts = {
  ...WORKFLOW,
  path: '.github/workflows/lint.yml',
  generated: false,
  grants: ['contents: write'],
};

export const CODEOWNERS = '/playbooks/ @dana\n/playbooks/requests/\n/.github/ @dana\n';

/** A repository where everything was seen and is right. */
export const GREEN: SetupFacts = {
  now: NOW,
  repository: { owner: 'acme', name: 'playbooks', id: 7, ownerId: 6, visibility: 'private', defaultBranch: 'main' },
  administrators: seen([{ login: 'ada', id: 5 }]),
  installs: [INSTALL],
  problems: [],
  people: [person('alice', 1), person('carol', 2), person('dana', 3)],
  owners: [],
  environments: seen([ENVIRONMENT]),
  defaultBranch: MAIN,
  auditBranch: AUDIT,
  genesis: seen(7),
  lockRules: seen([]),
  locks: seen([]),
  codeOwners: CODEOWNERS,
  workflows: [WORKFLOW, OWN],
  outOfStep: seen([]),
  subject: seen({ useDefault: true, claimKeys: [], immutable: true }),
  workflowToken: seen({ permissions: 'read', mayCreatePullRequests: false }),
  secrets: seen([]),
  environmentSecrets: new Map([['acme-prod', seen(['BREAKGLASS_ALERTS'])]]),
};

export function environment(change: Partial<EnvironmentSettings>): Partial<SetupFacts> {
  return { environments: seen([{ ...ENVIRONMENT, ...change }]) };
}

/** What the environment of the install holds, by name. */
export function environmentSecrets(names: Seen<readonly string[]>): Partial<SetupFacts> {
  return { environmentSecrets: new Map([['acme-prod', names]]) };
}

export function main(change: Partial<BranchFacts>): Partial<SetupFacts> {
  return { defaultBranch: { ...MAIN, ...change } };
}

export function audit(change: Partial<BranchFacts>): Partial<SetupFacts> {
  return { auditBranch: { ...AUDIT, ...change } };
}

export function install(change: Partial<Install>): Partial<SetupFacts> {
  return { installs: [{ ...INSTALL, ...change }] };
}
