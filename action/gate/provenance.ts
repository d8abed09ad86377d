import { type Account, distinct, type GateFacts, type PullRequestFacts } from '../domain/gate-facts.ts';
import type { GateInput, Refusal } from './rule.ts';

/** Who stands behind a run, told by GitHub alone; what the request says about people is checked against it. */
export interface Provenance {
  /** Who asks: the author of the pull request, or who dispatched the run. */
  readonly requester: Account;
  /** Who set it going: the merger of the pull request, or who dispatched the run. */
  readonly dispatcher: Account;
  /** Who took part in the request as themselves, and so may be its incident commander. */
  readonly parties: readonly Account[];
  /** Who may not approve: everybody who asked for the change, wrote part of it, or started the run. */
  readonly excluded: readonly Account[];
}

/** The people behind a run. Where nobody asked by merge or dispatch, who started it stands alone, and `requireAsked` refuses. */
export function provenance({ run, pullRequest }: GateFacts): Provenance {
  const started = distinct([run.triggeringActor, run.actor]);
  if (pullRequest === null) {
    const parties = run.event === 'workflow_dispatch' ? started : [];
    return { requester: run.triggeringActor, dispatcher: run.triggeringActor, parties, excluded: started };
  }
  const { author, contributors } = pullRequest;
  const merger = pullRequest.mergedBy ?? (run.event === 'push' ? run.triggeringActor : undefined);
  const movers = merger === undefined ? [author] : [merger, author];
  return {
    requester: author,
    dispatcher: merger ?? run.triggeringActor,
    parties: distinct([...movers, ...headApprovers(pullRequest).map(({ user }) => user)]),
    excluded: distinct([...movers, ...started, ...contributors]),
  };
}

/** Approvals of exactly the commit that is merged; an approval of an earlier push says nothing of this one. */
export function headApprovers(pullRequest: PullRequestFacts | null): PullRequestFacts['reviews'] {
  if (pullRequest === null) return [];
  return pullRequest.reviews.filter((review) => review.state === 'APPROVED' && review.commitId === pullRequest.headSha);
}

/** True for the run that GitHub starts of a pull request itself: it shows what would be asked, and nobody has asked yet. */
export function isOpenRequest({ run, pullRequest }: GateFacts): boolean {
  return run.event === 'pull_request' && pullRequest !== null;
}

/** A session is asked for by merging a request into the default branch, or by dispatching a workflow. */
export function requireAsked({ facts: { run, pullRequest } }: GateInput): Refusal | undefined {
  if (run.event === 'workflow_dispatch') return undefined;
  if (run.event === 'push' && pullRequest !== null) return undefined;
  return {
    message:
      run.event === 'pull_request' && pullRequest !== null
        ? `pull request #${pullRequest.number} is not merged: its own run only shows the plan`
        : `nobody asked for a run started by "${run.event}"`,
    hint:
      run.event === 'push'
        ? 'merge the request by pull request: a commit that was pushed directly names no authenticated requester'
        : 'start the run by merging a request or by workflow_dispatch',
  };
}
