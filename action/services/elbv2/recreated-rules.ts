import { sameJson } from '../../domain/json.ts';
import type { Recreated } from '../../domain/step-kind.ts';
import {
  arnsOf,
  type ExistingRule,
  existingArns,
  existingRule,
  type ListenerRules,
  locatedAt,
  unitsOf,
  withExisting,
  withoutExisting,
} from './rules-model.ts';

/**
 * `now` with each rule that was deleted and created again under the ARN that it had in `known`: a rule that no known state has is taken
 * for one that is gone when it is like it was in one of them. What could be two of them is neither; what differs is somebody else's.
 */
export function recognise(now: ListenerRules, known: readonly ListenerRules[]): ListenerRules {
  const names = new Set(known.flatMap(existingArns));
  const strangers = existingArns(now).filter((arn) => !names.has(arn));
  const gone = [...names].filter((name) => existingRule(now, name) === undefined);
  const claims = gone.flatMap((was) => {
    const states = known.flatMap((model) => existingRule(model, was) ?? []);
    return strangers
      .filter((is) => states.some((state) => isAgain(existingRule(now, is), state)))
      .map((is) => ({ was, is }));
  });
  const clear = claims.filter((one) =>
    claims.every((other) => other === one || (other.was !== one.was && other.is !== one.is)),
  );
  return clear.reduce((model, { was, is }) => renamed(model, was, is), now);
}

/** Tags that were added since are somebody's change to that rule, and a conflict in its tags; they do not make it another rule. */
function isAgain(found: ExistingRule | undefined, state: ExistingRule): found is ExistingRule {
  if (found === undefined) return false;
  const { tags, ...content } = found;
  const { tags: had, ...wanted } = state;
  return sameJson(content, wanted) && Object.entries(had).every(([key, value]) => tags[key] === value);
}

function renamed(now: ListenerRules, was: string, is: string): ListenerRules {
  const rule = existingRule(now, is);
  if (rule === undefined) return now;
  return locatedAt(withExisting(withoutExisting(now, is), was, rule), was, is);
}

/** Of the rules that `units` are about, those that have another ARN now. */
export function recreated(now: ListenerRules, units: readonly string[]): readonly Recreated[] {
  const about = new Set(units);
  return Object.entries(arnsOf(now))
    .filter(([was]) => unitsOf(was).some((unit) => about.has(unit)))
    .map(([was, is]) => ({ was, is }));
}
