import { AwsFault } from '../service.ts';

/** The error codes that this emulation answers, as they stand on the wire (botocore's `service-2.json`, `error.code`). */
export const ELBV2_FAULT_CODES = [
  'CertificateNotFound',
  'DuplicateListener',
  'DuplicateLoadBalancerName',
  'DuplicateTagKeys',
  'DuplicateTargetGroupName',
  'DuplicateTrustStoreName',
  'IncompatibleProtocols',
  'InvalidConfigurationRequest',
  'InvalidLoadBalancerAction',
  'InvalidScheme',
  'InvalidSecurityGroup',
  'InvalidSubnet',
  'InvalidTarget',
  'ListenerNotFound',
  'LoadBalancerNotFound',
  'OperationNotPermitted',
  'PriorityInUse',
  'ResourceInUse',
  'RuleNotFound',
  'SSLPolicyNotFound',
  'TargetGroupAssociationLimit',
  'TargetGroupNotFound',
  'TooManyActions',
  'TooManyCertificates',
  'TooManyListeners',
  'TooManyLoadBalancers',
  'TooManyRegistrationsForTargetId',
  'TooManyRules',
  'TooManyTags',
  'TooManyTargetGroups',
  'TooManyTargets',
  'TooManyTrustStores',
  'TooManyUniqueTargetGroupsPerLoadBalancer',
  'TrustStoreInUse',
  'TrustStoreNotFound',
  'UnsupportedProtocol',
  'ValidationError',
] as const;

export type Elbv2FaultCode = (typeof ELBV2_FAULT_CODES)[number];

/** An error that Elastic Load Balancing answers with HTTP status 400, as it does for all of the codes above. */
export function fault(code: Elbv2FaultCode, message: string): AwsFault {
  return new AwsFault(code, message, 400);
}

/** AWS's answer to an input that breaks a constraint of the API itself. */
export function validationError(message: string): AwsFault {
  return fault('ValidationError', message);
}
