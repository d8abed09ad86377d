import type { Certificate } from '@aws-sdk/client-elastic-load-balancing-v2';
import { fault, validationError } from './faults.ts';

/** The form of ACM's and IAM's certificate ARNs. */
const CERTIFICATE =
  /^arn:[a-z-]+:(?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+|iam::\d{12}:server-certificate\/[\w+=,.@/-]+)$/;

/** The certificate that a request names, without IsDefault. The sandbox has no ACM: any certificate ARN will do. */
export function readCertificateArn(certificate: Certificate | undefined): string {
  if (certificate?.IsDefault !== undefined) {
    throw validationError('You cannot set the isDefault parameter for a certificate');
  }
  const arn = certificate?.CertificateArn ?? '';
  if (!CERTIFICATE.test(arn)) throw fault('CertificateNotFound', `Certificate ARN '${arn}' is not valid`);
  return arn;
}
