import type { Person } from '../domain/documents.ts';
import { type Account, formatAccount } from '../domain/gate-facts.ts';
import { authenticatedCommander, isAmong, samePerson } from './people.ts';
import type { Provenance } from './provenance.ts';
import type { GateInput, Refusal } from './rule.ts';

export function requireVettedRequester({ install }: GateInput, people: Provenance): Refusal | undefined {
  if (isAmong(people.requester, install.requesters)) return undefined;
  return {
    message: `${describe(people.requester)} is not a requester of install "${install.install}"`,
    hint: `one of ${names(install.requesters)} makes the request, or requesters: in playbooks/installs/${install.install}.yml is extended`,
  };
}

export function requireListedCommander({ install, request }: GateInput): Refusal | undefined {
  if (install.commanders.some((person) => samePerson(person, request.commander))) return undefined;
  return {
    message: `commander "${request.commander.login}" is not a commander of install "${install.install}"`,
    hint: `name one of ${names(install.commanders)}`,
  };
}

export function requireAuthenticatedCommander(input: GateInput, people: Provenance): Refusal | undefined {
  if (authenticatedCommander(input.install, input.request.commander, people) !== undefined) return undefined;
  return {
    message: `commander "${input.request.commander.login}" took no part in this request as themselves`,
    hint: 'the commander dispatches the run, opens or merges the pull request, or approves its last commit',
  };
}

/** One approval at the environment starts the job, so a second one can only come before, at a pull request. */
export function requirePullRequest({ facts, install }: GateInput): Refusal | undefined {
  const { minimum } = install.approvers;
  if (minimum < 2 || facts.pullRequest !== null) return undefined;
  return {
    message: `install "${install.install}" wants ${minimum} approvers, and a dispatched run can have one`,
    hint: 'make the request by pull request: the others approve its last commit before it is merged',
  };
}

/** As the rules name people: a bot is told to be one. */
export function describe(account: Account): string {
  return `${formatAccount(account)}${account.machine === true ? ', a bot,' : ''}`;
}

/** People as a file lists them. */
export function names(people: readonly Person[]): string {
  return people.map(({ login, id }) => (id === undefined ? login : `${login}#${id}`)).join(', ');
}
