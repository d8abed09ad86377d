import { BreakglassError } from '../../domain/error.ts';
import { isSecure, type ListenerSettings } from './listener-settings-model.ts';

/** A kind's param that names a certificate: of ACM in the listener's Region, or an old one of IAM. */
export const certificateParam = {
  type: 'string',
  pattern:
    '^arn:[a-z-]+:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9_-]+|iam::[0-9]{12}:server-certificate/[A-Za-z0-9_+=,.@/-]+)$',
  description: 'ARN of a certificate in ACM or IAM',
} as const;

/** A kind's param that names certificates beside the default one: by default AWS takes 25 of them a load balancer. */
export const certificatesParam = {
  type: 'array',
  minItems: 1,
  maxItems: 25,
  uniqueItems: true,
  items: certificateParam,
  description: 'Certificates beside the default one',
} as const;

/** A kind's param that names a security policy. The custom ones of Classic Load Balancers are not for listeners. */
export const sslPolicyParam = {
  type: 'string',
  pattern: '^ELBSecurityPolicy-[A-Za-z0-9-]{1,64}$',
  description: 'Name of the security policy: which versions of TLS and which ciphers clients may use',
} as const;

/**
 * Refuses a listener without TLS, which AWS takes no such settings of.
 *
 * @throws BreakglassError `not-applicable`
 */
export function requireSecure({ protocol }: ListenerSettings, listener: string): void {
  if (isSecure(protocol)) return;
  throw new BreakglassError('not-applicable', `${listener} is a listener for ${protocol}, which has no TLS`, {
    hint: 'name a listener for HTTPS or TLS, or turn this one to HTTPS with elbv2/set-listener-port-protocol first',
  });
}
