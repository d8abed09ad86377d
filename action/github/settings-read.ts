import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { BypassActorFacts, EnvironmentSettings, RuleFacts, RulesetFacts, Seen } from '../domain/setup-facts.ts';
import { type Answer, answer, answers } from './answer.ts';

const LISTED: Seen<never> = {
  seen: false,
  why: 'the token may not see who may bypass a ruleset: it needs "Administration: write"',
};

/** An environment of GitHub's answer, and the patterns that are listed by a call of their own. */
export function readEnvironmentSettings(given: unknown, patterns: readonly unknown[]): EnvironmentSettings {
  const environment = answer(given, 'environment');
  const rules = environment.value('protection_rules') === undefined ? [] : environment.list('protection_rules');
  const rule = (type: string) => rules.find((each) => each.value('type') === type);
  const required = rule('required_reviewers');
  const policy = environment.optional('deployment_branch_policy');
  const bypass = environment.value('can_admins_bypass');
  return {
    name: environment.text('name'),
    reviewers: (required?.list('reviewers') ?? []).map((entry) => {
      const type = entry.oneOf('type', ['User', 'Team']);
      const reviewer = entry.object('reviewer');
      return { type, name: reviewer.text(type === 'User' ? 'login' : 'slug'), id: reviewer.number('id') };
    }),
    preventSelfReview: required?.value('prevent_self_review') === true,
    canAdminsBypass: typeof bypass === 'boolean' ? bypass : null,
    waitTimer: rule('wait_timer')?.number('wait_timer') ?? 0,
    branches: {
      policy: policyOf(policy),
      patterns: answers(patterns, 'branch_policies').map((each) => ({
        id: each.number('id'),
        name: each.text('name'),
        // Answers of old had no type: every pattern was a branch's.
        type: each.value('type') === undefined ? 'branch' : each.text('type'),
      })),
    },
  };
}

function policyOf(policy: Answer | undefined): EnvironmentSettings['branches']['policy'] {
  if (policy?.value('protected_branches') === true) return 'protected';
  return policy?.value('custom_branch_policies') === true ? 'custom' : 'all';
}

export function readRuleset(given: unknown): RulesetFacts {
  const ruleset = answer(given, 'ruleset');
  const refs = ruleset.optional('conditions')?.optional('ref_name');
  const target = ruleset.value('target');
  return {
    id: ruleset.number('id'),
    name: ruleset.text('name'),
    target: typeof target === 'string' ? target : 'branch',
    enforcement: ruleset.text('enforcement'),
    include: texts(refs?.value('include')),
    exclude: texts(refs?.value('exclude')),
    rules: ruleset.value('rules') === undefined ? [] : ruleset.list('rules').map(readRule),
    bypass:
      ruleset.value('bypass_actors') === undefined
        ? LISTED
        : { seen: true, value: ruleset.list('bypass_actors').map(readActor) },
  };
}

export function readRule(rule: Answer): RuleFacts {
  const parameters = rule.value('parameters');
  return { type: rule.text('type'), parameters: isJsonObject(parameters) ? parameters : ({} satisfies JsonObject) };
}

function readActor(actor: Answer): BypassActorFacts {
  const id = actor.value('actor_id');
  const mode = actor.value('bypass_mode');
  return {
    type: actor.text('actor_type'),
    id: typeof id === 'number' ? id : null,
    mode: typeof mode === 'string' ? mode : 'always',
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
