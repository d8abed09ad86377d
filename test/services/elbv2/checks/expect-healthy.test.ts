import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { expectHealthy } from '../../../../action/services/elbv2/checks/expect-healthy.ts';

type Target = readonly [
  state: 'healthy' | 'initial' | 'unhealthy' | 'unused' | 'draining',
  reason?: string | undefined,
  zone?: string,
];

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067';
const A: Target = ['healthy', undefined, 'us-east-1a'];
const B: Target = ['healthy', undefined, 'us-east-1b'];
const B_FAILS: Target = ['unhealthy', 'Target.Timeout', 'us-east-1b'];
const STOPPED: Target = ['unused', 'Target.InvalidState', 'us-east-1a'];
const LEFT: Target = ['unused', 'Target.NotInUse', 'us-east-1a'];

/** What the check says where AWS answers so. */
function look(targets: readonly Target[], params: JsonObject = {}) {
  const TargetHealthDescriptions = targets.map(([State, Reason, AvailabilityZone]) => ({
    Target: { Id: '10.0.0.1', AvailabilityZone },
    TargetHealth: { State, Reason },
  }));
  const client = { send: async () => ({ TargetHealthDescriptions }) };
  const context = { client, signal: new AbortController().signal, session: 's' };
  return expectHealthy.observe(context, { 'target-group': GROUP, 'at-least': '50%', ...params });
}

describe('expecting healthy targets', () => {
  it.each<[boolean, string, readonly Target[], string]>([
    [
      true,
      'half of them are',
      [A, B_FAILS],
      '1 of 2 targets healthy, at least 50% wanted; 1 unhealthy (Target.Timeout)',
    ],
    [
      false,
      'fewer are',
      [A, B_FAILS, B_FAILS],
      '1 of 3 targets healthy, at least 50% wanted; 2 unhealthy (Target.Timeout)',
    ],
    [
      true,
      'those of a zone that was left are not in use',
      [LEFT, LEFT, LEFT, B],
      '1 of 1 targets healthy, at least 50% wanted; 3 unused (Target.NotInUse)',
    ],
    [
      false,
      'all in use fail',
      [LEFT, B_FAILS],
      '0 of 1 targets healthy, at least 50% wanted; 1 unused (Target.NotInUse), 1 unhealthy (Target.Timeout)',
    ],
    [
      false,
      'one was stopped',
      [STOPPED, STOPPED, B],
      '1 of 3 targets healthy, at least 50% wanted; 2 unused (Target.InvalidState)',
    ],
    [true, 'one that drains is left out', [['draining'], B], '1 of 1 targets healthy, at least 50% wanted'],
    [false, 'there is none', [], '0 of 0 targets healthy, at least 50% wanted; no target is registered'],
  ])('is %s where %s', async (ok, _, targets, observed) => {
    expect(await look(targets)).toEqual({ ok, observed });
  });

  it('says what a group needs that no listener names: AWS checks none of its targets', async () => {
    const { ok, observed } = await look([LEFT, LEFT]);
    expect(ok).toBe(false);
    expect(observed).toContain('0 of 2 targets healthy, at least 50% wanted; 2 unused (Target.NotInUse): AWS checks');
    expect(observed).toContain('weight 0 is enough');
  });

  it.each<[boolean, string, readonly Target[], string]>([
    [true, 'the others are well', [A, B], '1 of 1 targets outside of us-east-1a healthy, at least 50% wanted'],
    [
      false,
      'the others fail',
      [A, A, A, B_FAILS],
      '0 of 1 targets outside of us-east-1a healthy, at least 50% wanted; 1 unhealthy (Target.Timeout)',
    ],
    [
      false,
      'there are no others',
      [A, A],
      '0 of 0 targets outside of us-east-1a healthy, at least 50% wanted; no target is registered',
    ],
    [
      true,
      'their zone is not known',
      [['healthy'], B_FAILS],
      '1 of 2 targets outside of us-east-1a (of 1 the zone is not known) healthy, at least 50% wanted; 1 unhealthy (Target.Timeout)',
    ],
  ])('leaves out the targets of a zone: %s where %s', async (ok, _, targets, observed) => {
    expect(await look(targets, { 'without-zones': ['us-east-1a'] })).toEqual({ ok, observed });
  });
});
