import type { Account, GateFacts } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';
import { approvals, approved, type GateRow, pull, review, robot, run } from './row.ts';

const pass = world.PASSING;
const two = approvals({ minimum: 2 });
const bound = approvals({ binding: 'digest' });
const { digest } = pass;
const EARLIER = 'c'.repeat(40);
const rejected: GateFacts['approvals'] = [
  { environments: ['acme-prod'], state: 'rejected', user: world.DANA, comment: 'no' },
];
const elsewhere: GateFacts['approvals'] = [
  { environments: ['acme-staging'], state: 'approved', user: world.DANA, comment: '' },
];
/** Erin, who is listed, has approved the pull request; what was answered at the environment varies. */
const answered = (answers: GateFacts['approvals']): GateInput => {
  const { facts } = reviewed(review(world.ERIN));
  return { ...pass, facts: { ...facts, approvals: answers } };
};
const by = (...users: readonly Account[]): GateInput => world.withFacts({ approvals: approved(...users) });
/** Dana has approved at the environment, and somebody the pull request: two are wanted. */
const reviewed = (...reviews: readonly (typeof world.PULL_REQUEST.reviews)[number][]): GateInput => ({
  ...pull({ reviews: [...world.PULL_REQUEST.reviews, ...reviews] }),
  install: two,
});
const saying = (comment: string): GateInput => ({
  ...world.withFacts({ approvals: approved(world.DANA).map((answer) => ({ ...answer, comment })) }),
  install: bound,
});
const withAlice = (input: GateInput): GateInput => ({
  ...input,
  install: approvals({ people: [...world.INSTALL.approvers.people, { login: 'alice' }] }),
});

/** Who approved, what, and when. */
export const APPROVAL_ROWS: readonly GateRow[] = [
  {
    refuses: 'a run that nobody approved, whoever approved the pull request',
    rule: 'approved',
    input: { ...answered([]), install: world.INSTALL },
    twin: { ...answered(approved(world.DANA)), install: world.INSTALL },
  },
  {
    refuses: 'an approval of another environment',
    rule: 'approved',
    input: { ...answered(elsewhere), install: world.INSTALL },
    twin: { ...answered([...elsewhere, ...approved(world.DANA)]), install: world.INSTALL },
  },
  {
    refuses: 'a rejection beside an approval',
    rule: 'approved',
    input: world.withFacts({ approvals: [...approved(world.ERIN), ...rejected] }),
    twin: by(world.ERIN),
  },
  {
    refuses: 'an answer that is pending',
    rule: 'approved',
    input: { ...answered(rejected.map((answer) => ({ ...answer, state: 'pending' }))), install: world.INSTALL },
    twin: { ...answered(approved(world.DANA)), install: world.INSTALL },
  },
  {
    refuses: "an approval by the request's author",
    rule: 'separation',
    input: withAlice(by(world.ALICE)),
    twin: withAlice(by(world.ERIN)),
  },
  {
    refuses: "an approval by the request's merger",
    rule: 'separation',
    input: pull({ mergedBy: world.DANA }),
    twin: pull({ mergedBy: world.BOB }),
  },
  {
    refuses: 'an approval by somebody who wrote part of the request',
    rule: 'separation',
    input: pull({ contributors: [world.ALICE, world.DANA] }),
    twin: pull({ contributors: [world.ALICE, world.BOB] }),
  },
  {
    refuses: 'an approval by who triggered the run',
    rule: 'separation',
    input: run({ triggeringActor: world.DANA }),
    twin: run({ triggeringActor: world.BOB }),
  },
  {
    refuses: 'an approval by who is told to be the actor',
    rule: 'separation',
    input: run({ actor: world.DANA }),
    twin: run({ actor: world.BOB }),
  },
  {
    refuses: 'an approval by the author under a new login',
    rule: 'separation',
    input: by({ login: 'dana-at-acme', id: world.ALICE.id }),
    twin: by(world.DANA),
  },
  {
    refuses: 'an approver who is not listed',
    rule: 'listed-approvers',
    input: by(world.MALLORY),
    twin: by(world.DANA),
  },
  {
    refuses: 'an approver who is not listed beside one who is',
    rule: 'listed-approvers',
    input: by(world.DANA, world.MALLORY),
    twin: by(world.DANA, world.ERIN),
  },
  {
    refuses: 'an approver who took over the listed login',
    rule: 'listed-approvers',
    input: by({ login: 'erin', id: 55 }),
    twin: by({ login: 'renamed-since', id: 5 }),
  },
  {
    refuses: 'a bot as approver, though its id is listed',
    rule: 'listed-approvers',
    input: by(robot(world.ERIN)),
    twin: by(world.ERIN),
  },
  ...(
    [
      ['that names no plan', 'go ahead'],
      ['of another plan', 'f'.repeat(12)],
      ['that names less of the plan than twelve characters', digest.slice(0, 11)],
      ['that names the plan within another word', `x${digest.slice(0, 12)}`],
      ['that goes on as the digest does not', `${digest.slice(0, 12)}0`],
    ] as const
  ).map(
    ([what, comment]): GateRow => ({
      refuses: `an approval ${what}`,
      rule: 'bound-approvals',
      input: saying(comment),
      twin: saying(`seen ${digest.slice(0, 12).toUpperCase()}, go`),
    }),
  ),
  {
    refuses: 'one approval of the plan beside one of nothing',
    rule: 'bound-approvals',
    input: {
      ...world.withFacts({ approvals: [...saying(digest).facts.approvals, ...approved(world.ERIN)] }),
      install: bound,
    },
    twin: saying(digest),
  },
  ...(
    [
      ['that names another plan, where none has to be named', `plan ${'f'.repeat(64)}: go`],
      ['that names the beginning of another plan', `Plan ${'f'.repeat(12)}`],
      ['that names another plan of the same first twelve characters', `plan ${digest.slice(0, 12)}${'0'.repeat(52)}`],
      ['that names this plan and another one', `plan ${digest}, plan ${'f'.repeat(64)}`],
    ] as const
  ).map(
    ([what, comment]): GateRow => ({
      refuses: `an approval ${what}`,
      rule: 'no-other-plan',
      input: { ...saying(comment), install: world.INSTALL },
      twin: { ...saying(`plan ${digest}: go, as the plan 2211 says`), install: world.INSTALL },
    }),
  ),
  {
    refuses: 'an approval of the plan beside one of another',
    rule: 'no-other-plan',
    input: world.withFacts({
      approvals: [...saying(`plan ${digest}`).facts.approvals, ...saying(`plan ${'f'.repeat(64)}`).facts.approvals],
    }),
    twin: world.withFacts({ approvals: saying(`plan ${digest}`).facts.approvals }),
  },
  {
    refuses: 'one approver where two are wanted',
    rule: 'enough-approvers',
    input: { ...pass, install: two },
    twin: reviewed(review(world.ERIN)),
  },
  {
    refuses: 'one approver who approved twice where two are wanted',
    rule: 'enough-approvers',
    input: { ...by(world.DANA, world.DANA), install: two },
    twin: { ...by(world.DANA, world.ERIN), install: two },
  },
  ...(
    [
      ['the same person at the pull request', [review(world.DANA)]],
      ['a second approval of an earlier commit', [review(world.ERIN, EARLIER)]],
      ['a second approval that was dismissed', [{ ...review(world.ERIN), state: 'DISMISSED' }]],
      ['a second approver who wants changes since', [{ ...review(world.ERIN), state: 'CHANGES_REQUESTED' }]],
      ['a second approver who is not listed', [review(world.MALLORY)]],
      ['a second approver who is a bot', [review(robot(world.ERIN))]],
      ['a second approver under a login that was taken over', [review({ login: 'erin', id: 55 })]],
    ] as const
  ).map(
    ([what, reviews]): GateRow => ({
      refuses: what,
      rule: 'enough-approvers',
      input: reviewed(...reviews),
      twin: reviewed(review(world.ERIN)),
    }),
  ),
  {
    refuses: 'a second approver who wrote part of the request',
    rule: 'enough-approvers',
    input: {
      ...pull({ reviews: [...world.PULL_REQUEST.reviews, review(world.ERIN)], contributors: [world.ERIN] }),
      install: two,
    },
    twin: reviewed(review(world.ERIN)),
  },
  {
    refuses: 'a second approver whose review names no plan, where it has to',
    rule: 'enough-approvers',
    input: { ...reviewedFor('looks right'), install: approvals({ minimum: 2, binding: 'digest' }) },
    twin: { ...reviewedFor(digest.slice(0, 12)), install: approvals({ minimum: 2, binding: 'digest' }) },
  },
  {
    refuses: 'an approval that may be older than the install allows',
    rule: 'fresh-approval',
    input: { ...pass, now: world.STARTED + 3_600_001 },
    twin: { ...pass, now: world.STARTED + 3_600_000 },
  },
];

/** Dana names the plan at the environment; erin writes this into her review. */
function reviewedFor(body: string): GateInput {
  return world.withFacts({
    approvals: saying(digest).facts.approvals,
    pullRequest: {
      ...world.PULL_REQUEST,
      reviews: [...world.PULL_REQUEST.reviews, review(world.ERIN, world.HEAD, body)],
    },
  });
}
