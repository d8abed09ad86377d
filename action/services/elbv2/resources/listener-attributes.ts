import {
  DescribeListenerAttributesCommand,
  ModifyListenerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attributeResource } from '../attributes.ts';
import { loadBalancerOf } from '../listener-arn.ts';

export const listenerAttributes = attributeResource('elbv2/listener-attributes', {
  within: loadBalancerOf,
  reads: 'elasticloadbalancing:DescribeListenerAttributes',
  writes: 'elasticloadbalancing:ModifyListenerAttributes',
  describe: async (client, arn, abortSignal) => {
    const command = new DescribeListenerAttributesCommand({ ListenerArn: arn });
    return (await client.send(command, { abortSignal })).Attributes;
  },
  modify: (client, arn, attributes) =>
    client.send(new ModifyListenerAttributesCommand({ ListenerArn: arn, Attributes: attributes })),
});
