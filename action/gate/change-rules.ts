import { formatAccount, type MergeFacts } from '../domain/gate-facts.ts';
import { allApprovers } from './people.ts';
import type { Provenance } from './provenance.ts';
import type { GateInput, Refusal } from './rule.ts';

/** GitHub may say of a new file that it is a copy. */
const NEW: readonly string[] = ['added', 'copied'];
const HOW = 'make a pull request that adds the request file and nothing else, and let GitHub merge it';

/**
 * A request that came by merge is exactly what its pull request added. With another file beside it, one merge could change
 * the install and use it; with another path, any merge could ask again for what was asked before.
 */
export function requireOneAddedFile({ facts, source }: GateInput): Refusal | undefined {
  const { pullRequest } = facts;
  if (pullRequest === null) return undefined;
  const path = 'path' in source ? source.path : undefined;
  if (addsOnly(pullRequest.files, path)) return undefined;
  const changes = pullRequest.files.map((each) => `${each.path} (${each.status})`).join(', ');
  return {
    message:
      path === undefined
        ? `the run is of pull request #${pullRequest.number}, but the request is not one of its files`
        : `pull request #${pullRequest.number} changes ${changes || 'no file'}, the request is ${path}`,
    hint: 'make a pull request that adds the request file and nothing else; the run of its merge takes exactly this file',
  };
}

/** One commit can merge two pull requests, when somebody pushes it: then there are two authors, and one of them would be hidden. */
export function requireOnePullRequest({ facts: { pullRequest } }: GateInput): Refusal | undefined {
  if (pullRequest === null || pullRequest.mergedWith.length === 0) return undefined;
  const others = pullRequest.mergedWith.map((number) => `#${number}`).join(', ');
  return { message: `one commit merged pull request #${pullRequest.number} and ${others}`, hint: HOW };
}

/**
 * Playbook, role and install are as they were before the merge: the merge changes the request file, and nothing else. What
 * the pull request changes does not tell, for a merge commit that somebody makes and pushes may hold anything.
 */
export function requireSamePolicy({ facts: { merge }, source }: GateInput): Refusal | undefined {
  if (merge === null) return undefined;
  const path = 'path' in source ? source.path : undefined;
  if (addsOnly(merge.files, path)) return undefined;
  const others = merge.files.filter((file) => file.path !== path);
  const worst = others.find(isPolicy) ?? others[0];
  return {
    message:
      worst === undefined
        ? `the merge does not add ${path ?? 'the request'}: GitHub lists ${merge.files[0]?.status ?? 'no file'}`
        : `the merge changes ${worst.path} (${worst.status}) beside the request`,
    hint: HOW,
  };
}

/**
 * The merge is GitHub's: a merge commit of the pull request's head, or one commit of the whole. Of several commits put on the
 * branch one by one, the last shows what it changes, and those before it could take policy back to an older state.
 */
export function requireMergeShape({ facts: { run, merge, pullRequest } }: GateInput): Refusal | undefined {
  if (run.event !== 'push' || pullRequest === null) return undefined;
  const [first, second, ...others] = merge?.parents ?? [];
  const isMerge = second === pullRequest.headSha && others.length === 0;
  const isOne = second === undefined && (pullRequest.commits === 1 || merge?.replayed === false);
  if (first !== undefined && (isMerge || isOne)) return undefined;
  return {
    message: `commit ${run.sha} is no merge of pull request #${pullRequest.number} ${shapeOf(merge)}`,
    hint: `${HOW} by a merge commit or by squashing; rebasing does only for a single commit`,
  };
}

/**
 * Approvers must not have written what they approve, and an unsigned commit names whomever it likes. GitHub does not tell who
 * pushed, so a commit that it does not vouch for passes only where none of the approvers could have pushed it.
 */
export function requireVerifiedCommits(input: GateInput, people: Provenance): Refusal | undefined {
  const { pullRequest, cannotPush } = input.facts;
  const [commit] = pullRequest?.unverified ?? [];
  if (pullRequest === null || commit === undefined) return undefined;
  const suspect = allApprovers(input, people).find(
    (who) => pullRequest.fromFork || !cannotPush.some(({ id }) => id === who.id),
  );
  if (suspect === undefined) return undefined;
  return {
    message: `commit ${commit.sha} is not verified (${commit.reason}), and ${formatAccount(suspect)}, who approved, may have pushed it`,
    hint: "make the request's commit in GitHub's web interface, or sign it with a key that GitHub knows; or give approvers read access only",
  };
}

function addsOnly(files: MergeFacts['files'], path: string | undefined): boolean {
  const [file, ...others] = files;
  return file !== undefined && others.length === 0 && file.path === path && NEW.includes(file.status);
}

function isPolicy({ path }: { readonly path: string }): boolean {
  return path.startsWith('playbooks/') && !path.startsWith('playbooks/requests/');
}

function shapeOf(merge: MergeFacts | null): string {
  if (merge === null) return '(it is unknown)';
  if (merge.parents.length < 2) return 'as one commit';
  return `(its parents are ${merge.parents.join(', ')})`;
}
