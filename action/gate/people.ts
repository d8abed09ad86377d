import type { Install, Person } from '../domain/documents.ts';
import { type Account, distinct, type GateFacts, isPerson } from '../domain/gate-facts.ts';
import { headApprovers, type Provenance } from './provenance.ts';

/** The account that GitHub authenticated, that the request names, and that the install lists: all three. */
export function authenticatedCommander(install: Install, commander: Person, people: Provenance): Account | undefined {
  return people.parties.find((party) => isPerson(party, commander) && isAmong(party, install.commanders));
}

/** Who approved at the environment, and who of the listed approvers approved the pull request's last commit. */
export function allApprovers(facts: GateFacts, install: Install, people: Provenance): readonly Account[] {
  const reviewers = headApprovers(facts.pullRequest).filter(
    (who) => isAmong(who, install.approvers.people) && !people.excluded.some(({ id }) => id === who.id),
  );
  return distinct([...environmentApprovers(facts, install), ...reviewers]);
}

/** Who approved at the environment, each once. */
export function environmentApprovers(facts: GateFacts, install: Install): readonly Account[] {
  return distinct(
    environmentAnswers(facts, install)
      .filter((answer) => answer.state === 'approved')
      .map((answer) => answer.user),
  );
}

/** GitHub compares environment names without regard to case. */
export function environmentAnswers(facts: GateFacts, install: Install): GateFacts['approvals'] {
  const wanted = install.environment.toLowerCase();
  return facts.approvals.filter((answer) => answer.environments.some((name) => name.toLowerCase() === wanted));
}

/** True when the account is one of the people that a file lists. */
export function isAmong(account: Account, people: readonly Person[]): boolean {
  return people.some((person) => isPerson(account, person));
}

/** Whether two files may mean the same person; whoever it is still has to match both as an account. */
export function samePerson(a: Person, b: Person): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.login.toLowerCase() === b.login.toLowerCase();
}
