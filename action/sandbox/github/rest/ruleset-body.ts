import { invalid } from '../github-fault.ts';
import type { BypassActor, Rule, Ruleset } from '../settings.ts';
import { type RestCall, text } from './call.ts';

type Fields = Pick<Ruleset, 'name' | 'target' | 'enforcement' | 'bypassActors' | 'refs' | 'rules'>;

/** Kinds of rules that GitHub knows for branches and tags. */
const RULE_TYPES: ReadonlySet<string> = new Set([
  'creation',
  'update',
  'deletion',
  'required_linear_history',
  'merge_queue',
  'required_deployments',
  'required_signatures',
  'pull_request',
  'required_status_checks',
  'non_fast_forward',
  'commit_message_pattern',
  'commit_author_email_pattern',
  'committer_email_pattern',
  'branch_name_pattern',
  'tag_name_pattern',
  'workflows',
  'code_scanning',
  'copilot_code_review',
]);

const PULL_REQUEST_PARAMETERS = [
  'dismiss_stale_reviews_on_push',
  'require_code_owner_review',
  'require_last_push_approval',
  'required_approving_review_count',
  'required_review_thread_resolution',
] as const;

const ACTOR_TYPES: ReadonlySet<string> = new Set([
  'Integration',
  'OrganizationAdmin',
  'RepositoryRole',
  'Team',
  'DeployKey',
  'EnterpriseOwner',
  'User',
]);

const wrong = (field: string, message: string) => invalid('RepositoryRuleset', field, 'invalid', message);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The fields of a request to create or change a ruleset; what it leaves out stays as it is in `before`. */
export function readRuleset(call: RestCall, before: Fields): Fields {
  const { body } = call;
  return {
    name: text(call, 'name') ?? before.name,
    target: oneOf('target', text(call, 'target') ?? before.target, ['branch', 'tag', 'push'] as const),
    enforcement: oneOf('enforcement', text(call, 'enforcement') ?? before.enforcement, [
      'active',
      'disabled',
      'evaluate',
    ] as const),
    bypassActors: body['bypass_actors'] === undefined ? before.bypassActors : actors(body['bypass_actors']),
    refs: body['conditions'] === undefined ? before.refs : conditions(body['conditions']),
    rules: body['rules'] === undefined ? before.rules : rules(body['rules']),
  };
}

function oneOf<T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw wrong(field, `${value} is not one of ${allowed.join(', ')}`);
  return found;
}

function actors(given: unknown): readonly BypassActor[] {
  if (!Array.isArray(given)) throw wrong('bypass_actors', 'is not an array');
  return given.map((actor: unknown) => {
    const { actor_id, actor_type, bypass_mode = 'always' } = isObject(actor) ? actor : {};
    if (typeof actor_type !== 'string' || !ACTOR_TYPES.has(actor_type)) throw wrong('bypass_actors', 'actor_type');
    const mode = oneOf('bypass_mode', String(bypass_mode), ['always', 'pull_request', 'exempt'] as const);
    return { actor_type, bypass_mode: mode, ...(typeof actor_id === 'number' ? { actor_id } : {}) };
  });
}

function conditions(given: unknown): Ruleset['refs'] {
  const names = isObject(given) ? (given['ref_name'] ?? {}) : {};
  const { include = [], exclude = [] } = isObject(names) ? names : {};
  const patterns = (value: unknown): readonly string[] => {
    if (Array.isArray(value) && value.every((each): each is string => typeof each === 'string')) return value;
    throw wrong('conditions', 'ref_name holds no list of patterns');
  };
  return { include: patterns(include), exclude: patterns(exclude) };
}

function rules(given: unknown): readonly Rule[] {
  if (!Array.isArray(given)) throw wrong('rules', 'is not an array');
  return given.map((rule: unknown) => {
    const { type, parameters } = isObject(rule) ? rule : {};
    if (typeof type !== 'string' || !RULE_TYPES.has(type)) throw wrong('rules', `${String(type)} is no rule`);
    if (type === 'pull_request') requirePullRequest(parameters);
    return isObject(parameters) ? { type, parameters } : { type };
  });
}

function requirePullRequest(parameters: unknown): void {
  const missing = PULL_REQUEST_PARAMETERS.find((key) => !isObject(parameters) || parameters[key] === undefined);
  if (missing !== undefined) throw wrong('rules', `pull_request lacks ${missing}`);
}
