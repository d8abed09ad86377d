import type { Action, Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type AuthorizationRequest, AwsFault, type CallContext } from '../service.ts';
import { fault } from './faults.ts';
import type { World } from './world.ts';

/*
 * Actions and resource types as in the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */

type Context = Readonly<Record<string, readonly string[]>>;

/** For Describe operations, which have no resource types. */
export function onAnything(action: string): readonly AuthorizationRequest[] {
  return [{ action: `elasticloadbalancing:${action}`, resource: '*' }];
}

/** For operations on an existing resource: its tags stand in the context. */
export function onResource(world: World, action: string, arn: string, context: Context = {}): AuthorizationRequest {
  return {
    action: `elasticloadbalancing:${action}`,
    resource: arn,
    context: { ...resourceTags(world, arn), ...context },
  };
}

/**
 * What the caller needs beside the action itself, since EC2 is asked in the caller's name:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html (of creating a load balancer without
 * iam:CreateServiceLinkedRole, which only the first one in an account takes).
 */
const EC2_LOOKUPS = {
  CreateLoadBalancer: [
    'DescribeAccountAttributes',
    'DescribeAddresses',
    'DescribeInternetGateways',
    'DescribeSecurityGroups',
    'DescribeSubnets',
    'DescribeVpcs',
  ],
  CreateTargetGroup: ['DescribeInternetGateways', 'DescribeVpcs'],
  RegisterTargets: ['DescribeInstances', 'DescribeInternetGateways', 'DescribeSubnets', 'DescribeVpcs'],
  SetIpAddressType: ['DescribeSubnets'],
  SetSubnets: ['DescribeSubnets'],
} as const;

/** For operations that look something up in EC2. */
export function inEc2(operation: keyof typeof EC2_LOOKUPS): readonly AuthorizationRequest[] {
  return EC2_LOOKUPS[operation].map((name) => ({ action: `ec2:${name}`, resource: '*' }));
}

/** For operations that create `pattern`, tagged: AWS also asks for AddTags on what is created. */
export function tagOnCreate(createAction: string, pattern: string, tags: readonly Tag[] | undefined) {
  if (tags === undefined || tags.length === 0) return [];
  const context = { ...requestTags(tags), 'elasticloadbalancing:CreateAction': [createAction] };
  return [{ action: 'elasticloadbalancing:AddTags', resource: pattern, context }];
}

/** `aws:RequestTag/<key>` and `aws:TagKeys`; empty without tags. */
export function requestTags(tags: readonly Tag[] | undefined): Context {
  if (tags === undefined || tags.length === 0) return {};
  const context: Record<string, readonly string[]> = { 'aws:TagKeys': tags.map((tag) => tag.Key ?? '') };
  for (const tag of tags) {
    context[`aws:RequestTag/${tag.Key ?? ''}`] = [tag.Value ?? ''];
  }
  return context;
}

/** With its caller's permissions ELBv2 looks at the client of each user pool that actions log in at; what it answers is its own error. */
export function requireUserPoolClients({ permit }: Pick<CallContext, 'permit'>, actions: readonly Action[] = []): void {
  const pools = actions.flatMap((action) => action.AuthenticateCognitoConfig?.UserPoolArn ?? []);
  try {
    permit(pools.map((resource) => ({ action: 'cognito-idp:DescribeUserPoolClient', resource })));
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    throw fault('InvalidLoadBalancerAction', "User is not authorized to perform 'describeUserPoolClient'");
  }
}

interface NetworkInput {
  readonly Scheme?: string | undefined;
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly Subnets?: readonly string[] | undefined;
  readonly SubnetMappings?: readonly { readonly SubnetId?: string | undefined }[] | undefined;
}

/** The condition keys of requests about a load balancer's network; a key is there if the request names something. */
export function loadBalancerKeys(input: NetworkInput): Context {
  const mapped = (input.SubnetMappings ?? []).flatMap((mapping) => mapping.SubnetId ?? []);
  return present({
    'elasticloadbalancing:Scheme': input.Scheme === undefined ? [] : [input.Scheme],
    'elasticloadbalancing:SecurityGroup': input.SecurityGroups ?? [],
    'elasticloadbalancing:Subnet': [...(input.Subnets ?? []), ...mapped],
  });
}

interface ListenerInput {
  readonly Protocol?: string | undefined;
  readonly SslPolicy?: string | undefined;
}

/** The condition keys of requests about a listener's endpoint. */
export function listenerKeys(input: ListenerInput): Context {
  return present({
    'elasticloadbalancing:ListenerProtocol': input.Protocol === undefined ? [] : [input.Protocol],
    'elasticloadbalancing:SecurityPolicy': input.SslPolicy === undefined ? [] : [input.SslPolicy],
  });
}

function present(context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}

function resourceTags(world: World, arn: string): Context {
  const context: Record<string, readonly string[]> = {};
  for (const [key, value] of world.tags.get(arn) ?? []) {
    context[`aws:ResourceTag/${key}`] = [value];
    context[`elasticloadbalancing:ResourceTag/${key}`] = [value];
  }
  return context;
}
