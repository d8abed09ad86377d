import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/** Targets of one target group, counted. Those that are being deregistered do not count. */
export interface TargetHealth {
  readonly healthy: number;
  readonly total: number;
  /** Counts by AWS's state: `initial`, `healthy`, `unhealthy`, `unhealthy.draining`, `unused`, `unavailable`. */
  readonly states: Readonly<Record<string, number>>;
}

export async function targetHealth(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  targetGroup: string,
): Promise<TargetHealth> {
  const answer = await context.client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup }), {
    abortSignal: context.signal,
  });
  const states: Record<string, number> = {};
  for (const { TargetHealth: health } of answer.TargetHealthDescriptions ?? []) {
    const state = health?.State ?? 'unavailable';
    if (state === 'draining') continue;
    states[state] = (states[state] ?? 0) + 1;
  }
  return { healthy: states['healthy'] ?? 0, total: Object.values(states).reduce((a, b) => a + b, 0), states };
}
