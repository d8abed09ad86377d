import type { Install, Person } from '../domain/documents.ts';
import { type Account, distinct, type GateFacts, isPerson } from '../domain/gate-facts.ts';
import { isBound } from './binding.ts';
import { headApprovers, type Provenance } from './provenance.ts';
import type { GateInput } from './rule.ts';

/** The account that GitHub authenticated, that the request names, and that the install lists: all three. */
export function authenticatedCommander(install: Install, commander: Person, people: Provenance): Account | undefined {
  return people.parties.find((party) => isPerson(party, commander) && isAmong(party, install.commanders));
}

/** Who approved at the environment, and who of the listed approvers approved the pull request's last commit: each once. */
export function allApprovers(input: GateInput, people: Provenance): readonly Account[] {
  return distinct([...environmentApprovers(input.facts, input.install), ...reviewApprovers(input, people)]);
}

/**
 * Whose approval of the pull request's last commit counts: listed, without a part in the request, and naming the plan where
 * the install wants that.
 */
export function reviewApprovers(input: GateInput, people: Provenance): readonly Account[] {
  const { approvers } = input.install;
  return headApprovers(input.facts.pullRequest)
    .filter(({ body }) => approvers.binding === 'none' || isBound(body, input.digest))
    .map(({ user }) => user)
    .filter((who) => isAmong(who, approvers.people) && !people.excluded.some(({ id }) => id === who.id));
}

/** Who approved at the environment, each once. */
export function environmentApprovers(facts: GateFacts, install: Install): readonly Account[] {
  return distinct(environmentApprovals(facts, install).map((answer) => answer.user));
}

/** The approvals at the install's environment. */
export function environmentApprovals(facts: GateFacts, install: Install): GateFacts['approvals'] {
  return environmentAnswers(facts, install).filter((answer) => answer.state === 'approved');
}

/** GitHub compares environment names without regard to case. */
export function environmentAnswers(facts: GateFacts, install: Install): GateFacts['approvals'] {
  const wanted = install.environment.toLowerCase();
  return facts.approvals.filter((answer) => answer.environments.some((name) => name.toLowerCase() === wanted));
}

/** True when the account is one of the people that a file lists. A bot is nobody, though a file gives its id. */
export function isAmong(account: Account, people: readonly Person[]): boolean {
  return account.machine !== true && people.some((person) => isPerson(account, person));
}

/** Whether two files may mean the same person; whoever it is still has to match both as an account. */
export function samePerson(a: Person, b: Person): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.login.toLowerCase() === b.login.toLowerCase();
}
