import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { RuleFacts, RulesetFacts } from '../../domain/setup-facts.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { bypassLines } from '../../github/settings-branches.ts';
import { type RulesetWish, writeRuleset } from '../../github/settings-write.ts';
import { type Change, type Difference, difference, list } from './change.ts';
import { AUDIT_BRANCH } from './facts.ts';

const rule = (type: string, parameters: JsonObject = {}): RuleFacts => ({ type, parameters });

/**
 * Nothing comes to the default branch but by a reviewed pull request. Requests have no code owner, so one approval by anybody
 * who can write, the commander for one, is enough to merge one in a minute. Whoever pushed last cannot be the one who approves:
 * a code owner could else add to somebody's change and let it in alone.
 */
export const DEFAULT_BRANCH_RULES: RulesetWish = {
  name: 'breakglass: default branch',
  include: ['~DEFAULT_BRANCH'],
  rules: [
    rule('deletion'),
    rule('non_fast_forward'),
    rule('pull_request', {
      required_approving_review_count: 1,
      require_code_owner_review: true,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
      required_review_thread_resolution: false,
    }),
  ],
};

/** The trail only grows, by commits that GitHub made: a workflow's token can be given no bypass, so it may append. */
export const AUDIT_BRANCH_RULES: RulesetWish = {
  name: 'breakglass: audit branch',
  include: [`refs/heads/${AUDIT_BRANCH}`],
  rules: ['deletion', 'non_fast_forward', 'required_linear_history', 'required_signatures'].map((type) => rule(type)),
};

/** Brings the ruleset of this name to at least what is wished. What somebody made stricter stays. */
export function rulesetChange(place: SettingsPlace, wish: RulesetWish, rulesets: readonly RulesetFacts[]): Change {
  const now = rulesets.find(({ name }) => name === wish.name);
  const wanted = now === undefined ? wish : strengthened(now, wish);
  return {
    subject: `ruleset "${wish.name}"`,
    differences: now === undefined ? created(wish) : weaknesses(now, wanted),
    apply: () => writeRuleset(place, wanted, now?.id),
  };
}

function created(wish: RulesetWish): readonly Difference[] {
  return [
    { what: '', now: 'missing', wanted: `in force on ${list(wish.include)}, without bypass` },
    ...wish.rules.map(({ type, parameters }) => ({ what: type, now: 'missing', wanted: shown(parameters) })),
  ];
}

function strengthened(now: RulesetFacts, wish: RulesetWish): RulesetWish {
  const kept = now.rules.filter(({ type }) => !wish.rules.some((each) => each.type === type));
  const held = wish.rules.map((each) => {
    const before = now.rules.find(({ type }) => type === each.type);
    return before === undefined ? each : rule(each.type, strictest(before.parameters, each.parameters));
  });
  // Where it holds is ours to say: a rule of one branch can bar the action from another.
  return { ...wish, rules: [...held, ...kept] };
}

/** The stricter of two values a key: more approvals, a condition that holds. Keys that we know nothing of stay. */
function strictest(now: JsonObject, wish: JsonObject): JsonObject {
  const entries = Object.entries(wish).map(([key, value]): [string, Json] => {
    const before = now[key];
    if (typeof value === 'number' && typeof before === 'number') return [key, Math.max(value, before)];
    if (typeof value === 'boolean' && typeof before === 'boolean') return [key, value || before];
    return [key, value];
  });
  return { ...now, ...Object.fromEntries(entries) };
}

function weaknesses(now: RulesetFacts, wanted: RulesetWish): readonly Difference[] {
  return [
    ...difference('target', now.target, 'branch'),
    ...difference('enforcement', now.enforcement, 'active'),
    ...difference('on', list(now.include), list(wanted.include)),
    ...difference('but not on', list(now.exclude), 'none'),
    ...difference('bypass', now.bypass.seen ? list(bypassLines(now)) : 'not seen', 'none'),
    ...wanted.rules.flatMap(({ type, parameters }) => {
      const before = now.rules.find((each) => each.type === type);
      return difference(type, before === undefined ? 'missing' : shown(before.parameters), shown(parameters));
    }),
  ];
}

function shown(parameters: JsonObject): string {
  const entries = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return 'yes';
  return entries
    .map(([key, value]) => `${key}=${isJsonObject(value) ? JSON.stringify(value) : String(value)}`)
    .join(' ');
}
