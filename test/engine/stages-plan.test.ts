import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import { watchedMs } from '../../action/domain/plan.ts';
import { planDigest } from '../../action/engine/plan.ts';
import { gradual, refusal } from './gradual.ts';

describe('the plan of a gradual step', () => {
  it('has one step for each stage, the last with the id of the step itself', () => {
    const { steps } = gradual();
    expect(steps.map(({ id, with: params, holdMs }) => [id, params['percent'], holdMs])).toEqual([
      ['shift.1', 10, 30_000],
      ['shift.2', 50, 30_000],
      ['shift', 100, undefined],
    ]);
    for (const { with: params } of steps) expect(Object.keys(params).toSorted()).toEqual(['listener', 'percent', 'to']);
  });

  it('is one step where there is one stage, and nothing is watched after it', () => {
    expect(gradual({ shares: ['40%'] }).steps).toMatchObject([{ id: 'shift', with: { percent: 40 } }]);
    expect(gradual({ shares: ['40%'] }).steps[0]).not.toHaveProperty('holdMs');
  });

  it('has another digest for each other share, and for each other time between', () => {
    const plans = [gradual(), gradual({ shares: ['10%', '60%', '100%'] }), gradual({ every: '31s' })];
    expect(new Set(plans.map(planDigest)).size).toBe(3);
  });

  it('needs no more permissions than the change at once', () => {
    const atOnce = gradual({ params: { percent: 100, in: undefined, every: undefined } as unknown as JsonObject });
    expect(atOnce.steps).toHaveLength(1);
    expect(gradual().grants).toEqual(atOnce.grants);
  });

  it('takes the time of every stage and of watching after each, and time to undo each', () => {
    const { durations, steps, monitor } = gradual();
    expect(watchedMs(steps, monitor)).toBe(180_000);
    expect(durations.undoMs).toBe(60_000 + 3 * 60_000);
    // Three minutes for the steps, one of watching between them, two after them.
    expect(refusal(() => gradual({ request: { durationMs: 360_000 } }))).toBeUndefined();
    expect(refusal(() => gradual({ request: { durationMs: 359_999 } }))).toBe('duration-too-short');
  });

  it('takes no time between the stages where it only extends a session that has been through them', () => {
    expect(refusal(() => gradual({ request: { durationMs: 300_000, extends: 'inc-1' } }))).toBeUndefined();
    expect(refusal(() => gradual({ request: { durationMs: 299_999, extends: 'inc-1' } }))).toBe('duration-too-short');
  });

  it.each([
    ['shares that do not grow', { shares: ['10%', '50%', '50%'] }, 'out-of-range'],
    ['shares that shrink', { shares: ['50%', '10%'] }, 'out-of-range'],
    ['no time to see what a stage does', { every: '0s' }, 'out-of-range'],
    ['a target group that an earlier step makes', { late: ['to'] }, 'invalid-expression'],
    [
      'shares that an earlier step gives',
      { late: ['in'], params: { in: '${{ steps.a.outputs.b }}' } },
      'invalid-expression',
    ],
    ['a time that an earlier step gives', { late: ['every'], every: '${{ steps.a.outputs.b }}' }, 'invalid-expression'],
  ])('is refused with %s (%s)', (_what, asked, code) => {
    expect(refusal(() => gradual(asked))).toBe(code);
  });

  it('may wait for an earlier step where it is one change', () => {
    const params = { percent: '${{ steps.a.outputs.b }}', in: undefined, every: undefined } as unknown as JsonObject;
    expect(gradual({ late: ['percent'], params }).steps).toMatchObject([{ id: 'shift', late: ['percent'] }]);
  });
});
