import {
  DescribeTargetGroupAttributesCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attributeResource } from '../attributes.ts';

export const targetGroupAttributes = attributeResource('elbv2/target-group-attributes', {
  reads: 'elasticloadbalancing:DescribeTargetGroupAttributes',
  writes: 'elasticloadbalancing:ModifyTargetGroupAttributes',
  describe: async (client, arn, abortSignal) => {
    const command = new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn });
    return (await client.send(command, { abortSignal })).Attributes;
  },
  modify: (client, arn, attributes) =>
    client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes: attributes })),
});
