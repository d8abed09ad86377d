import type { GateFacts } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';
import { approved, dispatched, type GateRow, merge, pull } from './row.ts';

const INSTALL_FILE = { path: 'playbooks/installs/acme-prod.yml', status: 'modified' };
const ADDED = { path: world.REQUEST_PATH, status: 'added' };
const BASE = 'c'.repeat(40);
const pass = world.PASSING;
const unsigned = (change: Partial<GateFacts>, fromFork = false): GateInput =>
  world.withFacts({
    ...change,
    pullRequest: { ...world.PULL_REQUEST, fromFork, unverified: [{ sha: world.HEAD, reason: 'unsigned' }] },
  });

/** What the request changes, and how it came onto the default branch. */
export const CHANGE_ROWS: readonly GateRow[] = [
  ...(
    [
      ['changes the install as well', [ADDED, INSTALL_FILE]],
      ['changes a request which was there before', [{ ...ADDED, status: 'modified' }]],
      ['takes the request away', [{ ...ADDED, status: 'removed' }]],
      ['gives an old request a new name', [{ ...ADDED, status: 'renamed' }]],
      ['has no file', []],
      ['adds another file', [{ ...ADDED, path: 'README.md' }]],
    ] as const
  ).map(
    ([what, files]): GateRow => ({
      refuses: `a pull request that ${what}`,
      rule: 'one-added-file',
      input: pull({ files }),
      twin: pull({ files: [{ ...ADDED, status: 'copied' }] }),
    }),
  ),
  {
    refuses: 'an old request in the run of another pull request',
    rule: 'one-added-file',
    input: { ...pass, source: { path: 'playbooks/requests/inc-4000.yml' } },
    twin: pass,
  },
  {
    refuses: 'a request by inputs in the run of a merge',
    rule: 'one-added-file',
    input: { ...pass, source: { dispatch: {} } },
    twin: dispatched,
  },
  {
    refuses: 'one commit that merges two pull requests',
    rule: 'one-pull-request',
    input: pull({ mergedWith: [8] }),
    twin: pull({ mergedWith: [] }),
  },
  ...(
    [
      ['changes the install beside the request', [ADDED, INSTALL_FILE]],
      [
        'changes the role beside the request',
        [INSTALL_FILE, { ...INSTALL_FILE, path: 'playbooks/roles/x.yml' }, ADDED],
      ],
      ['changes a file that is no policy', [ADDED, { path: 'README.md', status: 'modified' }]],
      ['turns the install into the request', [{ ...ADDED, status: 'renamed' }]],
      ['changes a request that was there before', [{ ...ADDED, status: 'modified' }]],
      ['changes nothing that GitHub lists', []],
    ] as const
  ).map(
    ([what, files]): GateRow => ({
      refuses: `a merge that ${what}`,
      rule: 'same-policy',
      input: merge({ files }),
      twin: merge({ files: [ADDED] }),
    }),
  ),
  {
    refuses: 'a merge commit of another head than the one that was reviewed',
    rule: 'merge-shape',
    input: merge({ parents: [BASE, 'e'.repeat(40)] }),
    twin: merge({ parents: [BASE, world.HEAD] }),
  },
  {
    refuses: 'a merge of three commits',
    rule: 'merge-shape',
    input: merge({ parents: [BASE, world.HEAD, 'e'.repeat(40)] }),
    twin: merge({ parents: [BASE, world.HEAD] }),
  },
  {
    refuses: 'a merge without a commit before it',
    rule: 'merge-shape',
    input: merge({ parents: [] }),
    twin: merge({ parents: [BASE] }),
  },
  {
    refuses: 'several commits put on the branch one by one',
    rule: 'merge-shape',
    input: merge({ replayed: true }, 2),
    twin: merge({ replayed: true }, 1),
  },
  {
    refuses: 'a merge of which GitHub tells nothing',
    rule: 'merge-shape',
    input: world.withFacts({ merge: null }),
    twin: merge({ replayed: false }, 2),
  },
  {
    refuses: 'a commit that an approver may have pushed under another name',
    rule: 'verified-commits',
    input: unsigned({}),
    twin: unsigned({ cannotPush: [world.DANA] }),
  },
  {
    refuses: 'a commit that one of two approvers may have pushed',
    rule: 'verified-commits',
    input: unsigned({ cannotPush: [world.DANA], approvals: approved(world.DANA, world.ERIN) }),
    twin: unsigned({ cannotPush: [world.DANA, world.ERIN], approvals: approved(world.DANA, world.ERIN) }),
  },
  {
    refuses: 'an unsigned commit of a fork, whoever may push to the repository itself',
    rule: 'verified-commits',
    input: unsigned({ cannotPush: [world.DANA] }, true),
    twin: unsigned({ cannotPush: [world.DANA] }, false),
  },
];
