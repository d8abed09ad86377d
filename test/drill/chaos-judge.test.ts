import { describe, expect, it } from 'vitest';
import type { Link } from '../../action/audit/link.ts';
import {
  CHAOS_FAULTS,
  type ChaosCase,
  caseId,
  casesOf,
  HOLE_KINDS,
  parseCaseId,
} from '../../action/drill/chaos/case.ts';
import type { SeenCall } from '../../action/drill/chaos/compare-calls.ts';
import { type Aftermath, judge } from '../../action/drill/chaos/judge.ts';
import { holeLines, matrixLines, totalLine } from '../../action/drill/chaos/report.ts';

const RUN = '30000000137';
const RECOVERY = '30000000274';
const SESSION = `inc-4711-${RUN}`;
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 2, 13, second)).toISOString();

type Event = Link['events'][number];

function link(state: Link['state'], second: number, events: readonly Event[] = [], runId = RUN): Link {
  return {
    version: 1,
    session: SESSION,
    sequence: 1,
    state,
    repository: 'acme/break-glass',
    repositoryId: 1,
    runId,
    runAttempt: 1,
    environment: 'acme-prod',
    drill: true,
    at: at(second),
    previous: '0'.repeat(64),
    events,
    proof: 'a.b.c',
  };
}

function called(second: number, operation: string, requestId: string | null, service = 'elbv2'): Event {
  const outcome = requestId === null ? 'network:ECONNRESET' : 'ok';
  return { type: 'call', at: at(second), service, operation, access: 'write', requestId, outcome, ms: 0 };
}

function closed(second: number, outcome: 'succeeded' | 'rolled-back' | 'failed'): Event {
  return { type: 'closed', at: at(second), outcome, code: null, message: null };
}

function seen(second: number, operation: string, requestId: string, more: Partial<SeenCall> = {}): SeenCall {
  const service = 'elasticloadbalancing';
  return { service, operation, requestId, by: RUN, accepted: true, at: Date.parse(at(second)), ...more };
}

/** A session that opened, changed one thing and closed, and of which nothing is left. */
function good(changes: Partial<Aftermath> = {}): Aftermath {
  return {
    session: SESSION,
    ended: true,
    world: { before: 'blue', fixed: 'green', now: 'green' },
    links: [
      link('opened', 1),
      link('applied', 3, [called(2, 'ModifyListener', 'r1')]),
      link('closed', 9, [closed(9, 'succeeded')]),
    ],
    trail: { problems: [], open: [] },
    locks: [],
    trials: [{ principal: 'p', operation: 'DescribeListeners', answer: 'AccessDenied' }],
    calls: [seen(2, 'ModifyListener', 'r1'), seen(9, 'updateRefs', 'r2', { service: 'github' })],
    recovery: undefined,
    ...changes,
  };
}

/** The same one killed right after its change, and what a recovery wrote then. */
function killed(found: readonly Event[], changes: Partial<Aftermath> = {}): Aftermath {
  return good({
    ended: false,
    world: { before: 'blue', fixed: 'green', now: 'blue' },
    links: [
      link('opened', 1),
      link('taken-over', 5, found, RECOVERY),
      link('closed', 9, [closed(9, 'rolled-back')], RECOVERY),
    ],
    calls: [seen(2, 'ModifyListener', 'r1')],
    ...changes,
  });
}
const compared: Event = { type: 'compared', at: at(5), step: 'shift', found: 'ours' };
const kinds = (aftermath: Aftermath): readonly string[] => judge(aftermath).map(({ what }) => what);

describe('the judge', () => {
  it('finds nothing in a session that closed as it should, or was refused before anything was', () => {
    expect(judge(good())).toEqual([]);
    const refused = { links: [link('refused', 1)], calls: [], trials: [], world: { before: 1, fixed: 2, now: 1 } };
    expect(judge(good(refused))).toEqual([]);
    expect(judge(good({ ...refused, links: [] }))).toEqual([]);
  });

  it('finds nothing in one that was killed, and whose recovery says what it found', () => {
    expect(judge(killed([compared]))).toEqual([]);
  });

  const HOLES: readonly (readonly [string, Aftermath, readonly string[]])[] = [
    [
      'a world between two states',
      good({ world: { before: 1, fixed: 2, now: 3 } }),
      ['world-between', 'world-not-as-told'],
    ],
    ['a success that fixed nothing', good({ world: { before: 1, fixed: 2, now: 1 } }), ['world-not-as-told']],
    [
      'a rollback that left the change',
      killed([compared], { world: { before: 1, fixed: 2, now: 2 } }),
      ['world-not-as-told'],
    ],
    [
      'a failure where nobody else changed anything',
      good({
        links: [
          link('opened', 1),
          link('applied', 3, [called(2, 'ModifyListener', 'r1')]),
          link('closed', 9, [closed(9, 'failed')]),
        ],
      }),
      ['world-not-as-told'],
    ],
    [
      'a refusal after a change that took effect',
      good({
        links: [link('refused', 9, [called(2, 'ModifyListener', 'r1')])],
        world: { before: 1, fixed: 2, now: 1 },
      }),
      ['refused-but-changed'],
    ],
    [
      'a session that is open',
      good({ trail: { problems: [], open: [{ session: SESSION, drill: true, since: at(1) }] } }),
      ['session-open'],
    ],
    ['a lock', good({ locks: ['refs/heads/break-glass/open/acme-prod'] }), ['lock-left']],
    [
      'a session that ends in the middle',
      good({ links: [link('opened', 1), link('applied', 9, [called(2, 'ModifyListener', 'r1')])] }),
      ['not-told'],
    ],
    [
      'credentials that nobody tells of',
      good({ links: [], calls: [], world: { before: 1, fixed: 2, now: 1 } }),
      ['not-told'],
    ],
    [
      'credentials that work',
      good({ trials: [{ principal: 'p', operation: 'DescribeListeners', answer: 'ok' }] }),
      ['credential-usable'],
    ],
    [
      'credentials that nobody could try',
      good({ trials: [{ principal: 'p', operation: 'x', answer: 'no such read' }] }),
      ['credential-usable'],
    ],
    [
      'a trail that does not verify',
      good({ trail: { problems: [{ code: 'chain-broken', commit: null, path: null, reason: 'why' }], open: [] } }),
      ['audit-invalid'],
    ],
    [
      'a change that no link tells of',
      good({ calls: [seen(2, 'ModifyListener', 'r1'), seen(2, 'ModifyListener', 'r9')] }),
      ['call-not-recorded'],
    ],
    ['a change that was never made', good({ calls: [] }), ['call-not-made']],
    ['a recovery that complains of nothing', good({ recovery: 'left-open: …' }), ['recovery-failed']],
    ['a killed change of which the recovery says nothing', killed([]), ['call-not-recorded']],
    [
      'a change after the last link of a run that lived',
      killed([compared], {
        ended: true,
        links: [link('opened', 1), link('left', 1), ...killed([compared]).links.slice(1)],
      }),
      ['call-not-recorded'],
    ],
    [
      'a change of a recovery that it did not write down',
      killed([compared], {
        calls: [seen(2, 'ModifyListener', 'r1'), seen(9, 'ModifyListener', 'r3', { by: RECOVERY })],
      }),
      ['call-not-recorded'],
    ],
  ];
  it.each(HOLES)('finds %s', (_what, aftermath, expected) => {
    expect(kinds(aftermath)).toEqual(expected);
  });

  it('tries credentials before their end only where the trail says that it was shown', () => {
    const early = { principal: 'p', operation: 'DescribeListeners', answer: 'ok', at: Date.parse(at(20)) };
    const sealed = (seal: object): Event => ({ type: 'sealed', at: at(8), seal }) as Event;
    const given = (event: Event) =>
      good({ trials: [early], links: [...good().links, link('closed', 9, [event, closed(9, 'succeeded')])] });
    const probe = { operation: 'DescribeListeners', requestId: 'x', answer: 'AccessDenied' };
    expect(kinds(given(sealed({ kind: 'probed', at: at(8), policy: 'bg-seal', probe })))).toEqual([
      'credential-usable',
    ]);
    expect(kinds(given(sealed({ kind: 'unsealed', at: at(8), until: at(59), why: 'no sealer' })))).toEqual([]);
  });

  it('takes a call without an answer for the one of its kind that the service saw, and for no other', () => {
    const lost = link('applied', 3, [called(2, 'ModifyListener', null)]);
    const links = [link('opened', 1), lost, link('closed', 9, [closed(9, 'succeeded')])];
    expect(kinds(good({ links }))).toEqual([]);
    expect(kinds(good({ links, calls: [seen(2, 'DeleteRule', 'r1')] }))).toEqual([
      'call-not-recorded',
      'call-not-made',
    ]);
    const route = link('applied', 3, [called(2, 'PATCH /issues/comments/{comment_id}', null, 'github')]);
    const told = seen(2, 'PATCH /issues/comments/7', 'r1', { service: 'github' });
    expect(kinds(good({ links: [links[0] ?? lost, route, links[2] ?? lost], calls: [told] }))).toEqual([]);
  });

  it('lets a run whose last link was refused leave the telling to a recovery', () => {
    const links = [
      link('opened', 1),
      link('applied', 3, [called(2, 'ModifyListener', 'r1')]),
      link('taken-over', 9, [{ type: 'denied', at: at(9), role: 'r', policy: 'p' }], RECOVERY),
      link('closed', 9, [closed(9, 'succeeded')], RECOVERY),
    ];
    const calls = [seen(2, 'ModifyListener', 'r1'), seen(8, 'PutRolePolicy', 'r2', { service: 'iam' })];
    expect(kinds(good({ links, calls }))).toEqual([]);
    expect(kinds(good({ links, calls: [...calls, seen(8, 'ModifyListener', 'r3')] }))).toEqual(['call-not-recorded']);
  });

  it('lets a run that was killed forget what never took effect', () => {
    expect(kinds(killed([], { calls: [seen(2, 'ModifyListener', 'r1', { accepted: false })] }))).toEqual([]);
  });
});

describe('a case', () => {
  it('is found again by its id', () => {
    const all = casesOf('p', [
      { service: 'github', operation: 'repos/get-content', nth: 12 },
      { service: 'sts', operation: 'AssumeRoleWithWebIdentity', nth: 1 },
    ]);
    expect(all).toHaveLength(2 * CHAOS_FAULTS.length);
    for (const chaos of all) expect({ playbook: 'p', ...parseCaseId(caseId(chaos)) }).toEqual(chaos);
  });

  it.each(['', 'sts', 'sts:AssumeRole#0:reset', 'sts:AssumeRole#1:explode', 'sts:AssumeRole:reset', 'a b:c#1:reset'])(
    'is not named by "%s"',
    (text) => expect(parseCaseId(text)).toBeUndefined(),
  );
});

describe('the report', () => {
  const chaos = (operation: string, fault: ChaosCase['fault'], nth = 1): ChaosCase => {
    return { playbook: 'shift-traffic', call: { service: 'sts', operation, nth }, fault };
  };
  const verdicts = [
    { case: chaos('A', 'reset'), reached: true, holes: [] },
    {
      case: chaos('A', 'reset', 2),
      reached: true,
      holes: HOLE_KINDS.slice(0, 2).map((what) => ({ what, detail: 'why' })),
    },
    { case: chaos('B', 'stall'), reached: true, holes: [] },
  ];

  it('is a matrix of operations and faults', () => {
    const [head = '', first = '', second = ''] = matrixLines(verdicts);
    expect(head.trim().split(/\s+/)).toEqual([...CHAOS_FAULTS]);
    expect(first).toMatch(/^sts A +· +· +· +1 of 2 +· +· +· +· +·$/);
    expect(second).toMatch(/^sts B +· +· +· +· +· +1 +· +· +·$/);
  });

  it('says how a hole is seen again, and counts them', () => {
    expect(verdicts.flatMap(holeLines).at(-1)).toContain("--chaos shift-traffic --case 'sts:A#2:reset'");
    expect(totalLine(verdicts)).toBe('3 cases, 2 holes');
  });
});
