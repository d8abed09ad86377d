import type { Install } from '../../action/domain/documents.ts';
import type { Account, GateFacts, MergeFacts, PullRequestFacts } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';

export const ALICE: Account = { login: 'alice', id: 1 };
export const BOB: Account = { login: 'bob', id: 2 };
export const CAROL: Account = { login: 'carol', id: 3 };
export const DANA: Account = { login: 'dana-at-acme', id: 4 };
export const ERIN: Account = { login: 'erin', id: 5 };
export const MALLORY: Account = { login: 'mallory', id: 6 };

export const HEAD = 'a'.repeat(40);
export const STARTED = Date.parse('2026-11-21T02:13:00Z');

export const INSTALL: Install = {
  version: 1,
  install: 'acme-prod',
  account: '123456789012',
  region: 'us-east-1',
  partition: 'aws',
  environment: 'acme-prod',
  roles: {},
  recoverRoles: {},
  recover: 'automatic',
  sourceNetworks: [],
  requesters: [{ login: 'alice' }, { login: 'bob' }],
  commanders: [{ login: 'carol' }],
  approvers: {
    minimum: 1,
    people: [{ login: 'dana-at-acme' }, { login: 'erin', id: 5 }],
    withinMs: 3_600_000,
    binding: 'none',
  },
  resources: {},
  owner: 'customer',
  alerts: [{ to: 'status' }],
  acceptPublicRepository: false,
};

export const REQUEST_PATH = 'playbooks/requests/inc-4711.yml';

export const PULL_REQUEST: PullRequestFacts = {
  number: 7,
  author: ALICE,
  mergedBy: BOB,
  headSha: HEAD,
  base: 'main',
  commits: 1,
  mergedWith: [],
  reviews: [{ user: CAROL, state: 'APPROVED', commitId: HEAD, body: '' }],
  contributors: [ALICE],
  unverified: [],
  fromFork: false,
  files: [{ path: REQUEST_PATH, status: 'added' }],
};

/** As GitHub squashes it. */
export const MERGE: MergeFacts = {
  parents: ['c'.repeat(40)],
  files: [{ path: REQUEST_PATH, status: 'added' }],
  replayed: false,
};

/** Facts of a request by pull request that passes every rule. */
export const MERGED: GateFacts = {
  repository: {
    fullName: 'acme/break-glass',
    id: 99,
    visibility: 'private',
    defaultBranch: 'main',
    defaultBranchProtected: true,
  },
  run: {
    id: '4711',
    attempt: 1,
    event: 'push',
    sha: 'b'.repeat(40),
    branch: 'main',
    actor: BOB,
    triggeringActor: BOB,
    startedAt: STARTED,
  },
  environment: {
    name: 'acme-prod',
    reviewers: [{ type: 'User', name: 'dana-at-acme', id: 4 }],
    canAdminsBypass: false,
    deploymentBranches: { policy: 'custom', patterns: [{ name: 'main', type: 'branch' }] },
  },
  approvals: [{ environments: ['acme-prod'], state: 'approved', user: DANA, comment: 'go' }],
  pullRequest: PULL_REQUEST,
  merge: MERGE,
  cannotPush: [],
};

/** Facts of a request by workflow_dispatch that passes every rule: alice asks and commands. */
export const DISPATCHED: GateFacts = {
  ...MERGED,
  run: { ...MERGED.run, event: 'workflow_dispatch', actor: ALICE, triggeringActor: ALICE },
  pullRequest: null,
  merge: null,
};

/** Facts of the run that GitHub starts of the pull request itself, while it is open. */
export const OPEN: GateFacts = {
  ...MERGED,
  run: { ...MERGED.run, event: 'pull_request', sha: HEAD, branch: null, actor: ALICE, triggeringActor: ALICE },
  approvals: [],
  pullRequest: { ...PULL_REQUEST, mergedBy: null },
  merge: null,
};

export const PASSING: GateInput = {
  facts: MERGED,
  install: INSTALL,
  request: { commander: { login: 'carol' } },
  source: { path: REQUEST_PATH },
  digest: 'd1ce5d1ce5'.repeat(7).slice(0, 64),
  now: STARTED + 60_000,
};

/** The passing input with other facts. */
export function withFacts(facts: Partial<GateFacts>): GateInput {
  return { ...PASSING, facts: { ...MERGED, ...facts } };
}

/** The passing input with another install. */
export function withInstall(install: Partial<Install>): GateInput {
  return { ...PASSING, install: { ...INSTALL, ...install } };
}
