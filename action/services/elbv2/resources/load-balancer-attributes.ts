import {
  DescribeLoadBalancerAttributesCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attributeResource } from '../attributes.ts';

export const loadBalancerAttributes = attributeResource('elbv2/load-balancer-attributes', {
  reads: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
  writes: 'elasticloadbalancing:ModifyLoadBalancerAttributes',
  describe: async (client, arn, abortSignal) => {
    const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn });
    return (await client.send(command, { abortSignal })).Attributes;
  },
  modify: (client, arn, attributes) =>
    client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: arn, Attributes: attributes })),
});
