import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeTargetGroupAttributes$,
  ModifyTargetGroupAttributes$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import type { AttributeCheck, AttributeTable } from './attributes.ts';
import {
  answeredAttributes,
  booleanAttribute,
  changedAttributes,
  choiceAttribute,
  defaultsOf,
  rangeAttribute,
} from './attributes.ts';
import { onAnything, onResource } from './authorization.ts';
import { fault, validationError } from './faults.ts';
import { findTargetGroup } from './find.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { Pairs } from './records.ts';

/** 0 is off; otherwise 30 to 900 seconds. */
const slowStart: AttributeCheck = (value, key) => rangeAttribute(30, 900, '0')(value, key);

const cookieName: AttributeCheck = (value) => {
  if (value.startsWith('AWSALB')) throw validationError(`the cookie name '${value}' is reserved`);
};

/** The last is for target groups of Network Load Balancers alone. */
const STICKINESS_TYPES = ['app_cookie', 'lb_cookie', 'source_ip'];

const stickinessType: AttributeCheck = (value) => {
  if (!STICKINESS_TYPES.includes(value)) {
    throw validationError(`'Stickiness type' must be one of [${STICKINESS_TYPES.join(', ')}]`);
  }
};

/** Attributes of target groups of Application Load Balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const ATTRIBUTES: AttributeTable = {
  'deregistration_delay.timeout_seconds': ['300', rangeAttribute(0, 3600)],
  'load_balancing.algorithm.anomaly_mitigation': ['off', choiceAttribute('on', 'off')],
  'load_balancing.algorithm.type': [
    'round_robin',
    choiceAttribute('round_robin', 'least_outstanding_requests', 'weighted_random'),
  ],
  'load_balancing.cross_zone.enabled': [
    'use_load_balancer_configuration',
    choiceAttribute('true', 'false', 'use_load_balancer_configuration'),
  ],
  'slow_start.duration_seconds': ['0', slowStart],
  'stickiness.app_cookie.cookie_name': ['', cookieName],
  'stickiness.app_cookie.duration_seconds': ['86400', rangeAttribute(1, 604_800)],
  'stickiness.enabled': ['false', booleanAttribute],
  'stickiness.lb_cookie.duration_seconds': ['86400', rangeAttribute(1, 604_800)],
  'stickiness.type': ['lb_cookie', stickinessType],
  'target_group_health.dns_failover.minimum_healthy_targets.count': ['1', rangeAttribute(1, 1000, 'off')],
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': ['off', rangeAttribute(1, 100, 'off')],
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': ['1', rangeAttribute(1, 1000)],
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': [
    'off',
    rangeAttribute(1, 100, 'off'),
  ],
};

export function defaultTargetGroupAttributes(): Pairs {
  return defaultsOf(ATTRIBUTES);
}

function modify(elb: Elbv2, input: ModifyTargetGroupAttributesInput): ModifyTargetGroupAttributesOutput {
  const record = findTargetGroup(elb, input.TargetGroupArn);
  const attributes = changedAttributes(ATTRIBUTES, record.attributes, input.Attributes);
  const algorithm = attributes.get('load_balancing.algorithm.type');
  if (attributes.get('load_balancing.algorithm.anomaly_mitigation') === 'on' && algorithm !== 'weighted_random') {
    throw fault('InvalidConfigurationRequest', 'anomaly mitigation needs the algorithm weighted_random');
  }
  if (attributes.get('slow_start.duration_seconds') !== '0' && algorithm !== 'round_robin') {
    throw fault('InvalidConfigurationRequest', 'slow start needs the algorithm round_robin');
  }
  const type = attributes.get('stickiness.type');
  if (type === 'source_ip') {
    throw fault(
      'InvalidConfigurationRequest',
      `Stickiness type '${type}' is not supported for target groups with the ${record.protocol} protocol`,
    );
  }
  const named = attributes.get('stickiness.app_cookie.cookie_name') !== '';
  if (type === 'app_cookie' && !named) {
    throw fault('InvalidConfigurationRequest', 'stickiness of the type app_cookie needs the name of a cookie');
  }
  elb.world.targetGroups.set(record.arn, { ...record, attributes });
  return { Attributes: answeredAttributes(attributes) };
}

export function targetGroupAttributeOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<DescribeTargetGroupAttributesInput, DescribeTargetGroupAttributesOutput>(
      'DescribeTargetGroupAttributes',
      {
        schema: DescribeTargetGroupAttributes$,
        authorize: () => onAnything('DescribeTargetGroupAttributes'),
        handle: (input) => ({ Attributes: answeredAttributes(findTargetGroup(elb, input.TargetGroupArn).attributes) }),
      },
    ),
    operation<ModifyTargetGroupAttributesInput, ModifyTargetGroupAttributesOutput>('ModifyTargetGroupAttributes', {
      schema: ModifyTargetGroupAttributes$,
      authorize: (input) => [
        onResource(elb.world, 'ModifyTargetGroupAttributes', requireArn(input.TargetGroupArn, 'target group')),
      ],
      handle: (input) => modify(elb, input),
    }),
  ];
}
