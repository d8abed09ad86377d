import { roleOf } from '../access.ts';
import { refPattern } from '../ref-pattern.ts';
import type { BranchProtection, BypassActor, Rule, Ruleset } from '../settings.ts';
import { atLeast, type Repository, type Role, type Token } from '../world.ts';

/** A rule and the ruleset it stands in. */
export interface AppliedRule {
  readonly rule: Rule;
  readonly ruleset: Ruleset;
}

/** The rules of active rulesets and of classic protection that hold for a ref, whoever changes it. */
export function rulesFor(repository: Repository, ref: string): readonly AppliedRule[] {
  const classic = classicRuleset(repository, ref);
  return [...repository.settings.rulesets.values(), ...(classic === undefined ? [] : [classic])]
    .filter((ruleset) => ruleset.enforcement === 'active' && covers(repository, ruleset, ref))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ rule, ruleset })));
}

/** Classic protection as the ruleset that it amounts to: administrators pass it by, unless it holds them too. */
function classicRuleset({ settings }: Repository, ref: string): Ruleset | undefined {
  const protection = ref.startsWith('refs/heads/')
    ? settings.protections.get(ref.slice('refs/heads/'.length))
    : undefined;
  if (protection === undefined) return undefined;
  const { reviews, linear, forcePushes, deletions, enforceAdmins } = protection;
  const rules: readonly Rule[] = [
    ...(forcePushes ? [] : [{ type: 'non_fast_forward' }]),
    ...(deletions ? [] : [{ type: 'deletion' }]),
    ...(linear ? [{ type: 'required_linear_history' }] : []),
    ...(reviews === null ? [] : [{ type: 'pull_request', parameters: reviewParameters(reviews) }]),
  ];
  return {
    id: 0,
    name: '',
    createdAt: 0,
    updatedAt: 0,
    target: 'branch',
    enforcement: 'active',
    bypassActors: enforceAdmins ? [] : [{ actor_type: 'RepositoryRole', actor_id: 5, bypass_mode: 'always' }],
    refs: { include: [ref], exclude: [] },
    rules,
  };
}

function reviewParameters(reviews: NonNullable<BranchProtection['reviews']>): NonNullable<Rule['parameters']> {
  return {
    required_approving_review_count: reviews.count,
    require_code_owner_review: reviews.codeOwners,
    dismiss_stale_reviews_on_push: reviews.dismissStale,
    require_last_push_approval: reviews.lastPush,
  };
}

function covers(repository: Repository, { target, refs }: Ruleset, ref: string): boolean {
  const prefix = target === 'tag' ? 'refs/tags/' : 'refs/heads/';
  if (target === 'push' || !ref.startsWith(prefix)) return false;
  const matches = (pattern: string): boolean => {
    if (pattern === '~ALL') return true;
    if (pattern === '~DEFAULT_BRANCH') return ref === `refs/heads/${repository.defaultBranch}`;
    return refPattern(pattern).test(ref);
  };
  return refs.include.some(matches) && !refs.exclude.some(matches);
}

/** True for a branch with the mark of a protection rule, or under a ruleset: GitHub's `protected` does not tell which. */
export function isProtected(repository: Repository, branch: string): boolean {
  return repository.protectedBranches.has(branch) || rulesFor(repository, `refs/heads/${branch}`).length > 0;
}

/** Ids of the built-in repository roles that a bypass list names. */
const ROLE_IDS: ReadonlyMap<number, Role> = new Map([
  [4, 'write'],
  [5, 'admin'],
]);

/** How a token's account may pass a ruleset by: always, by merging a pull request only, or never. A run's never may. */
export function bypassOf(
  repository: Repository,
  token: Token | undefined,
  { bypassActors }: Ruleset,
): 'always' | 'pull_request' | 'never' {
  if (token?.kind !== 'user') return 'never';
  const mine = bypassActors.filter((actor) => isActor(repository, token, actor));
  if (mine.some(({ bypass_mode }) => bypass_mode !== 'pull_request')) return 'always';
  return mine.length > 0 ? 'pull_request' : 'never';
}

function isActor(repository: Repository, token: Token, { actor_type, actor_id }: BypassActor): boolean {
  if (actor_type === 'OrganizationAdmin') return repository.owner.owners.has(token.user.id);
  const needed = actor_type === 'RepositoryRole' ? ROLE_IDS.get(actor_id ?? 0) : undefined;
  const role = roleOf(repository, token);
  return needed !== undefined && role !== undefined && atLeast(role, needed);
}
