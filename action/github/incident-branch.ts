import { BreakglassError } from '../domain/error.ts';
import { answer, answers } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';
import { commitFiles, type NewFile } from './create-commit.ts';

/** A pull request that is made once, from a branch of its own. */
export interface BotPull {
  readonly branch: string;
  readonly base: string;
  /** Commit that the branch begins at. */
  readonly baseSha: string;
  readonly headline: string;
  readonly files: readonly NewFile[];
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export type BotPullResult =
  | { readonly kind: 'opened' | 'existed'; readonly number: number; readonly url: string }
  /** The branch is there; this repository does not let Actions open pull requests. */
  | { readonly kind: 'not-permitted' };

const CONTENTS: Purpose = { what: 'write the branch', permission: 'contents: write', repeatable: true };
const PULLS: Purpose = { what: 'open the pull request', permission: 'pull-requests: write', repeatable: true };
const ONCE = { repeatable: false } as const;

/**
 * Opens the pull request, unless there was one from this branch before, open or not: people may have written in it. A branch
 * that is there already is taken as it is, so that a run which was cut off in between can be made again.
 */
export async function openBotPull(github: GitHub, pull: BotPull): Promise<BotPullResult> {
  const before = await findPull(github, pull);
  if (before !== undefined) return { kind: 'existed', ...before };
  await ensureBranch(github, pull);
  try {
    const { branch: head, base, title, body } = pull;
    const made = answer(await github.rest({ ...PULLS, ...ONCE }, 'POST /pulls', { head, base, title, body }), 'pull');
    return { kind: 'opened', number: made.number('number'), url: made.text('html_url') };
  } catch (error) {
    if (error instanceof BreakglassError && error.code === 'github-forbidden') return { kind: 'not-permitted' };
    // Somebody was faster, or the answer was lost.
    const now = await findPull(github, pull);
    if (now !== undefined) return { kind: 'opened', ...now };
    throw error;
  }
}

async function findPull(
  github: GitHub,
  { branch }: BotPull,
): Promise<{ readonly number: number; readonly url: string } | undefined> {
  const asked = { head: `${github.owner}:${branch}`, state: 'all', per_page: 100 };
  const listed = answers(await github.rest(PULLS, 'GET /pulls', asked), 'pulls');
  // A filter that is not understood is ignored: what is listed has to be of this branch.
  const found = listed.find((pull) => pull.object('head').text('ref') === branch);
  return found === undefined ? undefined : { number: found.number('number'), url: found.text('html_url') };
}

/** The branch with its one commit. Where it stands elsewhere than at its base, the commit is there. */
async function ensureBranch(github: GitHub, { branch, baseSha, headline, files }: BotPull): Promise<void> {
  const head = (await tipOf(github, branch)) ?? (await createBranch(github, branch, baseSha));
  if (head !== baseSha && (await hasFile(github, branch, files[0]?.path ?? ''))) return;
  try {
    await commitFiles(github, branch, head, headline, files);
  } catch (error) {
    // Either the commit is there by now, or the pull request finds nothing to merge and says so.
    if (!(error instanceof AmbiguousAnswer)) throw error;
  }
}

async function tipOf(github: GitHub, branch: string): Promise<string | undefined> {
  const found = await github.find(CONTENTS, 'GET /git/ref/{ref}', { ref: `heads/${branch}` });
  return found === undefined ? undefined : answer(found, 'ref').object('object').text('sha');
}

async function createBranch(github: GitHub, branch: string, sha: string): Promise<string> {
  try {
    await github.rest({ ...CONTENTS, ...ONCE }, 'POST /git/refs', { ref: `refs/heads/${branch}`, sha });
    return sha;
  } catch (error) {
    const now = await tipOf(github, branch);
    if (now === undefined) throw error;
    return now;
  }
}

async function hasFile(github: GitHub, branch: string, path: string): Promise<boolean> {
  return (await github.find(CONTENTS, `GET /contents/${path}`, { ref: branch })) !== undefined;
}
