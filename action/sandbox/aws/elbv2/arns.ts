import { randomBytes } from 'node:crypto';
import type { AwsScope } from '../../../domain/arn.ts';
import { parseArn } from '../../../domain/arn.ts';
import { validationError } from './faults.ts';

const ID = '[0-9a-f]{16}';
const NAME = '[A-Za-z0-9-]{1,32}';

/** The resource types of ELBv2, with the pattern of the resource part of their ARNs. Network load balancers are not modelled. */
const RESOURCE_TYPES = {
  'load balancer': new RegExp(`^loadbalancer/app/${NAME}/${ID}$`),
  listener: new RegExp(`^listener/app/${NAME}/${ID}/${ID}$`),
  rule: new RegExp(`^listener-rule/app/${NAME}/${ID}/${ID}/${ID}$`),
  'target group': new RegExp(`^targetgroup/${NAME}/${ID}$`),
  'trust store': new RegExp(`^truststore/${NAME}/${ID}$`),
} as const;

export type ResourceType = keyof typeof RESOURCE_TYPES;

/** What kind of ELBv2 resource an ARN names; undefined when it is none. */
export function resourceTypeOf(arn: string): ResourceType | undefined {
  const parts = parseArn(arn);
  if (parts === undefined || parts.service !== 'elasticloadbalancing') return undefined;
  for (const [type, pattern] of Object.entries(RESOURCE_TYPES)) {
    if (pattern.test(parts.resource)) return type as ResourceType;
  }
  return undefined;
}

/** Refuses, as AWS does before it authorises, a string that is no ARN of this type. */
export function requireArn(arn: string | undefined, type: ResourceType): string {
  if (arn !== undefined && resourceTypeOf(arn) === type) return arn;
  throw validationError(`'${arn ?? ''}' is not a valid ${type} ARN`);
}

/** Builds the ARNs of new resources. */
export interface ArnMaker {
  loadBalancer(name: string): string;
  targetGroup(name: string): string;
  trustStore(name: string): string;
  listener(loadBalancerArn: string): string;
  rule(listenerArn: string): string;
  /** An ARN with `*` for the id that a resource does not have before it is created. */
  pattern(resource: string): string;
}

export function arnMaker(scope: AwsScope): ArnMaker {
  const prefix = `arn:${scope.partition}:elasticloadbalancing:${scope.region}:${scope.account}:`;
  const id = () => randomBytes(8).toString('hex');
  return {
    loadBalancer: (name) => `${prefix}loadbalancer/app/${name}/${id()}`,
    targetGroup: (name) => `${prefix}targetgroup/${name}/${id()}`,
    trustStore: (name) => `${prefix}truststore/${name}/${id()}`,
    listener: (arn) => `${arn.replace(':loadbalancer/', ':listener/')}/${id()}`,
    rule: (arn) => `${ruleArnPrefix(arn)}${id()}`,
    pattern: (resource) => `${prefix}${resource}`,
  };
}

/** What the ARNs of a listener's rules begin with. */
export function ruleArnPrefix(listenerArn: string): string {
  return `${listenerArn.replace(':listener/', ':listener-rule/')}/`;
}
