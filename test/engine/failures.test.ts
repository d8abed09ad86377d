import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grounds, openGrounds, respond, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const ALWAYS = Number.POSITIVE_INFINITY;

describe('a call that fails', () => {
  it('whose answer is lost is settled by reading again, without a second write', async () => {
    const session = await grounds.session();
    session.fault({ operation: 'ModifyListener', kind: 'lost-answer' });
    expect(await session.run([shift(session.estate)])).toMatchObject({ outcome: 'succeeded' });
    expect(session.writes()).toEqual(['ModifyListener']);
    const recorded = session.ledger.events.filter((event) => event.type === 'call' && event.access === 'write');
    expect(recorded).toMatchObject([{ operation: 'ModifyListener', outcome: 'network:ECONNRESET', requestId: null }]);
    expect(session.event('step-applied')).toMatchObject({ changed: true });
  });

  it('whose answer is lost creates one rule only', async () => {
    const session = await grounds.session();
    session.fault({ operation: 'CreateRule', kind: 'lost-answer' });
    expect(await session.run([respond(session.estate)])).toMatchObject({ outcome: 'succeeded' });
    expect(session.writes().filter((operation) => operation === 'CreateRule')).toHaveLength(1);
  });

  it.each(['throttle', 'server-error', 'reset'] as const)('by a %s is made again', async (kind) => {
    const session = await grounds.session();
    session.fault({ operation: 'ModifyListener', kind, times: 2 });
    expect(await session.run([shift(session.estate)])).toMatchObject({ outcome: 'succeeded' });
    expect(session.writes()).toHaveLength(3);
  });

  it('by throttling for ever ends the step, after a bounded number of calls', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.fault({ operation: 'ModifyListener', kind: 'throttle', times: ALWAYS });
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'aws-throttled' } });
    expect(session.writes().length).toBeLessThanOrEqual(8);
    expect(session.dump()).toEqual(before);
  });

  it.each(['DescribeListeners', 'ModifyListener'])('by AccessDenied (%s) is never made again', async (operation) => {
    const session = await grounds.session();
    session.fault({ operation, kind: 'error', code: 'AccessDenied', status: 403, times: ALWAYS });
    const result = await session.run([shift(session.estate)]);
    expect(result.error?.code).toBe('access-denied');
    const forward = session.ledger.events.findIndex(({ type }) => type === 'rollback-started');
    const calls = session.ledger.events
      .slice(0, forward === -1 ? undefined : forward)
      .filter((event) => event.type === 'call' && event.operation === operation);
    expect(calls).toHaveLength(1);
  });

  it('in rollback says which step, and the others are undone all the same', async () => {
    const session = await grounds.session();
    session.fault({ operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 });
    session.fault({
      operation: 'ModifyListener',
      kind: 'error',
      code: 'AccessDenied',
      status: 403,
      nth: 2,
      times: ALWAYS,
    });
    const result = await session.run([shift(session.estate), respond(session.estate)]);
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'aws-rejected' } });
    expect(session.event('restore-failed')).toMatchObject({ step: 'shift-weights', code: 'access-denied' });
    expect(session.event('step-restored')).toMatchObject({ step: 'fixed-response' });
  });
});

describe('time', () => {
  it('that a step has ends it, and what it did is undone', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.fault({ operation: 'DescribeListeners', kind: 'stall', ms: 600_000, nth: 3, times: 1 });
    const result = await session.run([shift(session.estate, 100, { timeoutMs: 60_000 })]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'step-timeout' } });
    expect(session.dump()).toEqual(before);
  });

  it('never cuts a write off: rollback compares after it has ended', async () => {
    const session = await grounds.session();
    const before = session.dump();
    session.fault({ operation: 'ModifyListener', kind: 'stall', ms: 90_000 });
    const result = await session.run([shift(session.estate, 100, { timeoutMs: 60_000 })]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'step-timeout' } });
    expect(session.writes()).toEqual(['ModifyListener', 'ModifyListener']);
    expect(session.dump()).toEqual(before);
  });

  it('is waited after a write that nobody answered, before it counts as without effect', async () => {
    const session = await grounds.session();
    const before = session.dump();
    // The connection breaks at once; the effect comes when rollback has looked already.
    const { owner, listener, blue, green } = session.estate;
    const late = async (): Promise<void> => {
      const TargetGroups = [
        { TargetGroupArn: blue, Weight: 0 },
        { TargetGroupArn: green, Weight: 100 },
      ];
      const DefaultActions = [{ Type: 'forward' as const, ForwardConfig: { TargetGroups } }];
      await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    };
    session.fault({ operation: 'ModifyListener', kind: 'reset' });
    session.fault({ operation: 'DescribeListeners', kind: 'error', code: 'AccessDenied', status: 403, nth: 3 });
    session.on('rollback-started', () => void session.lab.clock.sleep(1_500).then(late));
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'access-denied' } });
    expect(session.dump()).toEqual(before);
  });

  it('of the verification is that of the step', async () => {
    const session = await grounds.session();
    const before = session.dump();
    const { grey } = session.estate;
    const result = await session.run([shift({ ...session.estate, green: grey }, 100, { timeoutMs: 60_000 })]);
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'verification-timeout' } });
    expect(session.dump()).toEqual(before);
  });
});
