import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as sdk from '@aws-sdk/client-elastic-load-balancing-v2';
import { scaledClock } from '../../../../action/runtime/clock.ts';
import { createElbv2 } from '../../../../action/sandbox/aws/elbv2/service.ts';

interface Calls {
  CreateLoadBalancer: [sdk.CreateLoadBalancerInput, sdk.CreateLoadBalancerOutput];
  DescribeLoadBalancers: [sdk.DescribeLoadBalancersInput, sdk.DescribeLoadBalancersOutput];
  DeleteLoadBalancer: [sdk.DeleteLoadBalancerInput, sdk.DeleteLoadBalancerOutput];
  DescribeLoadBalancerAttributes: [sdk.DescribeLoadBalancerAttributesInput, sdk.DescribeLoadBalancerAttributesOutput];
  ModifyLoadBalancerAttributes: [sdk.ModifyLoadBalancerAttributesInput, sdk.ModifyLoadBalancerAttributesOutput];
  CreateTargetGroup: [sdk.CreateTargetGroupInput, sdk.CreateTargetGroupOutput];
  DescribeTargetGroups: [sdk.DescribeTargetGroupsInput, sdk.DescribeTargetGroupsOutput];
  ModifyTargetGroup: [sdk.ModifyTargetGroupInput, sdk.ModifyTargetGroupOutput];
  DeleteTargetGroup: [sdk.DeleteTargetGroupInput, sdk.DeleteTargetGroupOutput];
  DescribeTargetGroupAttributes: [sdk.DescribeTargetGroupAttributesInput, sdk.DescribeTargetGroupAttributesOutput];
  ModifyTargetGroupAttributes: [sdk.ModifyTargetGroupAttributesInput, sdk.ModifyTargetGroupAttributesOutput];
  RegisterTargets: [sdk.RegisterTargetsInput, sdk.RegisterTargetsOutput];
  DeregisterTargets: [sdk.DeregisterTargetsInput, sdk.DeregisterTargetsOutput];
  DescribeTargetHealth: [sdk.DescribeTargetHealthInput, sdk.DescribeTargetHealthOutput];
  CreateListener: [sdk.CreateListenerInput, sdk.CreateListenerOutput];
  DescribeListeners: [sdk.DescribeListenersInput, sdk.DescribeListenersOutput];
  ModifyListener: [sdk.ModifyListenerInput, sdk.ModifyListenerOutput];
  DeleteListener: [sdk.DeleteListenerInput, sdk.DeleteListenerOutput];
  CreateRule: [sdk.CreateRuleInput, sdk.CreateRuleOutput];
  DescribeRules: [sdk.DescribeRulesInput, sdk.DescribeRulesOutput];
  ModifyRule: [sdk.ModifyRuleInput, sdk.ModifyRuleOutput];
  DeleteRule: [sdk.DeleteRuleInput, sdk.DeleteRuleOutput];
  SetRulePriorities: [sdk.SetRulePrioritiesInput, sdk.SetRulePrioritiesOutput];
  AddTags: [sdk.AddTagsInput, sdk.AddTagsOutput];
  RemoveTags: [sdk.RemoveTagsInput, sdk.RemoveTagsOutput];
  DescribeTags: [sdk.DescribeTagsInput, sdk.DescribeTagsOutput];
  SetSecurityGroups: [sdk.SetSecurityGroupsInput, sdk.SetSecurityGroupsOutput];
  SetSubnets: [sdk.SetSubnetsInput, sdk.SetSubnetsOutput];
  SetIpAddressType: [sdk.SetIpAddressTypeInput, sdk.SetIpAddressTypeOutput];
  DescribeListenerAttributes: [sdk.DescribeListenerAttributesInput, sdk.DescribeListenerAttributesOutput];
  ModifyListenerAttributes: [sdk.ModifyListenerAttributesInput, sdk.ModifyListenerAttributesOutput];
  AddListenerCertificates: [sdk.AddListenerCertificatesInput, sdk.AddListenerCertificatesOutput];
  RemoveListenerCertificates: [sdk.RemoveListenerCertificatesInput, sdk.RemoveListenerCertificatesOutput];
  DescribeListenerCertificates: [sdk.DescribeListenerCertificatesInput, sdk.DescribeListenerCertificatesOutput];
  DescribeSSLPolicies: [sdk.DescribeSSLPoliciesInput, sdk.DescribeSSLPoliciesOutput];
  DescribeAccountLimits: [sdk.DescribeAccountLimitsInput, sdk.DescribeAccountLimitsOutput];
  CreateTrustStore: [sdk.CreateTrustStoreInput, sdk.CreateTrustStoreOutput];
  DescribeTrustStores: [sdk.DescribeTrustStoresInput, sdk.DescribeTrustStoresOutput];
  ModifyTrustStore: [sdk.ModifyTrustStoreInput, sdk.ModifyTrustStoreOutput];
  DeleteTrustStore: [sdk.DeleteTrustStoreInput, sdk.DeleteTrustStoreOutput];
  DescribeTrustStoreAssociations: [sdk.DescribeTrustStoreAssociationsInput, sdk.DescribeTrustStoreAssociationsOutput];
}

export type CallName = keyof Calls;
export type Call = <N extends CallName>(name: N, input: Calls[N][0]) => Promise<Calls[N][1]>;

const scope = { account: '123456789012', region: 'us-east-1', partition: 'aws' };

/** An emulation whose clock runs `scale` times as fast as the wall, called as the server calls it. */
export function sandbox(scale = 1) {
  const clock = scaledClock(Date.now(), scale);
  const elb = createElbv2({ clock, ...scope });
  const context = { ...scope, requestId: 'test', clock, principal: undefined, permit: () => undefined };
  const operationOf = (name: CallName) => {
    const operation = elb.service.operations.get(name);
    if (operation === undefined) throw new Error(`no operation ${name}`);
    return operation;
  };
  const call: Call = async (name, input) => {
    operationOf(name).authorize(input, context);
    return (await operationOf(name).handle(input, context)) as Calls[typeof name][1];
  };
  const authorize = <N extends CallName>(name: N, input: Calls[N][0]) => operationOf(name).authorize(input, context);
  return { ...elb, call, authorize, operations: elb.service.operations };
}

export type Sandbox = ReturnType<typeof sandbox>;

/** A load balancer; its ARN. */
export async function loadBalancer(call: Call, Name = 'shop'): Promise<string> {
  const { LoadBalancers } = await call('CreateLoadBalancer', { Name, Subnets: ['subnet-0000000a', 'subnet-0000000b'] });
  return LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}

/** A target group of IP targets, with quick health checks; its ARN. */
export async function targetGroup(
  call: Call,
  Name: string,
  more: Partial<sdk.CreateTargetGroupInput> = {},
): Promise<string> {
  const { TargetGroups } = await call('CreateTargetGroup', {
    Name,
    Protocol: 'HTTP',
    Port: 80,
    VpcId: 'vpc-00000001',
    TargetType: 'ip',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    ...more,
  });
  return TargetGroups?.[0]?.TargetGroupArn ?? '';
}

/** A listener on port 80; its ARN. */
export async function listener(
  call: Call,
  LoadBalancerArn: string,
  DefaultActions: sdk.Action[],
  Port = 80,
): Promise<string> {
  const { Listeners } = await call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port, DefaultActions });
  return Listeners?.[0]?.ListenerArn ?? '';
}

/** The ARN of a certificate; the sandbox takes any. */
export function certificateArn(digit: number): string {
  return `arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-12345678901${digit}`;
}

/** An HTTPS listener on port 443; its ARN. */
export async function secureListener(
  call: Call,
  LoadBalancerArn: string,
  DefaultActions: sdk.Action[],
  more: Partial<sdk.CreateListenerInput> = {},
): Promise<string> {
  const Certificates = [{ CertificateArn: certificateArn(0) }];
  const input = { LoadBalancerArn, Protocol: 'HTTPS', Port: 443, Certificates, DefaultActions, ...more } as const;
  const { Listeners } = await call('CreateListener', input);
  return Listeners?.[0]?.ListenerArn ?? '';
}

/** A trust store on the bundle `acme-ca/ca.pem`; its ARN. */
export async function trustStore(call: Call, Name = 'partners'): Promise<string> {
  const bundle = { CaCertificatesBundleS3Bucket: 'acme-ca', CaCertificatesBundleS3Key: 'ca.pem' };
  const { TrustStores } = await call('CreateTrustStore', { Name, ...bundle });
  return TrustStores?.[0]?.TrustStoreArn ?? '';
}

export function forward(...weights: readonly (readonly [arn: string, weight: number])[]): sdk.Action {
  const TargetGroups = weights.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

export function fixed(MessageBody: string, StatusCode = '200'): sdk.Action {
  return { Type: 'fixed-response', FixedResponseConfig: { StatusCode, MessageBody, ContentType: 'text/plain' } };
}

export interface TargetServer {
  readonly port: number;
  readonly server: Server;
  /** Requests without health checks. */
  readonly requests: IncomingMessage[];
  /** Health checks seen. */
  checks: number;
  status: number;
  close(): Promise<void>;
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** A real target on loopback that answers its name, or what `answer` answers; health checks get `status`. */
export async function targetServer(name: string, answer?: Answer): Promise<TargetServer> {
  const requests: IncomingMessage[] = [];
  const state = { checks: 0, status: 200 };
  const server = createServer((incoming, outgoing) => {
    if (incoming.headers['user-agent'] === 'ELB-HealthChecker/2.0') {
      state.checks += 1;
      outgoing.writeHead(state.status).end();
      return;
    }
    requests.push(incoming);
    if (answer === undefined) outgoing.end(name);
    else answer(incoming, outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(state, { port: (server.address() as AddressInfo).port, server, requests, close });
}

/** Waits until `look` gives something else than undefined or false; at most `ms` wall milliseconds. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 8_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function stateOf(call: Call, TargetGroupArn: string, port: number): Promise<string> {
  const { TargetHealthDescriptions = [] } = await call('DescribeTargetHealth', { TargetGroupArn });
  const found = TargetHealthDescriptions.find((description) => description.Target?.Port === port);
  const { State, Reason } = found?.TargetHealth ?? {};
  return found === undefined ? 'gone' : Reason === undefined ? String(State) : `${State} ${Reason}`;
}
