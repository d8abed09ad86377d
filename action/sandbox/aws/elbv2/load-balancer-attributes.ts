import type {
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeLoadBalancerAttributes$,
  ModifyLoadBalancerAttributes$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import type { AttributeTable } from './attributes.ts';
import {
  answeredAttributes,
  booleanAttribute,
  changedAttributes,
  choiceAttribute,
  defaultsOf,
  rangeAttribute,
  textAttribute,
} from './attributes.ts';
import { onAnything, onResource } from './authorization.ts';
import { fault } from './faults.ts';
import { findLoadBalancer } from './find.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { Pairs } from './records.ts';

/** Attributes of Application Load Balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const ATTRIBUTES: AttributeTable = {
  'access_logs.s3.bucket': ['', textAttribute],
  'access_logs.s3.enabled': ['false', booleanAttribute],
  'access_logs.s3.prefix': ['', textAttribute],
  'client_keep_alive.seconds': ['3600', rangeAttribute(60, 604_800)],
  'connection_logs.s3.bucket': ['', textAttribute],
  'connection_logs.s3.enabled': ['false', booleanAttribute],
  'connection_logs.s3.prefix': ['', textAttribute],
  'deletion_protection.enabled': ['false', booleanAttribute],
  'health_check_logs.s3.bucket': ['', textAttribute],
  'health_check_logs.s3.enabled': ['false', booleanAttribute],
  'health_check_logs.s3.prefix': ['', textAttribute],
  'idle_timeout.timeout_seconds': ['60', rangeAttribute(1, 4000)],
  'ipv6.deny_all_igw_traffic': ['false', booleanAttribute],
  'load_balancing.cross_zone.enabled': ['true', choiceAttribute('true')],
  'routing.http.desync_mitigation_mode': ['defensive', choiceAttribute('monitor', 'defensive', 'strictest')],
  'routing.http.drop_invalid_header_fields.enabled': ['false', booleanAttribute],
  'routing.http.preserve_host_header.enabled': ['false', booleanAttribute],
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': ['false', booleanAttribute],
  'routing.http.xff_client_port.enabled': ['false', booleanAttribute],
  'routing.http.xff_header_processing.mode': ['append', choiceAttribute('append', 'preserve', 'remove')],
  'routing.http2.enabled': ['true', booleanAttribute],
  'waf.fail_open.enabled': ['false', booleanAttribute],
  'zonal_shift.config.enabled': ['false', booleanAttribute],
};

export function defaultLoadBalancerAttributes(scheme: string): Pairs {
  return new Map([...defaultsOf(ATTRIBUTES), ['ipv6.deny_all_igw_traffic', String(scheme === 'internal')]]);
}

function modify(elb: Elbv2, input: ModifyLoadBalancerAttributesInput): ModifyLoadBalancerAttributesOutput {
  const record = findLoadBalancer(elb, input.LoadBalancerArn);
  const attributes = changedAttributes(ATTRIBUTES, record.attributes, input.Attributes);
  for (const logs of ['access_logs', 'connection_logs', 'health_check_logs']) {
    if (attributes.get(`${logs}.s3.enabled`) === 'true' && attributes.get(`${logs}.s3.bucket`) === '') {
      throw fault('InvalidConfigurationRequest', `'${logs}.s3.bucket' is required when '${logs}.s3.enabled' is true`);
    }
  }
  elb.world.loadBalancers.set(record.arn, { ...record, attributes });
  return { Attributes: answeredAttributes(attributes) };
}

export function loadBalancerAttributeOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<DescribeLoadBalancerAttributesInput, DescribeLoadBalancerAttributesOutput>(
      'DescribeLoadBalancerAttributes',
      {
        schema: DescribeLoadBalancerAttributes$,
        authorize: () => onAnything('DescribeLoadBalancerAttributes'),
        handle: (input) => ({
          Attributes: answeredAttributes(findLoadBalancer(elb, input.LoadBalancerArn).attributes),
        }),
      },
    ),
    operation<ModifyLoadBalancerAttributesInput, ModifyLoadBalancerAttributesOutput>('ModifyLoadBalancerAttributes', {
      schema: ModifyLoadBalancerAttributes$,
      authorize: (input) => [
        onResource(elb.world, 'ModifyLoadBalancerAttributes', requireArn(input.LoadBalancerArn, 'load balancer')),
      ],
      handle: (input) => modify(elb, input),
    }),
  ];
}
