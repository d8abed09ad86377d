import { PEOPLE } from '../../action/drill/hosting.ts';
import { dispatched } from './gate-facts.ts';
import type { GateRow } from './row.ts';

const { approver } = PEOPLE;

/** What the request changes, and how it came onto the default branch. */
export const GATE_CHANGE_ROWS: readonly GateRow[] = [
  {
    name: 'a pull request with another file beside the request',
    rule: 'one-added-file',
    facts: { merge: { beside: 'playbooks/installs/beside.yml' } },
    twin: { merge: {} },
    names: 'playbooks/installs/beside.yml',
  },
  {
    name: 'a pull request that changes a request which was there before',
    rule: 'one-added-file',
    facts: { rewrites: true },
    twin: {},
    names: 'modified',
  },
  {
    name: 'an old request in the run of another pull request',
    rule: 'one-added-file',
    facts: { replay: true },
    twin: { replay: true, ...dispatched },
    names: '-earlier.yml',
  },
  {
    name: 'one commit that merges the pull requests of two people',
    rule: 'one-pull-request',
    facts: { landing: 'pushed-two' },
    twin: { landing: 'pushed' },
  },
  {
    name: 'a merge commit made by hand that changes the install as well',
    rule: 'same-policy',
    facts: { install: {}, landing: 'smuggled' },
    twin: { install: {}, landing: 'by-hand' },
    names: 'playbooks/installs/',
  },
  {
    name: 'a merge commit made by hand that changes the playbook as well',
    rule: 'same-policy',
    facts: { playbook: {}, landing: 'smuggled' },
    twin: { playbook: {}, landing: 'by-hand' },
    names: 'playbooks/',
  },
  {
    name: 'a merge commit made by hand that changes the role as well',
    rule: 'same-policy',
    facts: { role: {}, landing: 'smuggled' },
    twin: { role: {}, landing: 'by-hand' },
    names: 'playbooks/',
  },
  {
    name: 'commits that take the install back to an older state before the one that asks',
    rule: 'merge-shape',
    facts: { install: {}, takesBack: true, merge: { method: 'rebase' } },
    twin: { install: {}, takesBack: true, merge: { method: 'squash' } },
  },
  {
    name: 'an unsigned commit that an approver may have pushed',
    rule: 'verified-commits',
    facts: { merge: { unsigned: true } },
    twin: { merge: { unsigned: false } },
    names: approver,
    hint: 'sign',
  },
];
