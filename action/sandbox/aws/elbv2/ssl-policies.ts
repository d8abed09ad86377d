import type {
  DescribeSSLPoliciesInput,
  DescribeSSLPoliciesOutput,
  SslPolicy,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeSSLPolicies$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { onAnything } from './authorization.ts';
import { requireOneOf } from './constraints.ts';
import { fault } from './faults.ts';
import type { NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import { SSL_POLICIES, type SslPolicyRow } from './ssl-policy-table.ts';

/** The policy of this name, or AWS's error. */
export function findSslPolicy(name: string): SslPolicyRow {
  const policy = SSL_POLICIES.get(name);
  if (policy === undefined) throw fault('SSLPolicyNotFound', `SSL policy '${name}' not found`);
  return policy;
}

function describe(input: DescribeSSLPoliciesInput): DescribeSSLPoliciesOutput {
  requireOneOf(input.LoadBalancerType, 'loadBalancerType', ['application', 'network', 'gateway']);
  const named = [...new Set(input.Names)].map((name) => [name, findSslPolicy(name)] as const);
  const all = named.length > 0 ? named : input.LoadBalancerType === 'gateway' ? [] : [...SSL_POLICIES];
  const { items, NextMarker } = page(all, ([name]) => name, input);
  return { SslPolicies: items.map(([name, policy]) => answered(name, policy)), NextMarker };
}

function answered(name: string, policy: SslPolicyRow): SslPolicy {
  return {
    Name: name,
    SslProtocols: [...policy.protocols],
    Ciphers: policy.ciphers.map((cipher, index) => ({ Name: cipher, Priority: index + 1 })),
    SupportedLoadBalancerTypes: ['application', 'network'],
  };
}

export function sslPolicyOperations(): readonly NamedOperation[] {
  return [
    operation<DescribeSSLPoliciesInput, DescribeSSLPoliciesOutput>('DescribeSSLPolicies', {
      schema: DescribeSSLPolicies$,
      authorize: () => onAnything('DescribeSSLPolicies'),
      handle: describe,
    }),
  ];
}
