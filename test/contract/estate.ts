import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
  type TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Lab } from './lab.ts';

/** What a customer has before anything breaks: one load balancer, and the owner's client to change it with. */
export interface Estate {
  readonly owner: ElasticLoadBalancingV2Client;
  readonly loadBalancer: string;
  readonly listener: string;
  /** Has all the traffic, from three targets. */
  readonly blue: string;
  readonly blueTargets: readonly TargetDescription[];
  readonly green: string;
  /** A third target group of the same load balancer, without targets. */
  readonly grey: string;
  /** Rules of the listener, at the priorities 1 and 2. */
  readonly rules: readonly string[];
  /** Listeners that fixtures need beside it: name → ARN. */
  readonly others: Map<string, string>;
}

/** One estate, built once and put back each time that it is asked for. */
export type OneEstate = () => Promise<Estate>;

let estates = 0;

export function elbv2Of(client: unknown): ElasticLoadBalancingV2Client {
  if (client instanceof ElasticLoadBalancingV2Client) return client;
  throw new TypeError('not a client of ELBv2');
}

/** Builds an estate through the API, as its owner. `port` is where healthy targets answer. */
export async function buildEstate(lab: Lab, port: number): Promise<Estate> {
  const owner = elbv2Of(lab.owner.get('elbv2'));
  const name = `estate-${(estates += 1)}`;
  const balancer = await owner.send(
    new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'], Type: 'application' }),
  );
  const loadBalancer = arnOf(balancer.LoadBalancers?.[0]?.LoadBalancerArn);
  const blueTargets = ['10.0.1.17', '10.0.1.18', '10.0.1.19'].map((Id) => ({ Id, Port: 8080 }));
  const [blue, green, grey] = await Promise.all([
    targetGroup(owner, `${name}-blue`, blueTargets),
    targetGroup(owner, `${name}-green`, [{ Id: '127.0.0.1', Port: port }]),
    targetGroup(owner, `${name}-grey`, []),
  ]);
  const created = await owner.send(
    new CreateListenerCommand({
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: blue, Weight: 100 },
              { TargetGroupArn: green, Weight: 0 },
            ],
          },
        },
      ],
    }),
  );
  const listener = arnOf(created.Listeners?.[0]?.ListenerArn);
  const rules = [await forwardRule(owner, listener, blue, 1), await forwardRule(owner, listener, blue, 2)];
  return { owner, loadBalancer, listener, blue, blueTargets, green, grey, rules, others: new Map() };
}

/** Building an estate takes longer than most of what is done to it. Nothing of the time before may be under way still. */
export function oneEstate(lab: Lab, port: number): OneEstate {
  let built: Promise<{ readonly estate: Estate; readonly reset: () => void }> | undefined;
  return async () => {
    built ??= buildEstate(lab, port).then((estate) => ({ estate, reset: lab.aws.save() }));
    const { estate, reset } = await built;
    reset();
    return { ...estate, others: new Map() };
  };
}

/** Probed once and then not again while a test runs; drained at once. */
async function targetGroup(
  owner: ElasticLoadBalancingV2Client,
  name: string,
  targets: readonly TargetDescription[],
): Promise<string> {
  const created = await owner.send(
    new CreateTargetGroupCommand({
      Name: name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-0a1b2c3d',
      TargetType: 'ip',
      HealthCheckIntervalSeconds: 300,
      HealthCheckTimeoutSeconds: 120,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 10,
    }),
  );
  const TargetGroupArn = arnOf(created.TargetGroups?.[0]?.TargetGroupArn);
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }];
  await owner.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  if (targets.length > 0) await owner.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [...targets] }));
  return TargetGroupArn;
}

export async function forwardRule(
  owner: ElasticLoadBalancingV2Client,
  listener: string,
  group: string,
  priority: number,
): Promise<string> {
  const created = await owner.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: priority,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/api/${priority}/*`] } }],
      Actions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  );
  return arnOf(created.Rules?.[0]?.RuleArn);
}

/** A target that answers every health check with 200. */
export async function startTarget(): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

export function arnOf(arn: string | undefined): string {
  if (arn === undefined) throw new Error('the sandbox answered without an ARN');
  return arn;
}
