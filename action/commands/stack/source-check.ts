import type { Octokit } from '@octokit/rest';
import { BreakglassError } from '../../domain/error.ts';
import { SOURCE_REPOSITORY } from '../../domain/trusted-names.ts';
import { readCommitOrigin } from '../../github/source-commit.ts';

const [owner = '', repo = ''] = SOURCE_REPOSITORY.split('/');
const COMMIT = /^[0-9a-f]{40}$/;
const SOURCE = `https://github.com/${SOURCE_REPOSITORY}`;

/**
 * How whoever lets a commit in finds out that it is of the source repository itself, and not of a fork, whose commits GitHub
 * resolves under the same name. A tag needs none of it: those of forks are not resolved.
 */
export function howToCheck(ref: string): readonly string[] {
  if (!COMMIT.test(ref)) return [];
  return [
    `Before it is trusted: GitHub also resolves commits of forks under the name ${SOURCE_REPOSITORY}. See that ${ref} is its own:`,
    `  git ls-remote --tags ${SOURCE} | grep ${ref}    # a line: it is that release`,
    `  gh api repos/${SOURCE_REPOSITORY}/compare/main...${ref} --jq .status    # behind or identical: it is in the history of main`,
  ];
}

/**
 * Asks GitHub about a commit that is about to be trusted, and tells what it says; nothing is asked about a tag.
 *
 * @throws BreakglassError `invalid-value` for a commit that is not of the source repository
 */
export async function checkSource(octokit: Octokit, ref: string, tell: (line: string) => void): Promise<void> {
  if (!COMMIT.test(ref)) return;
  const origin = await readCommitOrigin({ octokit, owner, repo }, ref);
  if (!origin.known) {
    tell(`warning: not checked whether ${ref} is a commit of ${SOURCE_REPOSITORY}: ${origin.why}`);
    return;
  }
  if (origin.own) {
    tell(`checked: ${ref} is ${origin.where} of ${SOURCE_REPOSITORY}`);
    return;
  }
  throw new BreakglassError('invalid-value', `${ref} is not trusted: ${origin.why}`, {
    hint: `it may be of a fork, or of a branch that nobody merged: name a release instead, as git ls-remote --tags ${SOURCE} lists them`,
  });
}
