import { PEOPLE } from '../../action/drill/hosting.ts';
import { BOT, BOT_LISTED } from './bot.ts';
import { approvers, dispatched, everybodyReviews, two } from './gate-facts.ts';
import type { GateRow } from './row.ts';

const { requester, colleague, commander, approver } = PEOPLE;
const byBob = { by: colleague, event: 'APPROVE' } as const;
const bound = approvers({ binding: 'digest' });

/** Who approved, what, and when. */
export const GATE_APPROVAL_ROWS: readonly GateRow[] = [
  {
    name: 'a run that nobody approved, whoever approved the pull request',
    rule: 'approved',
    facts: { approver: null, merge: { reviewer: approver } },
    twin: { merge: { reviewer: approver } },
  },
  {
    name: 'a run that was rejected',
    rule: 'approved',
    facts: { verdict: 'rejected', merge: { reviewer: approver } },
    twin: { merge: { reviewer: approver } },
    names: approver,
  },
  {
    name: 'an approval of another environment',
    rule: 'approved',
    facts: { askedElsewhere: true, merge: { reviewer: approver } },
    twin: { merge: { reviewer: approver } },
  },
  {
    name: 'the requester as approver',
    rule: 'separation',
    facts: { protection: everybodyReviews, approver: requester },
    twin: { protection: everybodyReviews, approver },
    names: requester,
  },
  {
    name: 'the requester as approver, though listed as one',
    rule: 'separation',
    facts: { protection: everybodyReviews, approver: requester, ...approvers({ people: [approver, requester] }) },
    twin: { protection: everybodyReviews, approver, ...approvers({ people: [approver, requester] }) },
    names: requester,
  },
  {
    name: 'who wrote the request for somebody else as approver',
    rule: 'separation',
    facts: { protection: everybodyReviews, merge: { committer: colleague }, approver: colleague },
    twin: { protection: everybodyReviews, merge: { committer: colleague }, approver },
    names: colleague,
  },
  {
    name: 'the merger as approver',
    rule: 'separation',
    facts: { protection: everybodyReviews, approver: commander },
    twin: { protection: everybodyReviews, approver },
    names: commander,
  },
  {
    name: "who pushed the request's head as approver",
    rule: 'separation',
    facts: { protection: everybodyReviews, landing: 'pushed', merge: { merger: colleague }, approver: colleague },
    twin: { protection: everybodyReviews, landing: 'pushed', merge: { merger: colleague }, approver },
    names: colleague,
  },
  {
    name: 'the dispatcher as approver',
    rule: 'separation',
    facts: { ...dispatched, protection: everybodyReviews, approver: commander },
    twin: { ...dispatched, protection: everybodyReviews, approver },
    names: commander,
  },
  {
    name: 'an approver who is not listed',
    rule: 'listed-approvers',
    facts: { protection: everybodyReviews, approver: colleague },
    twin: { protection: everybodyReviews, approver: colleague, ...approvers({ people: [approver, colleague] }) },
    names: colleague,
  },
  {
    name: 'an approver known by an id that another account has',
    rule: 'listed-approvers',
    facts: approvers({ people: [`${approver}#1`] }),
    twin: approvers({ people: [approver] }),
  },
  {
    name: 'an approval that names no plan',
    rule: 'bound-approvals',
    facts: { ...bound, comment: () => 'go ahead' },
    twin: { ...bound, comment: (digest) => `go ahead with ${digest.slice(0, 12)}` },
    hint: '12 characters',
  },
  {
    name: 'an approval that names another plan',
    rule: 'bound-approvals',
    facts: { ...bound, comment: (digest) => Array.from(digest.slice(0, 12)).toReversed().join('') },
    twin: { ...bound, comment: (digest) => digest },
  },
  {
    name: 'an approval that names the plan within another word',
    rule: 'bound-approvals',
    facts: { ...bound, comment: (digest) => `x${digest.slice(0, 12)}` },
    twin: { ...bound, comment: (digest) => `(${digest.slice(0, 12)})` },
  },
  {
    name: 'an approval of another plan, where none has to be named',
    rule: 'no-other-plan',
    facts: { comment: (digest) => `plan ${Array.from(digest).toReversed().join('')}: go` },
    twin: { comment: (digest) => `plan ${digest}: go` },
  },
  {
    name: 'an approval of another plan that begins alike',
    rule: 'no-other-plan',
    facts: { comment: (digest) => `plan ${digest.slice(0, 63)}${digest.endsWith('0') ? '1' : '0'}` },
    twin: { comment: (digest) => `plan ${digest.slice(0, 12)}` },
  },
  {
    name: 'fewer approvers than the install wants',
    rule: 'enough-approvers',
    facts: two(),
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'the same approver at the environment and at the pull request',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [{ by: approver, event: 'APPROVE' }] } },
    twin: { ...two(), merge: { reviews: [{ by: approver, event: 'APPROVE' }, byBob] } },
  },
  {
    name: 'a second approver who approved before the last push',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [byBob], pushedSince: true } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver whose approval was dismissed',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [{ by: colleague, event: 'DISMISS' }] } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver who wants changes since',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [byBob, { by: colleague, event: 'REQUEST_CHANGES' }] } },
    twin: { ...two(), merge: { reviews: [byBob, { by: colleague, event: 'COMMENT' }] } },
  },
  {
    name: 'a second approver who is not listed',
    rule: 'enough-approvers',
    facts: { ...two({ people: [approver, requester] }), merge: { reviews: [byBob] } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver under a login that somebody else had',
    rule: 'enough-approvers',
    facts: { ...two({ people: [approver, `${colleague}#1`] }), merge: { reviews: [byBob] } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver who wrote the request',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [byBob], committer: colleague } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver who merged the request',
    rule: 'enough-approvers',
    facts: { ...two(), merge: { reviews: [byBob], merger: colleague } },
    twin: { ...two(), merge: { reviews: [byBob] } },
  },
  {
    name: "a second approver who is a workflow's bot, though it is listed",
    rule: 'enough-approvers',
    facts: {
      ...two({ people: [approver, colleague, BOT_LISTED] }),
      merge: { reviews: [{ by: BOT.login, event: 'APPROVE' }] },
    },
    twin: { ...two({ people: [approver, colleague, BOT_LISTED] }), merge: { reviews: [byBob] } },
  },
  {
    name: 'a second approver whose review names no plan, where it has to',
    rule: 'enough-approvers',
    facts: { ...two({ binding: 'digest' }), merge: { reviews: [byBob] }, comment: (digest) => digest.slice(0, 12) },
    twin: { ...two({ binding: 'digest' }), boundReviewer: colleague, comment: (digest) => digest.slice(0, 12) },
  },
  {
    name: 'a stale approval',
    rule: 'fresh-approval',
    facts: { ...approvers({ within: '1m' }), waitedMs: 61_000 },
    twin: { ...approvers({ within: '60m' }), waitedMs: 61_000 },
  },
];
