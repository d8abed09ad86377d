/** What is known of every action of a service, and why. */
export interface ThoughtThrough {
  /** IAM prefix. */
  readonly service: string;
  /** Why no action of it gives a session other permissions, or runs code. For whoever adds a service. */
  readonly reason: string;
  /** Every action of it that begins with this word only reads how something is configured, and nothing that anybody's users sent or stored. */
  readonly configuration: string;
  /** Those of its actions that can make somebody else read it: no promise about reading is made of a role that holds one. */
  readonly reveals: RegExp;
}

/**
 * Services whose every action somebody has thought through. Only of these the review page promises what a role can never do, and only
 * of their reads the plan role holds what a role's file writes out. Each that is missing here may be harmless: nobody has looked.
 */
export const THOUGHT_THROUGH: readonly ThoughtThrough[] = [
  {
    service: 'elasticloadbalancing',
    reason:
      'It takes no role and runs no code, and its API returns no credential. Its resource policies (of trust stores) share a list of certificates, and are refused in a file.',
    configuration: 'Describe',
    // Access logs go to a bucket that the caller names; what a trust store holds comes by a presigned address.
    reveals: /:(ModifyLoadBalancerAttributes|Get.*|.*ResourcePolicy|.*SharedTrustStore.*)$/,
  },
];

/**
 * Single actions of other services that kinds need, each thought through: they tell which instances and networks there are, their
 * addresses, states and tags. What an instance was started with, prints or stores takes other actions.
 */
const SINGLE: ReadonlySet<string> = new Set([
  'ec2:DescribeInstances',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
]);

/** Whether somebody has thought `action` through, by itself or with its whole service. */
export function isThoughtThrough(action: string): boolean {
  return SINGLE.has(action) || thoughtThrough(action) !== undefined;
}

/** What is known of the service of `action`; undefined where nobody has thought it through. */
export function thoughtThrough(action: string): ThoughtThrough | undefined {
  return THOUGHT_THROUGH.find(({ service }) => action.startsWith(`${service}:`));
}

/** Whether `action` only reads how something is configured, as far as that is known. */
export function readsConfiguration(action: string): boolean {
  return configurationOf(action) !== undefined;
}

/** The pattern of all actions that read how the service of `action` is configured, where it is one of them. */
export function configurationOf(action: string): string | undefined {
  const known = thoughtThrough(action);
  if (known === undefined) return undefined;
  const verb = `${known.service}:${known.configuration}`;
  return action.startsWith(verb) && /^[A-Z]/.test(action.slice(verb.length)) ? `${verb}*` : undefined;
}
