import { DescribeTargetGroupsCommand, type TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Elbv2Client } from '../service.ts';

/**
 * How a target group checks its targets, a unit per field. Times are in seconds. Null is what AWS does not answer: a check by TCP has
 * no path, and of HTTP codes and gRPC codes a group has at most one. `group` is no unit: nothing here changes it.
 */
export interface HealthCheck extends JsonObject {
  readonly enabled: boolean;
  readonly protocol: string;
  /** A number as text, or `traffic-port`. */
  readonly port: string;
  readonly path: string | null;
  readonly interval: number;
  readonly timeout: number;
  readonly 'healthy-threshold': number;
  readonly 'unhealthy-threshold': number;
  /** HTTP codes: `200`, `200,202`, `200-299`. */
  readonly matcher: string | null;
  readonly group: { readonly protocol: string | null; readonly targetType: string };
}

export const healthCheck = defineResource<HealthCheck, Elbv2Client>({
  kind: 'elbv2/health-check',
  captures: 'every setting of the health check of the target group',
  atOnce: true,
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeTargetGroups', resource: '*' }],
  read: async (context, arn) => {
    const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    const group = answer.TargetGroups?.[0];
    if (group === undefined) throw new BreakglassError('resource-missing', `there is no target group ${arn}`);
    return fromAws(group);
  },
});

function fromAws(group: TargetGroup): HealthCheck {
  return {
    enabled: group.HealthCheckEnabled ?? true,
    protocol: group.HealthCheckProtocol ?? '',
    port: group.HealthCheckPort ?? '',
    path: group.HealthCheckPath ?? null,
    interval: group.HealthCheckIntervalSeconds ?? 0,
    timeout: group.HealthCheckTimeoutSeconds ?? 0,
    'healthy-threshold': group.HealthyThresholdCount ?? 0,
    'unhealthy-threshold': group.UnhealthyThresholdCount ?? 0,
    matcher: group.Matcher?.HttpCode ?? null,
    group: { protocol: group.Protocol ?? null, targetType: group.TargetType ?? 'instance' },
  };
}
