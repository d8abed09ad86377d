import type { CheckKind, StepKind } from '../../domain/step-kind.ts';
import { expectAttribute } from './checks/expect-attribute.ts';
import { expectHealthy } from './checks/expect-healthy.ts';
import { expectRule } from './checks/expect-rule.ts';
import { addCertificates } from './steps/add-certificates.ts';
import { createListener } from './steps/create-listener.ts';
import { createRule } from './steps/create-rule.ts';
import { deleteListener } from './steps/delete-listener.ts';
import { deleteRule } from './steps/delete-rule.ts';
import { deregisterTargets } from './steps/deregister-targets.ts';
import { fixedResponse } from './steps/fixed-response.ts';
import { modifyRule } from './steps/modify-rule.ts';
import { redirect } from './steps/redirect.ts';
import { registerTargets } from './steps/register-targets.ts';
import { removeCertificates } from './steps/remove-certificates.ts';
import { setDefaultAction } from './steps/set-default-action.ts';
import { setDefaultCertificate } from './steps/set-default-certificate.ts';
import { setHealthCheck } from './steps/set-health-check.ts';
import { setIpAddressType } from './steps/set-ip-address-type.ts';
import { setListenerAttributes } from './steps/set-listener-attributes.ts';
import { setListenerPortProtocol } from './steps/set-listener-port-protocol.ts';
import { setLoadBalancerAttributes } from './steps/set-load-balancer-attributes.ts';
import { setMutualAuthentication } from './steps/set-mutual-authentication.ts';
import { setRulePriorities } from './steps/set-rule-priorities.ts';
import { setSecurityGroups } from './steps/set-security-groups.ts';
import { setSslPolicy } from './steps/set-ssl-policy.ts';
import { setSubnets } from './steps/set-subnets.ts';
import { setTargetGroupAttributes } from './steps/set-target-group-attributes.ts';
import { shiftWeights } from './steps/shift-weights.ts';

/** Every step kind of this service; a test compares this list with the folder. */
export const steps: readonly StepKind[] = [
  addCertificates,
  createListener,
  createRule,
  deleteListener,
  deleteRule,
  deregisterTargets,
  fixedResponse,
  modifyRule,
  redirect,
  registerTargets,
  removeCertificates,
  setDefaultAction,
  setDefaultCertificate,
  setHealthCheck,
  setIpAddressType,
  setListenerAttributes,
  setListenerPortProtocol,
  setLoadBalancerAttributes,
  setMutualAuthentication,
  setRulePriorities,
  setSecurityGroups,
  setSslPolicy,
  setSubnets,
  setTargetGroupAttributes,
  shiftWeights,
];

/** Every check kind of this service; a test compares this list with the folder. */
export const checks: readonly CheckKind[] = [expectAttribute, expectHealthy, expectRule];
