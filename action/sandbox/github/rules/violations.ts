import { ZERO_OID } from '../git/ref-writer.ts';
import { GithubFault } from '../github-fault.ts';
import type { PullRequest, Repository, Token, World } from '../world.ts';
import { type AppliedRule, bypassOf, rulesFor } from './applying.ts';
import { missingReviews } from './reviews.ts';

/** Stands for a commit that is yet to be made. */
export const WEB = 'web';

/** A pull request that is being merged, and the tips of both sides. */
export interface Merging {
  readonly pull: PullRequest;
  readonly head: string;
  readonly base: string;
}

/** A ref that is about to change, by whom. */
export interface RefChange {
  readonly ref: string;
  /** ZERO_OID for a ref that does not exist yet. */
  readonly before: string;
  /** ZERO_OID deletes. `WEB`: one commit that GitHub makes itself on top of `before`, and signs. */
  readonly after: string;
  readonly token: Token | undefined;
  /** Set where the change is the merge of a pull request. */
  readonly merging?: Merging;
}

type Check = (repository: Repository, change: RefChange, rule: AppliedRule, world: World) => Promise<readonly string[]>;

const when = (broken: boolean, message: string): readonly string[] => (broken ? [message] : []);
const creates = ({ before }: RefChange): boolean => before === ZERO_OID;
const deletes = ({ after }: RefChange): boolean => after === ZERO_OID;
const updates = (change: RefChange): boolean => !creates(change) && !deletes(change);

/** What each kind of rule says. Kinds that are not here are kept and shown, but nothing enforces them. */
const CHECKS: Readonly<Record<string, Check>> = {
  creation: async (_, change) => when(creates(change), 'Cannot create ref due to creations being restricted.'),
  update: async (_, change) => when(updates(change), 'Cannot update this protected ref.'),
  deletion: async (_, change) => when(deletes(change), 'Cannot delete this branch'),
  non_fast_forward: async (repository, change) => {
    if (!updates(change) || change.after === WEB) return [];
    const forward = await repository.git.isAncestor(change.before, change.after);
    return when(!forward, 'Cannot force-push to this branch');
  },
  required_linear_history: async (repository, change) =>
    when(
      (await newCommits(repository, change, ['--merges'])).length > 0,
      'This branch must not contain merge commits.',
    ),
  required_signatures: async (repository, change) => {
    const unsigned = (await newCommits(repository, change)).filter((oid) => !repository.webCommits.has(oid));
    const found = `  Found ${unsigned.length} violation${unsigned.length === 1 ? '' : 's'}:`;
    return when(unsigned.length > 0, ['Commits must have verified signatures.', found, '', ...unsigned].join('\n'));
  },
  pull_request: async (repository, change, { rule }, world) => {
    if (change.merging !== undefined) return missingReviews(world, repository, change.merging, rule);
    return when(updates(change), 'Changes must be made through a pull request.');
  },
};

/** What a change would bring onto the ref. */
async function newCommits(
  repository: Repository,
  change: RefChange,
  options: readonly string[] = [],
): Promise<readonly string[]> {
  const { before, after } = change;
  if (after === WEB || deletes(change)) return [];
  const known = creates(change) ? [] : [`^${before}`];
  const output = await repository.git.must(['rev-list', ...options, after, ...known]);
  return output === '' ? [] : output.split('\n');
}

/** Why the rulesets refuse a change; empty where they do not. */
export async function ruleViolations(
  world: World,
  repository: Repository,
  change: RefChange,
): Promise<readonly string[]> {
  const found = await Promise.all(
    rulesFor(repository, change.ref).map(async (applied) => {
      const bypass = bypassOf(repository, change.token, applied.ruleset);
      if (bypass === 'always' || (bypass === 'pull_request' && change.merging !== undefined)) return [];
      return CHECKS[applied.rule.type]?.(repository, change, applied, world) ?? [];
    }),
  );
  return [...new Set(found.flat())];
}

/** A refusal in GitHub's words. */
export function violationText(violations: readonly string[]): string {
  return `Repository rule violations found\n\n${violations.join('\n\n')}\n\n`;
}

/** Refuses a change by the REST API; which status says so differs by endpoint. */
export async function requireRules(
  world: World,
  repository: Repository,
  change: RefChange,
  status: 405 | 409 | 422,
): Promise<void> {
  const violations = await ruleViolations(world, repository, change);
  if (violations.length > 0) throw new GithubFault(status, violationText(violations));
}
