import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { gitBlobId } from '../../audit/git-blob.ts';
import type { Person, Role, SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { formatAccount } from '../../domain/gate-facts.ts';
import { readAccount, type SettingsPlace } from '../../github/settings.ts';
import { parseInstall } from '../../playbook/parse.ts';
import { typedPerson } from '../../playbook/typed.ts';
import { registry } from '../../services/registry.ts';
import { FOLDERS } from '../read-documents.ts';
import { pair } from './name-and-arn.ts';
import { stackRoles } from './stack-roles.ts';

/** An install as the command line gives it. */
export interface InstallOptions {
  readonly install?: string;
  readonly account?: string;
  readonly region?: string;
  readonly environment?: string;
  /** `NAME`, or `NAME=ARN` for one that is not of the customer's stack; all that the stack offers, unless given. */
  readonly role?: readonly string[];
  /** `true`: the stack's. */
  readonly planRole?: string | true;
  readonly sealerRole?: string | true;
  readonly recoverRoles?: boolean;
  readonly recover?: string;
  readonly requester?: readonly string[];
  readonly commander?: readonly string[];
  readonly approver?: readonly string[];
  readonly minimum: number;
  readonly within: string;
  readonly resource?: readonly string[];
  readonly owner: string;
}

/**
 * The install's file, validated; undefined where the command line gives none. The options that it lacks are named.
 *
 * @param offered - roles that the customer's stack can have
 */
export function installFile(
  options: InstallOptions,
  offered: readonly Pick<Role, 'role' | 'regions'>[],
): SourceFile | undefined {
  const { install } = options;
  if (install === undefined) return requireNoOption(options);
  const needed = ['account', 'region', 'requester', 'commander', 'approver'] as const;
  const missing = needed.filter((key) => options[key] === undefined);
  if (missing.length > 0) {
    throw new BreakglassError('missing-input', `install "${install}" lacks ${missing.join(', ')}`, {
      hint: `give ${missing.map((key) => `--${key}`).join(', ')} too`,
    });
  }
  const written = {
    version: 1,
    install,
    account: options.account,
    region: options.region,
    environment: options.environment ?? install,
    owner: options.owner,
    ...stackRoles(install, options, offered),
    requesters: options.requester,
    commanders: options.commander,
    approvers: { minimum: options.minimum, people: options.approver, within: options.within },
    resources: resourcesOf(options.resource ?? []),
  };
  return validated(`${FOLDERS.install}/${install}.yml`, stringify(written, { lineWidth: 0 }));
}

/** An install's options without its name would be dropped without a word. */
function requireNoOption({
  account,
  region,
  environment,
  role,
  planRole,
  sealerRole,
  recoverRoles,
  recover,
  requester,
  commander,
  approver,
  resource,
}: InstallOptions): undefined {
  const given = {
    account,
    region,
    environment,
    role,
    'plan-role': planRole,
    'sealer-role': sealerRole,
    'recover-roles': recoverRoles,
    recover,
    requester,
    commander,
    approver,
    resource,
  };
  const first = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (first === undefined) return undefined;
  throw new BreakglassError('missing-input', `--${first} is given without --install`, { hint: 'name the install' });
}

/** The same with every person as `login#id`, by the accounts that have these logins now. */
export async function withIds(place: SettingsPlace, options: InstallOptions): Promise<InstallOptions> {
  const resolve = (people: readonly string[] = []): Promise<readonly string[]> =>
    Promise.all(people.map(async (person) => formatAccount(await accountOf(place, typedPerson(person)))));
  const [requester, commander, approver] = await Promise.all(
    [options.requester, options.commander, options.approver].map(resolve),
  );
  return { ...options, requester: requester ?? [], commander: commander ?? [], approver: approver ?? [] };
}

const asWritten = ({ login, id }: Person): string => (id === undefined ? login : `${login}#${id}`);

/**
 * The account that a person's login has now.
 *
 * @throws BreakglassError `invalid-value` where there is none, or where it is not that of the id given
 */
export async function accountOf(place: SettingsPlace, person: Person) {
  const found = await readAccount(place, person.login);
  if (!found.seen) throw new BreakglassError('github-forbidden', found.why);
  if (found.value === null) {
    throw new BreakglassError('invalid-value', `there is no GitHub account "${person.login}"`, {
      hint: 'correct the login: it may have been renamed',
    });
  }
  if (person.id === undefined || person.id === found.value.id) return found.value;
  const message = `${asWritten(person)} is ${formatAccount(found.value)} now`;
  throw new BreakglassError('invalid-value', message, { hint: 'find out who was meant: a login can change hands' });
}

export function writeInstall(root: string, { path, text }: SourceFile): void {
  const at = join(root, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text, { flag: 'wx' });
}

export function installExists(root: string, { path }: SourceFile): boolean {
  return existsSync(join(root, path));
}

function validated(path: string, text: string): SourceFile {
  const file = { path, text, blob: gitBlobId(Buffer.from(text)) };
  parseInstall(file, registry);
  return file;
}

/** `elbv2/listener:web-https=ARN`, by kind and name. */
function resourcesOf(given: readonly string[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const resources = new Map<string, Map<string, string>>();
  for (const [key, arn] of given.map((each) => pair('resource', each))) {
    const colon = key.indexOf(':');
    if (colon <= 0) {
      throw new BreakglassError('invalid-input', `--resource "${key}=${arn}" names no kind`, {
        hint: 'write KIND:NAME=ARN, for example elbv2/listener:web-https=arn:aws:…',
      });
    }
    const kind = key.slice(0, colon);
    resources.set(kind, (resources.get(kind) ?? new Map<string, string>()).set(key.slice(colon + 1), arn));
  }
  return Object.fromEntries([...resources].map(([kind, named]) => [kind, Object.fromEntries(named)]));
}
