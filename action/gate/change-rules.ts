import { formatAccount } from '../domain/gate-facts.ts';
import { allApprovers } from './people.ts';
import type { Provenance } from './provenance.ts';
import type { GateInput, Refusal } from './rule.ts';

/** GitHub may say of a new file that it is a copy. */
const NEW: readonly string[] = ['added', 'copied'];

/**
 * A request that came by merge is exactly what its pull request added. With another file beside it, one merge could change
 * the install and use it; with another path, any merge could ask again for what was asked before.
 */
export function requireOneAddedFile({ facts, source }: GateInput): Refusal | undefined {
  const { pullRequest } = facts;
  if (pullRequest === null) return undefined;
  const path = 'path' in source ? source.path : undefined;
  const [file, ...others] = pullRequest.files;
  if (file !== undefined && others.length === 0 && file.path === path && NEW.includes(file.status)) return undefined;
  const changes = pullRequest.files.map((each) => `${each.path} (${each.status})`).join(', ');
  return {
    message:
      path === undefined
        ? `pull request #${pullRequest.number} was merged, but the request is not one of its files`
        : `pull request #${pullRequest.number} changes ${changes || 'no file'}, the request is ${path}`,
    hint: 'make a pull request that adds the request file and nothing else; the run of its merge takes exactly this file',
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
  const suspect = allApprovers(input.facts, input.install, people).find(
    (who) => pullRequest.fromFork || !cannotPush.some(({ id }) => id === who.id),
  );
  if (suspect === undefined) return undefined;
  return {
    message: `commit ${commit.sha} is not verified (${commit.reason}), and ${formatAccount(suspect)}, who approved, may have pushed it`,
    hint: "make the request's commit in GitHub's web interface, or sign it with a key that GitHub knows; or give approvers read access only",
  };
}
