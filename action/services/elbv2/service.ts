import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineService } from '../../domain/define.ts';
import type { ClientOptions } from '../../domain/step-kind.ts';

export type Elbv2Client = ElasticLoadBalancingV2Client;

/** Elastic Load Balancing v2: Application, Network and Gateway Load Balancers. */
export const elbv2 = defineService<Elbv2Client>({
  name: 'elbv2',
  iamPrefix: 'elasticloadbalancing',
  endpointVariable: 'ELASTIC_LOAD_BALANCING_V2',
  connect,
  resourceTypes: {
    'elbv2/load-balancer': /^loadbalancer\/(app|net|gwy)\/[\w-]{1,32}\/[0-9a-f]{16}$/,
    'elbv2/listener': /^listener\/(app|net|gwy)\/[\w-]{1,32}\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
    'elbv2/listener-rule': /^listener-rule\/(app|net)\/[\w-]{1,32}\/[0-9a-f]{16}\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
    'elbv2/target-group': /^targetgroup\/[\w-]{1,32}\/[0-9a-f]{16}$/,
    'elbv2/trust-store': /^truststore\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  },
});

function connect(options: ClientOptions): Elbv2Client {
  const { settings, region, endpoint, credentials } = options;
  const client = new ElasticLoadBalancingV2Client({ ...settings, region, endpoint, credentials });
  options.use(client);
  return client;
}
