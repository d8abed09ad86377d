import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { BypassActorFacts, EnvironmentSettings, RuleFacts, RulesetFacts, Seen } from '../domain/setup-facts.ts';
import { type Answer, answer, answers } from './answer.ts';
import { protectionRule, readEnvironment } from './environment.ts';

const LISTED: Seen<never> = {
  seen: false,
  why: 'the token may not see who may bypass a ruleset: it needs "Administration: write"',
};

/** An environment of GitHub's answer, and the patterns that are listed by a call of their own. */
export function readEnvironmentSettings(given: unknown, patterns: readonly unknown[]): EnvironmentSettings {
  const environment = answer(given, 'environment');
  const { name, reviewers, canAdminsBypass, deploymentBranches } = readEnvironment(environment, []);
  return {
    name,
    reviewers,
    preventSelfReview: protectionRule(environment, 'required_reviewers')?.value('prevent_self_review') === true,
    canAdminsBypass,
    waitTimer: protectionRule(environment, 'wait_timer')?.number('wait_timer') ?? 0,
    branches: {
      policy: deploymentBranches.policy,
      patterns: answers(patterns, 'branch_policies').map((each) => ({
        id: each.number('id'),
        name: each.text('name'),
        // Answers of old had no type: every pattern was a branch's.
        type: each.value('type') === undefined ? 'branch' : each.text('type'),
      })),
    },
  };
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
