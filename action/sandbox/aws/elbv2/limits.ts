/**
 * Default quotas of Application Load Balancers.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const LIMITS = {
  loadBalancersPerRegion: 50,
  targetGroupsPerRegion: 3000,
  listenersPerLoadBalancer: 50,
  /** Default rules are not counted. */
  rulesPerLoadBalancer: 100,
  targetGroupsPerLoadBalancer: 100,
  targetGroupsPerAction: 5,
  actionsPerRule: 5,
  targetsPerTargetGroup: 1000,
  conditionValuesPerRule: 5,
  conditionWildcardsPerRule: 5,
  tagsPerResource: 50,
  /** DescribeTags takes this many ARNs at once. */
  resourcesPerTagRequest: 20,
  pageSize: 400,
} as const;
