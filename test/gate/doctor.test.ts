import { describe, expect, it } from 'vitest';
import type { SetupFacts } from '../../action/domain/setup-facts.ts';
import { diagnose } from '../../action/gate/doctor/diagnose.ts';
import { FINDING_CODES, type Finding, type FindingCode } from '../../action/gate/doctor/finding.ts';
import {
  AUDIT_RULES,
  audit,
  CODEOWNERS,
  ENVIRONMENT,
  environment,
  environmentSecrets,
  GREEN,
  INSTALL,
  install,
  MAIN,
  main,
  NOW,
  OWN,
  person,
  REVIEWS,
  rule,
  seen,
  unseen,
  WORKFLOW,
} from './doctor-facts.ts';

interface Row {
  readonly name: string;
  readonly code: FindingCode;
  readonly state: Finding['state'];
  /** What differs from a repository where everything is right: its twin. */
  readonly facts: Partial<SetupFacts>;
}

const wrong = (name: string, code: FindingCode, facts: Partial<SetupFacts>): Row => ({
  name,
  code,
  state: 'wrong',
  facts,
});
const unknown = (name: string, code: FindingCode, facts: Partial<SetupFacts>): Row => ({
  name,
  code,
  state: 'unknown',
  facts,
});

const withRules = (...without: readonly string[]) =>
  main({
    rules: seen(
      [rule('deletion'), rule('non_fast_forward'), rule('pull_request', REVIEWS)].filter(
        ({ type }) => !without.includes(type),
      ),
    ),
  });
const reviews = (change: object) =>
  main({ rules: seen([rule('deletion'), rule('non_fast_forward'), rule('pull_request', { ...REVIEWS, ...change })]) });
const holder = (run: string) => ({ session: '2026-11-21-INC-1', run, since: new Date(NOW - 60_000).toISOString() });
const lock = {
  install: 'acme-prod',
  ref: 'refs/heads/break-glass/open/acme-prod',
  holder: holder('https://x/runs/1'),
  runStatus: 'completed',
};
const approvers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ login: `dana${index}`, id: 100 + index }));
const ANY = { id: 10, name: '*', type: 'branch' };

const ROWS: readonly Row[] = [
  wrong('a public repository that no install accepts', 'visibility', {
    repository: { ...GREEN.repository, visibility: 'public' },
  }),
  unknown('administrators that were not seen', 'administrators', { administrators: unseen }),
  wrong('a file that does not parse', 'documents', { problems: ['playbooks/a.yml:1:1: invalid-yaml: no'] }),
  wrong('no commit on the default branch', 'default-branch', main({ exists: false })),
  wrong('a default branch without a pull request rule', 'default-branch', withRules('pull_request')),
  wrong('a default branch that can be force-pushed', 'default-branch', withRules('non_fast_forward')),
  wrong('a default branch that can be deleted', 'default-branch', withRules('deletion')),
  wrong('a pull request that needs no approval', 'default-branch', reviews({ required_approving_review_count: 0 })),
  wrong('code owners who need not review', 'default-branch', reviews({ require_code_owner_review: false })),
  wrong('reviews that outlive a push', 'default-branch', reviews({ dismiss_stale_reviews_on_push: false })),
  wrong('an approval by whoever pushed last', 'default-branch', reviews({ require_last_push_approval: false })),
  unknown('rules of the default branch that were not seen', 'default-branch', main({ rules: unseen })),
  wrong('a bypass list', 'default-branch-bypass', main({ bypass: seen(['RepositoryRole 5 (always) in "x"']) })),
  unknown('a bypass list that was not seen', 'default-branch-bypass', main({ bypass: unseen })),
  wrong('playbooks without an owner', 'code-owners', { codeOwners: '/.github/ @dana\n' }),
  wrong('workflows without an owner', 'code-owners', { codeOwners: '/playbooks/ @dana\n/playbooks/requests/\n' }),
  wrong('installs set free by a later line', 'code-owners', { codeOwners: `${CODEOWNERS}/playbooks/installs/\n` }),
  wrong('requests with an owner', 'code-owners', { codeOwners: '/playbooks/ @dana\n/.github/ @dana\n' }),
  wrong('no CODEOWNERS', 'code-owners', { codeOwners: null }),
  wrong('an owner who can only read', 'code-owners-can-write', {
    people: [person('alice', 1), person('carol', 2), { ...person('dana', 3), permission: seen('read') }],
  }),
  unknown('an owner who is a team', 'code-owners-can-write', {
    codeOwners: CODEOWNERS.replace('@dana', '@acme/security'),
  }),
  wrong('no environment', 'environment', { environments: seen([]) }),
  unknown('environments that were not seen', 'environment', { environments: unseen }),
  wrong('an environment without reviewers', 'environment-reviewers', environment({ reviewers: [] })),
  wrong(
    'a reviewer who is no approver',
    'environment-reviewers',
    environment({ reviewers: [...ENVIRONMENT.reviewers, { type: 'User', name: 'mallory', id: 66 }] }),
  ),
  wrong(
    'an account that took an approver’s login',
    'environment-reviewers',
    environment({ reviewers: [{ type: 'User', name: 'dana', id: 66 }] }),
  ),
  wrong(
    'a team as reviewer',
    'environment-reviewers',
    environment({ reviewers: [...ENVIRONMENT.reviewers, { type: 'Team', name: 'dana', id: 3 }] }),
  ),
  wrong('more approvers than an environment takes', 'environment-reviewers', {
    ...install({ approvers: { ...INSTALL.approvers, people: approvers(7) } }),
    ...environment({ reviewers: approvers(7).map(({ login, id }) => ({ type: 'User', name: login, id })) }),
  }),
  wrong('self-review', 'environment-self-review', environment({ preventSelfReview: false })),
  wrong('administrators who bypass', 'environment-admin-bypass', environment({ canAdminsBypass: true })),
  unknown('an answer without admin bypass', 'environment-admin-bypass', environment({ canAdminsBypass: null })),
  wrong('every branch', 'environment-branches', environment({ branches: { policy: 'all', patterns: [] } })),
  wrong('protected branches', 'environment-branches', environment({ branches: { policy: 'protected', patterns: [] } })),
  wrong('no branch', 'environment-branches', environment({ branches: { policy: 'custom', patterns: [] } })),
  wrong(
    'a second pattern',
    'environment-branches',
    environment({ branches: { policy: 'custom', patterns: [...ENVIRONMENT.branches.patterns, ANY] } }),
  ),
  wrong(
    'a tag of that name',
    'environment-branches',
    environment({ branches: { policy: 'custom', patterns: [{ id: 9, name: 'main', type: 'tag' }] } }),
  ),
  wrong('a person without an id', 'people', {
    people: [...GREEN.people.slice(1), { ...person('alice', 1), person: { login: 'alice' } }],
  }),
  wrong('a login that is somebody else’s', 'people', {
    people: [...GREEN.people.slice(1), { ...person('alice', 1), account: seen({ login: 'alice', id: 66 }) }],
  }),
  wrong('a login without an account', 'people', {
    people: [...GREEN.people.slice(1), { ...person('alice', 1), account: seen(null) }],
  }),
  unknown('an account that was not seen', 'people', {
    people: [...GREEN.people.slice(1), { ...person('alice', 1), account: unseen }],
  }),
  wrong('an alert without its secret', 'alert-secret', {
    ...environmentSecrets(seen(['OTHER'])),
    secrets: seen(['ANOTHER']),
  }),
  wrong('an alert whose secret is in the environment of another install', 'alert-secret', {
    environmentSecrets: new Map([
      ['acme-prod', seen([])],
      ['acme-test', seen(['BREAKGLASS_ALERTS'])],
    ]),
  }),
  unknown('secrets of the environment that were not seen', 'alert-secret', {
    ...environmentSecrets(unseen),
    secrets: seen(['BREAKGLASS_ALERTS']),
  }),
  unknown('secrets of an environment that nobody looked into', 'alert-secret', { environmentSecrets: new Map() }),
  unknown('secrets of the repository that were not seen, where the environment has none', 'alert-secret', {
    ...environmentSecrets(seen([])),
    secrets: unseen,
  }),
  wrong('a key of the state that the environment has not', 'state-key-secret', install({ stateKey: true })),
  wrong('a key of the state that every workflow may read', 'state-key-secret', {
    ...install({ stateKey: true }),
    ...environmentSecrets(seen(['BREAKGLASS_ALERTS', 'BREAKGLASS_STATE_KEY'])),
    secrets: seen(['BREAKGLASS_STATE_KEY']),
  }),
  unknown('an install with a key of the state whose environment nobody looked into', 'state-key-secret', {
    ...install({ stateKey: true, alerts: [{ to: 'status' }] }),
    environmentSecrets: new Map(),
  }),
  wrong('no audit branch', 'audit-branch', audit({ exists: false })),
  wrong('an audit branch without genesis', 'audit-branch', { genesis: seen(null) }),
  wrong('the audit branch of another repository', 'audit-branch', { genesis: seen(8) }),
  ...AUDIT_RULES.map(({ type }) =>
    wrong(
      `an audit branch without ${type}`,
      'audit-branch-rules',
      audit({ rules: seen(AUDIT_RULES.filter((each) => each.type !== type)) }),
    ),
  ),
  wrong(
    'an audit branch that takes pull requests only',
    'audit-branch-rules',
    audit({ rules: seen([...AUDIT_RULES, rule('pull_request')]) }),
  ),
  wrong(
    'an audit branch with a bypass list',
    'audit-branch-rules',
    audit({ bypass: seen(['Team 3 (always) in "x"']) }),
  ),
  unknown('rules of the audit branch that were not seen', 'audit-branch-rules', audit({ rules: unseen })),
  wrong('locks that cannot be given back', 'lock-branches', { lockRules: seen([rule('deletion')]) }),
  wrong('a lock whose run is over', 'open-session', { locks: seen([lock]) }),
  wrong('a lock that nobody can read', 'open-session', { locks: seen([{ ...lock, holder: null }]) }),
  unknown('a lock whose run was not seen', 'open-session', { locks: seen([{ ...lock, runStatus: null }]) }),
  wrong('a subject of one’s own', 'subject', {
    subject: seen({ useDefault: false, claimKeys: ['repo'], immutable: true }),
  }),
  unknown('a subject of which the form is not said', 'subject', {
    subject: seen({ useDefault: true, claimKeys: [], immutable: null }),
  }),
  wrong('a token that writes', 'workflow-token', {
    workflowToken: seen({ permissions: 'write', mayCreatePullRequests: false }),
  }),
  wrong('pull requests approved by Actions', 'pull-request-switch', {
    workflowToken: seen({ permissions: 'read', mayCreatePullRequests: true }),
  }),
  wrong('workflows out of step', 'workflows-in-step', { outOfStep: seen([WORKFLOW.path]) }),
  unknown('documents that do not fit', 'workflows-in-step', { outOfStep: unseen }),
  ...['actions/checkout@v5', `actions/checkout@${'a'.repeat(39)}`, 'docker://alpine:3', `x/y@${'A'.repeat(40)}`].map(
    (uses) =>
      wrong(`a workflow that calls ${uses}`, 'workflows-pinned', { workflows: [{ ...WORKFLOW, uses: [uses] }] }),
  ),
  wrong('a job in an environment of no install', 'workflow-environments', {
    workflows: [{ ...WORKFLOW, environments: ['staging'] }],
  }),
  wrong('a job of theirs in an environment of an install', 'workflow-environments', {
    workflows: [{ ...OWN, environments: ['Acme-Prod'] }],
  }),
  wrong('a workflow that cannot be read', 'workflows-readable', { workflows: [{ ...OWN, readable: false }] }),
  wrong('a workflow for what strangers propose', 'workflow-powers', {
    workflows: [{ ...OWN, events: ['push', 'pull_request_target'] }],
  }),
  ...['id-token: write', 'actions: write', 'write-all'].map((grant) =>
    wrong(`a workflow of theirs with ${grant}`, 'workflow-powers', { workflows: [{ ...OWN, grants: [grant] }] }),
  ),
  unknown('a job in a computed environment', 'workflow-environments', {
    workflows: [{ ...WORKFLOW, environments: ['${{ inputs.x }}'] }],
  }),
];

const notOk = (facts: SetupFacts) => diagnose(facts).filter(({ state }) => state !== 'ok');

describe('the doctor', () => {
  it('is content where everything was seen and is right, and has looked at everything', () => {
    expect(notOk(GREEN)).toEqual([]);
    expect([...new Set(diagnose(GREEN).map(({ code }) => code))]).toEqual(FINDING_CODES);
  });

  it.each(ROWS)('finds $name: $code is $state, and nothing else', ({ code, state, facts }) => {
    expect(notOk({ ...GREEN, ...facts }).map((finding) => [finding.code, finding.state])).toEqual([[code, state]]);
  });

  it('says what mends it, for everything that is not ok', () => {
    const fixes = ROWS.flatMap(({ facts }) => notOk({ ...GREEN, ...facts })).map(({ fix }) => fix);
    expect(fixes.every((fix) => fix !== null && fix !== '')).toBe(true);
  });

  it('finds each code wrong or unknown in at least one row, but for what is only told', () => {
    const told = new Set(['installs', 'approvers-can-push', 'plan-role']);
    const covered = new Set(ROWS.map(({ code }) => code));
    expect(FINDING_CODES.filter((code) => !covered.has(code) && !told.has(code))).toEqual([]);
  });

  it('finds a repository without an install', () => {
    expect(notOk({ ...GREEN, installs: [] }).map(({ code }) => code)).toEqual(['installs']);
  });

  it('takes classic protection for good only where it holds administrators', () => {
    const classic = {
      requiresPullRequest: true,
      approvals: 1,
      requiresCodeOwners: true,
      dismissesStale: true,
      requiresLastPush: true,
      allowsForcePushes: false,
      allowsDeletions: false,
      holdsAdministrators: true,
    };
    const facts = (holdsAdministrators: boolean) => ({
      ...GREEN,
      defaultBranch: { ...MAIN, rules: seen([]), classic: seen({ ...classic, holdsAdministrators }) },
    });
    expect(notOk(facts(true))).toEqual([]);
    expect(notOk(facts(false)).map(({ code }) => code)).toEqual(['default-branch']);
  });

  it('finds the alert secret wherever a job would read it, and tells apart where that is', () => {
    const both = { secrets: seen(['BREAKGLASS_ALERTS']) };
    const facts: readonly Partial<SetupFacts>[] = [
      {},
      { secrets: unseen },
      install({ environment: 'Acme-Prod' }),
      both,
      { ...both, ...environmentSecrets(seen([])) },
      { ...install({ alerts: [{ to: 'status' }] }), ...environmentSecrets(unseen), secrets: unseen },
    ];
    const found = facts.map((each) => diagnose({ ...GREEN, ...each }).find(({ code }) => code === 'alert-secret'));
    expect(found.map((finding) => finding?.state)).toEqual(facts.map(() => 'ok'));
    expect(new Set([found[0], ...found.slice(3)].map((finding) => finding?.what)).size).toBe(4);
  });

  it('finds the key of the state where it is in the environment alone', () => {
    const facts = { ...install({ stateKey: true }), ...environmentSecrets(seen(['BREAKGLASS_STATE_KEY'])) };
    const found = diagnose({ ...GREEN, ...facts }).filter(({ code }) => code === 'state-key-secret');
    expect(found.map(({ state }) => state)).toEqual(['ok']);
  });

  it('judges the alert secret of each install by itself', () => {
    const other = { ...INSTALL, install: 'acme-test', environment: 'acme-test' };
    const facts = {
      ...GREEN,
      installs: [INSTALL, other],
      environmentSecrets: new Map([...GREEN.environmentSecrets, ['acme-test', seen([])] as const]),
    };
    const found = diagnose(facts).filter(({ code }) => code === 'alert-secret');
    expect(found.map(({ state }) => state)).toEqual(['ok', 'wrong']);
    expect(found[1]?.fix).toContain('gh secret set BREAKGLASS_ALERTS --env acme-test');
  });

  it.each([
    ['an environment of its install', { environments: ['acme-prod'] }],
    ['a token for AWS', { grants: ['id-token: write', 'actions: write'] }],
  ])('lets a generated workflow have %s', (_, change) => {
    expect(notOk({ ...GREEN, workflows: [{ ...WORKFLOW, ...change }] })).toEqual([]);
  });

  it('is never content with powers where it cannot tell which workflows are generated', () => {
    const workflows = [{ ...WORKFLOW, generated: false }];
    expect(notOk({ ...GREEN, workflows, outOfStep: unseen }).map(({ code, state }) => [code, state])).toEqual([
      ['workflows-in-step', 'unknown'],
      ['workflow-powers', 'unknown'],
    ]);
  });

  it('does not mind a session whose run is under way', () => {
    expect(notOk({ ...GREEN, locks: seen([{ ...lock, runStatus: 'in_progress' }]) })).toEqual([]);
  });

  it('tells what does no harm by what it says', () => {
    const what = (code: FindingCode, facts: Partial<SetupFacts>) =>
      diagnose({ ...GREEN, ...facts }).find((finding) => finding.code === code)?.what;
    const { planRole: _, ...withoutPlanRole } = INSTALL;
    expect(what('plan-role', { installs: [withoutPlanRole] })).not.toBe(what('plan-role', {}));
    expect(what('administrators', install({ owner: 'vendor' }))).not.toBe(what('administrators', {}));
    const readers = GREEN.people.map((each) => ({ ...each, permission: seen('read' as const) }));
    expect(what('approvers-can-push', { people: readers })).not.toBe(what('approvers-can-push', {}));
  });
});
