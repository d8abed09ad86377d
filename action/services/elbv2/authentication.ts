import { BreakglassError } from '../../domain/error.ts';
import { sameJson } from '../../domain/json.ts';
import type { DiffLine, Opening } from '../../domain/step-kind.ts';
import { accessOf, isMereUpgrade } from './access.ts';
import { isForward, type ListenerAction } from './actions.ts';
import { type Condition, isPlain } from './conditions.ts';
import { describeRule } from './rule-priorities.ts';
import {
  type Access,
  fallbackAccess,
  type ListenerRules,
  priorities,
  type RuleName,
  ruleNamed,
} from './rules-model.ts';

/** A kind's param by which a step says that it means to pass a login by. */
export const passingParam = {
  type: 'boolean',
  default: false,
  description:
    'Also where people are let in then whom a rule or the default action would have asked to log in, or redirected to HTTPS',
} as const;

/** A rule's place among the others: the default one, which has no conditions, is the last. */
interface Place {
  readonly name: RuleName;
  readonly priority: number;
  readonly conditions: readonly Condition[];
  readonly access: Access;
  /** Target groups that it sends to; of the default rule they are not known here. */
  readonly groups: readonly string[];
}

/** A rule that lets in without a login whom another one, or it itself before the change, asks for it. */
interface Passing {
  /** The first one, in words. */
  readonly by: string;
  /** The other one, in words, and what it asks. */
  readonly asked: string;
  /** What is the same where one is let in by the other as before. */
  readonly key: string;
  /** What stands above the door and lets nobody in: without any of it the door gets more. */
  readonly above: readonly string[];
}

const FALLBACK = 'default';

/**
 * What a change of rules opens without a login, in lines for the approver; none where it opens nothing. It is held to the rules before the
 * session's first step on the listener: what an earlier step has opened already, and meant to, it opens no more.
 *
 * Whether two rules are for the same requests is not computed, since a target may read a path otherwise than the load balancer does:
 * every login counts that the rule stands before, or whose requests it may get, unless the two are for other hosts by name.
 *
 * @throws BreakglassError `not-applicable` where it opens something, and the step has not said that it means to
 */
export function passingLines(states: Opening<ListenerRules>, isMeant: boolean): readonly DiffLine[] {
  const found = newPassings(states);
  const lines = [...new Set(found.map(({ by }) => by))].map((by) => ({
    what: `login: ${by}`,
    before: [...new Set(found.flatMap((one) => (one.by === by ? [one.asked] : [])))].join('; '),
    after: 'passed by: everybody is let in without it',
  }));
  const [first] = found;
  if (first === undefined || isMeant) return lines;
  throw new BreakglassError('not-applicable', `${first.by} would let everybody in past ${first.asked}`, {
    hint: 'put it below what asks, answer by a page or a redirect, or do it on the HTTPS listener; if everybody may get in, say "without-authentication: true" in the step',
  });
}

function newPassings({ origin, before, after }: Opening<ListenerRules>): readonly Passing[] {
  const known = new Map(passings(origin, before).map((one) => [one.key, one]));
  return passings(origin, after).filter(
    ({ key, above }) => known.get(key)?.above.every((one) => above.includes(one)) !== true,
  );
}

function passings(before: ListenerRules, after: ListenerRules): readonly Passing[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  const logins = [...old.values()].filter(({ access }) => access.asks.length > 0);
  const doors = [...now.values()].filter(({ access }) => access.open);
  return doors.flatMap((door) =>
    logins
      .filter((login) => asksNoMore(door, login) && !wasOpen(old, door, login))
      .filter((login) => !areApart(door, login) && mayGet(door, now, login))
      .map((login) => ({
        by: nameOf(after, door),
        asked: `${nameOf(before, login)}: ${login.access.asks.join(', ')}`,
        key: JSON.stringify([login.name, { ...door, priority: null }]),
        above: [...now.values()]
          .filter(({ access, priority }) => !access.open && priority < door.priority)
          .map(({ name, conditions, access }) => JSON.stringify([name, conditions, access])),
      })),
  );
}

/** Of one rule, what it asked before the change: it is passed by where the rule does not ask for all of that any more. */
function asksNoMore(door: Place, login: Place): boolean {
  return login.name !== door.name || login.access.asks.some((one) => !door.access.asks.includes(one));
}

/**
 * All that the door lets in got to the same targets before that login already, by a rule that stood open; past what only redirects to
 * HTTPS, to any targets.
 */
function wasOpen(old: ReadonlyMap<string, Place>, door: Place, login: Place): boolean {
  return [...old.values()].some(
    ({ access, priority, conditions, groups }) =>
      access.open &&
      priority < login.priority &&
      isWithin(door.conditions, conditions) &&
      (isMereUpgrade(login.access) || isToNoMore(door, groups)),
  );
}

/** Whether it sends to these target groups alone: of the default action that is not known. */
function isToNoMore({ name, groups }: Place, known: readonly string[]): boolean {
  return name !== FALLBACK && groups.every((group) => known.includes(group));
}

/** It stands before the login, or no rule above it takes all that the login was for any more, and it gets the rest. */
function mayGet(door: Place, now: ReadonlyMap<string, Place>, was: Place): boolean {
  const login = now.get(was.name);
  const asks = login !== undefined && login.access.asks.length > 0;
  if (asks && door.priority < login.priority) return true;
  const above = [...now.values()].filter(({ priority }) => priority < door.priority);
  return !above.some(({ conditions }) => isWithin(was.conditions, conditions));
}

/**
 * Both are for hosts by their names, and have none in common: no request is for both. Where they send to the same targets, those may
 * look at no host.
 */
function areApart(door: Place, login: Place): boolean {
  const [mine, theirs] = [door, login].map(({ conditions }) => hostsOf(conditions));
  if (mine === undefined || theirs === undefined || mine.some((host) => theirs.includes(host))) return false;
  return !door.groups.some((group) => login.groups.includes(group));
}

/** Undefined where any host may be meant. Hosts are told apart in no case. */
function hostsOf(conditions: readonly Condition[]): readonly string[] | undefined {
  const hosts = conditions.find(({ field }) => field === 'host-header');
  if (hosts === undefined || !isPlain(hosts) || hosts.regexes.length > 0 || hosts.values.length === 0) return undefined;
  return hosts.values.some((value) => /[*?]/.test(value))
    ? undefined
    : hosts.values.map((value) => value.toLowerCase());
}

/** Whether what meets all of `narrow` meets all of `wide` as well: surely so, else false. */
function isWithin(narrow: readonly Condition[], wide: readonly Condition[]): boolean {
  return wide.every((one) => isForAll(one) || narrow.some((other) => sameJson(one, other) || isPartOf(other, one)));
}

/** Any host, or any path. */
function isForAll(condition: Condition): boolean {
  if (!isPlain(condition)) return false;
  const { field, values } = condition;
  if (field === 'path-pattern') return values.includes('*') || values.includes('/*');
  return field === 'host-header' && values.includes('*');
}

/** Values of one field, of which any has to match. */
function isPartOf(narrow: Condition, wide: Condition): boolean {
  if (!isPlain(narrow) || !isPlain(wide) || narrow.field !== wide.field) return false;
  const isIn = (values: readonly string[], all: readonly string[]): boolean =>
    values.every((value) => all.includes(value));
  return isIn(narrow.values, wide.values) && isIn(narrow.regexes, wide.regexes);
}

function placesOf(rules: ListenerRules): ReadonlyMap<string, Place> {
  const named = [...priorities(rules)].flatMap(([name, priority]) => {
    const rule = ruleNamed(rules, name);
    if (rule === undefined) return [];
    return [
      { name, priority, conditions: rule.conditions, access: accessOf(rule.actions), groups: groupsOf(rule.actions) },
    ];
  });
  const last = {
    name: FALLBACK,
    priority: Number.POSITIVE_INFINITY,
    conditions: [],
    access: fallbackAccess(rules),
    groups: [],
  };
  return new Map([...named, last].map((place) => [place.name, place]));
}

function groupsOf(actions: readonly ListenerAction[]): readonly string[] {
  return actions.filter(isForward).flatMap(({ targetGroups }) => targetGroups.map(({ arn }) => arn));
}

function nameOf(rules: ListenerRules, { name }: Place): string {
  return name === FALLBACK ? 'the default action' : describeRule(rules, name);
}
