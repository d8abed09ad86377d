import { ownersOf, parseCodeOwners } from '../../../domain/code-owners.ts';
import { roleOf } from '../access.ts';
import { changedFiles, mergeBase } from '../git/history.ts';
import type { Rule } from '../settings.ts';
import { atLeast, type PullRequest, type Repository, type User, type World } from '../world.ts';

/** Where GitHub looks for the file, in its order. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** What a pull request still lacks before a ruleset lets it be merged. */
export async function missingReviews(
  world: World,
  repository: Repository,
  { pull, head, base }: { readonly pull: PullRequest; readonly head: string; readonly base: string },
  { parameters = {} }: Rule,
): Promise<readonly string[]> {
  const approvers = approversOf(
    world,
    repository,
    pull,
    parameters['dismiss_stale_reviews_on_push'] === true ? head : null,
  );
  const needed = Number(parameters['required_approving_review_count'] ?? 0);
  const missing: string[] = [];
  if (approvers.length < needed) {
    const reviews = needed === 1 ? 'approving review is' : 'approving reviews are';
    missing.push(`At least ${needed} ${reviews} required by reviewers with write access.`);
  }
  if (parameters['require_last_push_approval'] === true) {
    const pusher = repository.pushers.get(`refs/heads/${pull.head}`) ?? pull.author;
    const others = approversOf(world, repository, pull, head).filter(({ id }) => id !== pusher.id);
    if (others.length === 0) missing.push('New changes require approval from someone other than the last pusher.');
  }
  if (parameters['require_code_owner_review'] === true) {
    const changed = await changedFiles(repository.git, await mergeBase(repository.git, base, head), head);
    const owners = await codeOwners(repository, base);
    const open = changed
      .flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]))
      .map((path) => ownersOf(owners, path).filter((owner) => isCandidate(world, repository, owner)))
      .filter((of) => of.length > 0 && !approvers.some((user) => of.includes(`@${user.login.toLowerCase()}`)));
    missing.push(...new Set(open.map((of) => `Waiting on code owner review from ${of.join(', ')}.`)));
  }
  return missing;
}

/** GitHub asks nobody who cannot write: a line whose owners all cannot asks for nothing. Teams are not emulated. */
function isCandidate(world: World, repository: Repository, owner: string): boolean {
  const user = owner.startsWith('@') ? world.users.get(owner.slice(1)) : undefined;
  return user !== undefined && mayWrite(repository, user);
}

async function codeOwners(repository: Repository, base: string) {
  for (const place of PLACES) {
    const file = await repository.git.read(`${base}:${place}`);
    if (file?.type === 'blob') return parseCodeOwners(file.content.toString('utf8'));
  }
  return [];
}

/**
 * Those who can write and whose last word is an approval, of the head where older ones do not count. The account of Actions is one
 * of them, where it may approve at all.
 */
function approversOf(world: World, repository: Repository, pull: PullRequest, head: string | null): readonly User[] {
  const last = new Map(pull.reviews.filter(({ state }) => state !== 'COMMENTED').map((each) => [each.user.id, each]));
  return [...last.values()]
    .filter(({ state, commitId }) => state === 'APPROVED' && (head === null || commitId === head))
    .map(({ user }) => user)
    .filter((user) => user.id === world.bot.id || mayWrite(repository, user));
}

function mayWrite(repository: Repository, user: User): boolean {
  const role = roleOf(repository, { kind: 'user', value: '', user });
  return role !== undefined && atLeast(role, 'write');
}
