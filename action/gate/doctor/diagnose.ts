import type { SetupFacts } from '../../domain/setup-facts.ts';
import { checkAlertSecret } from './alert-secret.ts';
import { checkAuditBranch, checkBypass, checkDefaultBranch, checkLockBranches, checkOpenSessions } from './branches.ts';
import { checkEnvironments } from './environments.ts';
import { type Check, FINDING_CODES, type Finding, type FindingCode } from './finding.ts';
import { checkPowers, checkReadable, checkWorkflowEnvironments } from './foreign-workflows.ts';
import { checkApproversPush, checkPeople } from './people.ts';
import { checkAdministrators, checkCodeOwners, checkDocuments, checkVisibility } from './repository.ts';
import { checkStateKeySecret } from './state-key-secret.ts';
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
  checkStateKeySecret,
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

const ORDER: readonly FindingCode[] = FINDING_CODES;

/** Everything that is found of a playbook repository, in the order of the codes. */
export function diagnose(facts: SetupFacts): readonly Finding[] {
  const findings = CHECKS.flatMap((check) => check(facts));
  return findings.toSorted((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
}
