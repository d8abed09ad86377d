import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer, answers } from './answer.ts';
import { AmbiguousAnswer, type GitHub, type Purpose } from './api.ts';
import { areExactly, type BotBranch, ensureBranch } from './bot-branch.ts';

/** A pull request that is made once, from a branch of its own. */
export interface BotPull extends BotBranch {
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

interface Found {
  readonly number: number;
  readonly url: string;
}

export type BotPullResult =
  | ({ readonly kind: 'opened' | 'existed' } & Found)
  /** The branch is there; this repository does not let Actions open pull requests. */
  | { readonly kind: 'not-permitted' }
  /** The branch holds what this job does not write: nothing of it is open under the name of this job. */
  | { readonly kind: 'foreign' };

const PULLS: Purpose = { what: 'open the pull request', permission: 'pull-requests: write', repeatable: true };
const ONCE = { repeatable: false } as const;
const FOREIGN = { kind: 'foreign' } as const;

/**
 * Opens the pull request, unless there was one from this branch before, open or not: people may have written in it. What the bot
 * opens looks trustworthy, so it holds our one commit and nothing else: it is compared again once it is open, and closed where
 * somebody pushed in between.
 */
export async function openBotPull(github: GitHub, pull: BotPull): Promise<BotPullResult> {
  const before = await findPull(github, pull);
  if (before !== undefined) return { kind: 'existed', ...placeOf(before) };
  const commit = await ensureBranch(github, pull);
  if (commit === undefined) return FOREIGN;
  const made = await open(github, pull);
  if (made === undefined) return { kind: 'not-permitted' };
  if (await holdsOnly(github, pull, made.number('number'), commit)) return { kind: 'opened', ...placeOf(made) };
  // A person's own pull request is in their name, not ours.
  if (made.object('user').value('type') !== 'Bot') return { kind: 'existed', ...placeOf(made) };
  await github.rest(PULLS, 'PATCH /pulls/{pull_number}', { pull_number: made.number('number'), state: 'closed' });
  return FOREIGN;
}

/** Undefined where Actions may not. */
async function open(github: GitHub, pull: BotPull): Promise<Answer | undefined> {
  const { branch: head, base, title, body } = pull;
  try {
    return answer(await github.rest({ ...PULLS, ...ONCE }, 'POST /pulls', { head, base, title, body }), 'pull');
  } catch (error) {
    if (error instanceof BreakglassError && error.code === 'github-forbidden') return undefined;
    // Somebody was faster, or the answer was lost.
    const now = await findPull(github, pull);
    if (now !== undefined) return now;
    throw error instanceof AmbiguousAnswer ? error.cause : error;
  }
}

async function holdsOnly(github: GitHub, { files }: BotPull, number: number, commit: string): Promise<boolean> {
  const at = { pull_number: number };
  const changed = await github.rest(PULLS, 'GET /pulls/{pull_number}/files', { ...at, per_page: 100 });
  // The head is read after the files: what was pushed before they were listed is seen in one or the other.
  const pull = answer(await github.rest(PULLS, 'GET /pulls/{pull_number}', at), 'pull');
  const isOne = pull.number('commits') === 1 && pull.object('head').value('sha') === commit;
  return isOne && areExactly(answers(changed, 'files'), files);
}

async function findPull(github: GitHub, { branch }: BotPull): Promise<Answer | undefined> {
  const asked = { head: `${github.owner}:${branch}`, state: 'all', per_page: 100 };
  const listed = answers(await github.rest(PULLS, 'GET /pulls', asked), 'pulls');
  // A filter that is not understood is ignored: what is listed has to be of this branch.
  return listed.find((pull) => pull.object('head').text('ref') === branch);
}

function placeOf(pull: Answer): Found {
  return { number: pull.number('number'), url: pull.text('html_url') };
}
