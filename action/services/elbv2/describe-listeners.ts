import { DescribeListenersCommand, type Listener } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/** Every listener of a load balancer, as AWS answers them. */
export async function describeListeners(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  loadBalancer: string,
): Promise<readonly Listener[]> {
  const listeners: Listener[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeListenersCommand({
      LoadBalancerArn: loadBalancer,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const page = await context.client.send(command, { abortSignal: context.signal });
    listeners.push(...(page.Listeners ?? []));
    marker = page.NextMarker;
  } while (marker !== undefined && marker !== '');
  return listeners;
}
