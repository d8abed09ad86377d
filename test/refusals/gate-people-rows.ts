import { PEOPLE } from '../../action/drill/hosting.ts';
import { BOT, BOT_LISTED } from './bot.ts';
import { dispatched, two } from './gate-facts.ts';
import type { GateRow } from './row.ts';

const { requester, colleague, commander } = PEOPLE;
/** Bob merges, so that carol is authenticated by her review alone. */
const bobMerges = { merger: colleague } as const;

/** Who asks, and who commands. */
export const GATE_PEOPLE_ROWS: readonly GateRow[] = [
  {
    name: 'a requester who is not vetted',
    rule: 'vetted-requester',
    facts: { install: { requesters: [colleague] } },
    twin: { install: { requesters: [colleague, requester] } },
    names: requester,
  },
  {
    name: 'a vetted engineer who merges what somebody else asks for',
    rule: 'vetted-requester',
    facts: { install: { requesters: [colleague] }, merge: bobMerges },
    twin: { install: { requesters: [requester] }, merge: bobMerges },
    names: requester,
  },
  {
    name: 'a dispatcher who is not vetted',
    rule: 'vetted-requester',
    facts: { ...dispatched, install: { requesters: [requester] } },
    twin: dispatched,
    names: commander,
  },
  {
    name: 'a requester known by an id that another account has',
    rule: 'vetted-requester',
    facts: { install: { requesters: [`${requester}#1`] } },
    twin: { install: { requesters: [requester] } },
  },
  {
    name: 'a workflow that dispatches the run itself, though its bot is listed',
    rule: 'vetted-requester',
    facts: {
      run: { event: 'workflow_dispatch', actor: BOT.login },
      install: { requesters: [BOT_LISTED, commander] },
    },
    twin: { run: { event: 'workflow_dispatch', actor: commander }, install: { requesters: [BOT_LISTED, commander] } },
    names: 'a bot',
  },
  {
    name: 'a commander who is not listed',
    rule: 'listed-commander',
    facts: { request: { commander: colleague } },
    twin: {},
    hint: commander,
  },
  {
    name: 'a commander who took no part',
    rule: 'authenticated-commander',
    facts: { merge: { reviewer: colleague, merger: colleague } },
    twin: { merge: { reviewer: commander, merger: colleague } },
    names: commander,
  },
  {
    name: 'a commander known by an id that another account has',
    rule: 'authenticated-commander',
    facts: { install: { commanders: [`${commander}#1`] } },
    twin: { install: { commanders: [commander] } },
  },
  {
    name: 'a commander who approved before the last push',
    rule: 'authenticated-commander',
    facts: { merge: { ...bobMerges, pushedSince: true } },
    twin: { merge: bobMerges },
  },
  {
    name: 'a commander who wants changes since',
    rule: 'authenticated-commander',
    facts: { merge: { ...bobMerges, reviews: [{ by: commander, event: 'REQUEST_CHANGES' }] } },
    twin: { merge: { ...bobMerges, reviews: [{ by: commander, event: 'COMMENT' }] } },
  },
  {
    name: 'a commander whose approval was dismissed',
    rule: 'authenticated-commander',
    facts: { merge: { ...bobMerges, reviewer: null, reviews: [{ by: commander, event: 'DISMISS' }] } },
    twin: { merge: { ...bobMerges, reviewer: null, reviews: [{ by: commander, event: 'APPROVE' }] } },
  },
  {
    name: 'a commander who dispatches nothing and only wrote the commit',
    rule: 'authenticated-commander',
    facts: { merge: { ...bobMerges, reviewer: null, committer: commander } },
    twin: { merge: { ...bobMerges, committer: commander } },
  },
  {
    name: 'a bot as commander, though it is listed',
    rule: 'authenticated-commander',
    facts: {
      request: { commander: BOT_LISTED },
      install: { commanders: [BOT_LISTED] },
      merge: { reviews: [{ by: BOT.login, event: 'APPROVE' }] },
    },
    twin: {
      install: { commanders: [BOT_LISTED, commander] },
      merge: { reviews: [{ by: BOT.login, event: 'APPROVE' }] },
    },
  },
  {
    name: 'a dispatch where two have to approve',
    rule: 'pull-request-for-two',
    facts: { ...dispatched, install: { ...dispatched.install, ...two().install } },
    twin: { ...dispatched, install: { ...dispatched.install, ...two({ minimum: 1 }).install } },
    hint: 'pull request',
  },
];
