import { describe, expect, it } from 'vitest';
import type { Link } from '../../action/audit/link.ts';
import type { ProvenSession } from '../../action/audit/proven-session.ts';
import { type Standing, standingOf } from '../../action/commands/end/standing.ts';
import { outcomeLine, toldOf } from '../../action/commands/end/told.ts';
import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import type { Plan } from '../../action/domain/plan.ts';
import type { SessionState } from '../../action/domain/session.ts';
import type { RunState } from '../../action/github/open-sessions.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';

const AT = '2026-11-21T02:13:04.711Z';
const OPENED = Date.parse(AT);
const LATER = '2026-11-21T10:13:04.711Z';
const MINUTE = 60_000;

const left = (notBefore: string | null): SessionEvent => ({
  type: 'left-to-recover',
  why: 'out-of-time',
  steps: [],
  notBefore,
});
const applied: SessionEvent = { type: 'step-applied', step: planOf(HARMLESS).steps[0]?.id ?? '', changed: true };
const probed: SessionEvent = {
  type: 'sealed',
  seal: { kind: 'probed', at: AT, policy: 'p', probe: { operation: 'o', requestId: null, answer: 'AccessDenied' } },
};
const ended: SessionEvent = { type: 'ended', outcome: 'succeeded', code: null, message: null };
const failedStep: SessionEvent = { type: 'step-failed', step: 'x', code: 'step-timeout', message: '' };
const superseded: SessionEvent = { type: 'superseded', by: 'next-2' };

interface Row {
  readonly own: RunState;
  readonly events?: readonly SessionEvent[];
  readonly states?: readonly SessionState[];
  readonly plan?: Partial<Plan>;
  readonly heldBy?: string;
  readonly after?: number;
  readonly is: Partial<Standing>;
  /** What a person reads of it. */
  readonly says: RegExp;
}

const temporary: Partial<Plan> = { revert: 'at-end' };

const rows: Readonly<Record<string, Row>> = {
  'goes on': { own: 'running', events: [applied], is: { act: 'cancel', reverts: 'now' }, says: /this puts back/ },
  'goes on, and is temporary': {
    own: 'running',
    plan: temporary,
    states: ['verified'],
    is: { act: 'cancel', reverts: 'now', at: null },
    says: /would be put back when its time ends/,
  },
  'goes on, and only closes': {
    own: 'running',
    events: [ended],
    is: { act: 'cancel', reverts: 'no' },
    says: /work is over, as succeeded/,
  },
  'has died with all of it applied': {
    own: 'ended',
    events: [applied],
    is: { act: 'recover', reverts: 'unless-whole', at: null },
    says: /stays where all of it is there/,
  },
  'has died while it failed': {
    own: 'ended',
    events: [failedStep],
    is: { act: 'recover', reverts: 'now' },
    says: /the recovery puts back/,
  },
  'was cancelled, and has died': {
    own: 'cancelled',
    plan: temporary,
    states: ['verified'],
    is: { act: 'recover', reverts: 'now', at: null },
    says: /the recovery puts back/,
  },
  'has died with a temporary change in force': {
    own: 'ended',
    plan: temporary,
    states: ['verified'],
    is: { act: 'recover', reverts: 'later' },
    says: /stays until .*and not before/,
  },
  'has died with a temporary change whose time is over': {
    own: 'ended',
    plan: temporary,
    states: ['verified'],
    after: 24 * 60 * MINUTE,
    is: { act: 'recover', reverts: 'now', at: null, accessUntil: null },
    says: /its access has ended/,
  },
  'was left at once': {
    own: 'ended',
    events: [left(null), failedStep],
    is: { act: 'recover', reverts: 'now' },
    says: /puts back/,
  },
  'was left until later, its access ended': {
    own: 'ended',
    plan: temporary,
    events: [left(LATER), probed],
    is: { act: 'recover', reverts: 'later', at: LATER, accessUntil: null },
    says: /stays until 2026-11-21T10:13:04.711Z[^]*access has ended/,
  },
  'was left until a time that is over': {
    own: 'ended',
    plan: temporary,
    events: [left(LATER), probed],
    after: 24 * 60 * MINUTE,
    is: { act: 'recover', reverts: 'now', at: null },
    says: /the recovery puts back/,
  },
  'is unsealed': {
    own: 'ended',
    events: [ended],
    is: { act: 'recover', reverts: 'no' },
    says: /succeeded.*\n.*not shown to have ended.*closed then/,
  },
  'was taken over by a recovery that is over': {
    own: 'ended',
    heldBy: '77',
    events: [failedStep],
    is: { act: 'recover', reverts: 'now' },
    says: /puts back/,
  },
  'was taken over while its own run goes on': {
    own: 'running',
    heldBy: '77',
    events: [failedStep],
    is: { act: 'recover', reverts: 'now' },
    says: /run is over/,
  },
  'is gone on from': { own: 'ended', events: [superseded], is: { reverts: 'no' }, says: /next-2 goes on/ },
  'has nobody who may put it back': {
    own: 'ended',
    plan: { recover: 'none' },
    events: [failedStep],
    is: { act: 'recover', reverts: 'no' },
    says: /a person has to/,
  },
  'waits for a reviewer': {
    own: 'ended',
    plan: { recover: 'approval' },
    events: [failedStep],
    is: { reverts: 'now' },
    says: /a reviewer of .* has to let/,
  },
  'is an undo that has died': {
    own: 'ended',
    plan: { undo: { session: 'past-1', opening: '', last: '', owner: 'past-1' } },
    events: [failedStep],
    is: { reverts: 'now' },
    says: /undoes session past-1.*carried on/,
  },
};

function stands({ events = [], states = [], plan: changes, heldBy, own, after = MINUTE }: Row) {
  const plan: Plan = { ...planOf(HARMLESS), recover: 'automatic', ...changes };
  const opening: Link = linkOf('opened');
  const timed: readonly TimedEvent[] = events.map((event) => ({ ...event, at: AT }));
  const proven: ProvenSession = {
    session: 'inc-1',
    folder: 'drill/2026/11/21/inc-1',
    opening,
    from: { workflow: '', ref: '', sha: '' },
    links: [opening, ...states.map(linkOf)],
    events: timed,
    holder: { runId: heldBy ?? opening.runId, runAttempt: 1, since: AT },
    closed: false,
  };
  return { proven, plan, own, now: OPENED + after };
}

describe('what ending a session does', () => {
  it.each(Object.entries(rows))('whose run %s', (_what, row) => {
    const given = stands(row);
    const standing = standingOf(given);
    expect(standing).toMatchObject(row.is);
    expect(toldOf(given.proven, given.plan, standing, 'https://github.example/run').join('\n')).toMatch(row.says);
    // What is put back is named; of what is not, no step is.
    const named = toldOf(given.proven, given.plan, standing, '').some((line) => line.startsWith('  '));
    expect(named).toBe(standing.reverts !== 'no');
  });

  it('says of a recovery that it puts nothing back, where it does not, or not yet', () => {
    expect(outcomeLine('recover', { reverts: 'later', at: LATER })).toContain(`puts nothing back before ${LATER}`);
    expect(outcomeLine('recover', { reverts: 'no', at: null })).toMatch(/puts nothing back$/);
    expect(outcomeLine('recover', { reverts: 'now', at: null })).toBe('a recovery was started');
  });
});

function linkOf(state: SessionState): Link {
  return {
    version: 1,
    drill: true,
    session: 'inc-1',
    sequence: 1,
    state,
    at: AT,
    repository: 'acme/break-glass',
    repositoryId: 1,
    environment: 'acme-prod',
    runId: '9',
    runAttempt: 1,
    events: [],
    previous: '',
    proof: null,
  };
}
