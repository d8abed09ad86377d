import type { AwsScope } from '../../domain/arn.ts';
import type { Install, Role } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { servedGrants } from '../../engine/served-grants.ts';
import type { StackInput, TrustFacts } from '../../stack/input.ts';

/** The files that a customer's stack is made from: the install, or what stands for it, and the roles that it is to offer. */
export interface StackDocuments {
  readonly install: Pick<Install, 'install' | 'region' | 'environment' | 'partition' | 'recover'>;
  readonly roles: readonly Role[];
}

/** Only where a kind's examples need one: no policy of the stack holds it, `AWS::AccountId` stands there. */
const EXAMPLE_ACCOUNT = '123456789012';

/**
 * What the template and its review page are made of. Pure: equal files and facts give an equal stack. Roles that may not be used
 * in the install's Region are left out.
 *
 * @throws BreakglassError `unknown-role` where no role is left
 */
export function stackInput({ install, roles }: StackDocuments, trust: TrustFacts, registry: Registry): StackInput {
  const { region, environment, partition, recover } = install;
  const offered = offeredRoles({ install, roles });
  const scope: AwsScope = { partition, account: EXAMPLE_ACCOUNT, region };
  return {
    install: { name: install.install, region, environment, partition, recover },
    roles: offered.map((role) => ({ role, grants: servedGrants(registry, role, scope) })),
    trust,
  };
}

/**
 * The roles that the install's stack has: those that may be used in its Region, by name.
 *
 * @throws BreakglassError `unknown-role` where there is none
 */
export function offeredRoles({ install, roles }: StackDocuments): readonly Role[] {
  const offered = roles
    .filter(({ regions }) => regions.length === 0 || regions.includes(install.region))
    .toSorted((a, b) => (a.role < b.role ? -1 : 1));
  requireSome(offered, roles, install);
  return offered;
}

function requireSome(offered: readonly Role[], roles: readonly Role[], { install, region }: StackDocuments['install']) {
  if (offered.length > 0) return;
  const names = roles.map(({ role }) => role).join(', ');
  throw new BreakglassError(
    'unknown-role',
    roles.length === 0
      ? 'there is no role in playbooks/roles/'
      : `no role may be used in ${region}, the Region of install "${install}": ${names}`,
    {
      hint:
        roles.length === 0
          ? 'run "breakglass init", or add a role'
          : `add ${region} to regions in playbooks/roles/, or remove regions there`,
    },
  );
}
