import { asBreakglassError } from '../domain/error.ts';
import { pullRequestOf } from '../github/change-pull-request.ts';
import { putStickyComment } from '../github/sticky-comment.ts';
import { capMarkdown } from './markdown-cap.ts';
import type { Wiring } from './wiring.ts';

/**
 * Shows the plan in the pull request, in one comment that is replaced by each later plan. It never fails: whoever fixes
 * something at night does not wait for a comment.
 *
 * The page is an output of the plan job: Markdown of our own view, with everything that others wrote escaped. This job takes
 * its word for it. A plan job that were not what it says could write anything here under the bot's name; it could not approve,
 * nor change what runs: the run job makes the plan again and compares the digest that the approver saw at the deployment.
 * Nor does the comment prove anything: whoever can write to the repository can have a workflow write it as the same bot.
 */
export async function commentCommand({ host, github, runner, inputs }: Wiring): Promise<void> {
  try {
    if (inputs.page === '') {
      host.warn('no plan to show: the input "page" is empty; see the summary of the plan job');
      return;
    }
    const pullRequest = await pullRequestOf(github, runner);
    if (pullRequest === undefined) {
      host.log(`this run, by ${runner.eventName}, is of no pull request: the plan is in its summary`);
      return;
    }
    const { runId, runAttempt, eventName } = runner;
    const body = capMarkdown(inputs.page);
    const comment = { topic: 'plan', pullRequest, runId, runAttempt, eventName, body };
    const result = await putStickyComment(github, comment);
    host.log(
      result === 'shown'
        ? `the plan is shown in pull request #${pullRequest}`
        : `pull request #${pullRequest} shows the plan of a later run already`,
    );
  } catch (failure) {
    const { code, message, hint } = asBreakglassError(failure);
    host.warn(`the plan is not shown in the pull request: ${code}: ${message}${hint === undefined ? '' : `: ${hint}`}`);
  }
}
