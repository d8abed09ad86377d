import { describe, expect, it } from 'vitest';
import { heldMs } from '../../action/domain/plan.ts';
import { type DurationInput, JOB_LIMIT_MS, planDurations } from '../../action/domain/plan-durations.ts';

const HOUR_MS = 3_600_000;
const STEPS = [{ timeoutMs: 60_000 }, { timeoutMs: 120_000 }];
/** The steps' own timeouts and a minute. */
const UNDO_MS = 240_000;
const ROLE_ARN = 'arn:aws:iam::123456789012:role/breakglass/recover';

interface Asked {
  readonly ms: number;
  readonly revert?: 'on-failure' | 'at-end';
  readonly maxSessionMs?: number;
  readonly install?: Partial<DurationInput['install']>;
}

function durations({ ms, revert = 'at-end', maxSessionMs = 12 * HOUR_MS, install = {} }: Asked) {
  const input: DurationInput = {
    request: { durationMs: ms },
    role: { role: 'load-balancer', maxSessionMs },
    playbook: { role: 'load-balancer', monitor: { forMs: 120_000, checks: [] }, revert },
    install: { install: 'acme', roles: {}, recoverRoles: {}, ...install },
  };
  return planDurations(input, STEPS);
}

const RECOVERED = { recoverRoles: { 'load-balancer': ROLE_ARN }, sealerRole: ROLE_ARN };
const LONGEST = JOB_LIMIT_MS - UNDO_MS;

describe('a temporary change', () => {
  it('is undone by its own run as long as that fits into the job', () => {
    expect(durations({ ms: LONGEST })).toEqual({ workMs: LONGEST, undoMs: UNDO_MS });
  });

  it('that outlives the job is left to recovery, and its credentials live only for the work and undoing', () => {
    const planned = durations({ ms: LONGEST + 1, install: RECOVERED, maxSessionMs: HOUR_MS });
    // Steps, watching, five minutes; then undoing.
    expect(planned).toEqual({ workMs: LONGEST + 1, undoMs: UNDO_MS, leaveMs: 180_000 + 120_000 + 300_000 });
    expect(heldMs(planned)).toBe(840_000);
  });

  it.each([
    ['no role to restore with', { sealerRole: ROLE_ARN }, ['recover-roles:\n  load-balancer: <ARN>'], ['sealer-role:']],
    ['no sealer', { recoverRoles: { 'load-balancer': ROLE_ARN } }, ['sealer-role: <ARN>'], ['recover-roles:']],
    ['neither', {}, ['recover-roles:\n  load-balancer: <ARN>', 'sealer-role: <ARN>'], []],
    [
      'a role to restore with for another role alone',
      { recoverRoles: { other: ROLE_ARN }, sealerRole: ROLE_ARN },
      ['load-balancer: <ARN>'],
      [],
    ],
    [
      'a name that every object has',
      { recoverRoles: Object.create(RECOVERED.recoverRoles), sealerRole: ROLE_ARN },
      [],
      [],
    ],
  ])('that outlives the job is refused with %s, and told what to add', (_what, install, says, not) => {
    const refuse = () => durations({ ms: LONGEST + 1, install });
    expect(refuse).toThrow(expect.objectContaining({ code: 'duration-too-long' }));
    for (const line of says) expect(refuse).toThrow(expect.objectContaining({ hint: expect.stringContaining(line) }));
    for (const line of not)
      expect(refuse).toThrow(expect.objectContaining({ hint: expect.not.stringContaining(line) }));
  });

  it('is refused where the role’s sessions are too short even for the work and undoing', () => {
    const refuse = () => durations({ ms: LONGEST + 1, install: RECOVERED, maxSessionMs: 839_999 });
    expect(refuse).toThrow(expect.objectContaining({ code: 'duration-too-long' }));
    expect(durations({ ms: LONGEST + 1, install: RECOVERED, maxSessionMs: 840_000 })).toBeDefined();
  });
});

describe('a change that stays', () => {
  it('is never left to recovery', () => {
    expect(durations({ ms: 8 * HOUR_MS, revert: 'on-failure', install: RECOVERED })).toEqual({
      workMs: 8 * HOUR_MS,
      undoMs: UNDO_MS,
    });
  });

  it('is refused where the role’s sessions are too short', () => {
    const refuse = () => durations({ ms: HOUR_MS, revert: 'on-failure', maxSessionMs: HOUR_MS });
    expect(refuse).toThrow(
      expect.objectContaining({ code: 'duration-too-long', hint: expect.stringContaining('56m') }),
    );
  });
});
