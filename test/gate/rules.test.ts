import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../action/domain/error.ts';
import type { GateFacts } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import { decideGate, GATE_RULES } from '../../action/gate/rules.ts';
import * as world from './facts.ts';

interface Row {
  readonly refuses: string;
  readonly code: ErrorCode;
  /** Position of the rule that this row is about. */
  readonly rule: number;
  readonly input: GateInput;
  /** The same but for one fact. */
  readonly twin: GateInput;
}

const run = (change: Partial<GateFacts['run']>) => world.withFacts({ run: { ...world.MERGED.run, ...change } });
const environment = (change: Partial<NonNullable<GateFacts['environment']>>) =>
  world.withFacts({
    environment: world.MERGED.environment === null ? null : { ...world.MERGED.environment, ...change },
  });
const approved = (...users: readonly GateFacts['approvals'][number]['user'][]): GateFacts['approvals'] =>
  users.map((user) => ({ environments: ['acme-prod'], state: 'approved', user, comment: '' }));
const rejected: GateFacts['approvals'] = [
  { environments: ['acme-prod'], state: 'rejected', user: world.DANA, comment: 'no' },
];
const elsewhere: GateFacts['approvals'] = [
  { environments: ['acme-staging'], state: 'approved', user: world.DANA, comment: '' },
];
const pull = (change: Partial<typeof world.PULL_REQUEST>) =>
  world.withFacts({ pullRequest: { ...world.PULL_REQUEST, ...change } });
const repository = (change: Partial<GateFacts['repository']>) =>
  world.withFacts({ repository: { ...world.MERGED.repository, ...change } });
const byAlice = {
  source: { dispatch: {} },
  install: { ...world.INSTALL, commanders: [{ login: 'alice' }] },
};
const dispatchedOn = (branch: string): GateInput => ({
  ...world.PASSING,
  ...byAlice,
  request: { commander: { login: 'alice' } },
  facts: { ...world.DISPATCHED, run: { ...world.DISPATCHED.run, branch } },
});
const unsigned = (change: Partial<GateFacts>, fromFork = false): GateInput =>
  world.withFacts({
    ...change,
    pullRequest: { ...world.PULL_REQUEST, fromFork, unverified: [{ sha: world.HEAD, reason: 'unsigned' }] },
  });
const twoApprovers = { ...world.INSTALL, approvers: { ...world.INSTALL.approvers, minimum: 2 } };
const reviewedByErin = (commitId: string): GateInput => ({
  ...pull({
    reviews: [...world.PULL_REQUEST.reviews, { user: world.ERIN, state: 'APPROVED', commitId }],
  }),
  install: twoApprovers,
});

/** An approver approved the pull request; what was answered at the environment varies. */
const answered = (approvals: GateFacts['approvals']): GateInput => {
  const { facts } = reviewedByErin(world.HEAD);
  return { ...world.PASSING, facts: { ...facts, approvals } };
};

const pass = world.PASSING;
const ROWS: readonly Row[] = [
  { refuses: 'a second attempt', code: 're-run', rule: 0, input: run({ attempt: 2 }), twin: run({ attempt: 1 }) },
  {
    refuses: 'a public repository',
    code: 'public-repository',
    rule: 1,
    input: world.withFacts({ repository: { ...world.MERGED.repository, visibility: 'public' } }),
    twin: world.withFacts({ repository: { ...world.MERGED.repository, visibility: 'internal' } }),
  },
  {
    refuses: 'an environment that does not exist',
    code: 'environment-missing',
    rule: 3,
    input: world.withFacts({ environment: null }),
    twin: pass,
  },
  {
    refuses: 'an environment without reviewers',
    code: 'environment-unprotected',
    rule: 4,
    input: environment({ reviewers: [] }),
    twin: environment({ reviewers: [{ type: 'Team', name: 'approvers', id: 9 }] }),
  },
  {
    refuses: 'admin bypass',
    code: 'admin-bypass',
    rule: 5,
    input: environment({ canAdminsBypass: true }),
    twin: environment({ canAdminsBypass: false }),
  },
  {
    refuses: 'admin bypass that GitHub does not tell',
    code: 'admin-bypass',
    rule: 5,
    input: environment({ canAdminsBypass: null }),
    twin: environment({ canAdminsBypass: false }),
  },
  {
    refuses: 'a run of another branch',
    code: 'not-default-branch',
    rule: 2,
    input: run({ branch: 'feature' }),
    twin: run({ branch: 'main' }),
  },
  {
    refuses: 'a dispatch on another branch',
    code: 'not-default-branch',
    rule: 2,
    input: dispatchedOn('feature'),
    twin: dispatchedOn('main'),
  },
  {
    refuses: 'a run of which GitHub names no branch',
    code: 'not-default-branch',
    rule: 2,
    input: run({ branch: null }),
    twin: run({ branch: 'main' }),
  },
  {
    refuses: 'an environment that every branch may deploy to',
    code: 'branch-unprotected',
    rule: 6,
    input: environment({ deploymentBranches: 'all' }),
    twin: environment({ deploymentBranches: 'custom' }),
  },
  {
    refuses: 'an environment for protected branches where the default branch is not one',
    code: 'branch-unprotected',
    rule: 6,
    input: repository({ defaultBranchProtected: false }),
    twin: repository({ defaultBranchProtected: true }),
  },
  {
    refuses: 'a pull request that changes the install as well',
    code: 'mixed-change',
    rule: 7,
    input: pull({
      files: [...world.PULL_REQUEST.files, { path: 'playbooks/installs/acme-prod.yml', status: 'modified' }],
    }),
    twin: pull({}),
  },
  {
    refuses: 'a pull request that changes a request which was there before',
    code: 'mixed-change',
    rule: 7,
    input: pull({ files: [{ path: world.REQUEST_PATH, status: 'modified' }] }),
    twin: pull({ files: [{ path: world.REQUEST_PATH, status: 'added' }] }),
  },
  {
    refuses: 'a pull request that gives an old request a new name',
    code: 'mixed-change',
    rule: 7,
    input: pull({ files: [{ path: world.REQUEST_PATH, status: 'renamed' }] }),
    twin: pull({ files: [{ path: world.REQUEST_PATH, status: 'copied' }] }),
  },
  {
    refuses: 'a pull request without a file',
    code: 'mixed-change',
    rule: 7,
    input: pull({ files: [] }),
    twin: pull({}),
  },
  {
    refuses: 'an old request in the run of another pull request',
    code: 'mixed-change',
    rule: 7,
    input: { ...pass, source: { path: 'playbooks/requests/inc-4000.yml' } },
    twin: { ...pass, source: { path: world.REQUEST_PATH } },
  },
  {
    refuses: 'a request by inputs in the run of a merge',
    code: 'mixed-change',
    rule: 7,
    input: { ...pass, source: { dispatch: {} } },
    twin: { ...pass, facts: world.DISPATCHED, request: { commander: { login: 'alice' } }, ...byAlice },
  },
  {
    refuses: 'a commit that an approver may have pushed under another name',
    code: 'unverified-contributor',
    rule: 14,
    input: unsigned({}),
    twin: unsigned({ cannotPush: [world.DANA] }),
  },
  {
    refuses: 'a commit that one of two approvers may have pushed',
    code: 'unverified-contributor',
    rule: 14,
    input: unsigned({ cannotPush: [world.DANA], approvals: approved(world.DANA, world.ERIN) }),
    twin: unsigned({ cannotPush: [world.DANA, world.ERIN], approvals: approved(world.DANA, world.ERIN) }),
  },
  {
    refuses: 'an unsigned commit of a fork, whoever may push to the repository itself',
    code: 'unverified-contributor',
    rule: 14,
    input: unsigned({ cannotPush: [world.DANA] }, true),
    twin: unsigned({ cannotPush: [world.DANA] }, false),
  },
  {
    refuses: 'a requester outside the vetted group',
    code: 'requester-not-vetted',
    rule: 8,
    input: pull({ author: world.MALLORY }),
    twin: pull({ author: world.ALICE }),
  },
  {
    refuses: 'a requester who took over a vetted login',
    code: 'requester-not-vetted',
    rule: 8,
    input: world.withInstall({ requesters: [{ login: 'alice', id: 1000 }] }),
    twin: world.withInstall({ requesters: [{ login: 'renamed-since', id: 1 }] }),
  },
  {
    refuses: 'a commander who is not listed',
    code: 'commander-not-listed',
    rule: 9,
    input: { ...pass, request: { commander: { login: 'bob' } } },
    twin: { ...pass, request: { commander: { login: 'Carol' } } },
  },
  {
    refuses: 'a commander who took no part in the request',
    code: 'commander-not-authenticated',
    rule: 10,
    input: pull({ reviews: [] }),
    twin: pull({}),
  },
  {
    refuses: "a commander's approval of an earlier commit",
    code: 'commander-not-authenticated',
    rule: 10,
    input: pull({ reviews: [{ user: world.CAROL, state: 'APPROVED', commitId: 'c'.repeat(40) }] }),
    twin: pull({ reviews: [{ user: world.CAROL, state: 'APPROVED', commitId: world.HEAD }] }),
  },
  {
    refuses: "a commander's review that is no approval",
    code: 'commander-not-authenticated',
    rule: 10,
    input: pull({ reviews: [{ user: world.CAROL, state: 'CHANGES_REQUESTED', commitId: world.HEAD }] }),
    twin: pull({ reviews: [{ user: world.CAROL, state: 'APPROVED', commitId: world.HEAD }] }),
  },
  {
    refuses: 'a commander who took over the listed login',
    code: 'commander-not-authenticated',
    rule: 10,
    input: world.withInstall({ commanders: [{ login: 'carol', id: 1000 }] }),
    twin: world.withInstall({ commanders: [{ login: 'carol', id: 3 }] }),
  },
  {
    refuses: 'a run that nobody approved, whoever approved the pull request',
    code: 'not-approved',
    rule: 11,
    input: answered([]),
    twin: answered(approved(world.DANA)),
  },
  {
    refuses: 'an approval of another environment',
    code: 'not-approved',
    rule: 11,
    input: answered(elsewhere),
    twin: answered([...elsewhere, ...approved(world.DANA)]),
  },
  {
    refuses: 'a rejection beside an approval',
    code: 'not-approved',
    rule: 11,
    input: world.withFacts({ approvals: [...approved(world.ERIN), ...rejected] }),
    twin: world.withFacts({ approvals: approved(world.ERIN) }),
  },
  ...(['author', 'mergedBy'] as const).map(
    (who): Row => ({
      refuses: `an approval by the request's ${who}`,
      code: 'requester-is-approver',
      rule: 12,
      input: {
        ...pull(who === 'author' ? { author: world.ALICE } : { mergedBy: world.DANA }),
        ...(who === 'author' ? listing(world.withFacts({ approvals: approved(world.ALICE) })) : {}),
      },
      twin:
        who === 'author'
          ? listing(world.withFacts({ approvals: approved(world.ERIN) }))
          : pull({ mergedBy: world.BOB }),
    }),
  ),
  {
    refuses: 'an approval by somebody who wrote part of the request',
    code: 'requester-is-approver',
    rule: 12,
    input: pull({ contributors: [world.ALICE, world.DANA] }),
    twin: pull({ contributors: [world.ALICE, world.BOB] }),
  },
  {
    refuses: 'an approval by who triggered the run',
    code: 'requester-is-approver',
    rule: 12,
    input: run({ triggeringActor: world.DANA }),
    twin: run({ triggeringActor: world.BOB }),
  },
  {
    refuses: 'an approval by who is told to be the actor',
    code: 'requester-is-approver',
    rule: 12,
    input: run({ actor: world.DANA }),
    twin: run({ actor: world.BOB }),
  },
  {
    refuses: 'an approver who is not listed',
    code: 'approver-not-listed',
    rule: 13,
    input: world.withFacts({ approvals: approved(world.MALLORY) }),
    twin: world.withFacts({ approvals: approved(world.DANA) }),
  },
  {
    refuses: 'one approver where two are wanted',
    code: 'not-approved',
    rule: 15,
    input: { ...pass, install: twoApprovers },
    twin: reviewedByErin(world.HEAD),
  },
  {
    refuses: 'one approver who approved twice where two are wanted',
    code: 'not-approved',
    rule: 15,
    input: { ...world.withFacts({ approvals: approved(world.DANA, world.DANA) }), install: twoApprovers },
    twin: { ...world.withFacts({ approvals: approved(world.DANA, world.ERIN) }), install: twoApprovers },
  },
  {
    refuses: 'a second approval of an earlier commit',
    code: 'not-approved',
    rule: 15,
    input: reviewedByErin('c'.repeat(40)),
    twin: reviewedByErin(world.HEAD),
  },
  {
    refuses: 'an approval that may be older than the install allows',
    code: 'approval-stale',
    rule: 16,
    input: { ...pass, now: world.STARTED + 3_600_001 },
    twin: { ...pass, now: world.STARTED + 3_600_000 },
  },
];

/** The install with alice among the approvers, so that only the separation of duties speaks against her. */
function listing(input: GateInput): GateInput {
  const people = [...world.INSTALL.approvers.people, { login: 'alice' }];
  return { ...input, install: { ...world.INSTALL, approvers: { ...world.INSTALL.approvers, people } } };
}

function codeOf(input: GateInput, rules = GATE_RULES): string {
  try {
    decideGate(input, rules);
    return 'passed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

describe.each(ROWS)('the gate refuses $refuses', ({ code, rule, input, twin }) => {
  it(`with ${code}, and passes the twin`, () => {
    expect(codeOf(input)).toBe(code);
    expect(codeOf(twin)).toBe('passed');
  });

  it('by that rule alone', () => {
    expect(GATE_RULES[rule]?.code).toBe(code);
    const others = GATE_RULES.filter((_, index) => index !== rule);
    expect(codeOf(input, others)).not.toBe(code);
  });
});

describe('the gate', () => {
  it('has a row for each rule', () => {
    expect(new Set(ROWS.map(({ rule }) => rule)).size).toBe(GATE_RULES.length);
  });

  it('accepts a public repository where the install does', () => {
    const publicOne = world.withFacts({ repository: { ...world.MERGED.repository, visibility: 'public' } });
    expect(codeOf({ ...publicOne, install: { ...world.INSTALL, acceptPublicRepository: true } })).toBe('passed');
  });

  it('compares environment names without regard to case, as GitHub does', () => {
    const shouted = world.withFacts({ approvals: [{ ...world.MERGED.approvals[0]!, environments: ['ACME-Prod'] }] });
    expect(codeOf(shouted)).toBe('passed');
  });

  it('names the people as GitHub authenticated them', () => {
    expect(decideGate(world.PASSING)).toEqual({
      requester: world.ALICE,
      commander: world.CAROL,
      approvers: [world.DANA],
    });
  });
});
