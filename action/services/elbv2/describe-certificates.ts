import { DescribeListenerCertificatesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/**
 * ARNs of a listener's certificate list, sorted. The default certificate is in it only if it was put there too: then AWS answers it
 * twice.
 */
export async function describeCertificates(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  listener: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeListenerCertificatesCommand({
      ListenerArn: listener,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const page = await context.client.send(command, { abortSignal: context.signal });
    for (const { CertificateArn: certificate, IsDefault: isDefault } of page.Certificates ?? []) {
      if (certificate !== undefined && isDefault !== true) found.push(certificate);
    }
    marker = page.NextMarker;
  } while (marker !== undefined && marker !== '');
  return found.toSorted();
}
