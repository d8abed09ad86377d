import { parseCodeOwners } from '../../domain/code-owners.ts';
import type { Install, Person, SourceFile } from '../../domain/documents.ts';
import { asBreakglassError, formatPosition } from '../../domain/error.ts';
import type { PersonFacts, Seen, SetupFacts } from '../../domain/setup-facts.ts';
import { readGenesis } from '../../github/audit-genesis.ts';
import {
  readAccount,
  readAdministrators,
  readEnvironmentSecretNames,
  readEnvironments,
  readRepository,
  readSecretNames,
  readSubject,
  readWorkflowToken,
  type SettingsPlace,
} from '../../github/settings.ts';
import { readBranch, readBranchRules } from '../../github/settings-branches.ts';
import { readLocks } from '../../github/settings-locks.ts';
import { readPermission } from '../../github/settings-people.ts';
import { parseInstall, parsePlaybook, parseRole } from '../../playbook/parse.ts';
import { registry } from '../../services/registry.ts';
import { FOLDERS } from '../read-documents.ts';
import { readRemoteFiles } from './remote-files.ts';
import { outOfStep, workflowFacts } from './workflow-facts.ts';

export const AUDIT_BRANCH = 'break-glass-audit';
/** Stands for every branch that sessions are locked by. */
const LOCK_BRANCH = 'break-glass/open/any';
/** Where GitHub looks for the file, in its order. */
const CODEOWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** Everything that can be seen of a playbook repository from outside. */
export async function gatherFacts(place: SettingsPlace, now: number): Promise<SetupFacts> {
  const repository = await readRepository(place);
  const { defaultBranch } = repository;
  const files = await readRemoteFiles(place, defaultBranch);
  const { installs, problems } = readDocuments(files);
  const codeOwners = CODEOWNERS.map((path) => files.find((file) => file.path === path)?.text).find(
    (text) => text !== undefined,
  );
  const everybody = distinctPeople(installs);
  const [people, owners, administrators, environments, branch, auditBranch, lockRules, locks] = await Promise.all([
    Promise.all(everybody.map((person) => readPerson(place, person))),
    Promise.all(otherOwners(codeOwners ?? '', everybody).map((person) => readPerson(place, person))),
    readAdministrators(place),
    readEnvironments(place),
    readBranch(place, defaultBranch),
    readBranch(place, AUDIT_BRANCH),
    readBranchRules(place, LOCK_BRANCH),
    readLocks(place),
  ]);
  const [genesis, subject, workflowToken, secrets, environmentSecrets] = await Promise.all([
    readGenesis(place, AUDIT_BRANCH),
    readSubject(place),
    readWorkflowToken(place),
    readSecretNames(place),
    readEnvironmentSecrets(place, installs, environments),
  ]);
  const step = outOfStep(files, defaultBranch);
  return {
    now,
    repository,
    administrators,
    installs,
    problems,
    people,
    owners,
    environments,
    defaultBranch: branch,
    auditBranch,
    genesis,
    lockRules: lockRules.seen ? { seen: true, value: lockRules.value.map(({ rule }) => rule) } : lockRules,
    locks,
    codeOwners: codeOwners ?? null,
    workflows: workflowFacts(files, defaultBranch),
    outOfStep: step === undefined ? UNSEEN_STEP : { seen: true, value: step },
    subject,
    workflowToken,
    secrets,
    environmentSecrets,
  };
}

const UNSEEN_STEP: Seen<never> = { seen: false, why: 'the documents of playbooks/ do not fit together' };

function readDocuments(files: readonly SourceFile[]): Pick<SetupFacts, 'installs' | 'problems'> {
  const installs: Install[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    try {
      if (folder === FOLDERS.install) installs.push(parseInstall(file, registry));
      if (folder === FOLDERS.playbook) parsePlaybook(file, registry);
      if (folder === FOLDERS.role) parseRole(file, registry);
    } catch (error) {
      const { code, message, at } = asBreakglassError(error);
      problems.push(`${at === undefined ? file.path : formatPosition(at)}: ${code}: ${message}`);
    }
  }
  return { installs, problems };
}

/** Everybody whom installs name, once for each way in which they are named. */
export function distinctPeople(installs: readonly Install[]): readonly Person[] {
  const all = installs.flatMap(({ requesters, commanders, approvers }) => [
    ...requesters,
    ...commanders,
    ...approvers.people,
  ]);
  return [...new Map(all.map((person) => [`${person.login.toLowerCase()}#${person.id ?? ''}`, person])).values()];
}

function otherOwners(codeOwners: string, people: readonly Person[]): readonly Person[] {
  const known = new Set(people.map(({ login }) => login.toLowerCase()));
  const named = parseCodeOwners(codeOwners).flatMap(({ owners }) => owners);
  const logins = named.flatMap((owner) => /^@([a-z0-9_-]+)$/.exec(owner)?.[1] ?? []);
  return [...new Set(logins)].filter((login) => !known.has(login)).map((login) => ({ login }));
}

async function readEnvironmentSecrets(
  place: SettingsPlace,
  installs: readonly Install[],
  environments: SetupFacts['environments'],
): Promise<SetupFacts['environmentSecrets']> {
  const present = environments.seen ? new Set(environments.value.map(({ name }) => name.toLowerCase())) : undefined;
  const names = new Set(installs.map(({ environment }) => environment.toLowerCase()));
  const read = async (name: string): Promise<[string, Seen<readonly string[]>]> => {
    // What is not there holds nothing; asked for it, GitHub would answer as of what a token may not see.
    if (present?.has(name) === false) return [name, { seen: true, value: [] }];
    return [name, await readEnvironmentSecretNames(place, name)];
  };
  return new Map(await Promise.all([...names].map(read)));
}

async function readPerson(place: SettingsPlace, person: Person): Promise<PersonFacts> {
  const [account, permission] = await Promise.all([
    readAccount(place, person.login),
    readPermission(place, person.login),
  ]);
  return { person, account, permission };
}
