import type { TargetHealthReasonEnum, TargetHealthStateEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { HealthCheckSettings } from '../records.ts';

/** A target's health as DescribeTargetHealth answers it. */
export interface TargetHealthAnswer {
  readonly State: TargetHealthStateEnum;
  readonly Reason?: TargetHealthReasonEnum;
  readonly Description?: string;
}

export type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly why: ProbeFailure };

export interface ProbeFailure {
  readonly Reason: TargetHealthReasonEnum;
  readonly Description: string;
}

/** A target's health, and how many probes in a row came out the same. */
export interface Health {
  readonly answer: TargetHealthAnswer;
  readonly successes: number;
  readonly failures: number;
}

export const REGISTERING: Health = {
  answer: { State: 'initial', Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' },
  successes: 0,
  failures: 0,
};

const CHECKING: TargetHealthAnswer = {
  State: 'initial',
  Reason: 'Elb.InitialHealthChecking',
  Description: 'Initial health checks in progress',
};

export const UNUSED: TargetHealthAnswer = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target group is not configured to receive traffic from the load balancer',
};

export const ZONE_DISABLED: TargetHealthAnswer = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target is in an Availability Zone that is not enabled for the load balancer',
};

export const NOT_REGISTERED: TargetHealthAnswer = {
  State: 'unused',
  Reason: 'Target.NotRegistered',
  Description: 'Target is not registered to the target group',
};

export const DRAINING: TargetHealthAnswer = {
  State: 'draining',
  Reason: 'Target.DeregistrationInProgress',
  Description: 'Target deregistration is in progress',
};

/**
 * Health after one more probe. A new target is healthy after one success; an unhealthy one after HealthyThresholdCount
 * in a row. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function afterProbe(before: Health, result: ProbeResult, settings: HealthCheckSettings): Health {
  const successes = result.ok ? before.successes + 1 : 0;
  const failures = result.ok ? 0 : before.failures + 1;
  return { answer: nextAnswer(before.answer, { successes, failures }, result, settings), successes, failures };
}

function nextAnswer(
  before: TargetHealthAnswer,
  counts: { readonly successes: number; readonly failures: number },
  result: ProbeResult,
  settings: HealthCheckSettings,
): TargetHealthAnswer {
  if (result.ok) {
    const enough = before.State === 'initial' || counts.successes >= settings.healthyThreshold;
    return enough ? { State: 'healthy' } : before;
  }
  if (before.State === 'unhealthy' || counts.failures >= settings.unhealthyThreshold) {
    return { State: 'unhealthy', ...result.why };
  }
  return before.State === 'initial' ? CHECKING : before;
}
