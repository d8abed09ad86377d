import { DescribeListenerCertificatesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import { allPages } from './all-pages.ts';
import type { Elbv2Client } from './service.ts';

/**
 * ARNs of a listener's certificate list, sorted. The default certificate is in it only if it was put there too: then AWS answers it
 * twice.
 */
export async function describeCertificates(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  listener: string,
): Promise<readonly string[]> {
  const pages = await allPages((from) => {
    const command = new DescribeListenerCertificatesCommand({ ListenerArn: listener, ...from });
    return context.client.send(command, { abortSignal: context.signal });
  });
  const listed = pages.flatMap(({ Certificates: certificates }) => certificates ?? []);
  return listed
    .filter(({ IsDefault: isDefault }) => isDefault !== true)
    .flatMap(({ CertificateArn: certificate }) => certificate ?? [])
    .toSorted();
}
