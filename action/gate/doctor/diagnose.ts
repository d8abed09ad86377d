import type { SetupFacts } from '../../domain/setup-facts.ts';
import { checkAlertSecret } from './alert-secret.ts';
import { checkAuditBranch, checkBypass, checkDefaultBranch, checkLockBranches, checkOpenSessions } from './branches.ts';
import { checkEnvironments } from './environments.ts';
import { type Check, FINDING_CODES, type Finding } from './finding.ts';
import { checkPowers, checkReadable, checkWorkflowEnvironments } from './foreign-workflows.ts';
import { checkApproversPush, checkPeople } from './people.ts';
import { checkAdministrators, checkCodeOwners, checkDocuments, checkVisibility } from './repository.ts';
import { checkInStep, checkPinned, checkPlanRole, checkSubject, checkWorkflowToken } from './workflows.ts';

const CHECKS: readonly Check[] = [
  checkVisibility,
  checkAdministrators,
  checkDocuments,
  checkDefaultBranch,
  checkBypass,
  checkCodeOwners,
  checkEnvironments,
  checkApproversPush,
  checkPeople,
  checkPlanRole,
  checkAlertSecret,
  checkAuditBranch,
  checkLockBranches,
  checkOpenSessions,
  checkSubject,
  checkWorkflowToken,
  checkInStep,
  checkReadable,
  checkPinned,
  checkPowers,
  checkWorkflowEnvironments,
];

/** Everything that is found of a playbook repository, in the order of the codes. */
export function diagnose(facts: SetupFacts): readonly Finding[] {
  const findings = CHECKS.flatMap((check) => check(facts));
  return findings.toSorted((a, b) => FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code));
}
