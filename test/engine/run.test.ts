import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Estate } from '../contract/estate.ts';
import { deregister, type Grounds, interrupted, openGrounds, respond, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const FORWARD = ['opened', 'step-started', 'step-applied', 'step-verified'];

describe('a run', () => {
  it('applies, verifies and monitors', async () => {
    const session = await grounds.session();
    const check = { uses: 'elbv2/expect-healthy', with: { 'target-group': session.estate.green, 'at-least': '1' } };
    const result = await session.run([shift(session.estate)], { monitor: { forMs: 8_000, checks: [check] } });
    expect(result).toEqual({ outcome: 'succeeded', error: undefined });
    expect(session.types().slice(0, 5)).toEqual([...FORWARD, 'monitoring']);
    expect(session.types().filter((type) => type === 'check').length).toBeGreaterThanOrEqual(2);
    expect(session.writes()).toEqual(['ModifyListener']);
  });

  it('undoes the steps in reverse order when one fails', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.fault({ operation: 'DeregisterTargets', kind: 'error', code: 'InvalidTarget', status: 400 });
    const { estate } = session;
    const result = await session.run([shift(estate), respond(estate), deregister(estate)]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'aws-rejected' } });
    expect(session.event('step-failed')).toMatchObject({ step: 'deregister-targets', code: 'aws-rejected' });
    const restored = session.ledger.events.flatMap((event) => (event.type === 'step-restored' ? [event.step] : []));
    expect(restored).toEqual(['fixed-response', 'shift-weights']);
    expect(session.dump()).toEqual(before);
  });

  it('folds two steps on one resource, and undoes both', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const { estate } = session;
    session.on('monitoring', () => session.controller.abort(interrupted()));
    const steps = [
      respond(estate, { id: 'one' }),
      respond(estate, { id: 'two' }),
      shift(estate, 30, { id: 'three' }),
      shift(estate, 80, { id: 'four' }),
    ];
    const result = await session.run(steps, { monitor: { forMs: 60_000, checks: [] } });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
    const reads = session.calls().findIndex(({ operation }) => operation === 'SetRulePriorities');
    // One snapshot a resource, and the read just before the first write.
    expect(
      session
        .calls()
        .slice(0, reads)
        .filter(({ operation }) => operation === 'DescribeRules'),
    ).toHaveLength(2);
  });

  it('undoes a temporary change when its time ends', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const result = await session.run([shift(session.estate)], { revert: 'at-end', workMs: 60_000 });
    expect(result).toEqual({ outcome: 'succeeded', error: undefined });
    expect(session.types()).toContain('step-restored');
    expect(session.dump()).toEqual(before);
    expect(session.writes()).toEqual(['ModifyListener', 'ModifyListener']);
  });

  it('writes nothing when everything already is as wanted', async () => {
    const session = await grounds.session();
    const { blue } = session.estate;
    // Blue has all the traffic already. Its targets answer no health check: the verification fails.
    const result = await session.run([shift({ ...session.estate, green: blue }, 100, { timeoutMs: 30_000 })]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'verification-timeout' } });
    expect(session.event('step-applied')).toMatchObject({ changed: false });
    expect(session.writes()).toEqual([]);
  });

  it('starts no step after the approved time', async () => {
    const session = await grounds.session();
    const result = await session.run([shift(session.estate)], { workMs: 0 });
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'out-of-time' } });
    expect(session.writes()).toEqual([]);
  });

  it('undoes what was done when the approved time ends between two steps', async () => {
    const session = await grounds.session();
    const before = session.dump();
    // AWS takes its time over the first step's write.
    session.fault({ operation: 'ModifyListener', kind: 'stall', ms: 30_000 });
    const result = await session.run([shift(session.estate), respond(session.estate)], { workMs: 25_000 });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'out-of-time' } });
    expect(session.writes()).not.toContain('CreateRule');
    expect(session.dump()).toEqual(before);
  });

  it('refuses before anything changed when a check does not hold', async () => {
    const session = await grounds.session();
    const check = { uses: 'elbv2/expect-healthy', with: { 'target-group': session.estate.grey, 'at-least': '1' } };
    const result = await session.run([shift(session.estate)], { checks: [check] });
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'check-failed' } });
    expect(session.journal.links).toEqual([]);
    expect(session.writes()).toEqual([]);
  });
});

/** More than are healthy in the group that is shifted to. */
function healthyTwo({ green }: Estate) {
  return { uses: 'elbv2/expect-healthy', with: { 'target-group': green, 'at-least': '2' } };
}

describe('monitoring', () => {
  it('undoes the change when health degrades twice in a row', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const result = await session.run([shift(session.estate)], {
      monitor: { forMs: 60_000, checks: [healthyTwo(session.estate)] },
    });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
    expect(session.types().filter((type) => type === 'check')).toHaveLength(2);
    expect(session.dump()).toEqual(before);
  });

  it('records what is bad while the change settles, and undoes it where that goes on afterwards', async () => {
    const session = await grounds.session();
    const monitor = { forMs: 60_000, settleMs: 14_000, checks: [healthyTwo(session.estate)] };
    const result = await session.run([shift(session.estate)], { monitor });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
    // At 0, 5 and 10 s nothing counts; at 15 and 20 s it does.
    expect(session.types().filter((type) => type === 'check')).toHaveLength(5);
  });

  it('looks again where the only look took as long as was to be watched, and did not count', async () => {
    const session = await grounds.session();
    const monitor = { forMs: 100, settleMs: 99, checks: [healthyTwo(session.estate)] };
    const result = await session.run([shift(session.estate)], { monitor });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
  });

  it('looks once more when the last look is bad', async () => {
    const session = await grounds.session();
    const result = await session.run([shift(session.estate)], {
      monitor: { forMs: 1, checks: [healthyTwo(session.estate)] },
    });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'degraded' } });
  });

  it('undoes what could not be watched for as long as was approved, while there still is time to', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const monitor = { forMs: 36_000_000, checks: [] };
    const result = await session.run([shift(session.estate)], { monitor, workMs: 60_000 });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'out-of-time' } });
    expect(session.dump()).toEqual(before);
  });

  it.each([
    ['counts what it cannot see as bad', { code: 'InternalFailure', status: 500 }, 'degraded'],
    [
      'does not wait for access that was taken away to come back',
      { code: 'AccessDenied', status: 403 },
      'access-denied',
    ],
  ])('%s', async (_what, answer, code) => {
    const session = await grounds.session();
    const before = session.dump();
    session.on('monitoring', () =>
      session.fault({
        operation: 'DescribeTargetHealth',
        kind: 'error',
        ...answer,
        times: Number.POSITIVE_INFINITY,
      }),
    );
    const check = { uses: 'elbv2/expect-healthy', with: { 'target-group': session.estate.green, 'at-least': '1' } };
    const result = await session.run([shift(session.estate)], {
      monitor: { forMs: 60_000, checks: [check] },
    });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code } });
    expect(session.dump()).toEqual(before);
  });
});
