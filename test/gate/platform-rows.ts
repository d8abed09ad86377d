import type { DeploymentBranches } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';
import { dispatched, environment, type GateRow, repository, run } from './row.ts';

const main = { name: 'main', type: 'branch' } as const;
const branches = (policy: DeploymentBranches['policy'], ...patterns: DeploymentBranches['patterns']): GateInput =>
  environment({ deploymentBranches: { policy, patterns } });
const onBranch = (branch: string | null): GateInput => ({
  ...dispatched,
  facts: { ...dispatched.facts, run: { ...dispatched.facts.run, branch } },
});
const event = (name: string): GateInput => ({
  ...dispatched,
  facts: { ...dispatched.facts, run: { ...dispatched.facts.run, event: name } },
});
const open: GateInput = { ...world.PASSING, facts: { ...world.OPEN, approvals: world.MERGED.approvals } };
const pass = world.PASSING;

/** What a run is, and what repository and environment are. */
export const PLATFORM_ROWS: readonly GateRow[] = [
  ...['schedule', 'pull_request_target', 'workflow_run', 'repository_dispatch', 'issue_comment', 'push'].map(
    (name): GateRow => ({
      refuses: `a run started by ${name} without a pull request`,
      rule: 'asked-for',
      input: event(name),
      twin: event('workflow_dispatch'),
    }),
  ),
  { refuses: "an open pull request's own run", rule: 'asked-for', input: open, twin: pass },
  { refuses: 'a second attempt', rule: 'first-attempt', input: run({ attempt: 2 }), twin: run({ attempt: 1 }) },
  {
    refuses: 'a public repository',
    rule: 'private-repository',
    input: repository({ visibility: 'public' }),
    twin: repository({ visibility: 'internal' }),
  },
  {
    refuses: 'a run of another branch',
    rule: 'default-branch',
    input: run({ branch: 'feature' }),
    twin: run({ branch: 'main' }),
  },
  {
    refuses: 'a run of a branch whose name differs in case alone',
    rule: 'default-branch',
    input: run({ branch: 'Main' }),
    twin: run({ branch: 'main' }),
  },
  {
    refuses: 'a dispatch on another branch',
    rule: 'default-branch',
    input: onBranch('feature'),
    twin: onBranch('main'),
  },
  {
    refuses: 'a run of which GitHub names no branch',
    rule: 'default-branch',
    input: onBranch(null),
    twin: onBranch('main'),
  },
  {
    refuses: 'an environment that does not exist',
    rule: 'environment-exists',
    input: world.withFacts({ environment: null }),
    twin: pass,
  },
  {
    refuses: 'an environment without reviewers',
    rule: 'required-reviewers',
    input: environment({ reviewers: [] }),
    twin: environment({ reviewers: [{ type: 'Team', name: 'approvers', id: 9 }] }),
  },
  {
    refuses: 'admin bypass',
    rule: 'no-admin-bypass',
    input: environment({ canAdminsBypass: true }),
    twin: environment({ canAdminsBypass: false }),
  },
  {
    refuses: 'admin bypass that GitHub does not tell',
    rule: 'no-admin-bypass',
    input: environment({ canAdminsBypass: null }),
    twin: environment({ canAdminsBypass: false }),
  },
  ...(
    [
      ['that every branch may deploy to', branches('all')],
      ['for every protected branch', branches('protected')],
      ['whose list of branches is empty', branches('custom')],
      ['with a pattern that matches the default branch and others', branches('custom', { ...main, name: 'ma*' })],
      ['for the default branch and another one', branches('custom', main, { ...main, name: 'release' })],
      ['for the default branch and every tag', branches('custom', main, { name: '*', type: 'tag' })],
      ['for a tag with the name of the default branch', branches('custom', { name: 'main', type: 'tag' })],
      ['for a branch whose name differs in case alone', branches('custom', { ...main, name: 'Main' })],
    ] as const
  ).map(
    ([what, input]): GateRow => ({
      refuses: `an environment ${what}`,
      rule: 'one-deployment-branch',
      input,
      twin: branches('custom', main),
    }),
  ),
  {
    refuses: 'a default branch that is not protected',
    rule: 'protected-branch',
    input: repository({ defaultBranchProtected: false }),
    twin: repository({ defaultBranchProtected: true }),
  },
];
