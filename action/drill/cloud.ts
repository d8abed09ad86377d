import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SandboxAws } from '../sandbox/start.ts';
import { startTarget, type TargetServer } from './target-servers.ts';

/** The customer's side: a load balancer with two target groups of two targets, all behind one listener. */
export interface Cloud {
  readonly listener: string;
  readonly blue: string;
  readonly green: string;
  readonly servers: Readonly<Record<'blue' | 'green', readonly TargetServer[]>>;
  close(): Promise<void>;
}

/** Generous: on a drill's fast clock a second is short, and the machine may be busy. */
const HEALTH_CHECK_SECONDS = 10;

/** Builds the world through the API, as any AWS client would. All traffic goes to blue. */
export async function buildCloud(aws: SandboxAws, healthCheckSeconds = HEALTH_CHECK_SECONDS): Promise<Cloud> {
  const client = new ElasticLoadBalancingV2Client(clientOptions(aws));
  const servers = {
    blue: await Promise.all([startTarget('blue-1'), startTarget('blue-2')]),
    green: await Promise.all([startTarget('green-1'), startTarget('green-2')]),
  };
  const created = await client.send(
    new CreateLoadBalancerCommand({
      Name: 'web',
      Subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'],
      Type: 'application',
    }),
  );
  const [blue, green] = await Promise.all([
    createGroup(client, 'blue', servers.blue, healthCheckSeconds),
    createGroup(client, 'green', servers.green, healthCheckSeconds),
  ]);
  const listener = await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: created.LoadBalancers?.[0]?.LoadBalancerArn,
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
  return {
    listener: required(listener.Listeners?.[0]?.ListenerArn),
    blue,
    green,
    servers,
    close: async () => {
      await Promise.all([...servers.blue, ...servers.green].map((server) => server.close()));
      client.destroy();
    },
  };
}

async function createGroup(
  client: ElasticLoadBalancingV2Client,
  name: string,
  servers: readonly TargetServer[],
  healthCheckSeconds: number,
): Promise<string> {
  const created = await client.send(
    new CreateTargetGroupCommand({
      Name: name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-0a1b2c3d',
      TargetType: 'ip',
      HealthCheckPath: '/healthz',
      HealthCheckIntervalSeconds: healthCheckSeconds,
      HealthCheckTimeoutSeconds: healthCheckSeconds - 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
    }),
  );
  const arn = required(created.TargetGroups?.[0]?.TargetGroupArn);
  const targets = servers.map((server) => ({ Id: '127.0.0.1', Port: server.port }));
  await client.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: targets }));
  return arn;
}

/** What somebody does at the console, beside the session: `percent` of the traffic to green. */
export async function shiftByHand(aws: SandboxAws, { listener, blue, green }: Cloud, percent: number): Promise<void> {
  const client = new ElasticLoadBalancingV2Client(clientOptions(aws));
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 100 - percent },
    { TargetGroupArn: green, Weight: percent },
  ];
  const action = { Type: 'forward', ForwardConfig: { TargetGroups } } as const;
  await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [action] }));
  client.destroy();
}

function clientOptions(aws: SandboxAws): ConstructorParameters<typeof ElasticLoadBalancingV2Client>[0] & object {
  const { endpoint, region, accessKeyId, secretAccessKey } = aws;
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

function required(arn: string | undefined): string {
  if (arn === undefined) throw new Error('the sandbox answered without an ARN');
  return arn;
}
