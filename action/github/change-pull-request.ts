import { pullRequestNumber } from './added-request.ts';
import { answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };

/** Number of the pull request that the run is about: the open one of its own run, or the one whose merge was pushed. */
export async function pullRequestOf(
  github: GitHub,
  hint: { readonly eventName: string; readonly sha: string; readonly ref: string },
): Promise<number | undefined> {
  if (hint.eventName !== 'push') return pullRequestNumber(hint);
  const listed = await github.rest(READ, 'GET /commits/{commit_sha}/pulls', { commit_sha: hint.sha });
  const merged = answers(listed, 'pulls').find(
    (pull) => pull.value('merge_commit_sha') === hint.sha && typeof pull.value('merged_at') === 'string',
  );
  return merged?.number('number');
}
