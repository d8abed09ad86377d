import { BreakglassError } from '../domain/error.ts';
import { type Account, distinct, type GateFacts, type PullRequestFacts } from '../domain/gate-facts.ts';

/** Who stands behind a run, told by GitHub alone; what the request says about people is checked against it. */
export interface Provenance {
  /** Who asks: the author of the merged pull request, or who dispatched the run. */
  readonly requester: Account;
  /** Who set it going: the merger of the pull request, or who dispatched the run. */
  readonly dispatcher: Account;
  /** Who took part in the request as themselves, and so may be its incident commander. */
  readonly parties: readonly Account[];
  /** Who may not approve: everybody who asked for the change, wrote part of it, or started the run. */
  readonly excluded: readonly Account[];
}

/**
 * The people behind a run. A run that nobody asked for by merge or dispatch has no requester and is refused.
 *
 * @throws BreakglassError `requester-not-vetted`
 */
export function provenance(facts: GateFacts): Provenance {
  const { run, pullRequest } = facts;
  if (run.event === 'workflow_dispatch') return dispatched(run);
  if (run.event === 'push' && pullRequest !== null) return merged(run, pullRequest);
  throw new BreakglassError('requester-not-vetted', `nobody asked for a run started by "${run.event}"`, {
    hint:
      run.event === 'push'
        ? 'merge the request by pull request: a commit that was pushed directly names no authenticated requester'
        : 'start the run by merging a request or by workflow_dispatch',
  });
}

/** Accounts that approved exactly the commit that was merged; an approval of an earlier push says nothing of this one. */
export function headApprovers(pullRequest: PullRequestFacts | null): readonly Account[] {
  if (pullRequest === null) return [];
  return pullRequest.reviews
    .filter((review) => review.state === 'APPROVED' && review.commitId === pullRequest.headSha)
    .map((review) => review.user);
}

function dispatched(run: GateFacts['run']): Provenance {
  const people = distinct([run.triggeringActor, run.actor]);
  return { requester: run.triggeringActor, dispatcher: run.triggeringActor, parties: people, excluded: people };
}

function merged(run: GateFacts['run'], pullRequest: PullRequestFacts): Provenance {
  const dispatcher = pullRequest.mergedBy ?? run.triggeringActor;
  return {
    requester: pullRequest.author,
    dispatcher,
    parties: distinct([dispatcher, pullRequest.author, ...headApprovers(pullRequest)]),
    excluded: distinct([pullRequest.author, dispatcher, run.triggeringActor, run.actor, ...pullRequest.contributors]),
  };
}
