import { expect, it } from 'vitest';
import type { CaseEnd, ChaosCall, Hole, Verdict } from '../../action/drill/chaos/case.ts';
import { createAgreement } from '../../action/drill/chaos/process/agree.ts';
import type { KillVerdict } from '../../action/drill/chaos/process/verdict.ts';

const CALL: ChaosCall = { service: 'github', operation: 'issues/create-comment', nth: 1 };
const END: CaseEnd = { outcome: 'rolled-back', world: 'before', done: 'ModifyListener 1, createCommitOnBranch 1' };
const HOLE: Hole = { what: 'lock-left', detail: 'refs/heads/break-glass/open/acme-prod' };

const inProcess = (end: CaseEnd | undefined, rest: Partial<Verdict> = {}): Verdict => ({
  case: { playbook: 'a', call: CALL, fault: 'kill-before' },
  reached: true,
  holes: [],
  ...(end === undefined ? {} : { end }),
  ...rest,
});

const real = (end: CaseEnd | undefined, rest: Partial<KillVerdict> = {}): KillVerdict => ({
  case: { playbook: 'a', blows: [{ victim: 'session', call: CALL, kill: 'kill-before' }] },
  id: 'session github:issues/create-comment#1:kill-before',
  reached: true,
  holes: [],
  killed: 1,
  killedWaiting: 0,
  log: [],
  ...(end === undefined ? {} : { end }),
  ...rest,
});

const FOUND = [expect.objectContaining({ what: 'tiers-disagree' })];

it.each<[string, KillVerdict, Verdict, unknown]>([
  ['the same end', real(END), inProcess(END), []],
  ['another outcome', real(END), inProcess({ ...END, outcome: 'succeeded' }), FOUND],
  ['another world', real(END), inProcess({ ...END, world: 'fixed' }), FOUND],
  ['another hole', real(END, { holes: [HOLE] }), inProcess(END), FOUND],
  ['no end in one of them', real(undefined), inProcess(END), FOUND],
  ['more done before the kill', real(END), inProcess({ ...END, outcome: 'refused', done: '' }), 'elsewhere'],
  [
    'another playbook',
    real(END),
    inProcess(END, { case: { playbook: 'b', call: CALL, fault: 'kill-before' } }),
    undefined,
  ],
  ['another fault', real(END), inProcess(END, { case: { playbook: 'a', call: CALL, fault: 'error' } }), undefined],
  ['a call that was not reached there', real(END), inProcess(END, { reached: false }), undefined],
  ['a call that was not reached here', real(END, { reached: false }), inProcess(END), undefined],
])('two tiers of which one has %s', (_what, mine, other, wanted) => {
  expect(createAgreement([other])(mine)).toEqual(wanted);
});
