import { parseArn } from '../../domain/arn.ts';

/** The resource part of a rule's ARN, with the ids of its load balancer, its listener and itself. */
const RESOURCE = 'listener-rule/app/[\\w-]{1,32}/[0-9a-f]{16}/[0-9a-f]{16}/[0-9a-f]{16}';

/** A kind's param that names a rule. Those of other load balancers have no rules beside the default one. */
export const ruleParam = {
  type: 'string',
  pattern: `^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:${RESOURCE}$`,
  description: "ARN of a listener rule; not of the listener's default rule",
} as const;

/** ARN pattern of every rule of a listener: the rule that a step creates has no ARN before. */
export function rulesOf(listener: string): string {
  return withResource(listener, (resource) => `${resource.replace(/^listener\//, 'listener-rule/')}/*`);
}

/** ARN of the listener that a rule belongs to. */
export function listenerOf(rule: string): string {
  return withResource(rule, (resource) => resource.replace(/^listener-rule\//, 'listener/').replace(/\/[^/]*$/, ''));
}

/** What is no ARN stays as it is: an expression that is resolved only later is refused by its own name. */
export function withResource(text: string, change: (resource: string) => string): string {
  const arn = parseArn(text);
  if (arn === undefined) return text;
  const { partition, service, region, account, resource } = arn;
  return `arn:${partition}:${service}:${region}:${account}:${change(resource)}`;
}

/** The part of an ARN that people tell rules and target groups apart by. */
export function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
