import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteLoadBalancerCommand,
  DeregisterTargetsCommand,
  ModifyListenerCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonOf } from '../../scripts/peers/tools.ts';
import { arnOf, buildEstate, type Estate } from '../contract/estate.ts';
import { type Lab, startLab } from '../contract/lab.ts';
import { ROOT } from '../drill/command-line.ts';
import { startWaiter } from './waiters/start-waiter.ts';

/** boto3's waiters against the sandbox: each waits while what it waits for is not so, and ends when it is. */
const python = pythonOf(process.env['PEERS'] ?? join(ROOT, '.peers'), 'moto_server');
const SCALE = 60;
/** As often as a waiter asks before what it waits for comes about. */
const IN_VAIN = 2;

let lab: Lab;
let estate: Estate;
/** A target that answers with this status. */
let target: Server;
let status = 503;
let group: string;

beforeAll(async () => {
  target = createServer((_, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  lab = await startLab(SCALE);
  const { port } = target.address() as AddressInfo;
  estate = await buildEstate(lab, port);
  group = await probedOften();
  await estate.owner.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets: [theTarget()] }));
});

afterAll(async () => {
  await lab.close();
  target.close();
  target.closeAllConnections();
});

const theTarget = () => ({ Id: '127.0.0.1', Port: (target.address() as AddressInfo).port });

/** A target group in use whose targets are looked at every five seconds, and drain for a quarter of an hour. */
async function probedOften(): Promise<string> {
  const { owner, listener } = estate;
  const created = await owner.send(
    new CreateTargetGroupCommand({
      Name: 'probed-often',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-0a1b2c3d',
      TargetType: 'ip',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 4,
    }),
  );
  const TargetGroupArn = arnOf(created.TargetGroups?.[0]?.TargetGroupArn);
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '900' }];
  await owner.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  const DefaultActions = [{ Type: 'forward', TargetGroupArn } as const];
  await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
  return TargetGroupArn;
}

async function createLoadBalancer(Name: string): Promise<void> {
  const Subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'];
  await estate.owner.send(new CreateLoadBalancerCommand({ Name, Subnets }));
}

interface Wait {
  readonly name: string;
  readonly args: () => Readonly<Record<string, unknown>>;
  /** Done before it starts. */
  readonly before?: () => Promise<unknown>;
  /** Done while it waits: brings about what it waits for. */
  readonly meanwhile: () => Promise<unknown> | void;
}

const ofTheTarget = () => ({ TargetGroupArn: group, Targets: [theTarget()] });

/** In this order: the targets need the load balancer, which the last one deletes. */
const WAITS: readonly Wait[] = [
  {
    name: 'target_in_service',
    args: ofTheTarget,
    meanwhile: () => {
      status = 200;
    },
  },
  {
    // Ends by itself: the target drains for longer than the waiter takes to ask twice.
    name: 'target_deregistered',
    args: ofTheTarget,
    before: () => estate.owner.send(new DeregisterTargetsCommand(ofTheTarget())),
    meanwhile: () => undefined,
  },
  {
    name: 'load_balancer_exists',
    args: () => ({ Names: ['soon'] }),
    meanwhile: () => createLoadBalancer('soon'),
  },
  {
    name: 'load_balancer_available',
    args: () => ({ Names: ['later'] }),
    meanwhile: () => createLoadBalancer('later'),
  },
  {
    name: 'load_balancers_deleted',
    args: () => ({ LoadBalancerArns: [estate.loadBalancer] }),
    meanwhile: () => estate.owner.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: estate.loadBalancer })),
  },
];

describe("boto3's waiters", () => {
  test.each(WAITS)('$name waits, and ends', async ({ name, args, before, meanwhile }) => {
    await before?.();
    const waiter = startWaiter(python, lab.aws, name, args());
    await waiter.asked(IN_VAIN);
    await meanwhile();
    expect(await waiter.ended).toBeGreaterThan(IN_VAIN);
  });
});
