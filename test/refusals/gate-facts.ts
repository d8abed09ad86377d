import { PEOPLE } from '../../action/drill/hosting.ts';
import type { Facts } from './row.ts';

const { requester, colleague, commander, approver } = PEOPLE;

/** The install, its approvers changed. */
export const approvers = (changes: Readonly<Record<string, unknown>>): Facts => ({
  install: { approvers: { minimum: 1, people: [approver], within: '60m', ...changes } },
});

/** Two have to approve: dana, who does so at the environment, and bob. */
export const two = (changes: Readonly<Record<string, unknown>> = {}): Facts =>
  approvers({ minimum: 2, people: [approver, colleague], ...changes });

/** Carol asks by dispatch; she is the commander as well. */
export const dispatched: Facts = {
  run: { event: 'workflow_dispatch', actor: commander },
  install: { requesters: [requester, commander] },
};

export const everybodyReviews = { reviewers: [approver, requester, colleague, commander], preventSelfReview: false };
