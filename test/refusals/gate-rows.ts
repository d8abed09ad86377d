import type { ErrorCode } from '../../action/domain/error.ts';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { GATE_RULES } from '../../action/gate/rules.ts';
import { GATE_APPROVAL_ROWS } from './gate-approval-rows.ts';
import { GATE_CHANGE_ROWS } from './gate-change-rows.ts';
import { dispatched } from './gate-facts.ts';
import { GATE_PEOPLE_ROWS } from './gate-people-rows.ts';
import type { GateRow, Row } from './row.ts';

const { commander } = PEOPLE;
const main = { name: 'main', type: 'branch' } as const;

/** What a run is, and what repository and environment are. */
const PLATFORM: readonly GateRow[] = [
  {
    name: 'an environment that does not exist',
    rule: 'environment-exists',
    facts: { protection: 'missing' },
    twin: { protection: {} },
  },
  {
    name: 'an environment without required reviewers',
    rule: 'required-reviewers',
    facts: { protection: { reviewers: [] }, approver: null },
    twin: { protection: {} },
  },
  {
    name: 'an environment that administrators may bypass',
    rule: 'no-admin-bypass',
    facts: { protection: { canAdminsBypass: true } },
    twin: { protection: { canAdminsBypass: false } },
  },
  {
    name: 'an environment of which GitHub does not say whether administrators may bypass it',
    rule: 'no-admin-bypass',
    facts: { protection: 'bypass-unknown' },
    twin: { protection: {} },
  },
  { name: 'a re-run', rule: 'first-attempt', facts: { attempt: 2 }, twin: {} },
  {
    name: 'a run from another branch',
    rule: 'default-branch',
    facts: { run: { ref: 'refs/heads/feature' } },
    twin: {},
    names: 'feature',
  },
  {
    name: "a dispatch of somebody's own branch",
    rule: 'default-branch',
    facts: { ...dispatched, run: { ...dispatched.run, ref: 'refs/heads/feature' } },
    twin: dispatched,
    names: 'feature',
  },
  {
    name: 'a dispatch of a tag with the name of the default branch',
    rule: 'default-branch',
    facts: { ...dispatched, run: { ...dispatched.run, ref: 'refs/tags/main' } },
    twin: dispatched,
  },
  {
    name: 'an environment that every branch may deploy to',
    rule: 'one-deployment-branch',
    facts: { protection: { branches: 'all' } },
    twin: { protection: { branches: 'default' } },
    names: 'every branch',
  },
  {
    name: 'an environment for protected branches, whichever these are',
    rule: 'one-deployment-branch',
    facts: { protection: { branches: 'protected' } },
    twin: { protection: { branches: 'default' } },
  },
  {
    name: 'an environment whose pattern matches more than the default branch',
    rule: 'one-deployment-branch',
    facts: { protection: { branches: [{ name: 'ma*', type: 'branch' }] } },
    twin: { protection: { branches: [main] } },
    names: 'ma*',
  },
  {
    name: 'an environment for the default branch and another one',
    rule: 'one-deployment-branch',
    facts: { protection: { branches: [main, { name: 'release', type: 'branch' }] } },
    twin: { protection: { branches: [main] } },
    names: 'release',
  },
  {
    name: 'an environment for the default branch and every tag',
    rule: 'one-deployment-branch',
    facts: { protection: { branches: [main, { name: '*', type: 'tag' }] } },
    twin: { protection: { branches: [main] } },
    names: 'tag "*"',
  },
  {
    name: 'a default branch that is not protected',
    rule: 'protected-branch',
    facts: { unprotected: true },
    twin: {},
    names: 'main',
  },
  {
    name: 'a public repository',
    rule: 'private-repository',
    facts: { visibility: 'public' },
    twin: { visibility: 'public', install: { 'accept-public-repository': true } },
    hint: 'accept-public-repository: true',
  },
  {
    name: "a pull request's own run",
    rule: 'asked-for',
    facts: { landing: 'own-run' },
    twin: {},
    names: 'not merged',
  },
  {
    name: 'a request pushed without a pull request',
    rule: 'asked-for',
    facts: { pushed: true, run: { actor: PEOPLE.requester } },
    twin: { pushed: true, ...dispatched },
  },
  {
    name: 'a run that a schedule started',
    rule: 'asked-for',
    facts: { pushed: true, run: { event: 'schedule', actor: PEOPLE.requester } },
    twin: { pushed: true, ...dispatched },
    names: 'schedule',
  },
];

/** The plan is another one than what was approved: asked just before the gate. */
const DIGEST: readonly GateRow[] = [
  {
    name: 'another request than the one approved',
    rule: 'digest',
    facts: { approved: { request: { inputs: { listener: 'web-http', to: 'green', percent: 50 } } } },
    twin: {},
  },
  {
    name: 'another playbook than the one approved',
    rule: 'digest',
    facts: { playbook: { summary: 'Move it all' }, approved: { playbook: { summary: 'Move a part' } } },
    twin: { playbook: { summary: 'Move it all' } },
  },
  {
    name: 'another commander than the one approved',
    rule: 'digest',
    facts: {
      install: { commanders: [commander, PEOPLE.requester] },
      approved: { request: { commander: PEOPLE.requester } },
    },
    twin: { install: { commanders: [commander, PEOPLE.requester] } },
  },
  { name: 'no digest of what was approved', rule: 'digest', facts: { approved: null }, twin: {} },
];

/** What the gate refuses: the plan can be made, and AWS is asked for nothing. */
export const GATE_ROWS: readonly Row[] = [
  ...PLATFORM,
  ...DIGEST,
  ...GATE_CHANGE_ROWS,
  ...GATE_PEOPLE_ROWS,
  ...GATE_APPROVAL_ROWS,
].map((row): Row => ({ ...row, code: codeOf(row.rule), stage: 'gate' }));

function codeOf(name: string): ErrorCode {
  const found = GATE_RULES.find((rule) => rule.name === name);
  if (found !== undefined) return found.code;
  if (name === 'digest') return 'digest-mismatch';
  throw new Error(`the gate has no rule "${name}"`);
}
