import { withResource } from './rule-arn.ts';

/** ARN of the load balancer that a listener belongs to. */
export function loadBalancerOf(listener: string): string {
  return withResource(listener, (resource) => resource.replace(/^listener\//, 'loadbalancer/').replace(/\/[^/]*$/, ''));
}

/** ARN pattern of every listener of a load balancer: the listener that a step creates has no ARN before. */
export function listenersOf(loadBalancer: string): string {
  return withResource(loadBalancer, (resource) => `${resource.replace(/^loadbalancer\//, 'listener/')}/*`);
}
