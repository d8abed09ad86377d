import type { Install } from '../../domain/documents.ts';
import type { Plan } from '../../domain/plan.ts';
import { OUTPUTS, stackName } from '../../domain/stack-names.ts';
import { notRecoverable } from './recorded.ts';

/** What a recovery takes of an install: never of a link. */
export interface RecoveryRoles {
  readonly install: Install & { readonly sealerRole: string };
  /** ARN of the break-glass role, whose sessions are denied. */
  readonly breakGlass: string;
  /** ARN of the role that can only restore. */
  readonly restore: string;
}

/** Where a session worked has to be what the install says now: a recovery follows no plan into another account. */
const SAME = ['account', 'region', 'partition', 'environment'] as const;

/**
 * The roles with which what `plan` did can be put back.
 *
 * @throws BreakglassError `not-recoverable`
 */
export function recoveryRoles(install: Install, plan: Plan): RecoveryRoles {
  const moved = SAME.find((key) => install[key] !== plan.install[key]);
  if (moved !== undefined) {
    throw notRecoverable(
      `install "${install.install}" has ${moved} "${install[moved]}", the session was of "${plan.install[moved]}"`,
      'put back by hand what the session changed, or restore the install until it is recovered',
    );
  }
  const { name } = plan.role;
  const breakGlass = install.roles[name];
  if (breakGlass !== plan.role.arn) {
    throw notRecoverable(
      `role "${name}" of install "${install.install}" is ${breakGlass ?? 'not enabled'}, the session had ${plan.role.arn}`,
      'restore the line in the install until the session is recovered',
    );
  }
  const restore = install.recoverRoles[name];
  const { sealerRole } = install;
  if (restore === undefined || sealerRole === undefined) {
    const missing = restore === undefined ? `recover role for "${name}"` : 'sealer role';
    throw notRecoverable(
      `install "${install.install}" has no ${missing}`,
      `copy the lines of the output ${OUTPUTS.installLines} of the customer's stack ${stackName(install.install)} into playbooks/installs/${install.install}.yml`,
    );
  }
  return { install: { ...install, sealerRole }, breakGlass, restore };
}
