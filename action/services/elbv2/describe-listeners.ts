import { DescribeListenersCommand, type Listener } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import { allPages } from './all-pages.ts';
import type { Elbv2Client } from './service.ts';

/** Every listener of a load balancer, as AWS answers them. */
export async function describeListeners(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  loadBalancer: string,
): Promise<readonly Listener[]> {
  const pages = await allPages((from) => {
    const command = new DescribeListenersCommand({ LoadBalancerArn: loadBalancer, ...from });
    return context.client.send(command, { abortSignal: context.signal });
  });
  return pages.flatMap(({ Listeners: listeners }) => listeners ?? []);
}
