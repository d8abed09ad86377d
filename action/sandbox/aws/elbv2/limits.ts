/**
 * Default quotas of Application Load Balancers.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const LIMITS = {
  loadBalancersPerRegion: 50,
  targetGroupsPerRegion: 3000,
  trustStoresPerRegion: 20,
  listenersPerLoadBalancer: 50,
  /** Those of the certificate lists; default certificates are not counted. */
  certificatesPerLoadBalancer: 25,
  /** The default of EC2, for a network interface. */
  securityGroupsPerLoadBalancer: 5,
  /** Default rules are not counted. */
  rulesPerLoadBalancer: 100,
  targetGroupsPerLoadBalancer: 100,
  targetGroupsPerAction: 5,
  actionsPerRule: 5,
  targetsPerTargetGroup: 1000,
  /** Of all target groups that a load balancer forwards to, each registration counted. */
  targetsPerLoadBalancer: 1000,
  conditionValuesPerRule: 5,
  /** The table says 6 by now; see `elbv2/wildcards-per-rule` in FIDELITY.yml. */
  conditionWildcardsPerRule: 5,
  tagsPerResource: 50,
  /** DescribeTags takes this many ARNs at once. */
  resourcesPerTagRequest: 20,
  /** Of load balancer attributes, by the API's model. */
  attributesPerRequest: 20,
  pageSize: 400,
} as const;
