import { afterEach, describe, expect, it } from 'vitest';
import { slowStartShares } from '../../../../../action/sandbox/aws/elbv2/data-plane/slow-start.ts';
import type { TargetGroupRecord, TargetRecord } from '../../../../../action/sandbox/aws/elbv2/records.ts';
import { eventually, forward, stateOf } from '../fixture.ts';
import { blueGreen, closeAll, target, text } from './blue-green.ts';

afterEach(closeAll);

describe('slow start', () => {
  it('gives a new target its share little by little, until it is switched off', async () => {
    const { call, blueArn, listenerArn, url } = await blueGreen(20);
    const slowStart = (Value: string) =>
      call('ModifyTargetGroupAttributes', {
        TargetGroupArn: blueArn,
        Attributes: [{ Key: 'slow_start.duration_seconds', Value }],
      });
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 1])] });
    await slowStart('900');
    const fresh = await target('fresh');
    await call('RegisterTargets', { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: fresh.port }] });
    await eventually(async () => (await stateOf(call, blueArn, fresh.port)) === 'healthy');
    const share = async () => {
      let count = 0;
      for (let index = 0; index < 40; index += 1) if ((await text(url)) === 'fresh') count += 1;
      return count / 40;
    };
    expect(await share()).toBeLessThan(0.3);
    await slowStart('0');
    expect(await share()).toBe(0.5);
  });

  const targets: readonly TargetRecord[] = [1, 2, 3].map((port) => ({ id: '127.0.0.1', port, zone: undefined }));
  const shares = (began: readonly (number | undefined)[], now: number, seconds = '100') => {
    const group: Pick<TargetGroupRecord, 'attributes'> = {
      attributes: new Map([['slow_start.duration_seconds', seconds]]),
    };
    return slowStartShares(group, targets, (each) => began[targets.indexOf(each)], now);
  };

  it('rises evenly over its duration', () => {
    const began = [undefined, 0, 50_000];
    expect([60_000, 100_000, 150_000].map((now) => shares(began, now))).toEqual([
      [1, 0.6, 0.1],
      [1, 1, 0.5],
      [1, 1, 1],
    ]);
  });

  it('is none when it is off, and none when every target would be in it', () => {
    expect(shares([undefined, 0, 0], 10_000, '0')).toEqual([1, 1, 1]);
    expect(shares([0, 0, 0], 10_000)).toEqual([1, 1, 1]);
  });
});
