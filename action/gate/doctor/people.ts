import { formatAccount, isPerson } from '../../domain/gate-facts.ts';
import type { PersonFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, ok, SEE_MORE, unknown, wrong } from './finding.ts';

/** Logins can be renamed, and taken by somebody else: the id is who is meant. */
export const checkPeople: Check = ({ people }) => {
  const findings = people.flatMap(({ person, account }): readonly Finding[] => {
    const written = person.id === undefined ? person.login : `${person.login}#${person.id}`;
    if (!account.seen) return [unknown('people', account.why, SEE_MORE)];
    if (account.value === null) {
      const what = `${written} has no account of that login any more: it was renamed or deleted`;
      return [wrong('people', what, 'correct the installs that name this person')];
    }
    if (person.id === undefined) {
      const fix = `write ${formatAccount(account.value)}, if that is who is meant`;
      return [wrong('people', `${written} is named without an id: a login can change hands`, fix)];
    }
    if (account.value.id === person.id) return [];
    const what = `the login of ${written} is somebody else's now: ${formatAccount(account.value)}`;
    return [wrong('people', what, 'find out who was meant, and correct the installs')];
  });
  return findings.length > 0 ? findings : [ok('people', `${people.length} people, each by login and id`)];
};

/** No defect: what an approver pushed only keeps that approver from approving it. But it is worth to know. */
export const checkApproversPush: Check = ({ installs, people }) => {
  const approvers = people.filter((each) => installs.some((install) => names(install.approvers.people, each)));
  const unseen = approvers.find(({ permission }) => !permission.seen)?.permission;
  if (unseen?.seen === false) return [unknown('approvers-can-push', unseen.why, SEE_MORE)];
  const pushing = approvers.filter(mayPush).map(({ person }) => person.login);
  if (pushing.length === 0) return [ok('approvers-can-push', 'no approver can push')];
  const what = `${pushing.join(', ')} can push; an approval does not count for a change with a commit of one's own`;
  return [ok('approvers-can-push', what)];
};

function names(listed: readonly PersonFacts['person'][], { person }: PersonFacts): boolean {
  return listed.some((each) => (each.id === undefined ? each.login === person.login : each.id === person.id));
}

export function mayPush({ permission }: PersonFacts): boolean {
  return permission.seen && (permission.value === 'write' || permission.value === 'admin');
}

/** The facts of a login among the people. */
export function personOf(people: readonly PersonFacts[], login: string): PersonFacts | undefined {
  return people.find(({ person }) => isPerson({ login, id: -1 }, { login: person.login }));
}
