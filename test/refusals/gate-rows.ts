import { PEOPLE } from '../../action/drill/hosting.ts';
import type { Facts, Row } from './row.ts';

const { requester, colleague, commander, approver } = PEOPLE;
const approvers = (changes: Readonly<Record<string, unknown>>): Facts => ({
  install: { approvers: { minimum: 1, people: [approver], within: '60m', ...changes } },
});
/** Carol asks by dispatch; she is the commander as well. */
const dispatched: Facts = {
  run: { event: 'workflow_dispatch', actor: commander },
  install: { requesters: [requester, commander] },
};
const anyBranch = { branches: 'custom' } as const;
const everybodyReviews = { reviewers: [approver, requester, colleague, commander], preventSelfReview: false };

/** What the gate refuses: the plan is good, and AWS is asked for nothing. */
export const GATE_ROWS: readonly Row[] = (
  [
    {
      name: 'a requester who is not vetted',
      code: 'requester-not-vetted',
      facts: { install: { requesters: [colleague] } },
      twin: { install: { requesters: [colleague, requester] } },
      names: requester,
    },
    {
      name: 'a dispatcher who is not vetted',
      code: 'requester-not-vetted',
      facts: { ...dispatched, install: { requesters: [requester] } },
      twin: dispatched,
      names: commander,
    },
    {
      name: 'a requester known by an id that another account has',
      code: 'requester-not-vetted',
      facts: { install: { requesters: [`${requester}#1`] } },
      twin: { install: { requesters: [requester] } },
    },
    {
      name: 'the requester as approver',
      code: 'requester-is-approver',
      facts: { protection: everybodyReviews, approver: requester },
      twin: { protection: everybodyReviews, approver },
      names: requester,
    },
    {
      name: 'who wrote the request for somebody else as approver',
      code: 'requester-is-approver',
      facts: { protection: everybodyReviews, merge: { committer: colleague }, approver: colleague },
      twin: { protection: everybodyReviews, merge: { committer: colleague }, approver },
      names: colleague,
    },
    {
      name: 'the merger as approver',
      code: 'requester-is-approver',
      facts: { protection: everybodyReviews, approver: commander },
      twin: { protection: everybodyReviews, approver },
      names: commander,
    },
    {
      name: 'the dispatcher as approver',
      code: 'requester-is-approver',
      facts: { ...dispatched, protection: everybodyReviews, approver: commander },
      twin: { ...dispatched, protection: everybodyReviews, approver },
      names: commander,
    },
    {
      name: 'an approver who is not listed',
      code: 'approver-not-listed',
      facts: { protection: everybodyReviews, approver: colleague },
      twin: {
        protection: everybodyReviews,
        approver: colleague,
        ...approvers({ people: [approver, colleague] }),
      },
      names: colleague,
    },
    {
      name: 'fewer approvers than the install wants',
      code: 'not-approved',
      facts: approvers({ minimum: 2, people: [approver, colleague] }),
      twin: { ...approvers({ minimum: 2, people: [approver, colleague] }), merge: { reviewer: colleague } },
    },
    {
      name: 'a commander who is not listed',
      code: 'commander-not-listed',
      facts: { request: { commander: colleague } },
      twin: {},
      hint: commander,
    },
    {
      name: 'a commander who took no part',
      code: 'commander-not-authenticated',
      facts: { merge: { reviewer: colleague, merger: colleague } },
      twin: { merge: { reviewer: commander, merger: colleague } },
      names: commander,
    },
    {
      name: 'an environment that does not exist',
      code: 'environment-missing',
      facts: { protection: 'missing' },
      twin: { protection: {} },
    },
    {
      name: 'an environment without required reviewers',
      code: 'environment-unprotected',
      facts: { protection: { reviewers: [] }, approver: null },
      twin: { protection: {} },
    },
    {
      name: 'an environment that administrators may bypass',
      code: 'admin-bypass',
      facts: { protection: { canAdminsBypass: true } },
      twin: { protection: { canAdminsBypass: false } },
    },
    {
      name: 'an environment of which GitHub does not say whether administrators may bypass it',
      code: 'admin-bypass',
      facts: { protection: 'bypass-unknown' },
      twin: { protection: {} },
    },
    { name: 'a run that nobody approved', code: 'not-approved', facts: { approver: null }, twin: {} },
    {
      name: 'a run that was rejected',
      code: 'not-approved',
      facts: { verdict: 'rejected' },
      twin: {},
      names: approver,
    },
    {
      name: 'a stale approval',
      code: 'approval-stale',
      facts: { ...approvers({ within: '1m' }), waitedMs: 61_000 },
      twin: { ...approvers({ within: '60m' }), waitedMs: 61_000 },
    },
    {
      name: 'another request than the one approved',
      code: 'digest-mismatch',
      facts: { approved: { request: { inputs: { listener: 'web-http', to: 'green', percent: 50 } } } },
      twin: {},
    },
    {
      name: 'another playbook than the one approved',
      code: 'digest-mismatch',
      facts: { playbook: { summary: 'Move it all' }, approved: { playbook: { summary: 'Move a part' } } },
      twin: { playbook: { summary: 'Move it all' } },
    },
    { name: 'no digest of what was approved', code: 'digest-mismatch', facts: { approved: null }, twin: {} },
    { name: 'a re-run', code: 're-run', facts: { attempt: 2 }, twin: {} },
    {
      name: 'a run from another branch',
      code: 'not-default-branch',
      facts: { protection: anyBranch, run: { ref: 'refs/heads/feature' } },
      twin: { protection: anyBranch },
      names: 'feature',
    },
    {
      name: "a dispatch of somebody's own branch",
      code: 'not-default-branch',
      facts: { ...dispatched, protection: anyBranch, run: { ...dispatched.run, ref: 'refs/heads/feature' } },
      twin: { ...dispatched, protection: anyBranch },
      names: 'feature',
    },
    {
      name: 'a dispatch of a tag with the name of the default branch',
      code: 'not-default-branch',
      facts: { ...dispatched, protection: anyBranch, run: { ...dispatched.run, ref: 'refs/tags/main' } },
      twin: { ...dispatched, protection: anyBranch },
    },
    {
      name: 'an environment that every branch may deploy to',
      code: 'branch-unprotected',
      facts: { protection: { branches: 'all' } },
      twin: { protection: { branches: 'protected' } },
    },
    {
      name: 'an environment for protected branches, of which there is none',
      code: 'branch-unprotected',
      facts: { unprotected: true },
      twin: {},
      names: 'main',
    },
    {
      name: 'a pull request with another file beside the request',
      code: 'mixed-change',
      facts: { merge: { beside: 'playbooks/installs/beside.yml' } },
      twin: { merge: {} },
      names: 'playbooks/installs/beside.yml',
    },
    {
      name: 'an old request in the run of another pull request',
      code: 'mixed-change',
      facts: { replay: true },
      twin: { replay: true, ...dispatched },
      names: '-earlier.yml',
    },
    {
      name: 'an unsigned commit that an approver may have pushed',
      code: 'unverified-contributor',
      facts: { merge: { unsigned: true } },
      twin: { merge: { unsigned: false } },
      names: approver,
      hint: 'sign',
    },
    {
      name: 'a public repository',
      code: 'public-repository',
      facts: { visibility: 'public' },
      twin: { visibility: 'public', install: { 'accept-public-repository': true } },
      hint: 'accept-public-repository: true',
    },
  ] satisfies readonly Omit<Row, 'stage'>[]
).map((row): Row => ({ ...row, stage: 'gate' }));

/** Without a requester there is no plan either: whose request it is, is in its digest. */
export const UNASKED_ROWS: readonly Row[] = [
  {
    name: 'a request pushed without a pull request',
    code: 'requester-not-vetted',
    stage: 'plan',
    facts: { pushed: true },
    twin: { pushed: true, ...dispatched },
  },
  {
    name: 'a run that a schedule started',
    code: 'requester-not-vetted',
    stage: 'plan',
    facts: { pushed: true, run: { event: 'schedule', actor: requester } },
    twin: { pushed: true, ...dispatched },
  },
];
