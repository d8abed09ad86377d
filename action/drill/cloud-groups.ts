import {
  CreateTargetGroupCommand,
  type ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { required } from './cloud-client.ts';
import type { TargetServer } from './target-servers.ts';

/** A target group of a drill's world. */
export interface NewGroup {
  readonly name: string;
  readonly servers: readonly TargetServer[];
  readonly healthCheckSeconds: number;
  /** Failed checks after which a target is unhealthy; 2 unless given. */
  readonly unhealthyAfter?: number;
  /** The zone of each server, in their order; without them, every zone's load balancer node sends to all. */
  readonly zones?: readonly string[];
}

/** Creates a target group with its targets. Gives its ARN. */
export async function createGroup(
  client: ElasticLoadBalancingV2Client,
  { name, servers, healthCheckSeconds, unhealthyAfter = 2, zones = [] }: NewGroup,
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
      UnhealthyThresholdCount: unhealthyAfter,
    }),
  );
  const arn = required(created.TargetGroups?.[0]?.TargetGroupArn);
  const targets = servers.map((server, index) => ({
    Id: '127.0.0.1',
    Port: server.port,
    ...(zones[index] === undefined ? {} : { AvailabilityZone: zones[index] }),
  }));
  await client.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: targets }));
  return arn;
}
