import { type Json, sameJson } from '../../../action/domain/json.ts';
import { resourceKey, stepKind } from '../../../action/engine/fold.ts';
import { registry } from '../../../action/services/registry.ts';
import { delta } from '../../contract/clauses/difference.ts';
import type { Played, Recorded } from './play.ts';

/** What is wrong with how a session ended; undefined where it is one of the ends that a session may have. */
export function judge(played: Played): string | undefined {
  const { session, result } = played;
  const bug = session.ledger.events.find((event) => 'code' in event && event.code === 'internal');
  if (bug !== undefined || result.error?.code === 'internal')
    return `a bug of ours: ${JSON.stringify(bug ?? result.error?.message)}`;
  const ends = WORDS[result.outcome];
  if (ends === undefined) return `it is "${result.outcome}", which is no end that a session may have`;
  const wrong = ends(played);
  return wrong === undefined ? undefined : `it is "${result.outcome}" (${result.error?.message ?? ''}), and ${wrong}`;
}

const WORDS: Readonly<Record<string, (played: Played) => string | undefined>> = {
  succeeded: (played) => unverified(played) ?? unitsAre(played, lastAfter) ?? elsewhere(played),
  refused: (played) => unitsAre(played, firstBefore) ?? strayPaths(played),
  'rolled-back': (played) => unitsAre(played, firstBefore) ?? strayPaths(played),
  failed: (played) => unnamed(played) ?? elsewhere(played),
};

type Wanted = (unit: string, touching: readonly Recorded[]) => Json | undefined;
const firstBefore: Wanted = (unit, touching) => touching[0]?.before[unit];
const lastAfter: Wanted = (unit, touching) => touching.at(-1)?.after[unit];

function unverified({ session, recorded }: Played): string | undefined {
  const verified = new Set(
    session.ledger.events.flatMap((event) => (event.type === 'step-verified' ? [event.step] : [])),
  );
  return recorded.map(({ id }) => id).find((id) => !verified.has(id));
}

/** Every unit that a step may have changed, with the steps that may have, in their order. */
function units({ session, recorded }: Played) {
  const begun = new Set(session.ledger.events.flatMap((event) => (event.type === 'step-started' ? [event.step] : [])));
  const started = recorded.filter(({ id }) => begun.has(id));
  const keys = [...new Set(started.map(({ plan }) => resourceKey(plan.resource)))];
  return keys.flatMap((key) => {
    const same = started.filter(({ plan }) => resourceKey(plan.resource) === key);
    return [...new Set(same.flatMap((each) => each.units))].map((unit) => {
      return { key, unit, touching: same.filter((each) => each.units.includes(unit)) };
    });
  });
}

function unitsAre(played: Played, wanted: Wanted): string | undefined {
  for (const { key, unit, touching } of units(played)) {
    if (isDeleted(played, touching)) continue;
    const now = played.models.get(key)?.[unit];
    const want = wanted(unit, touching);
    if (sameJson(now, want) || isTheirs(played, key, unit, now)) continue;
    return `${key} ${unit} is ${shown(now)} instead of ${shown(want)}`;
  }
  return undefined;
}

/** A later step has deleted the resource, with all that is on it. */
function isDeleted({ recorded, models }: Played, touching: readonly Recorded[]): boolean {
  const [first] = touching;
  if (first === undefined || models.get(resourceKey(first.plan.resource)) !== undefined) return false;
  const { arn } = first.plan.resource;
  return recorded.some(({ plan }) => stepKind(registry, plan.uses).takesAway?.(plan.with).includes(arn));
}

/** It is as somebody else has made it meanwhile. */
function isTheirs({ foreign }: Played, key: string, unit: string, now: Json | undefined): boolean {
  if (foreign === undefined) return false;
  const [was, is] = foreign.models.map((models) => models.get(key)?.[unit]);
  return !sameJson(was, is) && sameJson(now, is);
}

/** What is not as it was, and which step the record names for it. */
function unnamed(played: Played): string | undefined {
  const { session } = played;
  const failed = new Set<string>();
  const conflicts = new Map<string, readonly string[]>();
  for (const event of session.ledger.events) {
    if (event.type === 'restore-failed') failed.add(event.step);
    if (event.type === 'left-to-recover') for (const step of event.steps) failed.add(step);
    if (event.type === 'conflict')
      conflicts.set(
        event.step,
        event.units.map(({ unit }) => unit),
      );
  }
  if (failed.size === 0 && conflicts.size === 0) return 'the record names nothing that was not put back';
  for (const { key, unit, touching } of units(played)) {
    const now = played.models.get(key)?.[unit];
    if (sameJson(now, firstBefore(unit, touching)) || isTheirs(played, key, unit, now)) continue;
    if (touching.some(({ id }) => failed.has(id) || conflicts.get(id)?.includes(unit) === true)) continue;
    return `${key} ${unit} is ${shown(now)}, which the record does not name`;
  }
  return undefined;
}

/** After a session that has left nothing, all is as it was, but for what somebody else has changed, and that is as they left it. */
function strayPaths({ before, after, foreign }: Played): string | undefined {
  const theirs = foreign === undefined ? new Map<string, string | undefined>() : delta(...foreign.dumps);
  const left = delta(before, after);
  const stray = [...left].find(([path, value]) => !(theirs.has(path) && theirs.get(path) === value));
  if (stray !== undefined) return `${stray[0]} is ${stray[1] ?? 'absent'}`;
  const lost = [...theirs].find(([path, value]) => left.get(path) !== value && changedBack(before, path) !== value);
  return lost === undefined ? undefined : `${lost[0]} was made ${lost[1] ?? 'absent'} by somebody else, and is lost`;
}

function changedBack(dump: Json, path: string): string | undefined {
  return delta({}, dump).get(path);
}

/** What is none of the steps' business stays as it is. */
function elsewhere({ before, after, recorded, foreign }: Played): string | undefined {
  const theirs = foreign === undefined ? new Set<string>() : new Set(delta(...foreign.dumps).keys());
  const own = recorded.flatMap(({ plan }) => arnsOf(plan.resource.arn));
  const stray = [...delta(before, after).keys()].find(
    (path) => !theirs.has(path) && !own.some((arn) => path.includes(arn)),
  );
  return stray === undefined ? undefined : `${stray} has changed, which is no step's business`;
}

/** A load balancer's listeners, and the rules of a listener, are named after it. */
function arnsOf(arn: string): readonly string[] {
  const name = arn.slice(arn.indexOf('/') + 1);
  return [arn, `:listener/${name}/`, `:listener-rule/${name}/`];
}

function shown(value: Json | undefined): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 200);
}
