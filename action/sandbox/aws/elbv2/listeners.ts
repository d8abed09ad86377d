import { isDeepStrictEqual } from 'node:util';
import type {
  CreateListenerInput,
  CreateListenerOutput,
  DeleteListenerInput,
  DeleteListenerOutput,
  DescribeListenersInput,
  DescribeListenersOutput,
  ModifyListenerInput,
  ModifyListenerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateListener$,
  DeleteListener$,
  DescribeListeners$,
  ModifyListener$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { readActions } from './actions.ts';
import { requireArn } from './arns.ts';
import {
  listenerKeys,
  onAnything,
  onResource,
  requestTags,
  requireUserPoolClients,
  tagOnCreate,
} from './authorization.ts';
import { fault, validationError } from './faults.ts';
import { findListener, findLoadBalancer } from './find.ts';
import { LIMITS } from './limits.ts';
import { attributesUnder } from './listener-attributes.ts';
import { describeListener, readEndpoint } from './listener-endpoint.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { ListenerRecord } from './records.ts';
import { readTags } from './tags.ts';

async function createListener(elb: Elbv2, input: CreateListenerInput): Promise<CreateListenerOutput> {
  const { world } = elb;
  const { arn: loadBalancerArn } = findLoadBalancer(elb, input.LoadBalancerArn);
  const endpoint = readEndpoint(world, input);
  const tags = readTags(input.Tags);
  const place = { world, loadBalancerArn, protocol: endpoint.protocol, replaced: [] };
  const defaultActions = readActions(input.DefaultActions, place, 'defaultActions');
  const others = world.listenersOf(loadBalancerArn);
  const same = others.find((listener) => listener.port === endpoint.port);
  if (same !== undefined) return { Listeners: [describeListener(requireSame(same, endpoint, defaultActions))] };
  if (others.length >= LIMITS.listenersPerLoadBalancer) {
    throw fault('TooManyListeners', `a load balancer can have at most ${LIMITS.listenersPerLoadBalancer} listeners`);
  }
  const arn = elb.arns.listener(loadBalancerArn);
  const listener = {
    arn,
    loadBalancerArn,
    ...endpoint,
    extraCertificates: [],
    attributes: attributesUnder(endpoint.protocol),
    defaultActions,
    defaultRuleArn: elb.arns.rule(arn),
  };
  world.listeners.set(arn, listener);
  if (tags.size > 0) world.tags.set(arn, tags);
  elb.plane.reconcile();
  await start(elb, arn);
  return { Listeners: [describeListener(listener)] };
}

/** A listener whose server cannot start is not kept. */
async function start(elb: Elbv2, arn: string): Promise<void> {
  try {
    await elb.plane.open(arn);
  } catch (error) {
    elb.world.removeListener(arn);
    elb.plane.reconcile();
    throw error;
  }
}

/** Creating a listener again with the same settings succeeds and changes nothing. */
function requireSame(
  existing: ListenerRecord,
  endpoint: ReturnType<typeof readEndpoint>,
  defaultActions: ListenerRecord['defaultActions'],
): ListenerRecord {
  if (isDeepStrictEqual({ ...existing, ...endpoint, defaultActions }, existing)) return existing;
  throw duplicateListener(existing.loadBalancerArn);
}

function duplicateListener(loadBalancerArn: string) {
  return fault(
    'DuplicateListener',
    `A listener already exists on this port for this load balancer '${loadBalancerArn}'`,
  );
}

function describeListeners(elb: Elbv2, input: DescribeListenersInput): DescribeListenersOutput {
  const { world } = elb;
  const { LoadBalancerArn, ListenerArns = [] } = input;
  if (ListenerArns.length > 0) {
    if (LoadBalancerArn !== undefined) throw validationError('specify either a load balancer or listeners, not both');
    return { Listeners: ListenerArns.map((arn) => describeListener(findListener(elb, arn))) };
  }
  if (LoadBalancerArn === undefined)
    throw validationError('You must specify either listener ARNs or a load balancer ARN');
  const { arn } = findLoadBalancer(elb, LoadBalancerArn);
  const { items, NextMarker } = page(world.listenersOf(arn), (listener) => listener.arn, input);
  return { Listeners: items.map(describeListener), NextMarker };
}

function modifyListener(elb: Elbv2, input: ModifyListenerInput): ModifyListenerOutput {
  const { world } = elb;
  const before = findListener(elb, input.ListenerArn);
  const endpoint = readEndpoint(world, input, before);
  const place = {
    world,
    loadBalancerArn: before.loadBalancerArn,
    protocol: endpoint.protocol,
    replaced: before.defaultActions,
  };
  const actions = input.DefaultActions ?? [];
  const defaultActions = actions.length === 0 ? before.defaultActions : readActions(actions, place, 'defaultActions');
  const clash = world
    .listenersOf(before.loadBalancerArn)
    .some((other) => other.port === endpoint.port && other.arn !== before.arn);
  if (clash) throw duplicateListener(before.loadBalancerArn);
  const after = {
    ...before,
    ...endpoint,
    // An HTTP listener has no certificates: on the way from HTTPS the list goes with the default one.
    extraCertificates: endpoint.protocol === 'HTTPS' ? before.extraCertificates : [],
    attributes: attributesUnder(endpoint.protocol, before.attributes),
    defaultActions,
  };
  world.listeners.set(before.arn, after);
  elb.plane.reconcile();
  return { Listeners: [describeListener(after)] };
}

async function deleteListener(elb: Elbv2, input: DeleteListenerInput): Promise<DeleteListenerOutput> {
  const { arn } = findListener(elb, input.ListenerArn);
  elb.world.removeListener(arn);
  elb.plane.reconcile();
  await elb.plane.shut(arn);
  return {};
}

export function listenerOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<CreateListenerInput, CreateListenerOutput>('CreateListener', {
      schema: CreateListener$,
      authorize: (input) => {
        const arn = requireArn(input.LoadBalancerArn, 'load balancer');
        const created = `${arn.replace(':loadbalancer/', ':listener/')}/*`;
        return [
          onResource(world, 'CreateListener', arn, { ...requestTags(input.Tags), ...listenerKeys(input) }),
          ...tagOnCreate('CreateListener', created, input.Tags),
        ];
      },
      handle: (input, context) => {
        requireUserPoolClients(context, input.DefaultActions);
        return createListener(elb, input);
      },
    }),
    operation<DescribeListenersInput, DescribeListenersOutput>('DescribeListeners', {
      schema: DescribeListeners$,
      authorize: () => onAnything('DescribeListeners'),
      handle: (input) => describeListeners(elb, input),
    }),
    operation<ModifyListenerInput, ModifyListenerOutput>('ModifyListener', {
      schema: ModifyListener$,
      authorize: (input) => [
        onResource(world, 'ModifyListener', requireArn(input.ListenerArn, 'listener'), listenerKeys(input)),
      ],
      handle: (input, context) => {
        requireUserPoolClients(context, input.DefaultActions);
        return modifyListener(elb, input);
      },
    }),
    operation<DeleteListenerInput, DeleteListenerOutput>('DeleteListener', {
      schema: DeleteListener$,
      authorize: (input) => [onResource(world, 'DeleteListener', requireArn(input.ListenerArn, 'listener'))],
      handle: (input) => deleteListener(elb, input),
    }),
  ];
}
