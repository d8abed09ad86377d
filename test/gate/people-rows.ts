import type { Account } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';
import { dispatched, type GateRow, pull, review, robot } from './row.ts';

const pass = world.PASSING;
const EARLIER = 'c'.repeat(40);
const dispatchedBy = (account: Account): GateInput => ({
  ...dispatched,
  facts: { ...dispatched.facts, run: { ...dispatched.facts.run, actor: account, triggeringActor: account } },
});
const reviewed = (...reviews: readonly (typeof world.PULL_REQUEST.reviews)[number][]): GateInput => pull({ reviews });
const byCarol = review(world.CAROL);

/** Who asks, and who commands. */
export const PEOPLE_ROWS: readonly GateRow[] = [
  {
    refuses: 'a requester outside the vetted group',
    rule: 'vetted-requester',
    input: pull({ author: world.MALLORY }),
    twin: pull({ author: world.ALICE }),
  },
  {
    refuses: 'a requester who took over a vetted login',
    rule: 'vetted-requester',
    input: world.withInstall({ requesters: [{ login: 'alice', id: 1000 }] }),
    twin: world.withInstall({ requesters: [{ login: 'renamed-since', id: 1 }] }),
  },
  {
    refuses: 'a vetted engineer who merges what a stranger wrote',
    rule: 'vetted-requester',
    input: pull({ author: world.MALLORY, contributors: [world.MALLORY], mergedBy: world.ALICE }),
    twin: pull({ author: world.ALICE, contributors: [world.MALLORY], mergedBy: world.ALICE }),
  },
  {
    refuses: 'a bot as requester, though its id is listed',
    rule: 'vetted-requester',
    input: pull({ author: robot(world.ALICE) }),
    twin: pull({ author: world.ALICE }),
  },
  {
    refuses: 'a workflow that dispatches itself',
    rule: 'vetted-requester',
    input: dispatchedBy(robot(world.ALICE)),
    twin: dispatchedBy(world.ALICE),
  },
  {
    refuses: 'a commander who is not listed',
    rule: 'listed-commander',
    input: { ...pass, request: { commander: { login: 'bob' } } },
    twin: { ...pass, request: { commander: { login: 'Carol' } } },
  },
  {
    refuses: 'a commander whose id is another one than listed',
    rule: 'listed-commander',
    input: {
      ...world.withInstall({ commanders: [{ login: 'carol', id: 3 }] }),
      request: { commander: { login: 'carol', id: 33 } },
    },
    twin: {
      ...world.withInstall({ commanders: [{ login: 'carol', id: 3 }] }),
      request: { commander: { login: 'carol', id: 3 } },
    },
  },
  {
    refuses: 'a commander who took no part in the request',
    rule: 'authenticated-commander',
    input: reviewed(),
    twin: reviewed(byCarol),
  },
  {
    refuses: "a commander's approval of an earlier commit",
    rule: 'authenticated-commander',
    input: reviewed(review(world.CAROL, EARLIER)),
    twin: reviewed(byCarol),
  },
  {
    refuses: "a commander's review that is no approval",
    rule: 'authenticated-commander',
    input: reviewed({ ...byCarol, state: 'CHANGES_REQUESTED' }),
    twin: reviewed(byCarol),
  },
  {
    refuses: "a commander's approval that was dismissed",
    rule: 'authenticated-commander',
    input: reviewed({ ...byCarol, state: 'DISMISSED' }),
    twin: reviewed(byCarol),
  },
  {
    refuses: 'a commander who only commented',
    rule: 'authenticated-commander',
    input: reviewed({ ...byCarol, state: 'COMMENTED' }),
    twin: reviewed(byCarol),
  },
  {
    refuses: 'a commander who wrote a commit, and did nothing as themselves',
    rule: 'authenticated-commander',
    input: pull({ reviews: [], contributors: [world.ALICE, world.CAROL] }),
    twin: pull({ reviews: [byCarol], contributors: [world.ALICE, world.CAROL] }),
  },
  {
    refuses: 'a bot as commander',
    rule: 'authenticated-commander',
    input: reviewed(review(robot(world.CAROL))),
    twin: reviewed(byCarol),
  },
  {
    refuses: 'a commander who took over the listed login',
    rule: 'authenticated-commander',
    input: world.withInstall({ commanders: [{ login: 'carol', id: 1000 }] }),
    twin: world.withInstall({ commanders: [{ login: 'carol', id: 3 }] }),
  },
  {
    refuses: 'a dispatch where two have to approve',
    rule: 'pull-request-for-two',
    input: { ...dispatched, install: { ...dispatched.install, approvers: { ...world.INSTALL.approvers, minimum: 2 } } },
    twin: dispatched,
  },
];
