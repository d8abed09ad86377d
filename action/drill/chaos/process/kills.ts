import { type ChaosCall, type ChaosFault, caseId } from '../case.ts';
import { KILLS, type Kill } from './kill.ts';

/** Which of the processes of a story is killed: the session, the recovery after it, or the recovery after that one. */
export const VICTIMS = ['session', 'recovery', 'second-recovery'] as const;
export type Victim = (typeof VICTIMS)[number];

/** One process that is ended at one of its calls. */
export interface Blow {
  readonly victim: Victim;
  readonly call: ChaosCall;
  readonly kill: Kill;
}

/** A session, and what happens to it and to its recoveries; at most one blow for each. */
export interface KillCase {
  readonly playbook: string;
  readonly blows: readonly Blow[];
}

/** `session github:updateRefs#1:kill-after, recovery iam:PutRolePolicy#1:kill-before`. */
export function killId({ blows }: Pick<KillCase, 'blows'>): string {
  return blows.map(({ victim, call, kill }) => `${victim} ${callId(call)}:${kill}`).join(', ');
}

/** Undefined where the text names no story. */
export function parseKillId(text: string): readonly Blow[] | undefined {
  const blows = text.split(', ').map((part) => {
    const [, word = '', service = '', operation = '', nth = '', how = ''] = BLOW.exec(part) ?? [];
    const [victim, kill] = [VICTIMS.find((each) => each === word), KILLS.find((each) => each === how)];
    if (victim === undefined || kill === undefined || Number(nth) < 1) return undefined;
    return { victim, call: { service, operation, nth: Number(nth) }, kill };
  });
  const found = blows.filter((blow) => blow !== undefined);
  return found.length === blows.length ? found : undefined;
}

const BLOW = /^([\w-]+) ([\w-]+):([\w/-]+)#(\d{1,4}):([\w-]+)$/;

function callId(call: ChaosCall): string {
  return caseId({ call, fault: 'kill-before' }).replace(/:[\w-]+$/, '');
}

/** The case of the in-process tier that is the same story; undefined where it has none. */
export function sharedFault({ blows }: KillCase): ChaosFault | undefined {
  const [first, ...others] = blows;
  if (first?.victim !== 'session' || others.length > 0) return undefined;
  const { kill } = first;
  return kill === 'kill-before' || kill === 'kill-after' ? kill : undefined;
}

/** The calls of one playbook's story, as an undisturbed one makes them, in order. */
export interface StoryCalls {
  readonly playbook: string;
  readonly session: readonly ChaosCall[];
  /** Of the recovery of a session that was killed right after its first change. */
  readonly recovery: readonly ChaosCall[];
  /** The call by which the session makes its first change. */
  readonly firstChange: ChaosCall;
}

/** A monitor asks the same again and again: beyond so many times, the first ones and the last stand for all. */
const MOST_ALIKE = 6;

/**
 * `count` cases, spread evenly over all calls of every story: each call of the session, of its recovery, and of the recovery after
 * a recovery that was killed, each before and after its effect. What changes something is never left out while there is room.
 */
export function chooseKills(stories: readonly StoryCalls[], count: number): readonly KillCase[] {
  const perStory = stories.map((story) => [...sessionKills(story), ...recoveryKills(story)]);
  const all = interleave(perStory);
  const writes = all.filter(isOfWrite);
  const reads = all.filter((each) => !isOfWrite(each));
  const special = interleave(stories.map(specialKills));
  const first = [...special, ...spread(writes, count - special.length)];
  return [...first, ...spread(reads, count - first.length)].slice(0, count);
}

function sessionKills({ playbook, session }: StoryCalls): readonly KillCase[] {
  return bothWays(thinned(session)).map(({ call, kill }) => ({ playbook, blows: [{ victim: 'session', call, kill }] }));
}

/** The session dies where there is something to put back; then its recovery does, and every other time the recovery after it. */
function recoveryKills({ playbook, recovery, firstChange }: StoryCalls): readonly KillCase[] {
  const died: Blow = { victim: 'session', call: firstChange, kill: 'kill-after' };
  const blows = bothWays(thinned(recovery)).map(({ call, kill }): Blow => ({ victim: 'recovery', call, kill }));
  const again = blows.map((blow, index): Blow => {
    const other = blows[(index * 7 + 3) % blows.length] ?? blow;
    return { ...other, victim: 'second-recovery' };
  });
  return blows.flatMap((blow, index) => {
    const once = { playbook, blows: [died, blow] };
    const second = again[index];
    return second === undefined || index % 4 !== 0 ? [once] : [once, { playbook, blows: [died, blow, second] }];
  });
}

/** What takes long, or is no plain kill: a call that arrives late, and GitHub's cancel, at what changes something. */
function specialKills({ playbook, session, firstChange }: StoryCalls): readonly KillCase[] {
  const late = session.filter(
    (call) => isWrite(call) && (call.service !== 'github' || call.operation === 'createCommitOnBranch'),
  );
  const blow = (call: ChaosCall, kill: Kill): KillCase => ({ playbook, blows: [{ victim: 'session', call, kill }] });
  const monitoring = session.findLast(({ service }) => service === 'elasticloadbalancing') ?? firstChange;
  return [
    ...late.flatMap((call) => [blow(call, 'kill-late'), blow(call, 'kill-too-late')]),
    blow(firstChange, 'interrupt'),
    blow(firstChange, 'interrupt-stuck'),
    blow(monitoring, 'interrupt'),
  ];
}

function bothWays(calls: readonly ChaosCall[]): readonly { readonly call: ChaosCall; readonly kill: Kill }[] {
  return calls.flatMap((call) => [
    { call, kill: 'kill-before' as const },
    { call, kill: 'kill-after' as const },
  ]);
}

function thinned(calls: readonly ChaosCall[]): readonly ChaosCall[] {
  const times = new Map<string, number>();
  for (const { service, operation } of calls) {
    const name = `${service} ${operation}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return calls.filter(({ service, operation, nth }) => {
    const most = times.get(`${service} ${operation}`) ?? 0;
    return nth < MOST_ALIKE || nth === most;
  });
}

const READS = /^(Describe|Get|List|Simulate)|\/(get|list)|^repository$/;

export function isWrite({ operation }: ChaosCall): boolean {
  return !READS.test(operation);
}

function isOfWrite({ blows }: KillCase): boolean {
  return blows.every(({ call }) => isWrite(call));
}

/** Takes from each list in turn. */
function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** At most `count` of them, evenly over the list. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (count >= list.length) return list;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => list.slice(Math.floor((index * list.length) / count))[0],
  ).flatMap((each) => (each === undefined ? [] : [each]));
}
