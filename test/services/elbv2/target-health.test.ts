import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import type { StepContext } from '../../../action/domain/step-kind.ts';
import { expectHealthy } from '../../../action/services/elbv2/checks/expect-healthy.ts';
import { setDefaultAction } from '../../../action/services/elbv2/steps/set-default-action.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import { GROUP, LISTENER } from './rules.ts';

const HEALTHY: TargetHealth = { State: 'healthy' };
const ILL: TargetHealth = { State: 'unhealthy', Reason: 'Target.FailedHealthChecks' };
const UNCHECKED: TargetHealth = { State: 'unavailable', Reason: 'Target.HealthCheckDisabled' };
const UNKNOWN: TargetHealth = { State: 'unavailable', Reason: 'Elb.InternalError' };
const GONE: TargetHealth = { State: 'draining' };

/** AWS where every target group has these targets. */
function answering(...targets: readonly TargetHealth[]): StepContext {
  const send = async () => ({
    TargetHealthDescriptions: targets.map((health) => ({ TargetHealth: health })),
    Listeners: [{ DefaultActions: [] }],
  });
  return { client: { send }, signal: new AbortController().signal, session: 's', step: 'x' };
}

const CASES: readonly (readonly [why: string, targets: readonly TargetHealth[], able: number, said: string])[] = [
  ['a healthy one', [HEALTHY, ILL], 1, '1 of 2 targets healthy'],
  ['one that nobody checks', [UNCHECKED], 1, '0 of 1 targets healthy, 1 not checked: health checks are off'],
  ['none of which AWS cannot say how it is', [UNKNOWN], 0, '0 of 1 targets healthy'],
  ['none that is going', [GONE, ILL], 0, '0 of 1 targets healthy'],
  ['none where there is none', [], 0, '0 of 0 targets healthy'],
];

describe('of the targets of a group count as able to take traffic', () => {
  it.each(CASES)('%s, for a check', async (_, targets, able, said) => {
    const found = await expectHealthy.observe(answering(...targets), { 'target-group': GROUP, 'at-least': '1' });
    expect(found).toEqual({ ok: able > 0, observed: expect.stringContaining(said) });
  });

  it.each(CASES)('%s, for weights', async (_, targets, able, said) => {
    const found = await shiftWeights.verify(answering(...targets), { listener: LISTENER, to: GROUP, percent: 50 });
    expect(found).toEqual({ done: able > 0, progress: expect.stringContaining(said) });
  });

  it.each(CASES)('%s, for a default action', async (_, targets, able, said) => {
    const action = { forward: { 'target-groups': [{ 'target-group': GROUP }] } };
    const { done, progress } = await setDefaultAction.verify(answering(...targets), { listener: LISTENER, action });
    expect(done).toBe(able > 0);
    expect(progress).toContain(said.replace('targets', 'targets of green'));
  });
});
