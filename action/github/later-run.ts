import { BreakglassError } from '../domain/error.ts';
import { type Answer, answer } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

/** The run that asks, and the pull request that it is about. */
export interface AskingRun {
  readonly runId: string;
  readonly eventName: string;
  readonly pullRequest: number;
}

const RUN: Purpose = { what: 'read the later run', permission: 'actions: read', repeatable: true };
const PULL: Purpose = { what: 'read the pull request', permission: 'pull-requests: read', repeatable: true };

/**
 * Whether GitHub confirms that `claimed` is a later run about the same pull request, whose plan is to be shown instead. Ids in
 * comments are what anybody who may write comments says. The run of a merge gives way to none: nothing comes after it. What
 * cannot be confirmed is not so.
 */
export async function isLaterRun(github: GitHub, own: AskingRun, claimed: string): Promise<boolean> {
  if (own.eventName !== 'pull_request' || BigInt(claimed) <= BigInt(own.runId)) return false;
  try {
    const later = await readRun(github, claimed);
    if (later === undefined) return false;
    if (later.value('event') === 'push') return await isMergeOf(github, own.pullRequest, later.text('head_sha'));
    const mine = await readRun(github, own.runId);
    return mine !== undefined && kindOf(mine) === kindOf(later);
  } catch (error) {
    if (error instanceof BreakglassError) return false;
    throw error;
  }
}

async function readRun(github: GitHub, runId: string): Promise<Answer | undefined> {
  const found = await github.find(RUN, 'GET /actions/runs/{run_id}', { run_id: runId });
  return found === undefined ? undefined : answer(found, 'run');
}

/** GitHub leaves the list of a run's pull requests empty in several cases: what the run is of says it as well. */
function kindOf(run: Answer): string {
  const from = run.object('head_repository').number('id');
  return JSON.stringify([run.number('workflow_id'), run.text('event'), from, run.text('head_branch')]);
}

async function isMergeOf(github: GitHub, pullRequest: number, sha: string): Promise<boolean> {
  const found = await github.find(PULL, 'GET /pulls/{pull_number}', { pull_number: pullRequest });
  const pull = found === undefined ? undefined : answer(found, 'pull');
  return pull?.value('merged') === true && pull.value('merge_commit_sha') === sha;
}
