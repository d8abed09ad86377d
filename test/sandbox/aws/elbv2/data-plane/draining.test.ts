import { afterEach, describe, expect, it } from 'vitest';
import { eventually, forward, stateOf, targetGroup } from '../fixture.ts';
import { blueGreen, closeAll, target } from './blue-green.ts';

afterEach(closeAll);

describe('draining', () => {
  it('keeps a deregistered target draining for its delay, without new requests', async () => {
    const { call, blue, blueArn, listenerArn, url } = await blueGreen(20);
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([blueArn, 1])] });
    await call('ModifyTargetGroupAttributes', {
      TargetGroupArn: blueArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
    });
    const began = Date.now();
    const targets = { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: blue.port }] };
    await call('DeregisterTargets', targets);
    expect(await stateOf(call, blueArn, blue.port)).toBe('draining Target.DeregistrationInProgress');
    expect((await fetch(url)).status).toBe(503);
    await eventually(async () => (await stateOf(call, blueArn, blue.port)) === 'gone');
    expect(Date.now() - began).toBeGreaterThanOrEqual(950);
    const { TargetHealthDescriptions } = await call('DescribeTargetHealth', targets);
    expect(TargetHealthDescriptions?.[0]?.TargetHealth).toMatchObject({
      State: 'unused',
      Reason: 'Target.NotRegistered',
    });
  });

  it('lets a request in flight finish, and cuts one that outlasts the delay', async () => {
    const { call, listenerArn, url, blueArn } = await blueGreen(20);
    const slow = await target('slow', (request, response) => {
      if (request.url === '/quick') setTimeout(() => response.end('finished'), 300);
    });
    const group = await targetGroup(call, 'slow');
    await call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [forward([group, 1], [blueArn, 0])] });
    await call('ModifyTargetGroupAttributes', {
      TargetGroupArn: group,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
    });
    const targets = { TargetGroupArn: group, Targets: [{ Id: '127.0.0.1', Port: slow.port }] };
    await call('RegisterTargets', targets);
    const [quick, endless] = [fetch(`${url}/quick`), fetch(`${url}/endless`)];
    await eventually(() => slow.requests.length === 2);
    await call('DeregisterTargets', targets);
    expect(await (await quick).text()).toBe('finished');
    expect((await endless).status).toBe(502);
  });

  it('returns a draining target to service when it is registered again', async () => {
    const { call, blue, blueArn } = await blueGreen(20);
    const targets = { TargetGroupArn: blueArn, Targets: [{ Id: '127.0.0.1', Port: blue.port }] };
    await call('DeregisterTargets', targets);
    await call('RegisterTargets', targets);
    await eventually(async () => (await stateOf(call, blueArn, blue.port)) === 'healthy');
    const { TargetHealthDescriptions } = await call('DescribeTargetHealth', { TargetGroupArn: blueArn });
    expect(TargetHealthDescriptions).toHaveLength(1);
  });
});
