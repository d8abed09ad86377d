import { describe, expect, it } from 'vitest';
import type { ChaosCall } from '../../action/drill/chaos/case.ts';
import { KILLS } from '../../action/drill/chaos/process/kill.ts';
import {
  chooseKills,
  isWrite,
  type KillCase,
  killId,
  parseKillId,
  type StoryCalls,
  sharedFault,
} from '../../action/drill/chaos/process/kills.ts';

const call = (service: string, operation: string, nth = 1): ChaosCall => ({ service, operation, nth });
const polls = Array.from({ length: 20 }, (_, index) => call('elasticloadbalancing', 'DescribeTargetHealth', index + 1));
const change = call('elasticloadbalancing', 'ModifyListener');
const story = (playbook: string): StoryCalls => ({
  playbook,
  session: [
    call('github', 'repos/get-content'),
    call('github', 'updateRefs'),
    call('sts', 'AssumeRoleWithWebIdentity'),
    call('github', 'createCommitOnBranch'),
    change,
    ...polls,
    call('github', 'createCommitOnBranch', 2),
    call('iam', 'PutRolePolicy'),
  ],
  recovery: [call('github', 'createCommitOnBranch'), call('iam', 'PutRolePolicy'), call('iam', 'GetRolePolicy')],
  firstChange: change,
});
const stories = [story('a'), story('b')];
const all = chooseKills(stories, 10_000);
const ids = (cases: readonly KillCase[]): readonly string[] => cases.map((each) => `${each.playbook} ${killId(each)}`);

describe('the kills that are chosen', () => {
  it('hold every call of the session, before its effect and after it', () => {
    for (const each of stories[0]?.session.filter((made) => made.nth < 6) ?? []) {
      for (const kill of ['kill-before', 'kill-after'] as const) {
        expect(ids(all)).toContain(`a ${killId({ blows: [{ victim: 'session', call: each, kill }] })}`);
      }
    }
  });

  it('hold recoveries that are killed, and recoveries after those', () => {
    const victims = all.map(({ blows }) => blows.at(-1)?.victim);
    expect(new Set(victims)).toEqual(new Set(['session', 'recovery', 'second-recovery']));
  });

  it('hold each way in which a process can end', () => {
    expect(new Set(all.flatMap(({ blows }) => blows.map(({ kill }) => kill)))).toEqual(new Set(KILLS));
  });

  it('are each another one, and all of those that are fewer', () => {
    expect(new Set(ids(all)).size).toBe(all.length);
    const few = chooseKills(stories, 60);
    expect(few).toHaveLength(60);
    expect(ids(all)).toEqual(expect.arrayContaining([...ids(few)]));
    expect(new Set(few.map(({ playbook }) => playbook))).toEqual(new Set(['a', 'b']));
  });

  it('leave out reads before what changes something', () => {
    const some = chooseKills(stories, all.length - 10);
    const writes = all.filter(({ blows }) => blows.every((blow) => isWrite(blow.call)));
    expect(ids(some)).toEqual(expect.arrayContaining([...ids(writes)]));
  });

  it('ask no monitor twenty times', () => {
    const asked = all.filter(({ blows }) => blows[0]?.call.operation === 'DescribeTargetHealth');
    expect(new Set(asked.map(({ blows }) => blows[0]?.call.nth))).toEqual(new Set([1, 2, 3, 4, 5, 20]));
  });
});

describe('a story', () => {
  it('has a name by which it is played again', () => {
    for (const each of all) expect(parseKillId(killId(each))).toEqual(each.blows);
  });

  it.each(['', 'session', 'nobody iam:PutRolePolicy#1:kill-after', 'session iam:PutRolePolicy#0:kill-after'])(
    'is none: "%s"',
    (text) => {
      expect(parseKillId(text)).toBeUndefined();
    },
  );

  it('is shared with the other tier where one session is killed, and nothing else happens', () => {
    const shared = all.filter((each) => sharedFault(each) !== undefined);
    expect(shared.every(({ blows }) => blows.length === 1 && blows[0]?.victim === 'session')).toBe(true);
    expect(new Set(shared.map(sharedFault))).toEqual(new Set(['kill-before', 'kill-after']));
  });
});
