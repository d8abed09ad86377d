import { describe, expect, it } from 'vitest';
import { type DrilledBefore, drillRecordPath, readDrilledBefore } from '../../action/drill/habit/drill-record.ts';
import { type Drillable, nextCommander, nextPlaybook, overdue } from '../../action/drill/habit/pick.ts';

const NOW = Date.parse('2026-11-21T02:13:00Z');
const daysAgo = (days: number): string => new Date(NOW - days * 24 * 3_600_000).toISOString();
const drilled = (playbook: string, days: number, commander = 'carol'): DrilledBefore => {
  return { playbook, commander, at: daysAgo(days), passed: true };
};
const playbook = (name: string, changes: Partial<Drillable> = {}): Drillable => {
  return { playbook: name, hasDrill: true, since: NOW - 365 * 24 * 3_600_000, ...changes };
};

describe('the playbook whose turn it is', () => {
  const cases: readonly (readonly [string, readonly Drillable[], readonly DrilledBefore[], string | undefined])[] = [
    ['none without a drill file', [playbook('a', { hasDrill: false })], [], undefined],
    ['the first, when none was drilled', [playbook('a'), playbook('b')], [], 'a'],
    ['the one never drilled', [playbook('a'), playbook('b')], [drilled('a', 300)], 'b'],
    ['the one drilled longest ago', [playbook('a'), playbook('b')], [drilled('a', 10), drilled('b', 40)], 'b'],
    [
      'by its last drill, in whatever order they stand',
      [playbook('a'), playbook('b')],
      [drilled('b', 5), drilled('a', 20), drilled('b', 90)],
      'a',
    ],
    ['not one without a drill file', [playbook('a', { hasDrill: false }), playbook('b')], [drilled('b', 1)], 'b'],
    ['not one that is gone', [playbook('b')], [drilled('a', 900), drilled('b', 1)], 'b'],
  ];

  it.each(cases)('is %s', (_name, all, before, expected) => {
    expect(nextPlaybook(all, before)).toBe(expected);
  });
});

describe('the commander whose turn it is', () => {
  it('goes round: each has commanded before anybody does again', () => {
    const commanders = ['carol', 'erin#5', 'frank'];
    const before: DrilledBefore[] = [];
    const order = [1, 2, 3, 4].map((month) => {
      const next = nextCommander(commanders, before) ?? '';
      before.push(drilled('a', 200 - month * 30, next));
      return next;
    });
    expect(order).toEqual(['carol', 'erin#5', 'frank', 'carol']);
  });

  it('is nobody where nobody is listed', () => {
    expect(nextCommander([], [drilled('a', 1)])).toBeUndefined();
  });
});

describe('a playbook that nobody practises', () => {
  const names = (all: readonly Drillable[], before: readonly DrilledBefore[]): readonly string[] =>
    overdue(all, before, NOW).map((late) => late.playbook);

  it.each([
    ['is told about after 90 days', [playbook('a')], [drilled('a', 91)], ['a']],
    ['is not told about on the 90th', [playbook('a')], [drilled('a', 90)], []],
    ['is told about though it has no drill file', [playbook('a', { hasDrill: false })], [], ['a']],
    ['is left alone while it is new', [playbook('a', { since: NOW - 1 })], [], []],
    ['is told about when its age is not known', [playbook('a', { since: undefined })], [], ['a']],
    ['counts its last drill, not its first', [playbook('a')], [drilled('a', 3), drilled('a', 300)], []],
  ] as const)('%s', (_name, all, before, expected) => {
    expect(names(all, before)).toEqual(expected);
  });
});

describe('a drill record', () => {
  it('has a path that sorts by time', () => {
    expect(drillRecordPath({ at: '2026-11-21T02:13:00.123Z', playbook: 'shift-traffic' })).toBe(
      'drills/2026/11/2026-11-21T02-13-00Z-shift-traffic.json',
    );
  });

  it.each([
    {},
    { version: 2, playbook: 'a', commander: 'b', at: daysAgo(1), passed: true },
    { version: 1, playbook: 'a', commander: 'b', at: 'yesterday', passed: true },
    { version: 1, playbook: ['a'], commander: 'b', at: daysAgo(1), passed: true },
  ])('that is none is left out: %j', (value) => {
    expect(readDrilledBefore(value)).toBeUndefined();
  });
});
