import type {
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeAccountLimits$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { onAnything } from './authorization.ts';
import { LIMITS } from './limits.ts';
import type { NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';

/** The API's names of the quotas that the sandbox enforces. Those of other load balancers are left out. */
const QUOTAS: readonly (readonly [name: string, maximum: number])[] = [
  ['application-load-balancers', LIMITS.loadBalancersPerRegion],
  ['certificates-per-application-load-balancer', LIMITS.certificatesPerLoadBalancer],
  ['condition-values-per-alb-rule', LIMITS.conditionValuesPerRule],
  ['condition-wildcards-per-alb-rule', LIMITS.conditionWildcardsPerRule],
  ['listeners-per-application-load-balancer', LIMITS.listenersPerLoadBalancer],
  ['rules-per-application-load-balancer', LIMITS.rulesPerLoadBalancer],
  ['target-groups', LIMITS.targetGroupsPerRegion],
  ['target-groups-per-action-on-application-load-balancer', LIMITS.targetGroupsPerAction],
  ['target-groups-per-application-load-balancer', LIMITS.targetGroupsPerLoadBalancer],
  ['targets-per-application-load-balancer', LIMITS.targetsPerLoadBalancer],
  ['targets-per-target-group', LIMITS.targetsPerTargetGroup],
];

function describe(input: DescribeAccountLimitsInput): DescribeAccountLimitsOutput {
  const { items, NextMarker } = page(QUOTAS, ([name]) => name, input);
  return { Limits: items.map(([Name, maximum]) => ({ Name, Max: String(maximum) })), NextMarker };
}

export function accountLimitOperations(): readonly NamedOperation[] {
  return [
    operation<DescribeAccountLimitsInput, DescribeAccountLimitsOutput>('DescribeAccountLimits', {
      schema: DescribeAccountLimits$,
      authorize: () => onAnything('DescribeAccountLimits'),
      handle: describe,
    }),
  ];
}
