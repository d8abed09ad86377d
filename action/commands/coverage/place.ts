import { type AwsScope, partitionOf } from '../../domain/arn.ts';
import type { Install, Role } from '../../domain/documents.ts';

/** Where a role is looked at: an install that enables it, or none. */
export interface Place {
  readonly install: Install;
  readonly scope: AwsScope;
  /** No install enables the role: account and Region are AWS's own for examples. */
  readonly standsIn: boolean;
}

/** Those of the installs that enable a role; where there is none, one that stands in. */
export function placesOf(role: Role, installs: readonly Install[]): readonly Place[] {
  const enabling = installs.filter(({ roles }) => Object.hasOwn(roles, role.role));
  if (enabling.length === 0) return [placeOf(standIn(role.regions[0] ?? 'us-east-1', '123456789012'), true)];
  return enabling.map((install) => placeOf(install, false));
}

/** The account and Region of an ARN that is written into a playbook and is in none of the installs. */
export function placeOfArn({ region, account }: Pick<AwsScope, 'region' | 'account'>): Place {
  return placeOf(standIn(region, account), true);
}

function placeOf(install: Install, standsIn: boolean): Place {
  const { partition, account, region } = install;
  return { install, scope: { partition, account, region }, standsIn };
}

function standIn(region: string, account: string): Install {
  return {
    version: 1,
    install: 'any-install',
    account,
    region,
    partition: partitionOf(region),
    environment: 'any-install',
    roles: {},
    recoverRoles: {},
    recover: 'automatic',
    sourceNetworks: [],
    requesters: [],
    commanders: [],
    approvers: { minimum: 1, people: [], withinMs: 0, binding: 'none' },
    owner: 'customer',
    alerts: [],
    resources: {},
    acceptPublicRepository: false,
  };
}
