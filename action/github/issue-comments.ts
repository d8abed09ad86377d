import { BreakglassError } from '../domain/error.ts';
import { type Answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const PAGE = 100;
const MAX_PAGES = 30;

/**
 * Every comment of an issue or a pull request, oldest first. `request` goes to each call, a signal for one.
 *
 * @throws BreakglassError `github-rejected` where there are more than can be looked through: the one that is wanted may be there
 */
export async function issueComments(
  github: GitHub,
  purpose: Purpose,
  number: number,
  request: object = {},
): Promise<readonly Answer[]> {
  const all: Answer[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const asked = { issue_number: number, per_page: PAGE, page, request };
    const listed = answers(await github.rest(purpose, 'GET /issues/{issue_number}/comments', asked), 'comments');
    all.push(...listed);
    if (listed.length < PAGE) return all;
  }
  throw new BreakglassError('github-rejected', `#${number} has more than ${PAGE * MAX_PAGES} comments`, {
    hint: 'what would be said there is in the summary of the run',
  });
}
