import type { Person } from '../domain/documents.ts';
import type { Account } from '../domain/gate-facts.ts';
import { authenticatedCommander, reviewApprovers } from './people.ts';
import { isOpenRequest, provenance } from './provenance.ts';
import type { GateInput } from './rule.ts';

/** What an open pull request still lacks, in the order in which people can see to it. */
export type Pending =
  /** The commander has to approve its last commit, or to merge it. */
  | { readonly kind: 'commander'; readonly commander: Person }
  /** Listed approvers have to approve its last commit before it is merged: `wanted` beside the one at the environment. */
  | {
      readonly kind: 'reviews';
      readonly approved: readonly Account[];
      readonly wanted: number;
      readonly people: readonly Person[];
      /** Whether their reviews have to name the plan's digest. */
      readonly binding: 'none' | 'digest';
    }
  | { readonly kind: 'merge'; readonly pullRequest: number; readonly into: string };

/** What has to happen to a pull request before its merge can ask for a session; nothing for any other run. */
export function pendingBeforeMerge(input: GateInput): readonly Pending[] {
  const { facts, install, request } = input;
  if (!isOpenRequest(facts) || facts.pullRequest === null) return [];
  const people = provenance(facts);
  const pending: Pending[] = [];
  if (authenticatedCommander(install, request.commander, people) === undefined) {
    pending.push({ kind: 'commander', commander: request.commander });
  }
  const { minimum, people: listed, binding } = install.approvers;
  const approved = reviewApprovers(input, people);
  if (approved.length < minimum - 1) {
    pending.push({ kind: 'reviews', approved, wanted: minimum - 1, people: listed, binding });
  }
  const { number, base } = facts.pullRequest;
  return [...pending, { kind: 'merge', pullRequest: number, into: base }];
}
