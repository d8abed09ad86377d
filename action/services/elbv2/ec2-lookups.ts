import type { Grant } from '../../domain/grant.ts';

/**
 * What AWS asks the caller for beside the action itself, since it looks things up in EC2 in the caller's name. EC2's Describe actions have
 * no resource types. https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html
 */
const LOOKUPS = {
  RegisterTargets: ['DescribeInstances', 'DescribeInternetGateways', 'DescribeSubnets', 'DescribeVpcs'],
  SetIpAddressType: ['DescribeSubnets'],
  SetSubnets: ['DescribeSubnets'],
} as const;

/** What `operation` takes beside its own permission. `phase`: where it is called in one direction only. */
export function ec2Lookups(operation: keyof typeof LOOKUPS, phase?: Grant['phase']): readonly Grant[] {
  return LOOKUPS[operation].map((name) => ({
    access: 'read',
    ...(phase === undefined ? {} : { phase }),
    besideWrite: true,
    action: `ec2:${name}`,
    resource: '*',
  }));
}
