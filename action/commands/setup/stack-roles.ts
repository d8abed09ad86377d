import { partitionOf } from '../../domain/arn.ts';
import type { Role } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { ROLE_PATH, roleNames } from '../../domain/stack-names.ts';
import { suggest } from '../../playbook/nearest.ts';
import { FOLDERS } from '../read-documents.ts';
import { pair } from './name-and-arn.ts';

/** What the command line says of an install's roles. */
export interface RoleOptions {
  readonly account?: string;
  readonly region?: string;
  readonly role?: readonly string[];
  readonly planRole?: string | true;
  readonly sealerRole?: string | true;
  readonly recoverRoles?: boolean;
  /** `automatic` or `approval`, as the install's file takes it. */
  readonly recover?: string;
}

/**
 * The keys of an install's file that name IAM roles. The customer's stack need not be there: what it will call its roles is known.
 *
 * @throws BreakglassError `unknown-role` for a name that no file of `playbooks/roles/` has, or that is not for this Region
 */
export function stackRoles(
  install: string,
  { account = '', region = '', role, planRole, sealerRole, recoverRoles = false, recover }: RoleOptions,
  offered: readonly Pick<Role, 'role' | 'regions'>[],
): Readonly<Record<string, unknown>> {
  const arn = (name: string): string => `arn:${partitionOf(region)}:iam::${account}:role${ROLE_PATH}${name}`;
  const names = offered
    .filter(({ regions }) => regions.length === 0 || regions.includes(region))
    .map((each) => each.role)
    .toSorted();
  const roles = (role ?? names).map((given): readonly [string, string] => {
    if (given.includes('=')) return pair('role', given);
    if (names.includes(given)) return [given, arn(roleNames.breakGlass(install, given))];
    throw unknownRole(given, names, region);
  });
  const own = roles.filter(([name, of]) => of === arn(roleNames.breakGlass(install, name)));
  const recovering = own.map(([name]) => [name, arn(roleNames.recover(install, name))]);
  return {
    roles: Object.fromEntries(roles),
    ...(planRole === undefined ? {} : { 'plan-role': planRole === true ? arn(roleNames.plan(install)) : planRole }),
    ...(sealerRole === undefined
      ? {}
      : { 'sealer-role': sealerRole === true ? arn(roleNames.sealer(install)) : sealerRole }),
    ...(recoverRoles ? { 'recover-roles': Object.fromEntries(recovering) } : {}),
    ...(recover === undefined ? {} : { recover }),
  };
}

function unknownRole(given: string, names: readonly string[], region: string): BreakglassError {
  const hint = suggest(given, names, `add ${FOLDERS.role}/${given}.yml, or write NAME=ARN`);
  return new BreakglassError('unknown-role', `there is no role "${given}" for ${region} in ${FOLDERS.role}/`, { hint });
}
