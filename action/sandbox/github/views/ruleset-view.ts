import type { AppliedRule } from '../rules/applying.ts';
import type { BypassActor, Rule, Ruleset } from '../settings.ts';
import { fullName, type Repository, type World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { githubTime, nodeId } from './urls.ts';

/** An entry of the list of rulesets: without conditions, rules and bypass list. */
export function rulesetSummary(world: World, repository: Repository, ruleset: Ruleset): Record<string, unknown> {
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: 'Repository',
    source: fullName(repository),
    enforcement: ruleset.enforcement,
    node_id: nodeId('RepositoryRuleset', ruleset.id),
    _links: {
      self: { href: `${apiUrl(world, repository)}/rulesets/${ruleset.id}` },
      html: { href: `${htmlUrl(world, repository)}/rules/${ruleset.id}` },
    },
    created_at: githubTime(ruleset.createdAt),
    updated_at: githubTime(ruleset.updatedAt),
  };
}

/** `repository-ruleset` of GitHub's OpenAPI. Only who may change it is told who may bypass it. */
export function rulesetView(
  world: World,
  repository: Repository,
  ruleset: Ruleset,
  reader: { readonly administers: boolean; readonly bypass: 'always' | 'pull_request' | 'never' },
): Record<string, unknown> {
  return {
    ...rulesetSummary(world, repository, ruleset),
    conditions: { ref_name: ruleset.refs },
    rules: ruleset.rules.map(ruleView),
    current_user_can_bypass: reader.bypass === 'pull_request' ? 'pull_requests_only' : reader.bypass,
    ...(reader.administers ? { bypass_actors: ruleset.bypassActors.map(actorView) } : {}),
  };
}

function ruleView({ type, parameters }: Rule): Record<string, unknown> {
  return parameters === undefined ? { type } : { type, parameters };
}

function actorView({ actor_id, actor_type, bypass_mode }: BypassActor): Record<string, unknown> {
  return { actor_id: actor_id ?? null, actor_type, bypass_mode };
}

/** `repository-rule-detailed`: a rule that holds for a branch, and where it comes from. */
export function appliedRuleView(repository: Repository, { rule, ruleset }: AppliedRule): Record<string, unknown> {
  return {
    ...ruleView(rule),
    ruleset_source_type: 'Repository',
    ruleset_source: fullName(repository),
    ruleset_id: ruleset.id,
  };
}
