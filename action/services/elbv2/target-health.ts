import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/** Targets of one target group, counted. Those that are being deregistered do not count. */
export interface TargetHealth {
  readonly healthy: number;
  /** Of a target group whose health checks are off, as those of Lambda functions are by default: they get traffic, whatever they do with it. */
  readonly unchecked: number;
  readonly total: number;
  /** Counts by AWS's state: `initial`, `healthy`, `unhealthy`, `unhealthy.draining`, `unused`, `unavailable`. */
  readonly states: Readonly<Record<string, number>>;
  /** The same with AWS's reason, where it gives one: `unhealthy (Target.Timeout)`. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Of how many it is not known in which zone they are: AWS says so of IP addresses alone. */
  readonly zoneless: number;
}

/** `withoutZones`: names of zones whose targets are left out. */
export async function targetHealth(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  targetGroup: string,
  withoutZones: readonly string[] = [],
): Promise<TargetHealth> {
  const answer = await context.client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup }), {
    abortSignal: context.signal,
  });
  const states: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  let [zoneless, unchecked] = [0, 0];
  for (const { Target: target, TargetHealth: health } of answer.TargetHealthDescriptions ?? []) {
    const state = health?.State ?? 'unavailable';
    const zone = target?.AvailabilityZone;
    if (state === 'draining' || (zone !== undefined && withoutZones.includes(zone))) continue;
    if (zone === undefined) zoneless += 1;
    states[state] = (states[state] ?? 0) + 1;
    if (state === 'unavailable' && health?.Reason === CHECKS_OFF) unchecked += 1;
    const reason = health?.Reason === undefined ? state : `${state} (${health.Reason})`;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const total = Object.values(states).reduce((a, b) => a + b, 0);
  return { healthy: states['healthy'] ?? 0, unchecked, total, states, reasons, zoneless };
}

const CHECKS_OFF = 'Target.HealthCheckDisabled';

/** How many targets can take traffic, for all that AWS knows. */
export function able({ healthy, unchecked }: TargetHealth): number {
  return healthy + unchecked;
}

/** Health in words: `3 of 4 targets healthy`, and that some are not checked; `of` names their target group. */
export function describeHealth({ healthy, unchecked, total }: TargetHealth, of = ''): string {
  const told = `${healthy} of ${total} targets${of} healthy`;
  return unchecked === 0 ? told : `${told}, ${unchecked} not checked: health checks are off, so they count as able`;
}
